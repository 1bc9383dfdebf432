//! What was meant as front matter and is none: never closed, not at byte 0, or the wrong dashes.
//! Says yes only where keys that belong into front matter follow; a rule above prose is a rule.

use super::delimiter::opened;
use super::{Format, Header};
use crate::source::Span;

/// Most lines that are looked at.
const MOST_LINES: usize = 200;
/// Most bytes of other text before an opening line that is still meant as one.
const MOST_BEFORE: usize = 2048;

/// Keys that stand in front matter and rarely at the start of a line of prose, in lower case.
const KNOWN: &[&str] = &[
    "author",
    "authors",
    "categories",
    "category",
    "date",
    "description",
    "draft",
    "excerpt",
    "keywords",
    "lang",
    "layout",
    "permalink",
    "published",
    "redirect_from",
    "redirect_to",
    "slug",
    "tag",
    "tags",
    "title",
    "subtitle",
    "toc",
    "weight",
];

/// What stands at the start of a file without front matter; `start` is after a byte order mark.
pub(super) fn header(text: &str, start: usize) -> Header {
    let rest = text.get(start..).unwrap_or_default();
    // Most files without front matter end here: prose, HTML.
    let first = rest.bytes().next().unwrap_or_default();
    if first.is_ascii_alphabetic()
        && !rest.as_bytes().get(..MOST_BEFORE.min(rest.len())).is_some_and(has_dashes)
    {
        return Header::Absent;
    }
    unclosed(text, start)
        .or_else(|| dashes(text, start))
        .or_else(|| something_before(text, start))
        .unwrap_or(Header::Absent)
}

fn has_dashes(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\n---").is_some()
}

/// `---`, keys, and no closing line.
fn unclosed(text: &str, start: usize) -> Option<Header> {
    let opened = opened(text, start)?;
    let block = Block::read(text, opened)?;
    let near = block.end.filter(|line| !line.is_empty());
    Some(Header::Unclosed { opening: Span::new(start, start + 3), near })
}

/// Other dashes than three at the start of a line of their own, with keys below.
fn dashes(text: &str, start: usize) -> Option<Header> {
    let before = start + blank_len(text.get(start..)?);
    let line = line_at(text, before);
    let count = line.text.chars().take_while(|one| is_dash(*one)).map(char::len_utf8).sum::<usize>();
    let plus = line.text.trim_end() == "+++";
    let tail = line.text.get(count..)?.trim_end();
    let exact = line.text.starts_with("---") && count == 3;
    let spoiled = plus || tail.is_empty() || count >= 3 && tail_is_no_prose(tail);
    if count == 0 && !plus || !spoiled {
        return None;
    }
    let format = if plus { Format::Toml } else { Format::Yaml };
    let block = Block::of(text, line.next, format)?;
    block.end?;
    let dashes = if plus { 3 } else { count };
    let (opening, cause) = if before > start {
        (Span::new(before, before + dashes), Span::new(start, before))
    } else if exact && tail.is_empty() {
        // Three dashes alone that are no opening line: a lone CR ends the line.
        (Span::new(start, start + 3), Span::new(start + 3, line.next))
    } else if line.text.starts_with("---") {
        (Span::new(start, start + 3), Span::new(start + 3, start + count + tail.len()))
    } else {
        (Span::new(start, start + dashes), Span::new(start, start + dashes))
    };
    Some(Header::Misplaced { opening, cause })
}

/// Text before front matter that would be right without it.
fn something_before(text: &str, start: usize) -> Option<Header> {
    let mut line = line_at(text, start);
    while line.next < text.len() && line.next < start + MOST_BEFORE {
        if line.text.trim_start().starts_with("```") || line.text.trim_start().starts_with("~~~") {
            return None;
        }
        let next = line.next;
        if let Some(opened) = opened(text, next)
            && Block::read(text, opened).is_some_and(|block| block.end.is_some() && block.known > 1)
        {
            let opening = Span::new(next, next + 3);
            return Some(Header::Misplaced { opening, cause: Span::new(start, next) });
        }
        line = line_at(text, next);
    }
    None
}

