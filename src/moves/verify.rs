//! The proof of a plan: on the site as it would be, every reference leads where it led, and nothing that
//! was published is lost. May not change the plan.

use super::Order;
use super::work::{Work, twice};
use super::world::{Lead, World, why_held};
use crate::publication::Status;
use crate::source::Span;

/// Holds the site as it would be against the one that is.
pub(super) fn references(work: &mut Work<'_>, new: &World) {
    let mut lost: Vec<(String, Span, String)> = Vec::new();
    for (at, document) in twice(&work.old, new, work.order, &work.edits) {
        for (one, after) in &document.refs {
            let Lead::To(goal) = work.old.lead(document.before, *one) else { continue };
            let wanted = Lead::To(work.after(&goal));
            let now = after.map(|after| new.lead(document.after, after));
            if now.as_ref() != Some(&wanted) {
                let target = &one.reference.target;
                let why = match now {
                    Some(Lead::Undecided(why)) => format!("where `{target}` leads could not be told: {why}"),
                    _ => format!("`{target}` would lead elsewhere, or nowhere"),
                };
                lost.push((document.before.path.to_string(), one.reference.span, why));
            }
        }
        for (before, after) in work
            .old
            .tags(at)
            .iter()
            .zip(new.at(&document.after.path).map(|at| new.tags(at)).unwrap_or_default())
        {
            let wanted = work.old.named(document.before, before);
            let wanted = wanted.as_deref().map(|path| work.order.after(path).to_owned());
            if wanted.is_some() && new.named(document.after, after) != wanted {
                let why = format!("`{}` would name another file, or none", before.name);
                lost.push((document.before.path.to_string(), before.span, why));
            }
        }
    }
    for (path, span, why) in lost {
        let is_known = |path: &str, work: &Work<'_>| {
            let position = work.source(path).map(|source| source.lines().position(span.start));
            position.is_some_and(|position| {
                work.blocked
                    .iter()
                    .any(|one| one.path == path && (one.line, one.column) == (position.line, position.column))
            })
        };
        if !is_known(&path, work) {
            work.block(&path, span, why);
        }
    }
}

/// What is published, and where.
pub(super) fn publication(work: &mut Work<'_>, new: &World) {
    let mut lost = Vec::new();
    for document in work.old.documents() {
        let after = work.order.after(&document.path);
        if document.status != Status::Published {
            continue;
        }
        match new.document(after) {
            Some(one) if one.status != Status::Published => {
                lost.push((document.path.to_string(), why_held(&one.status).into_owned()));
            }
            None if !new.is_published(after) => {
                lost.push((document.path.to_string(), "it would no longer be published".to_owned()));
            }
            _ => {}
        }
    }
    for asset in &work.old.survey.site.assets {
        let after = work.order.after(asset);
        if work.old.is_published(asset) && !new.is_published(after) {
            lost.push((asset.to_string(), "it would no longer be published".to_owned()));
        }
    }
    for (output, paths) in clashes(work.order, &work.old, new) {
        let why = format!("{} would be written to {output} as well", paths.join(" and "));
        if let Some(path) = paths.first() {
            lost.push((path.clone(), why));
        }
    }
    for (path, why) in lost {
        work.block(&path, Span::at(0), why);
    }
}

/// Files to which several are written after the move, and were not before.
fn clashes(order: &Order, old: &World, new: &World) -> Vec<(String, Vec<String>)> {
    let was: std::collections::BTreeSet<String> =
        old.survey.site.routes().overwritten().into_iter().map(|one| one.output.to_string()).collect();
    let back = |path: String| {
        let moved = order.moves.iter().find(|(_, new)| **new == path);
        moved.map_or(path.clone(), |(old, _)| old.clone())
    };
    let all = new.survey.site.routes().overwritten().into_iter();
    all.filter(|one| !was.contains(&*one.output))
        .map(|one| {
            let paths = one.routes.iter().filter_map(|route| new.path_of(*route)).map(back).collect();
            (one.output.to_string(), paths)
        })
        .collect()
}
