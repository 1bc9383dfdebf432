//! What the text of a file shows of ids that are not seen as ones: footnotes, scripts, attribute lists
//! in odd places, and the texts of headings. May not decide anything.

use std::collections::BTreeSet;

use crate::document::reference::percent_decode;
use crate::document::{Document, Element, ElementKind, Markup};
use crate::publication::Text;
use crate::resolve::anchor::bare;
use crate::source::Span;

/// Why a page without a generator may have other ids than its file shows: it is a template, or a
/// piece of a page.
pub(super) fn unknown_page(document: &Document<'_>) -> Option<Text> {
    const MARKS: [&str; 5] = ["{{", "{%", "<%", "<?php", "${"];
    let text = document.text(document.body.span);
    let is_component = |one: &Element<'_>| one.name.starts_with(|first: char| first.is_ascii_uppercase());
    if MARKS.iter().any(|mark| text.contains(mark)) || document.body.elements.iter().any(is_component) {
        return Some("the file is a template for something that is not known".into());
    }
    let is_piece = document.markup == Markup::Html && document.body.named("body").next().is_none();
    is_piece.then(|| "the file is a piece of pages that are not known".into())
}

/// Whether some usual rule makes an id like this of a heading: another treatment of signs, of numbers
/// at the start, of letters that are not ASCII, or a number at the end of a repeated one.
pub(super) fn is_slug_of(fragment: &str, heading: &str) -> bool {
    let decoded = String::from_utf8(percent_decode(fragment)).unwrap_or_else(|_| fragment.to_owned());
    let fragment = bare(decoded.strip_prefix("user-content-").unwrap_or(&decoded));
    let digits = |one: char| one.is_ascii_digit();
    let forms = [fragment.as_str(), fragment.trim_end_matches(digits)];
    let is_ascii = heading.is_ascii();
    let heading = bare(heading);
    if forms.iter().any(|one| *one == heading || *one == heading.trim_start_matches(digits)) {
        return true;
    }
    if is_ascii {
        return false;
    }
    // Letters and emoji may be written out in ASCII (`ö` as `o` or `oe`), or left out.
    let mut rest = fragment.chars();
    let mut kept = heading.chars().filter(char::is_ascii);
    kept.all(|one| rest.any(|other| other == one)) && fragment.is_ascii()
}

/// The text of scripts.
pub(super) fn scripts(document: &Document<'_>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut open = None;
    for element in document.body.elements.iter().filter(|one| one.name == "script") {
        match (element.kind, open.take()) {
            (ElementKind::Open, _) => open = Some(element.span.end),
            (ElementKind::Close, Some(start)) => all.push(Span { start, end: element.span.start.max(start) }),
            _ => {}
        }
    }
    all
}

/// Names of footnotes.
pub(super) fn footnotes(document: &Document<'_>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for part in document.text(document.body.span).split("[^").skip(1) {
        if let Some((name, _)) = part.split_once(']').filter(|(name, _)| name.len() < 100) {
            all.insert(name.to_owned());
        }
    }
    all
}

pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::new();
    for part in text.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    out
}

/// Whether a fragment stands in a file after `id=`, `name=` or in an attribute list, outside of code
/// and comments.
pub(super) fn is_echoed(document: &Document<'_>, fragment: &str) -> bool {
    let text = document.source.text();
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, fragment.as_bytes()).any(|at| {
        let end = at + fragment.len();
        let goes_on =
            bytes.get(end).is_some_and(|one| one.is_ascii_alphanumeric() || matches!(one, b'-' | b'_'));
        let from = text.floor_char_boundary(at.saturating_sub(80));
        let before = text.get(from..at).unwrap_or_default();
        !goes_on && names_an_id(before) && !is_in_code(document, Span::new(at, end))
    })
}

/// Whether a text of values holds an element or a heading in Markdown with this id.
pub(super) fn shows_id(text: &str, fragment: &str) -> bool {
    let bytes = text.as_bytes();
    let mut literal = memchr::memmem::find_iter(bytes, fragment.as_bytes());
    let is_literal = literal.any(|at| {
        let from = text.floor_char_boundary(at.saturating_sub(80));
        text.get(from..at).is_some_and(names_an_id)
    });
    let id = bare(fragment);
    let id = id.trim_end_matches(|one: char| one.is_ascii_digit());
    let is_heading = |line: &str| {
        let Some((before, after)) = line.split_once('#') else { return false };
        let is_start =
            before.trim_end().is_empty() || before.trim_end().ends_with(['"', '\'', ':', '-', '>']);
        is_start && bare(after).trim_end_matches(|one: char| one.is_ascii_digit()) == id
    };
    is_literal || text.contains('#') && text.lines().any(is_heading)
}

fn names_an_id(before: &str) -> bool {
    let before = before.trim_end_matches(['"', '\'', '\\', ' ']);
    if let Some(rest) = before.strip_suffix('=').map(str::trim_end) {
        return rest.ends_with("id") || rest.ends_with("name");
    }
    if let Some(rest) = before.strip_suffix('#') {
        let list = rest.rsplit_once('{').map(|(_, list)| list);
        return list.is_some_and(|list| !list.contains(['}', '\n']));
    }
    let rest = before.strip_suffix(':').map(str::trim_end).unwrap_or_default();
    rest.ends_with("id") || rest.ends_with("id\"")
}

fn is_in_code(document: &Document<'_>, span: Span) -> bool {
    let code = &document.body.code;
    let after = code.partition_point(|one| one.start <= span.start);
    let in_code = after.checked_sub(1).and_then(|at| code.get(at)).is_some_and(|one| span.start < one.end);
    in_code
        || document
            .body
            .elements
            .iter()
            .any(|one| one.kind == ElementKind::Comment && one.span.contains(span))
}
