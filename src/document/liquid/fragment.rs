//! Liquid's `QuotedFragment`, by which its lax parsers cut a text: a quoted text, or a run of anything
//! but blanks, commas, bars and lone quotes (Liquid 4.0.4, `liquid.rb`). Works on bytes.

use super::tokens::is_blank;

/// The end of the fragment that begins at a byte, if one does.
#[must_use]
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if let Some(end) = quoted_end(bytes, at) {
        return Some(end);
    }
    let mut to = at;
    while let Some(byte) = bytes.get(to) {
        match byte {
            b'"' | b'\'' => match quoted_end(bytes, to) {
                Some(end) => to = end,
                None => break,
            },
            b',' | b'|' => break,
            byte if is_blank(*byte) => break,
            _ => to += 1,
        }
    }
    (to > at).then_some(to)
}

/// The bytes of the first fragment from a byte on.
#[must_use]
pub(super) fn find(text: &str, from: usize) -> Option<(usize, usize)> {
    (from..text.len()).find_map(|at| Some((at, end(text, at)?)))
}

fn quoted_end(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = *bytes.get(at).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let length = memchr::memchr(quote, bytes.get(at + 1..)?)?;
    Some(at + length + 2)
}
