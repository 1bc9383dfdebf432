//! The ids that a page's elements have: those in its sources, and those that kramdown gives its
//! headings (`kramdown-parser-gfm`'s `generate_gfm_header_id`, kramdown's
//! `Converter::Base#generate_id`). May not look at layouts.

mod text;

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::text::Reading;
use super::slug::is_word;
use super::value::to_s;
use super::{Jekyll, dialect};
use crate::document::{Document, Element, Origin};

/// Gives the text of an include by its name, as far as it is known.
pub(super) type Read<'r> = &'r dyn Fn(&str) -> Option<Arc<str>>;

/// What the configuration says of the ids of headings.
struct Rule<'c> {
    /// Whether headings get any.
    is_on: bool,
    /// Whether the parser for GFM makes them.
    is_gfm: bool,
    /// Whether markup is left out of them, where that parser does not.
    is_stripped: bool,
    /// Whether letters beyond ASCII become letters of ASCII, where that parser does not make them.
    is_transliterated: bool,
    /// Whether hyphens in a row are a dash.
    has_dashes: bool,
    /// What begins each.
    prefix: Cow<'c, str>,
}

impl<'c> Rule<'c> {
    fn of(site: &'c Jekyll) -> Self {
        let config = &site.config;
        let is_gfm = site.kramdown.gfm;
        let prefix = config.nested("kramdown", "auto_id_prefix").map(to_s).unwrap_or_default();
        Self {
            is_on: site.is_kramdown && dialect::is_on(config, "auto_ids", true),
            is_gfm,
            is_stripped: dialect::is_on(config, "auto_id_stripping", false),
            is_transliterated: dialect::is_on(config, "transliterated_header_ids", false),
            has_dashes: !(is_gfm && dialect::has_quirk(config, "no_auto_typographic", false)),
            prefix,
        }
    }

    /// The id of a heading without what tells it from others, if it is known.
    fn id(&self, document: &Document<'_>, heading: &Element<'_>, include: Read<'_>) -> Option<String> {
        let reading = match (self.is_gfm, self.is_stripped) {
            (true, _) if self.has_dashes => Reading::Shown,
            (true, _) => Reading::Hyphens,
            (false, true) => Reading::Text,
            (false, false) => Reading::Source,
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

/// The ids of a document, in the order of the file. Those that Liquid writes are left out.
#[must_use]
pub(super) fn anchors(site: &Jekyll, document: &Document<'_>, include: Read<'_>) -> Vec<String> {
    let rule = Rule::of(site);
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
        if !rule.is_on || !is_heading(element) {
            continue;
        }
        let Some(id) = rule.id(document, element, include) else { continue };
        let [by_kramdown, by_gfm] = &mut counts;
        let counts = if rule.is_gfm && !element.is_inside { by_gfm } else { by_kramdown };
        let prefix = &rule.prefix;
        let count = counts.entry(id.clone()).or_insert(0);
        let numbered = if *count == 0 { format!("{prefix}{id}") } else { format!("{prefix}{id}-{count}") };
        *count += 1;
        if !numbered.is_empty() {
            all.push(numbered);
        }
    }
    all
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
