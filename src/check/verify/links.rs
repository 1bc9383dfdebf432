//! Links: those that a source writes against those of the built page, whose layout has links of its
//! own. May not resolve one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::conditions::Conditions;
use super::page::{Page, Pair, count};
use super::{Subject, Verdict, Way, written};
use crate::document::liquid::LiquidKind;
use crate::document::{Body, Document, address};
use crate::publication::Answer;
use crate::site::hash;
use crate::source::Span;

pub(super) fn compare(pair: &Pair<'_>, built: &Body<'_>, conditions: &Conditions<'_>, page: &mut Page) {
    let stored = address::collect(built);
    let found: Vec<&str> = stored.iter().map(|one| one.with_text(built.file_text()).text).collect();
    let mut left = count(found.iter().copied());
    let mut known: FxHashSet<u64> = FxHashSet::default();
    for one in written::addresses(pair.document, conditions) {
        let text = match &one.text {
            Answer::Known(text) => &**text,
            Answer::Undecided(_) => {
                page.links.undecided += 1;
                continue;
            }
        };
        known.insert(hash(text));
        match left.get_mut(text).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                page.links.agree += 1;
            }
            None => {
                let verdict = one.may_lack.map_or_else(|| pair.blame(), Verdict::Undecided);
                page.differences.push(pair.missing(Subject::Link, text, Some(one.span), verdict));
            }
        }
    }
    let distinct: FxHashSet<u64> = found.iter().map(|text| hash(text)).collect();
    page.explained = distinct.iter().copied().filter(|one| known.contains(one)).collect();
    page.unseen = unseen(pair, &found, &known, conditions.has_other_text);
    page.built = distinct.into_iter().collect();
}

/// Addresses of the built page that the source writes out, though none of its links has them.
fn unseen(
    pair: &Pair<'_>,
    found: &[&str],
    known: &FxHashSet<u64>,
    is_open: bool,
) -> Vec<(u64, super::Difference)> {
    let words: FxHashSet<u64> = words(pair.document).filter(|word| word.len() > 1).map(hash).collect();
    let mut seen = FxHashSet::default();
    let mut all = Vec::new();
    for text in found {
        let key = hash(text);
        if known.contains(&key) || !words.contains(&key) || !seen.insert(key) {
            continue;
        }
        let verdict = if is_open {
            Verdict::Undecided("Liquid writes a part of the text".into())
        } else {
            pair.blame()
        };
        all.push((key, pair.difference(Subject::Link, Way::Unexpected, text, verdict)));
    }
    all
}

/// The words of a body, cut where an address would end; those that Liquid has a part in are left out.
fn words<'d>(document: &'d Document<'_>) -> impl Iterator<Item = &'d str> {
    let is_edge = |one: char| one.is_whitespace() || "\"'()<>[]`".contains(one);
    let body = &document.body;
    let pieces = body.liquid.pieces().iter().filter(|piece| piece.kind != LiquidKind::Opaque);
    let starts = std::iter::once(body.span.start).chain(pieces.clone().map(|piece| piece.span.end));
    let ends = pieces.map(|piece| piece.span.start).chain(std::iter::once(body.span.end));
    starts.zip(ends).flat_map(move |(start, end)| {
        let mut text = document.text(Span { start, end: end.max(start) });
        if start > body.span.start {
            text = text.find(is_edge).and_then(|edge| text.get(edge..)).unwrap_or_default();
        }
        if end < body.span.end {
            text = text.rfind(is_edge).and_then(|edge| text.get(..edge)).unwrap_or_default();
        }
        text.split(is_edge)
    })
}

/// Leaves out the links of layouts: those on a page whose own source does not speak of them.
pub(super) fn drop_chrome(pages: &mut [Page]) {
    let mut unexplained: FxHashMap<u64, i64> = FxHashMap::default();
    for page in pages.iter() {
        page.built.iter().for_each(|one| *unexplained.entry(*one).or_insert(0) += 1);
        page.explained.iter().for_each(|one| *unexplained.entry(*one).or_insert(0) -= 1);
        page.unseen.iter().for_each(|(one, _)| *unexplained.entry(*one).or_insert(0) -= 1);
    }
    for page in pages {
        let unseen = std::mem::take(&mut page.unseen);
        let own = unseen.into_iter().filter(|(key, _)| unexplained.get(key).is_none_or(|count| *count <= 0));
        page.differences.extend(own.map(|(_, difference)| difference));
    }
}
