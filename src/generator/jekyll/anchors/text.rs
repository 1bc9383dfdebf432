//! The text of a heading as kramdown takes it for an id: without markup, addresses and images.
//! May not make an id.

use super::Read;
use crate::document::body::LinkSyntax;
use crate::document::liquid::include::{Argument, Include};
use crate::document::liquid::{LiquidKind, LiquidMap};
use crate::document::{Document, Element, Origin, html};
use crate::source::Span;

/// What of a heading counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// What is shown: `update_raw_text` of gfm.rb. Hyphens in a row are a dash, which no id keeps.
    Shown,
    /// The same, where hyphens stay what they are.
    Hyphens,
    /// Text alone, without code and character references: `update_raw_text` of kramdown.rb.
    Text,
    /// What the author wrote, markup and all.
    Source,
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
    /// Liquid that writes the text of this index.
    Value(usize),
}

/// The text of a heading that counts for its id; `None` where it is not known what Liquid writes into it.
pub(super) fn of_heading(
    document: &Document<'_>,
    heading: &Element<'_>,
    reading: Reading,
    include: Read<'_>,
) -> Option<String> {
    let mut values = Vec::new();
    let mut pieces = if reading == Reading::Source { Vec::new() } else { pieces(document, heading, reading) };
    written(document, heading.content, include, &mut values, &mut pieces)?;
    pieces.sort_unstable();
    let mut out = String::new();
    let mut at = heading.content.start;
    for (span, piece) in pieces {
        if span.end <= at {
            continue;
        }
        push_prose(document.text(Span { start: at, end: span.start.max(at) }), reading, &mut out);
        at = span.end;
        match piece {
            Piece::Markup => {}
            Piece::Value(index) => out.push_str(values.get(index).map_or("", String::as_str)),
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
    push_prose(document.text(Span { start: at, end: heading.content.end.max(at) }), reading, &mut out);
    Some(out)
}

/// The stretches of a heading that are no prose, without Liquid.
fn pieces(document: &Document<'_>, heading: &Element<'_>, reading: Reading) -> Vec<(Span, Piece)> {
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
    let is_shown = reading != Reading::Text;
    all.extend(
        code.map(|span| (*span, if is_shown { edges_of(document.text(*span)) } else { Piece::Markup })),
    );
    let from = body.marks.partition_point(|one| one.end <= whole.start);
    let marks = body.marks.iter().skip(from).take_while(|one| one.start < whole.end);
    all.extend(
        marks.map(|span| (*span, if document.text(*span) == "\\" { Piece::Escape } else { Piece::Markup })),
    );
    all
}

/// The pieces of Liquid in a heading, with the texts that they write; `None` where one is not known.
fn written(
    document: &Document<'_>,
    whole: Span,
    include: Read<'_>,
    values: &mut Vec<String>,
    all: &mut Vec<(Span, Piece)>,
) -> Option<()> {
    for piece in document.body.liquid.within(whole) {
        let text = document.text(piece.span);
        let name = document.text(piece.name);
        match piece.kind {
            LiquidKind::Opaque if name == "raw" => {
                let open = text.find("%}").map_or(piece.span.end, |at| piece.span.start + narrow(at + 2));
                let close = text.rfind("{%").map_or(piece.span.end, |at| piece.span.start + narrow(at));
                let tags =
                    [Span { end: open, ..piece.span }, Span { start: close, ..piece.span }].into_iter();
                all.extend(tags.filter(|tag| whole.contains(*tag)).map(|tag| (tag, Piece::Markup)));
            }
            LiquidKind::Tag if name == "include" && whole.contains(piece.span) => {
                let markup = text.strip_suffix("%}")?.trim_end_matches('-');
                let markup = markup.get(markup.find(name)? + name.len()..)?;
                all.push((trimmed(document, whole, piece.span), Piece::Value(values.len())));
                values.push(included(markup, include)?);
            }
            _ => return None,
        }
    }
    Some(())
}

/// A piece with the blanks that its hyphens take away.
fn trimmed(document: &Document<'_>, whole: Span, piece: Span) -> Span {
    let text = document.text(piece);
    let (mut start, mut end) = (piece.start, piece.end);
    if text.get(2..).is_some_and(|text| text.starts_with('-')) {
        let before = document.text(Span { start: whole.start, end: piece.start });
        start = whole.start + narrow(before.trim_end().len());
    }
    if text.get(..text.len().saturating_sub(2)).is_some_and(|text| text.ends_with('-')) {
        let after = document.text(Span { start: piece.end, end: whole.end });
        end = whole.end - narrow(after.trim_start().len());
    }
    Span { start, end }
}

/// The longest include that is looked into, in bytes.
const LONGEST: usize = 4096;

/// What an include with parameters writes, if that is a text with tags and nothing else.
fn included(markup: &str, include: Read<'_>) -> Option<String> {
    let tag = Include::parse(markup);
    let parameters = Include::read(tag.parameters)?;
    let source = include(tag.file).filter(|text| !tag.is_dynamic && text.len() <= LONGEST)?;
    let mut out = String::new();
    let mut at = 0;
    for piece in LiquidMap::scan(&source, Span::new(0, source.len())).pieces() {
        let inner = source.get(piece.span.range())?.strip_prefix("{{")?.strip_suffix("}}")?;
        let key = inner.trim().strip_prefix("include.")?;
        let parameter = parameters.iter().find(|one| one.key == key)?;
        let Argument::Text(value) = &parameter.value else { return None };
        out.push_str(source.get(at..piece.span.start as usize)?);
        out.push_str(value);
        at = piece.span.end as usize;
    }
    out.push_str(source.get(at..)?);
    without_tags(out.trim_end())
}

/// The text of a piece of HTML on one line in which Markdown has no say.
fn without_tags(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>')?.1;
    }
    out.push_str(rest);
    (!text.contains('\n') && !out.contains(|one| "*_`[]\\{}~$|&\"'#>-".contains(one))).then_some(out)
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

/// Prose as a reading takes it.
fn push_prose(text: &str, reading: Reading, out: &mut String) {
    match reading {
        Reading::Source => return out.push_str(text),
        Reading::Hyphens => return out.push_str(&html::unescape(text)),
        Reading::Shown | Reading::Text => {}
    }
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
