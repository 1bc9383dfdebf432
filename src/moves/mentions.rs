//! Texts that are no references by their syntax and may still lead to what moves: values of front matter
//! and data, strings of Liquid, the configuration, scripts. An address from the root is rewritten; what
//! may be meant and cannot be told is left to a person. May not touch what the index resolves.

mod texts;

use std::collections::BTreeMap;

use super::names::{Meaning, Names, Part};
use super::patterns;
use super::spell::rewrite;
use super::work::Work;
use super::world::Lead;
use crate::source::Span;
pub(super) use texts::ANY;
use texts::{DATA, Mention, Spot};

/// Keys of front matter whose value is the page's own, and leads nowhere.
const OWN: [&str; 14] = [
    "permalink",
    "redirect_from",
    "aliases",
    "slug",
    "title",
    "layout",
    "category",
    "categories",
    "tag",
    "tags",
    "date",
    "description",
    "excerpt",
    "name",
];
/// Keys of data whose value is a page, with a slash in front or without one.
const PAGES: [&str; 5] = ["url", "link", "href", "page", "permalink"];

/// Keys of the configuration whose values are files and folders.
const FILES: [&str; 5] = ["path", "include", "exclude", "header_pages", "keep_files"];

/// Rewrites what is an address for sure, and notes what may be one.
pub(super) fn follow(work: &mut Work<'_>) {
    let mut names = Names::of(work);
    if names.changed.is_empty() && work.order.moves.is_empty() {
        return;
    }
    let patterns = patterns::find(work, &mut names);
    let mut evidence: BTreeMap<String, (String, Span)> = BTreeMap::new();
    for (path, mention) in texts::all(work, &names) {
        for word in words(&mention) {
            if let Some(fill) = names.fill(word) {
                evidence.entry(fill).or_insert_with(|| (path.clone(), mention.span));
            }
        }
        if let Some(part) = part(&names, &mention) {
            name_part(work, &path, &mention, part);
            continue;
        }
        if mention.spot == Spot::Own {
            if let Some(new) = names.glob(&mention.text) {
                work.edit(&path, mention.span, new);
            }
            continue;
        }
        let Some((meaning, shown)) = names.meaning(&mention.text) else { continue };
        if mention.spot == Spot::Key || is_resolved(work, &path, mention.span) {
            continue;
        }
        let Some(new) = decide(&mention, meaning) else { continue };
        let source = work.source(&path);
        let raw = source.as_ref().map(|source| source.slice(mention.span)).unwrap_or_default();
        match new.and_then(|new| rewrite(raw, &mention.text, &new)) {
            Some(text) => work.edit(&path, mention.span, text),
            None => {
                let why = format!("`{}` may lead to {shown}, and that cannot be told", mention.text);
                work.block(&path, mention.span, why);
            }
        }
    }
    patterns::judge(work, &patterns, &evidence);
}

/// Whether a text is worth a second look.
fn is_of_interest(names: &Names, mention: &Mention) -> bool {
    part(names, mention).is_some()
        || names.meaning(&mention.text).is_some()
        || (mention.spot == Spot::Own && names.glob(&mention.text).is_some())
        || words(mention).any(|word| names.fill(word).is_some())
}

/// What a layout or data file that moves is called, if a text names one.
fn part<'n>(names: &'n Names, mention: &Mention) -> Option<&'n Part> {
    match (&*mention.key, mention.spot) {
        ("layout", Spot::FrontMatter | Spot::Config) => names.layout(&mention.text),
        (DATA, Spot::Liquid) => names.data(&mention.text),
        _ => None,
    }
}

fn name_part(work: &mut Work<'_>, path: &str, mention: &Mention, part: &Part) {
    match &part.new {
        Some(new) => work.edit(path, mention.span, new.clone()),
        None => {
            let why = format!("`{}` names {}, which would have no name here", mention.text, part.path);
            work.block(path, mention.span, why);
        }
    }
}

/// The new text of a mention, nothing where that is for a person to say; none where it means nothing.
fn decide(mention: &Mention, meaning: Meaning) -> Option<Option<String>> {
    let is_page_key = PAGES.contains(&&*mention.key);
    let is_own = OWN.contains(&&*mention.key) && matches!(mention.spot, Spot::FrontMatter | Spot::Config);
    let looks_like_path = mention.text.contains(['/', '.']);
    match (meaning, mention.spot) {
        (Meaning::Source(new), Spot::Config) if looks_like_path || FILES.contains(&&*mention.key) => {
            Some(Some(new))
        }
        (Meaning::Source(new), Spot::Liquid) if looks_like_path => Some(Some(new)),
        _ if is_own => None,
        (Meaning::Address(_), Spot::Script) => Some(None),
        (Meaning::Address(new), _) => Some(Some(new)),
        (Meaning::Bare(new), Spot::Data | Spot::Config) if is_page_key => Some(Some(new)),
        // What is relative in a style sheet is resolved where that is known.
        (Meaning::Bare(_) | Meaning::End, Spot::Style) => None,
        (Meaning::Bare(_), Spot::Liquid) => None,
        (Meaning::Bare(_), Spot::File | Spot::Script) if !mention.text.contains('/') => None,
        (Meaning::Bare(_) | Meaning::Source(_), _) if !looks_like_path => None,
        _ => Some(None),
    }
}

/// A text, and its words where it may be a list of them.
fn words(mention: &Mention) -> impl Iterator<Item = &str> {
    let is_list = matches!(&*mention.key, "tags" | "categories");
    let words = is_list.then(|| mention.text.split_ascii_whitespace()).into_iter().flatten();
    std::iter::once(&*mention.text).chain(words)
}

/// Whether a text belongs to a reference or tag of which it is known where it leads.
fn is_resolved(work: &Work<'_>, path: &str, span: Span) -> bool {
    if work.edits.touch(path, span) {
        return true;
    }
    let Some(at) = work.old.at(path) else { return false };
    let Some(document) = work.old.documents().get(at) else { return false };
    let meets = |other: Span| other.start < span.end && span.start < other.end;
    work.old.tags(at).iter().any(|tag| meets(tag.span))
        || work
            .old
            .refs(at)
            .filter(|one| meets(one.reference.span))
            .any(|one| !matches!(work.old.lead(document, one), Lead::Undecided(_)))
}
