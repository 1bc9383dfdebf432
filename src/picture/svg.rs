//! SVG, and texts that are none: what stands before the first element, and what that is.
//! May not parse XML beyond the first tag.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Content, Flaw, Format, Size};

/// How far from the end of the file the last tag may be.
const TAIL: u64 = 4096;

/// What a text holds, by its first element.
pub(super) fn content(head: &[u8]) -> Content {
    match first_tag(head) {
        Some(tag) => {
            let name = name(tag);
            let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
            if local == b"svg" {
                Content::Image(Format::Svg)
            } else if ["html", "head", "body", "!doctype html"].iter().any(|word| begins(tag, word)) {
                Content::Other("a web page")
            } else {
                Content::Unknown
            }
        }
        None if begins_xml(head) => Content::Template,
        None => Content::Unknown,
    }
}

fn begins(tag: &[u8], word: &str) -> bool {
    let after = tag.get(word.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    tag.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes())) && after
}

fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}

fn trimmed(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

/// Whether a text may still become an SVG after the bytes at hand, or is in an encoding that is not
/// read here.
fn begins_xml(head: &[u8]) -> bool {
    let text = trimmed(head);
    text.starts_with(b"<?xml")
        || text.starts_with(b"<!")
        || text.starts_with(b"{%")
        || matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}

/// What follows the `<` of the first element after declarations, comments and white space; of
/// `<!doctype html>` itself.
fn first_tag(head: &[u8]) -> Option<&[u8]> {
    let mut rest = trimmed(head);
    loop {
        let after = rest.strip_prefix(b"<")?;
        let end: &[u8] = match after {
            [b'?', ..] => b"?>",
            [b'!', b'-', b'-', ..] => b"-->",
            [b'!', ..] if begins(after, "!doctype html") => return Some(after),
            // A document type may declare entities between brackets.
            [b'!', ..] => {
                let close = memchr::memchr(b'>', after)?;
                match memchr::memchr(b'[', after) {
                    Some(open) if open < close => b"]>",
                    _ => b">",
                }
            }
            _ => return Some(after),
        };
        let mut at = memchr::memmem::find(after, end);
        if at.is_none() && end == b"]>" {
            at = memchr::memmem::find(after, b"]\n>").map(|at| at + 1);
        }
        rest = after.get(at? + end.len()..)?.trim_ascii_start();
    }
}

pub(super) fn read<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let tag = first_tag(file.head()).unwrap_or_default();
    let (is_closed, size) = match memchr::memchr(b'>', tag) {
        Some(end) => {
            let tag = tag.get(..end).unwrap_or_default();
            (tag.ends_with(b"/"), size(&String::from_utf8_lossy(tag)))
        }
        None => (false, None),
    };
    let is_whole = is_closed
        || file.tail(TAIL).is_none_or(|tail| {
            memchr::memmem::rfind(&tail, b"</").is_some()
                && memchr::memmem::rfind(&tail, b"svg").is_some_and(|at| {
                    tail.get(at + 3..).unwrap_or_default().trim_ascii_start().starts_with(b">")
                })
        });
    let why = "an SVG ends with `</svg>`, and this one ends before it";
    (size, (!is_whole).then_some(Flaw::Truncated(why)))
}

/// The size in `width` and `height`, where they are pixels.
fn size(tag: &str) -> Option<Size> {
    let side = |name: &str| {
        let mut rest = tag;
        loop {
            let at = rest.find(name)?;
            let before = rest.get(..at)?.chars().next_back()?;
            let after = rest.get(at + name.len()..)?.trim_start();
            if let (true, Some(value)) = (before.is_whitespace(), after.strip_prefix('=')) {
                let value = value.trim_start();
                let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''))?;
                let value = value.get(1..)?.split(quote).next()?.trim();
                return whole(value.strip_suffix("px").unwrap_or(value));
            }
            rest = after;
        }
    };
    Some(Size { width: side("width")?, height: side("height")?, may_turn: false })
}

/// A number without a fraction.
fn whole(text: &str) -> Option<u32> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    fraction.bytes().all(|byte| byte == b'0').then(|| digits.parse().ok())?
}
