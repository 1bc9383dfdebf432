//! What leads elsewhere after the bare move, written anew. May not touch tags, front matter that is no
//! address, or what cannot be told.

use super::Edits;
use super::spell::{Face, Spelling, rewrite};
use super::work::{Twice, Work, twice};
use super::world::{Goal, Lead, Ref, World};
use crate::document::Shape;
use crate::resolve::{is_by_source, start, text_of_parts};
use crate::site::FromLiquid;
use crate::source::Span;

/// What a reference needs.
enum Need {
    /// Other bytes.
    Text(String),
    /// A person, and why.
    Person(String),
}

/// Rewrites every reference that the bare move has led astray.
pub(super) fn references(work: &mut Work<'_>) {
    let mut found: Vec<(String, Span, Need)> = Vec::new();
    let order_edits = &work.order.edits;
    for (_, document) in twice(&work.old, &work.bare, work.order, order_edits) {
        for (one, after) in &document.refs {
            if let Some(need) = need(work, &document, *one, *after) {
                found.push((document.before.path.to_string(), one.reference.span, need));
            }
        }
    }
    for (path, span, need) in found {
        match need {
            Need::Text(text) => work.edit(&path, span, text),
            Need::Person(why) => work.block(&path, span, why),
        }
    }
}

fn need(work: &Work<'_>, document: &Twice<'_>, one: Ref<'_>, after: Option<Ref<'_>>) -> Option<Need> {
    let Twice { before, after: document_after, .. } = document;
    let goal = match work.old.lead(before, one) {
        Lead::To(goal) => goal,
        Lead::Nowhere => return None,
        Lead::Undecided(_) => return unknown_and_relative(work, document, one),
    };
    let wanted = work.after(&goal);
    let now = after.map(|after| work.bare.lead(document_after, after));
    if now == Some(Lead::To(wanted.clone())) {
        return None;
    }
    let reference = one.reference;
    let text = match reference.liquid.as_deref() {
        None | Some(FromLiquid::Known { .. }) => reference.target.to_string(),
        // The tags in it are rewritten as such.
        Some(FromLiquid::Parts(_)) if has_named(work, document, reference.span) => return None,
        Some(FromLiquid::Parts(parts)) => text_of_parts(&work.old.survey.site, parts).known()?.clone(),
        Some(FromLiquid::Undecided(_)) => return None,
    };
    let site = &work.old.survey.site;
    let is_by_file = one.is_by_path || !site.facts.has_generator || is_by_source(site, before, reference);
    let respelled = faces(work, &goal, &wanted, is_by_file).and_then(|faces| {
        let starts = starts(work, document, is_by_file);
        let baseurl = if is_by_file { "" } else { site.facts.baseurl.as_str() };
        let spelling = Spelling {
            text: &text,
            starts: (&starts.0, &starts.1),
            baseurl,
            is_loose: reference.loose,
            faces: (&faces.0, &faces.1),
        };
        spelling.respell()
    });
    let source = work.source(&before.path)?;
    let written = respelled.and_then(|new| rewrite(source.slice(reference.span), &text, &new));
    match written {
        Some(text) => Some(Need::Text(text)),
        // What Liquid puts in may be rewritten where it stands; the proof will tell.
        None if reference.liquid.is_some() => None,
        None => {
            let why = format!("`{text}` leads to {}, and cannot be written anew by itself", named(&goal));
            Some(Need::Person(why))
        }
    }
}

fn has_named(work: &Work<'_>, document: &Twice<'_>, span: Span) -> bool {
    let at = work.old.at(&document.before.path);
    let tags = at.map(|at| work.old.tags(at)).unwrap_or_default();
    tags.iter().any(|tag| span.contains(tag.span))
}

fn named(goal: &Goal) -> &str {
    match goal {
        Goal::File(path) => path,
        Goal::Page(output) => output,
    }
}

fn faces(work: &Work<'_>, goal: &Goal, wanted: &Goal, is_by_file: bool) -> Option<(Face, Face)> {
    match (goal, wanted) {
        (Goal::File(old), Goal::File(new)) if is_by_file => {
            Some((World::source_face(old), World::source_face(new)))
        }
        _ => Some((work.old.face(goal)?.clone(), work.bare.face(wanted)?.clone())),
    }
}

fn starts(work: &Work<'_>, document: &Twice<'_>, is_by_file: bool) -> (String, String) {
    let Twice { before, after, .. } = document;
    if is_by_file {
        return (format!("/{}", before.path), format!("/{}", after.path));
    }
    let start = |world: &World, one| start(&world.survey.site, one).unwrap_or_default();
    (start(&work.old, before), start(&work.bare, after))
}

/// A relative address of which something is not known, on a page that moves.
fn unknown_and_relative(work: &Work<'_>, document: &Twice<'_>, one: Ref<'_>) -> Option<Need> {
    let (old, new) = starts(work, document, false);
    let folder = |start: &str| start.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    if folder(&old) == folder(&new) {
        return None;
    }
    let source = work.source(&document.before.path)?;
    let raw = source.slice(one.reference.span).trim();
    let is_relative = !raw.starts_with("{{") && !raw.starts_with("{%") && Shape::of(raw) == Shape::Relative;
    is_relative.then(|| {
        Need::Person(format!(
            "`{raw}` is relative to its page, which moves, and where it leads cannot be told"
        ))
    })
}

/// Counts the replacements that are no part of the order.
pub(super) fn count(all: &Edits, order: &Edits) -> usize {
    all.count().saturating_sub(order.count())
}
