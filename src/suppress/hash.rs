//! Comments that begin with `#`, in YAML and TOML, also where it does not parse: from the text, with
//! the tree where there is one. May not read what a comment says.

mod texts;

use super::WORD;
use super::places::{Place, begins};
use crate::document::front_matter::{Format, Kind, Style, Tree};
use crate::source::Span;

/// Adds the comments of a stretch that begin with the word.
pub(super) fn find(text: &str, within: Span, format: Format, tree: Option<&Tree>, places: &mut Vec<Place>) {
    if format == Format::Json {
        return;
    }
    let bytes = text.as_bytes().get(..within.end as usize).unwrap_or_default();
    let start = within.start as usize;
    let hits = memchr::memmem::find_iter(bytes.get(start..).unwrap_or_default(), WORD.as_bytes());
    let hits = hits.filter(|hit| text.get(start + hit..).is_some_and(begins));
    let marks: Vec<(usize, usize)> =
        hits.filter_map(|hit| Some((mark(bytes, start, start + hit)?, start + hit))).collect();
    if marks.is_empty() {
        return;
    }
    let texts = match tree {
        Some(tree) => of_tree(tree, bytes),
        None => texts::guess(bytes, start, format),
    };
    let is_text = |at: usize| {
        let next = texts.partition_point(|span| span.start as usize <= at);
        let before = next.checked_sub(1).and_then(|last| texts.get(last));
        before.is_some_and(|span| at < span.end as usize)
    };
    let comments: Vec<(usize, usize)> = marks.into_iter().filter(|(mark, _)| !is_text(*mark)).collect();
    for (at, (mark, word)) in comments.iter().enumerate() {
        let rest = bytes.get(*word..).unwrap_or_default();
        let line_end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |end| word + end);
        // Another comment on the same line ends this one.
        let next = comments.get(at + 1).map_or(line_end, |(next, _)| (*next).min(line_end));
        let said = text.get(*word..next).unwrap_or_default().trim_end();
        let end = word + said.len();
        places.push(Place { span: Span::new(*mark, end), content: Span::new(*word, end) });
    }
}

/// The `#` of which the word at `word` is the first, if there is one: only blanks between them, and a
/// blank or the start of the line before it.
fn mark(bytes: &[u8], from: usize, word: usize) -> Option<usize> {
    let is_blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = word;
    while at > from && is_blank(at - 1) {
        at -= 1;
    }
    let hashes = at;
    while at > from && bytes.get(at - 1) == Some(&b'#') {
        at -= 1;
    }
    let begins = at == from || is_blank(at - 1) || matches!(bytes.get(at - 1), Some(b'\n' | b'\r'));
    (at < hashes && begins).then_some(at)
}

/// The stretches of texts in which a `#` is a letter, in order and apart: those of a tree. A comment
/// behind the `|` of a block stands on its first line.
fn of_tree(tree: &Tree, bytes: &[u8]) -> Vec<Span> {
    let mut texts = Vec::new();
    for node in tree.nodes().filter(|node| matches!(node.kind(), Kind::Scalar { .. })) {
        let mut span = node.span();
        if node.style() == Style::Block {
            let rest = bytes.get(span.range()).unwrap_or_default();
            let first = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            span = Span::new(span.start as usize + first, span.end as usize);
        }
        if !span.is_empty() {
            texts.push(span);
        }
    }
    texts.sort();
    texts.dedup_by_key(|span| span.start);
    texts
}
