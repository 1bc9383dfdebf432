//! The lines of a body, and what the first bytes of one say it is. A container (block quote, list)
//! strips its lines by moving their starts, so nothing is ever copied. May not look at the context.

use super::chars::{is_space, is_word, list_name, skip_space, trim_end, xml_name};
use super::mask::NOTHING;
use super::names;

/// One line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// First byte that its container has left it.
    pub(super) start: u32,
    /// The byte after its last one.
    pub(super) end: u32,
    /// Blanks that stand before `start` without bytes of their own: what is left of a tab.
    pub(super) pad: u32,
}

/// How a line begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Spaces before the first other byte.
    pub(super) spaces: usize,
    /// Offset of that byte.
    pub(super) at: usize,
    /// That byte; 0 for a blank line.
    pub(super) byte: u8,
}

impl Line {
    pub(super) fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end), pad: 0 }
    }

    pub(super) fn from(self) -> usize {
        self.start as usize
    }

    pub(super) fn to(self) -> usize {
        self.end as usize
    }

    /// Gives the line a new start.
    pub(super) fn begin(&mut self, at: usize) {
        self.start = u32::try_from(at).unwrap_or(u32::MAX).min(self.end);
        self.pad = 0;
    }
}

/// Cuts the bytes from `start` on into lines (`adapt_source` of base.rb: LF, CR LF and CR end one).
pub(super) fn split(bytes: &[u8], start: usize, has_liquid: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = start;
    for found in memchr::memchr2_iter(b'\n', b'\r', bytes.get(start..).unwrap_or_default()) {
        let at = start + found;
        if at < from {
            continue;
        }
        lines.push(Line::new(from, at));
        from = if bytes.get(at..at + 2) == Some(b"\r\n") { at + 2 } else { at + 1 };
    }
    if from < bytes.len() {
        lines.push(Line::new(from, bytes.len()));
    }
    if has_liquid {
        lines.iter_mut().for_each(|line| skip_nothing(bytes, line));
    }
    lines
}

/// A line that begins with a silent tag begins after it, for kramdown.
fn skip_nothing(bytes: &[u8], line: &mut Line) {
    let text = bytes.get(line.from()..line.to()).unwrap_or_default();
    let blanks = text.iter().take_while(|byte| matches!(**byte, b' ' | NOTHING));
    let (mut count, mut spaces, mut nothings) = (0, 0, 0);
    for byte in blanks {
        count += 1;
        spaces += u32::from(*byte == b' ');
        nothings += u32::from(*byte == NOTHING);
    }
    if nothings > 0 {
        line.begin(line.from() + count);
        line.pad = spaces;
    }
}

pub(super) fn head(bytes: &[u8], line: Line) -> Head {
    let mut at = line.from();
    let end = line.to();
    let mut spaces = line.pad as usize;
    while at < end && bytes.get(at) == Some(&b' ') {
        at += 1;
        spaces += 1;
    }
    let byte = match bytes.get(at) {
        Some(byte) if at < end => *byte,
        _ => return Head { spaces, at, byte: 0 },
    };
    let byte = if is_space(byte) && skip_space(bytes, at, end) == end { 0 } else { byte };
    Head { spaces, at, byte }
}

/// What follows a list marker begins with one of these (`PATTERN_TAIL`, list.rb).
fn is_tail(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b' ' | b'\t' | b'|'))
}

/// The offset after a list marker that stands at `at`, and whether the list is ordered.
pub(super) fn list_marker(bytes: &[u8], at: usize, end: usize) -> Option<(usize, bool)> {
    let rest = bytes.get(at..end)?;
    match rest.first()? {
        b'*' | b'+' | b'-' => is_tail(rest.get(1)).then_some((at + 1, false)),
        byte if byte.is_ascii_digit() => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (rest.get(digits) == Some(&b'.') && is_tail(rest.get(digits + 1)))
                .then_some((at + digits + 1, true))
        }
        _ => None,
    }
}

/// The offset after the `:` of a definition that stands at `at`.
pub(super) fn definition_marker(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let rest = bytes.get(at..end)?;
    (rest.first() == Some(&b':') && is_tail(rest.get(1))).then_some(at + 1)
}

