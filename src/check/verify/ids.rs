//! Ids: those that a page's text was said to have against those of the built page, whose layout has
//! ids of its own. May not make an id.

use rustc_hash::FxHashSet;

use super::conditions::Conditions;
use super::page::{Page, Pair, count};
use super::{Subject, Verdict, Way};
use crate::document::{Body, ElementKind, html};
use crate::site::hash;
use crate::source::Span;

pub(super) fn compare(pair: &Pair<'_>, built: &Body<'_>, conditions: &Conditions<'_>, page: &mut Page) {
    let predicted = pair.survey.anchors.get(pair.pair.file.0 as usize).map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<_> = built
        .starts()
        .filter_map(|element| {
            built.attribute(element, "id").map(|id| (element.name, built.value(id), element.span))
        })
        .collect();
    let is_open = is_open(pair, conditions);
    let mut left = count(ids.iter().map(|(_, id, _)| &**id));
    for id in predicted {
        match left.get_mut(id.as_str()).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                page.ids.agree += 1;
            }
            None => {
                let verdict = if is_open {
                    Verdict::Undecided("Liquid writes a part of the text".into())
                } else {
                    pair.blame()
                };
                page.differences.push(pair.missing(Subject::Id, id, None, verdict));
            }
        }
    }
    unexpected(pair, built, &ids, is_open, page);
}

/// Whether Liquid writes headings that are not known here, which may shift the numbers of others.
fn is_open(pair: &Pair<'_>, conditions: &Conditions<'_>) -> bool {
    let body = &pair.document.body;
    let mut headings =
        body.starts().filter(|one| is_heading(one.name) || body.attribute(one, "id").is_some());
    conditions.has_other_text
        || headings.any(|one| {
            conditions.around(one.span.start).is_some()
                || body.liquid.touches(one.content)
                || body.liquid.touches(one.span)
        })
}

/// Headings of the built page whose id was not predicted, though the source has their text.
fn unexpected(
    pair: &Pair<'_>,
    built: &Body<'_>,
    ids: &[(&str, std::borrow::Cow<'_, str>, Span)],
    is_open: bool,
    page: &mut Page,
) {
    let predicted = pair.survey.anchors.get(pair.pair.file.0 as usize).map(Vec::as_slice).unwrap_or_default();
    let known: FxHashSet<&str> = predicted.iter().map(String::as_str).collect();
    let headings = ids.iter().filter(|(name, id, _)| is_heading(name) && !known.contains(&**id));
    let mut headings = headings.peekable();
    if headings.peek().is_none() {
        return;
    }
    let body = pair.document.text(pair.document.body.span);
    let lines: FxHashSet<u64> = body.lines().map(|line| hash(&squeezed(line))).collect();
    for (name, id, span) in headings {
        let text = squeezed(&text_of(built, name, *span));
        if text.is_empty() || !lines.contains(&hash(&text)) {
            continue;
        }
        let verdict = if is_open {
            Verdict::Undecided("Liquid writes a part of the text".into())
        } else {
            pair.blame()
        };
        page.differences.push(pair.difference(Subject::Id, Way::Unexpected, id, verdict));
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The text of a heading that starts with a tag, without tags.
fn text_of(built: &Body<'_>, name: &str, start: Span) -> String {
    let from = built.elements.partition_point(|one| one.span.start <= start.start);
    let mut out = String::new();
    let mut at = start.end;
    for one in built.elements.iter().skip(from).take(50) {
        let text = built.file_text().get(at as usize..one.span.start as usize);
        out.push_str(&html::unescape(text.unwrap_or_default()));
        at = one.span.end;
        if one.kind == ElementKind::Close && one.name == name {
            break;
        }
    }
    out
}

/// Letters and digits alone, in small letters.
fn squeezed(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
