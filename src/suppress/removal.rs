//! How a comment is taken away: its line if it has one for itself, else the comment and the blanks
//! beside it, and whether the page stays the same. May not decide that it should go.

use super::Removal;
use super::lines::LineMap;
use crate::document::{Document, Header, Markup};
use crate::finding::Safety;
use crate::source::Span;

/// How the comment at a span is taken away.
pub(super) fn of(document: &Document<'_>, span: Span, lines: &LineMap<'_>) -> Removal {
    let text = document.source.text();
    let (first, last) = (lines.line(span.start), lines.last_line(span));
    let start = (lines.start(first) as usize).max(document.source.bom_len()).min(span.start as usize);
    let end = (lines.end(last) as usize).min(text.len());
    let before = text.get(start..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..end).unwrap_or_default();
    let is_in_header = match &document.header {
        Header::Found(found) => found.span.contains(span),
        _ => false,
    };
    let is_markdown = document.markup == Markup::Markdown && !is_in_header;
    let is_blank = |part: &str| {
        part.trim_matches(|one: char| one.is_ascii_whitespace() || (is_markdown && one == '>')).is_empty()
    };
    let own = document.text(span);
    let takes_blanks = own.starts_with("{%-") || own.ends_with("-%}");
    let safety = |is_safe: bool| if is_safe && !takes_blanks { Safety::Safe } else { Safety::Unsafe };
    if is_blank(before) && is_blank(after) {
        let is_safe =
            !is_markdown || !parts(text, lines, (first, last), start <= document.body.span.start as usize);
        return Removal { span: Span::new(start, end), safety: safety(is_safe) };
    }
    if is_blank(before) {
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let span = Span::new(span.start as usize, span.end as usize + blanks);
        return Removal { span, safety: safety(!is_markdown) };
    }
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    // A comment in a heading is part of the heading's id.
    let below = text.as_bytes().get(end..(end + LONGEST).min(text.len())).unwrap_or_default();
    let below = below.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default().trim_ascii();
    let is_underline = !below.is_empty() && below.iter().all(|byte| matches!(byte, b'-' | b'='));
    let is_heading = before.trim_start().starts_with('#') || is_underline;
    let span = Span::new(span.start as usize - blanks, span.end as usize);
    Removal { span, safety: safety(!is_markdown || !is_heading) }
}

/// How much of the line below is looked at for the underline of a heading, in bytes.
const LONGEST: usize = 1000;

/// Whether the lines of Markdown around a comment on its own could become one without it: text on
/// both sides, or a list or indented code after it.
fn parts(text: &str, lines: &LineMap<'_>, (first, last): (u32, u32), is_first: bool) -> bool {
    let line = |number: u32| {
        let (start, end) = (lines.start(number) as usize, lines.end(number) as usize);
        text.get(start..end.min(text.len())).unwrap_or_default()
    };
    let is_blank = |number: u32| line(number).trim().is_empty();
    if !is_first && !is_blank(first - 1) && !is_blank(last + 1) {
        return true;
    }
    let next = line(lines.next(last + 1));
    let word = next.trim_start();
    let is_item = word.starts_with(['*', '+', '-']) || word.starts_with(|one: char| one.is_ascii_digit());
    !is_first && (is_item || next.starts_with("    ") || next.starts_with('\t'))
}