/// Keys that a line of dashes ends, where a body should start; with dashes above them or without.
pub(super) fn second_block(text: &str, start: usize) -> Option<Span> {
    let from = opened(text, start).unwrap_or(start);
    let block = Block::read(text, from)?;
    let end = block.end.filter(|_| block.known > 0)?;
    text.get(end.range())?.starts_with("---").then(|| Span::new(start, end.end as usize))
}

/// Lines that look like the inside of front matter.
struct Block {
    /// How many lines hold a key of [`KNOWN`].
    known: usize,
    /// The line that closes it, or was meant to.
    end: Option<Span>,
}

impl Block {
    fn read(text: &str, from: usize) -> Option<Self> {
        Self::of(text, from, Format::Yaml)
    }

    /// Reads lines from an offset on; `None` where they do not look like front matter.
    fn of(text: &str, from: usize, format: Format) -> Option<Self> {
        let (mut known, mut keys, mut at) = (0, 0, from);
        let mut end = None;
        for _ in 0..MOST_LINES {
            let line = line_at(text, at);
            let trimmed = line.text.trim();
            if at >= text.len() {
                break;
            }
            if closes(trimmed, format) {
                end = Some(Span::new(at, at + line.text.trim_end().len()));
                break;
            }
            match key_of(line.text, format) {
                Some(Key::Known) => known += 1,
                Some(Key::Other) => keys += 1,
                None if trimmed.is_empty() || trimmed.starts_with('#') => {}
                None if known + keys > 0 && line.text.starts_with([' ', '\t', '-', ']', '}']) => {}
                None => break,
            }
            at = line.next;
        }
        (known > 0 || keys > 1 && end.is_some()).then_some(Self { known, end })
    }
}

enum Key {
    Known,
    Other,
}

/// The key at the start of a line, if it looks like one of front matter.
fn key_of(line: &str, format: Format) -> Option<Key> {
    let separator = if format == Format::Toml { '=' } else { ':' };
    let at = line.find([separator, '：'])?;
    let key = line.get(..at)?.trim_end().trim_matches(['"', '\'']);
    let known = KNOWN.contains(&key);
    let value = line.get(at + separator.len_utf8()..).unwrap_or_default();
    let apart = known || format == Format::Toml || value.is_empty() || value.starts_with([' ', '\t', '\r']);
    let is_word = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || "_-.".contains(one);
    match (known, apart && !key.is_empty() && key.chars().all(is_word)) {
        (true, true) => Some(Key::Known),
        (false, true) => Some(Key::Other),
        _ => None,
    }
}

/// Whether a trimmed line closes front matter or was meant to.
fn closes(line: &str, format: Format) -> bool {
    if format == Format::Toml {
        return line == "+++";
    }
    let dashes = line.chars().take_while(|one| is_dash(*one)).count();
    let rest = line.trim_start_matches(is_dash);
    match dashes {
        0 => line == "..." || line == "…",
        1 => rest.is_empty() && !line.starts_with('-'),
        2 => rest.is_empty(),
        // `--- | ---` is a table, `--->` an arrow.
        _ => rest.is_empty() || !rest.contains(['|', '>']),
    }
}

/// What may follow the dashes of an opening line that was meant as one.
fn tail_is_no_prose(tail: &str) -> bool {
    tail.starts_with([' ', '\t', '#', '\u{a0}', '\u{200b}', '\u{feff}', '\u{3000}', ';', '.', ':'])
}

fn is_dash(one: char) -> bool {
    matches!(one, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Length of the white space at the start of a text, invisible characters included.
fn blank_len(text: &str) -> usize {
    let is_blank =
        |one: char| one.is_whitespace() || matches!(one, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.len() - text.trim_start_matches(is_blank).len()
}

struct Line<'t> {
    text: &'t str,
    next: usize,
}

/// The line at an offset, without its end: LF, CR LF or a lone CR.
fn line_at(text: &str, at: usize) -> Line<'_> {
    let rest = text.get(at..).unwrap_or_default();
    let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
    let (line, ending) = rest.split_at(end);
    let length = if ending.starts_with("\r\n") { 2 } else { ending.len().min(1) };
    Line { text: line, next: at + end + length }
}
