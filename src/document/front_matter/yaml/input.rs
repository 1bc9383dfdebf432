//! Hands a text to the parser in pieces of libyaml's own size, and keeps from it the two forms on
//! which the crate stops with a panic. May not change what the text means.

use std::io::{BufRead, Read, Result};

use memchr::memchr_iter;

/// Bytes a piece: libyaml's raw buffer (`INPUT_RAW_BUFFER_SIZE`), so that a control character far
/// behind the end of the first document is not seen, as there.
const PIECE: usize = 16384;

/// Most spaces that are taken out of one scalar again: a text with more is no title.
const MOST_CLEANED: usize = 100;

/// What is put into the text on its way to the parser.
#[derive(Debug, Default)]
pub(super) struct Stuffing {
    /// Offsets before which a space goes in: a comma that ends a tag in a flow collection
    /// (`[!a, b]`), which libyaml takes and the crate does not.
    spaces: Vec<usize>,
    /// The same, as the parser counts them.
    counted: Vec<usize>,
    /// Whether the text lacks a line end at its end, and gets one.
    pub(super) line_end: bool,
}

impl Stuffing {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let spaces: Vec<usize> =
            memchr_iter(b'!', bytes).filter_map(|at| comma_after_tag(bytes, at)).collect();
        let counted = spaces.iter().enumerate().map(|(index, space)| space + index).collect();
        Self { spaces, counted, line_end: !text.ends_with('\n') }
    }

    /// The offset in the text of an offset that the parser counted.
    pub(super) fn original(&self, counted: usize) -> usize {
        counted - self.counted.partition_point(|space| *space < counted)
    }

    /// Takes the added spaces out of the text of a scalar that stands at these offsets.
    pub(super) fn clean(&self, text: &str, start: usize, end: usize, value: &mut String) {
        let from = self.spaces.partition_point(|space| *space < start);
        let inside = self.spaces.iter().skip(from).take_while(|space| **space < end);
        for space in inside.take(MOST_CLEANED) {
            let tag = text.get(..*space).and_then(|before| before.rfind('!').map(|at| &before[at..]));
            if let Some(tag) = tag {
                *value = value.replacen(&format!("{tag} ,"), &format!("{tag},"), 1);
            }
        }
    }
}

fn comma_after_tag(bytes: &[u8], at: usize) -> Option<usize> {
    let starts = at
        .checked_sub(1)
        .and_then(|before| bytes.get(before))
        .is_none_or(|before| matches!(before, b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':'));
    let rest = bytes.get(at..)?;
    let end = rest.iter().position(|byte| !is_of_tag(*byte)).unwrap_or(rest.len());
    (starts && rest.get(end) == Some(&b',')).then_some(at + end)
}

fn is_of_tag(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-;/?:@&=+$.%!~*'()<>".contains(&byte)
}

/// The text, as the parser reads it.
pub(super) struct Input<'t> {
    text: &'t [u8],
    at: usize,
    stuffing: &'t Stuffing,
    next_space: usize,
    ended: bool,
}

impl<'t> Input<'t> {
    pub(super) fn new(text: &'t str, stuffing: &'t Stuffing) -> Self {
        Self { text: text.as_bytes(), at: 0, stuffing, next_space: 0, ended: !stuffing.line_end }
    }

    fn piece(&self) -> &'t [u8] {
        let space = self.stuffing.spaces.get(self.next_space).copied();
        if space == Some(self.at) {
            return b" ";
        }
        if self.at == self.text.len() && !self.ended {
            return b"\n";
        }
        let end = space.unwrap_or(usize::MAX).min(self.at + PIECE).min(self.text.len());
        self.text.get(self.at..end).unwrap_or_default()
    }
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let piece = self.piece();
        let count = piece.len().min(into.len());
        into[..count].copy_from_slice(&piece[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(self.piece())
    }

    fn consume(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        if self.stuffing.spaces.get(self.next_space) == Some(&self.at) {
            self.next_space += 1;
        } else if self.at == self.text.len() {
            self.ended = true;
        } else {
            self.at += count;
        }
    }
}
