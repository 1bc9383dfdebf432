//! The ids that a page's elements have: those in its sources, and those that kramdown gives its
//! headings (`kramdown-parser-gfm`'s `generate_gfm_header_id`, kramdown's
//! `Converter::Base#generate_id`). May not look at layouts.

use rustc_hash::FxHashMap;

use super::Jekyll;
use super::slug::is_word;
use super::value::{is_false, is_truthy, to_s};
use crate::document::body::LinkSyntax;
use crate::document::liquid::{LiquidKind, LiquidPiece};
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
        if !has_auto || !is_heading(element) || is_liquids(document, element.content) {
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

/// Whether Liquid writes a part of a text; `raw` only keeps its own.
fn is_liquids(document: &Document<'_>, span: Span) -> bool {
    let pieces = document.body.liquid.within(span).iter();
    let is_raw = |piece: &LiquidPiece| piece.kind == LiquidKind::Opaque && document.text(piece.name) == "raw";
    pieces.into_iter().any(|piece| !is_raw(piece))
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

/// A stretch of a heading that is no prose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// Markup: no text at all.
    Markup,
    /// A backslash: the character behind it is text as it stands.
    Escape,
    /// Text as it stands: code, an address between angle brackets. How many bytes at each of its ends
    /// are markup.
    Literal(u32, u32),
}

/// `update_raw_text`: the text of a heading as it is shown, without markup, addresses and images.
fn heading_text(document: &Document<'_>, heading: &Element<'_>) -> String {
    let mut out = String::new();
    let mut at = heading.content.start;
    for (span, piece) in pieces(document, heading) {
        if span.end <= at {
            continue;
        }
        push_prose(document.text(Span { start: at, end: span.start.max(at) }), &mut out);
        at = span.end;
        match piece {
            Piece::Markup => {}
            Piece::Escape => {
                let escaped = document.text(Span { start: at, end: heading.content.end }).chars().next();
                out.extend(escaped);
                at += escaped.map_or(0, |one| u32::try_from(one.len_utf8()).unwrap_or(1));
            }
            Piece::Literal(first, last) => {
                let (start, end) = (span.start + first, span.end.saturating_sub(last));
                out.push_str(document.text(Span { start: start.min(end), end }));
            }
        }
    }
    push_prose(document.text(Span { start: at, end: heading.content.end.max(at) }), &mut out);
    out
}

/// The stretches of a heading that are no prose, in order.
fn pieces(document: &Document<'_>, heading: &Element<'_>) -> Vec<(Span, Piece)> {
    let (body, whole) = (&document.body, heading.content);
    let mut all = Vec::new();
    let from = body.elements.partition_point(|one| one.span.start < whole.start);
    let inside = body.elements.iter().skip(from).take_while(|one| one.span.start < whole.end);
    for one in inside.filter(|one| whole.contains(one.span) && !one.span.is_empty() && !one.is_text) {
        match (one.origin, one.name, one.link) {
            (Origin::Markdown, "a", Some(LinkSyntax::Autolink)) => all.push((one.span, Piece::Literal(1, 1))),
            (Origin::Markdown, "a", _) => {
                let (start, end) = (one.content.start, one.content.end);
                all.push((Span { start: one.span.start, end: start }, Piece::Markup));
                all.push((Span { start: end, end: one.span.end }, Piece::Markup));
            }
            _ => all.push((one.span, Piece::Markup)),
        }
    }
    let from = body.code.partition_point(|one| one.end <= whole.start);
    let code = body.code.iter().skip(from).take_while(|one| one.start < whole.end);
    all.extend(code.map(|span| (*span, edges_of(document.text(*span)))));
    let from = body.marks.partition_point(|one| one.end <= whole.start);
    let marks = body.marks.iter().skip(from).take_while(|one| one.start < whole.end);
    all.extend(
        marks.map(|span| (*span, if document.text(*span) == "\\" { Piece::Escape } else { Piece::Markup })),
    );
    for raw in body.liquid.within(whole) {
        let text = document.text(raw.span);
        let open = text.find("%}").map_or(raw.span.end, |at| raw.span.start + narrow(at + 2));
        let close = text.rfind("{%").map_or(raw.span.end, |at| raw.span.start + narrow(at));
        let tags = [Span { start: raw.span.start, end: open }, Span { start: close, end: raw.span.end }];
        all.extend(tags.into_iter().filter(|tag| whole.contains(*tag)).map(|tag| (tag, Piece::Markup)));
    }
    all.sort_unstable();
    all
}

/// The lengths of the marks at the ends of a code span; of two and more backticks a blank beside them
/// belongs to them (kramdown's codespan.rb).
fn edges_of(code: &str) -> Piece {
    let mark = code.bytes().next();
    let marks = code.bytes().take_while(|byte| Some(*byte) == mark).count();
    let inside = code.get(marks..code.len().saturating_sub(marks)).unwrap_or_default();
    let blank = |is_there: bool| usize::from(marks > 1 && mark == Some(b'`') && is_there);
    Piece::Literal(
        narrow(marks + blank(inside.starts_with(' '))),
        narrow(marks + blank(inside.len() > 1 && inside.ends_with(' '))),
    )
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Prose with its character references resolved. Hyphens in a row are a dash, which no id keeps.
fn push_prose(text: &str, out: &mut String) {
    let text = html::unescape(text);
    let mut rest = &*text;
    while let Some(hyphen) = rest.find('-') {
        let (before, from) = rest.split_at_checked(hyphen).unwrap_or((rest, ""));
        let after = from.trim_start_matches('-');
        out.push_str(before);
        if (from.len() - after.len()) % 3 == 1 {
            out.push('-');
        }
        rest = after;
    }
    out.push_str(rest);
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
