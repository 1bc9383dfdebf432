//! The ids that a page's elements have: those in its sources, and those that kramdown gives its
//! headings (`kramdown-parser-gfm`'s `generate_gfm_header_id`, kramdown's
//! `Converter::Base#generate_id`). May not look at layouts.

use rustc_hash::FxHashMap;

use super::Jekyll;
use super::slug::is_word;
use super::value::{is_false, is_truthy, to_s};
use crate::document::body::LinkSyntax;
use crate::document::{Document, Element, Origin, html};
use crate::source::Span;

/// The ids of a document, in the order of the file. Those that Liquid writes are left out.
#[must_use]
pub(super) fn anchors(site: &Jekyll, document: &Document<'_>) -> Vec<String> {
    let option = |key: &str| site.config.nested("kramdown", key);
    let is_gfm = option("input").is_none_or(|input| to_s(input).eq_ignore_ascii_case("gfm"));
    let has_auto = site.is_kramdown && !option("auto_ids").is_some_and(is_false);
    let prefix = option("auto_id_prefix").filter(|one| is_truthy(*one)).map(to_s).unwrap_or_default();
    // The parser for GFM counts for itself, and leaves what stands in HTML to kramdown.
    let mut counts: [FxHashMap<String, u32>; 2] = Default::default();
    let mut all = Vec::new();
    for element in document.body.starts() {
        if let Some(id) = document.body.attribute(element, "id") {
            if id.value.is_some_and(|span| !document.body.liquid.touches(span)) {
                let id = document.body.value(id);
                if !id.is_empty() {
                    all.push(id.into_owned());
                }
            }
            continue;
        }
        if !has_auto || !is_heading(element) || document.body.liquid.touches(element.content) {
            continue;
        }
        if !is_gfm && !begins_block(document, element) {
            continue;
        }
        let is_gfms = is_gfm && !element.is_inside;
        let id = match (is_gfm, element.is_inside) {
            (true, false) => of_gfm(&heading_text(document, element)),
            (true, true) => of_kramdown(&heading_text(document, element)),
            (false, _) => of_kramdown(document.text(element.content)),
        };
        let [by_kramdown, by_gfm] = &mut counts;
        let counts = if is_gfms { by_gfm } else { by_kramdown };
        let count = counts.entry(id.clone()).or_insert(0);
        let numbered = if *count == 0 { format!("{prefix}{id}") } else { format!("{prefix}{id}-{count}") };
        *count += 1;
        if !numbered.is_empty() {
            all.push(numbered);
        }
    }
    all
}

/// Outside of GFM a heading needs a blank line before it.
fn begins_block(document: &Document<'_>, element: &Element<'_>) -> bool {
    let start = document.body.span.start;
    let before = document.text(Span { start, end: element.span.start.max(start) });
    let mut lines = before.rsplit('\n').skip(1);
    lines.next().is_none_or(|line| line.trim().is_empty())
}

fn is_heading(element: &Element<'_>) -> bool {
    element.origin == Origin::Markdown && matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// `update_raw_text`: the text of a heading as it is shown, without markup, addresses and images.
fn heading_text(document: &Document<'_>, heading: &Element<'_>) -> String {
    let body = &document.body;
    let mut out = String::new();
    let mut at = heading.content.start;
    let skip_to = |at: &mut u32, start: u32, end: u32, out: &mut String| {
        if start > *at {
            push_text(document, Span { start: *at, end: start }, out);
        }
        *at = end.max(*at);
    };
    let from = body.elements.partition_point(|one| one.span.start < heading.content.start);
    let inside = body.elements.iter().skip(from).take_while(|one| one.span.start < heading.content.end);
    for one in inside.filter(|one| heading.content.contains(one.span) && !one.span.is_empty()) {
        if one.span.end <= at {
            continue;
        }
        match (one.origin, one.name) {
            (Origin::Markdown, "a") if !one.content.is_empty() || one.link != Some(LinkSyntax::Autolink) => {
                skip_to(&mut at, one.span.start, one.content.start, &mut out);
                // What follows the text is left out when the next piece is taken.
                push_text(document, Span { start: at, end: one.content.end }, &mut out);
                at = one.span.end;
            }
            // What marks it is no part of any id; its text is taken with what stands around it.
            (Origin::Markdown, name) if name != "img" => {}
            _ => skip_to(&mut at, one.span.start, one.span.end, &mut out),
        }
    }
    if at < heading.content.end {
        push_text(document, Span { start: at, end: heading.content.end }, &mut out);
    }
    out
}

/// Text between markup: code as it is, the rest with its character references and dashes resolved.
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

/// Dashes in a row are a sign of their own, which no id keeps; an underscore at the edge of a word is
/// emphasis.
fn push_prose(text: &str, out: &mut String) {
    let text = html::unescape(text);
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(&one) = characters.get(at) {
        let run = characters.get(at..).unwrap_or_default().iter().take_while(|other| **other == one).count();
        let word = |index: Option<usize>| {
            index.and_then(|index| characters.get(index)).is_some_and(|one| one.is_alphanumeric())
        };
        match one {
            '-' => (0..usize::from(run % 3 == 1)).for_each(|_| out.push('-')),
            '_' if word(at.checked_sub(1)) && word(Some(at + run)) => (0..run).for_each(|_| out.push('_')),
            '_' if at > 0 && characters.get(at - 1) == Some(&'\\') => (0..run).for_each(|_| out.push('_')),
            '_' if run < 3 && (word(at.checked_sub(1)) || word(Some(at + run))) => {}
            _ => (0..run).for_each(|_| out.push(one)),
        }
        at += run;
    }
}

/// Small letters, blanks to hyphens, and nothing but `\p{Word}` and hyphens.
fn of_gfm(text: &str) -> String {
    let lower = text.trim().chars().flat_map(char::to_lowercase);
    lower
        .filter_map(|one| match one {
            ' ' | '\t' => Some('-'),
            '-' | '_' => Some(one),
            '\u{203f}'
            | '\u{2040}'
            | '\u{2054}'
            | '\u{fe33}'
            | '\u{fe34}'
            | '\u{fe4d}'..='\u{fe4f}'
            | '\u{ff3f}' => Some(one),
            one => is_word(one).then_some(one),
        })
        .collect()
}

/// From the first ASCII letter on, ASCII letters, digits, blanks and hyphens.
fn of_kramdown(text: &str) -> String {
    let text = text.trim().trim_start_matches(|one: char| !one.is_ascii_alphabetic());
    let id: String = text
        .chars()
        .filter(|one| one.is_ascii_alphanumeric() || matches!(one, ' ' | '-'))
        .map(|one| if one == ' ' { '-' } else { one.to_ascii_lowercase() })
        .collect();
    if id.is_empty() { "section".to_owned() } else { id }
}
