//! Links: those that a source writes against those of the built page, whose layout has links of its
//! own. May not resolve one.

use std::borrow::Cow;
use std::fmt::Write as _;

use rustc_hash::{FxHashMap, FxHashSet};

use super::conditions::Conditions;
use super::page::{Page, Pair, count};
use super::{Subject, Verdict, Way, written};
use crate::document::liquid::LiquidKind;
use crate::document::{Body, Document, address, html};
use crate::publication::Answer;
use crate::publication::rendering::Rendering;
use crate::site::hash;
use crate::source::Span;

/// The addresses of a built page that nothing in the source has explained yet.
struct Left<'b> {
    counts: FxHashMap<&'b str, usize>,
    /// The same, escaped again; made when it is first asked for, where a plugin does so.
    escaped: Option<FxHashSet<Cow<'b, str>>>,
    is_escaped: bool,
}

impl<'b> Left<'b> {
    /// Takes one address of that text, if there is one.
    fn take(&mut self, text: &str) -> bool {
        if let Some(count) = self.counts.get_mut(text).filter(|count| **count > 0) {
            *count -= 1;
            return true;
        }
        if !self.is_escaped {
            return false;
        }
        let counts = &self.counts;
        let escaped = self.escaped.get_or_insert_with(|| counts.keys().map(|text| escape(text)).collect());
        escaped.contains(&*escape(text))
    }
}

pub(super) fn compare(pair: &Pair<'_>, built: &Body<'_>, conditions: &Conditions<'_>, page: &mut Page) {
    let stored = address::collect(built);
    let found: Vec<&str> = stored.iter().map(|one| one.with_text(built.file_text()).text).collect();
    let counts = count(found.iter().copied());
    let mut left = Left { counts, escaped: None, is_escaped: is_escaped_again(pair) };
    let mut known: FxHashSet<u64> = FxHashSet::default();
    let mut is_open = conditions.has_other_text;
    let site = &pair.survey.site;
    let from = site.document(pair.pair.file);
    let publication = pair.survey.publications.get(pair.pair.file.0 as usize).and_then(Option::as_ref);
    let nothing = Rendering::default();
    let rendering = publication.map_or(&nothing, |publication| &publication.rendering);
    for one in written::addresses(site, from, pair.document, rendering, conditions) {
        let Answer::Known(text) = &one.text else {
            page.links.undecided += 1;
            is_open = true;
            continue;
        };
        known.insert(hash(text));
        known.extend(one.rewritten.as_deref().map(hash));
        if left.take(text) || one.rewritten.as_deref().is_some_and(|text| left.take(text)) {
            page.links.agree += 1;
        } else {
            let verdict = one.may_lack.map_or_else(|| pair.blame(), Verdict::Undecided);
            page.differences.push(pair.missing(Subject::Link, text, Some(one.span), verdict));
        }
    }
    let distinct: FxHashSet<u64> = found.iter().map(|text| hash(text)).collect();
    page.explained = distinct.iter().copied().filter(|one| known.contains(one)).collect();
    page.unseen = unseen(pair, &found, &known, is_open);
    page.built = distinct.into_iter().collect();
}

/// Whether a plugin reads and writes the finished page again, which escapes its addresses
/// (jekyll-mentions and jemoji, by way of libxml2's `xmlURIEscapeStr`).
fn is_escaped_again(pair: &Pair<'_>) -> bool {
    let plugins = &pair.survey.site.facts.plugins;
    plugins.iter().any(|one| one == "jekyll-mentions" || one == "jemoji")
}

/// With every byte escaped that may not stand in a URL.
fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Cow::Owned(out)
}

/// Addresses of the built page that the source writes out, though none of its links has them.
fn unseen(
    pair: &Pair<'_>,
    found: &[&str],
    known: &FxHashSet<u64>,
    is_open: bool,
) -> Vec<(u64, super::Difference)> {
    let texts = words(pair.document).flat_map(readings).filter(|word| word.len() > 1);
    let words: FxHashSet<u64> = texts.map(|word| hash(&html::unescape(word))).collect();
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

/// The addresses that a word may hold: parentheses are part of it or around it.
fn readings(word: &str) -> impl Iterator<Item = &str> {
    let inner = word.trim_start_matches('(');
    let before_last = inner.rfind(')').and_then(|end| inner.get(..end));
    word.split(['(', ')']).chain([inner]).chain(before_last)
}

/// The words of a body, cut where an address would end; those that Liquid has a part in are left out.
fn words<'d>(document: &'d Document<'_>) -> impl Iterator<Item = &'d str> {
    let is_edge = |one: char| one.is_whitespace() || "\"'<>[]`".contains(one);
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
