//! The ids that GitHub gives the headings of Markdown that it shows itself (html-pipeline's
//! `TableOfContentsFilter`): readme files, and the sources of sites whose generator is not known.
//! May not know of any site.

use rustc_hash::FxHashMap;

use super::jekyll::slug::is_word;
use crate::document::{Document, Element, ElementKind, Origin, html};
use crate::source::Span;

/// The ids of a document, in the order of the file: those that are written, and those of headings.
#[must_use]
pub fn anchors(document: &Document<'_>) -> Vec<String> {
    let body = &document.body;
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    let mut all = Vec::new();
    for (at, element) in body.elements.iter().enumerate() {
        if !matches!(element.kind, ElementKind::Open | ElementKind::Empty) || element.is_text {
            continue;
        }
        if let Some(id) = body.attribute(element, "id").filter(|one| one.value.is_some()) {
            all.push(body.value(id).into_owned());
        }
        if matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            let id = slug(&heading_text(document, at));
            let count = counts.entry(id.clone()).or_insert(0);
            all.push(if *count == 0 { id } else { format!("{id}-{count}") });
            *count += 1;
        }
    }
    all
}

/// The text of the heading at an index of the body's elements, as a browser shows it.
#[must_use]
pub fn heading_text(document: &Document<'_>, at: usize) -> String {
    let body = &document.body;
    let Some(heading) = body.elements.get(at) else { return String::new() };
    let rest = body.elements.get(at + 1..).unwrap_or_default();
    let content = match heading.origin {
        Origin::Markdown => heading.content,
        Origin::Html => {
            let is_end = |one: &&Element<'_>| one.kind == ElementKind::Close && one.name == heading.name;
            let end = rest.iter().find(is_end).map_or(heading.span.end, |one| one.span.start);
            Span { start: heading.span.end, end: end.max(heading.span.end) }
        }
    };
    let mut out = String::new();
    let mut at = content.start;
    let push = |from: u32, to: u32, out: &mut String| {
        if to > from {
            push_text(document, Span { start: from, end: to }, out);
        }
    };
    for one in rest.iter().take_while(|one| one.span.start < content.end) {
        if one.span.start < at || one.span.is_empty() {
            continue;
        }
        match (one.origin, one.name) {
            (Origin::Markdown, "a") if !one.content.is_empty() => {
                push(at, one.span.start, &mut out);
                push(one.content.start, one.content.end, &mut out);
                at = one.span.end;
            }
            (Origin::Markdown, name) if name != "img" => {}
            _ => {
                push(at, one.span.start, &mut out);
                at = one.span.end;
            }
        }
    }
    push(at, content.end, &mut out);
    out
}

/// Code as it is; elsewhere character references are resolved, and an underscore at the edge of a
/// word is emphasis.
fn push_text(document: &Document<'_>, span: Span, out: &mut String) {
    let code = &document.body.code;
    let mut at = span.start;
    let from = code.partition_point(|one| one.end <= span.start);
    for one in code.iter().skip(from).take_while(|one| one.start < span.end) {
        push_prose(document.text(Span { start: at, end: one.start.max(at) }), out);
        out.push_str(document.text(Span { start: one.start.max(at), end: one.end.min(span.end) }));
        at = one.end.min(span.end).max(at);
    }
    push_prose(document.text(Span { start: at, end: span.end.max(at) }), out);
}

fn push_prose(text: &str, out: &mut String) {
    let text = html::unescape(text);
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(one) = characters.next() {
        let is_inside = before.is_some_and(char::is_alphanumeric)
            && characters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '_');
        if one != '_' || is_inside || before == Some('\\') {
            out.push(one);
        }
        if one != '_' || is_inside {
            before = Some(one);
        }
    }
}

/// Small letters, blanks to hyphens, and nothing but `\p{Word}` and hyphens.
#[must_use]
pub fn slug(text: &str) -> String {
    let kept = |one: char| match one {
        ' ' => Some('-'),
        '-' | '_' => Some(one),
        one => is_word(one).then_some(one),
    };
    text.trim().chars().flat_map(char::to_lowercase).filter_map(kept).collect()
}
