//! The ids that a page's elements have: those in its sources, those that kramdown gives its headings
//! (`kramdown-parser-gfm`'s `generate_gfm_header_id`, kramdown's `Converter::Base#generate_id`), and
//! those of footnotes (`Converter::Html#convert_footnote`). May not look at layouts.

mod order;
mod text;

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::order::Place;
use self::text::Reading;
use super::slug::is_word;
use super::value::to_s;
use super::{Jekyll, dialect};
use crate::document::markdown::kramdown;
use crate::document::{Document, Element, Origin};
use crate::source::Span;

/// Gives the text of an include by its name, as far as it is known.
pub(super) type Read<'r> = &'r dyn Fn(&str) -> Option<Arc<str>>;

/// What the configuration and the page itself say of ids.
struct Rule<'c> {
    /// Whether headings get any.
    is_on: bool,
    /// Whether the parser for GFM makes them.
    is_gfm: bool,
    /// Whether markup is left out of them.
    is_stripped: bool,
    /// Whether letters beyond ASCII become letters of ASCII, where that parser does not make them.
    is_transliterated: bool,
    /// Whether hyphens in a row are a dash.
    has_dashes: bool,
    /// What begins each.
    prefix: Cow<'c, str>,
    /// What begins the names of footnotes.
    footnote_prefix: Cow<'c, str>,
}

impl<'c> Rule<'c> {
    fn of(site: &'c Jekyll, document: &'c Document<'_>) -> Self {
        let config = &site.config;
        let is_gfm = site.kramdown.gfm;
        let text = |key: &str| config.nested("kramdown", key).map(to_s).unwrap_or_default();
        let mut rule = Self {
            is_on: dialect::is_on(config, "auto_ids", true),
            is_gfm,
            is_stripped: is_gfm || dialect::is_on(config, "auto_id_stripping", false),
            is_transliterated: dialect::is_on(config, "transliterated_header_ids", false),
            has_dashes: !(is_gfm && dialect::has_quirk(config, "no_auto_typographic", false)),
            prefix: text("auto_id_prefix"),
            footnote_prefix: text("footnote_prefix"),
        };
        for (key, value) in &document.body.options {
            let value = document.text(*value);
            match document.text(*key) {
                "auto_ids" => rule.is_on = kramdown::is_on(value),
                "auto_id_stripping" => rule.is_stripped = kramdown::is_on(value),
                "transliterated_header_ids" => rule.is_transliterated = kramdown::is_on(value),
                "auto_id_prefix" => rule.prefix = Cow::Borrowed(value),
                "footnote_prefix" => rule.footnote_prefix = Cow::Borrowed(value),
                _ => {}
            }
        }
        rule.is_on &= site.is_kramdown;
        rule
    }

    /// The id of a heading without what tells it from others, if it is known.
    fn id(&self, document: &Document<'_>, heading: &Element<'_>, include: Read<'_>) -> Option<String> {
        let reading = match (self.is_gfm, self.is_stripped) {
            (_, false) => Reading::Source,
            (false, true) => Reading::Text,
            (true, true) if self.has_dashes => Reading::Shown,
            (true, true) => Reading::Hyphens,
        };
        let text = text::of_heading(document, heading, reading, include)?;
        if self.is_gfm && !heading.is_inside {
            return Some(of_gfm(&text));
        }
        if self.is_transliterated && !text.is_ascii() {
            return None;
        }
        Some(of_kramdown(&text))
    }
}

/// The ids of a document, in the order of the page. Those that Liquid writes are left out.
#[must_use]
pub(super) fn anchors(site: &Jekyll, document: &Document<'_>, include: Read<'_>) -> Vec<String> {
    let rule = Rule::of(site, document);
    let mut ids = Ids { document, include, rule, counts: Default::default(), all: Vec::new() };
    if document.body.footnotes.is_empty() {
        document.body.starts().for_each(|element| ids.element(element));
        return ids.all;
    }
    for place in order::of_page(&document.body) {
        match place {
            Place::Element(element) => ids.element(element),
            Place::Mark(name, count) => ids.footnote("fnref", name, count),
            Place::Note(name) => ids.footnote("fn", name, 0),
        }
    }
    ids.all
}

/// The ids that a page has so far.
struct Ids<'d, 's> {
    document: &'d Document<'s>,
    include: Read<'d>,
    rule: Rule<'d>,
    /// The parser for GFM counts for itself, and leaves what stands in HTML to kramdown.
    counts: [FxHashMap<String, u32>; 2],
    all: Vec<String>,
}

impl Ids<'_, '_> {
    fn element(&mut self, element: &Element<'_>) {
        let body = &self.document.body;
        if let Some(id) = body.attribute(element, "id") {
            if id.value.is_some_and(|span| !body.liquid.touches(span)) {
                let id = body.value(id);
                if !id.is_empty() {
                    self.all.push(id.into_owned());
                }
            }
        } else if self.rule.is_on && is_heading(element) {
            self.heading(element);
        }
    }

    fn heading(&mut self, heading: &Element<'_>) {
        let Some(id) = self.rule.id(self.document, heading, self.include) else { return };
        let [by_kramdown, by_gfm] = &mut self.counts;
        let counts = if self.rule.is_gfm && !heading.is_inside { by_gfm } else { by_kramdown };
        let prefix = &self.rule.prefix;
        let count = counts.entry(id.clone()).or_insert(0);
        let numbered = if *count == 0 { format!("{prefix}{id}") } else { format!("{prefix}{id}-{count}") };
        *count += 1;
        if !numbered.is_empty() {
            self.all.push(numbered);
        }
    }

    fn footnote(&mut self, kind: &str, name: Span, count: u32) {
        let (prefix, name) = (&self.rule.footnote_prefix, self.document.text(name));
        self.all.push(match count {
            0 => format!("{kind}:{prefix}{name}"),
            count => format!("{kind}:{prefix}{name}:{count}"),
        });
    }
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
