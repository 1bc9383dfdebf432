//! The ids that a page's elements have: those in its sources, and those that kramdown gives its
//! headings (`kramdown-parser-gfm`'s `generate_gfm_header_id`, kramdown's
//! `Converter::Base#generate_id`). May not look at layouts.

mod text;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Jekyll;
use super::slug::is_word;
use super::value::{is_false, is_truthy, to_s};
use crate::document::{Document, Element, Origin};
use crate::source::Span;

/// Gives the text of an include by its name, as far as it is known.
pub(super) type Read<'r> = &'r dyn Fn(&str) -> Option<Arc<str>>;

/// The ids of a document, in the order of the file. Those that Liquid writes are left out.
#[must_use]
pub(super) fn anchors(site: &Jekyll, document: &Document<'_>, include: Read<'_>) -> Vec<String> {
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
        if !has_auto || !is_heading(element) {
            continue;
        }
        if !is_gfm && !begins_block(document, element) {
            continue;
        }
        let Some(text) = text::of_heading(document, element, include) else { continue };
        let is_gfms = is_gfm && !element.is_inside;
        let id = match (is_gfm, element.is_inside) {
            (true, false) => of_gfm(&text),
            (true, true) => of_kramdown(&text),
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

/// Small letters, blanks to hyphens, and nothing but `\p{Word}` and hyphens.
fn of_gfm(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
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
    let text = text.trim_start_matches(|one: char| !one.is_ascii_alphabetic());
    let id: String = text
        .chars()
        .filter(|one| one.is_ascii_alphanumeric() || matches!(one, ' ' | '-'))
        .map(|one| if one == ' ' { '-' } else { one.to_ascii_lowercase() })
        .collect();
    if id.is_empty() { "section".to_owned() } else { id }
}