/// `HR_START` of horizontal_rule.rb, from its first mark on.
pub(super) fn is_rule(bytes: &[u8], at: usize, end: usize) -> bool {
    let rest = bytes.get(at..end).unwrap_or_default();
    let Some(mark @ (b'*' | b'-' | b'_')) = rest.first() else { return false };
    let mut marks = 0;
    for byte in rest {
        match byte {
            b' ' | b'\t' => {}
            byte if byte == mark => marks += 1,
            _ => return false,
        }
    }
    marks >= 3
}

/// The length of a heading's `#`s if GFM takes the line for one (`ATX_HEADER_START` of gfm.rb).
pub(super) fn gfm_heading(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let rest = bytes.get(at..end)?;
    let level = rest.iter().take(7).take_while(|byte| **byte == b'#').count();
    ((1..=6).contains(&level) && matches!(rest.get(level), Some(b' ' | b'\t'))).then_some(level)
}

/// Whether `<` at `at` ends a paragraph (`LAZY_END_HTML_START`, `LAZY_END_HTML_STOP` of paragraph.rb):
/// a tag that is none of running text, its name compared by its first word and in its letter case.
pub(super) fn is_block_tag(bytes: &[u8], at: usize, limit: usize) -> bool {
    let is_stop = bytes.get(at + 1) == Some(&b'/');
    let from = at + 1 + usize::from(is_stop);
    let end = xml_name(bytes, from, limit);
    if end == from {
        return false;
    }
    let name = bytes.get(from..end).unwrap_or_default();
    let word = name.iter().take_while(|byte| is_word(**byte) || **byte >= 0x80).count();
    let word = name.get(..word).unwrap_or_default();
    if names::is_span(word) || word == b"script" {
        return false;
    }
    !is_stop || {
        let close = skip_space(bytes, end, limit);
        close < limit && bytes.get(close) == Some(&b'>')
    }
}

/// The run of a code fence at `at`: at least three of one mark.
pub(super) fn fence_run(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let rest = bytes.get(at..end)?;
    let mark = rest.first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let run = rest.iter().take_while(|byte| *byte == mark).count();
    (run >= 3).then_some(run)
}

/// Whether `^` at `at` stands alone (`EOB_MARKER` of eob.rb).
pub(super) fn is_end_of_block(bytes: &[u8], at: usize, end: usize) -> bool {
    bytes.get(at) == Some(&b'^') && skip_space(bytes, at + 1, end) == end
}

/// The parts of a heading's text (`parse_header_contents` of header.rb): where the text ends, and
/// the name in `{#name}`.
pub(super) fn heading_parts(bytes: &[u8], from: usize, to: usize) -> (usize, Option<(usize, usize)>) {
    let to = trim_end(bytes, from, to);
    let text = bytes.get(from..to).unwrap_or_default();
    if text.last() != Some(&b'}') {
        return (to, None);
    }
    let Some(open) = memchr::memmem::rfind(text, b"{#") else { return (to, None) };
    let is_apart = open > 0 && matches!(text.get(open - 1), Some(b' ' | b'\t'));
    let name = text.get(open + 2..text.len() - 1).and_then(|name| std::str::from_utf8(name).ok());
    let is_name = name.is_some_and(|name| {
        let start = |one: char| one.is_alphabetic() || matches!(one, ':' | '_');
        name.starts_with(start)
            && name
                .chars()
                .all(|one| start(one) || one.is_ascii_digit() || matches!(one, '-' | '.' | '\u{b7}'))
    });
    if !(is_apart && is_name) {
        return (to, None);
    }
    (trim_end(bytes, from, from + open), Some((from + open + 2, to - 1)))
}

/// Whether an attribute list at `at` defines a name for later (`ALD_START` of extensions.rb).
pub(super) fn is_list_definition(bytes: &[u8], at: usize, limit: usize) -> bool {
    let name = list_name(bytes, at + 2, limit);
    name > at + 2 && bytes.get(name) == Some(&b':')
}
