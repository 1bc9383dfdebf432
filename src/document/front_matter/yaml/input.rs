//! Hands a text to the parser in pieces of libyaml's own size, and keeps from it the two forms on
//! which the crate stops with a panic. May not change what the text means.

use std::borrow::Cow;
use std::io::{BufRead, Read, Result};

use memchr::memchr_iter;

/// Bytes a piece: libyaml's raw buffer (`INPUT_RAW_BUFFER_SIZE`), so that a control character far
/// behind the end of the first document is not seen, as there.
const PIECE: usize = 16384;
/// Most spaces that are taken out of one scalar again: a text with more is no title.
const MOST_CLEANED: usize = 100;

/// A text made ready for the parser, with what was put into it.
#[derive(Debug)]
pub(in super::super) struct Prepared<'t> {
    text: Cow<'t, str>,
    /// Offsets before which a space went in: a comma that ends a tag in a flow collection
    /// (`[!a, b]`), which libyaml takes and the crate does not.
    spaces: Vec<usize>,
    /// The same, as the parser counts them.
    counted: Vec<usize>,
    /// Whether the text lacked a line end at its end, and got one.
    pub(super) line_end: bool,
}

impl<'t> Prepared<'t> {
    pub(in super::super) fn new(original: &'t str) -> Self {
        let bytes = original.as_bytes();
        let spaces: Vec<usize> =
            memchr_iter(b'!', bytes).filter_map(|at| comma_after_tag(bytes, at)).collect();
        let counted = spaces.iter().enumerate().map(|(index, space)| space + index).collect();
        let line_end = !original.ends_with('\n');
        let mut text = Cow::Borrowed(original);
        if line_end || !spaces.is_empty() {
            let mut stuffed = String::with_capacity(original.len() + spaces.len() + 1);
            let mut from = 0;
            for space in &spaces {
                stuffed.push_str(original.get(from..*space).unwrap_or_default());
                stuffed.push(' ');
                from = *space;
            }
            stuffed.push_str(original.get(from..).unwrap_or_default());
            if line_end {
                stuffed.push('\n');
            }
            text = Cow::Owned(stuffed);
        }
        Self { text, spaces, counted, line_end }
    }

    /// What the parser reads.
    pub(in super::super) fn input(&self) -> Input {
        Input { text: self.text.as_bytes().into(), at: 0 }
    }

    /// The offset in the text of an offset that the parser counted.
    pub(in super::super) fn original(&self, counted: usize) -> usize {
        counted - self.counted.partition_point(|space| *space < counted)
    }

    /// Whether a space was put in at an offset of the text.
    pub(super) fn is_at(&self, offset: usize) -> bool {
        self.spaces.binary_search(&offset).is_ok()
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
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    if before.is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let rest = bytes.get(at..)?;
    let end = if rest.starts_with(b"!<") {
        rest.iter().position(|byte| !is_of_tag(*byte) && !b"<,[]".contains(byte))? + 1
    } else {
        rest.iter().position(|byte| !is_of_tag(*byte))?
    };
    (rest.get(end) == Some(&b',')).then_some(at + end)
}

fn is_of_tag(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-;/?:@&=+$.%!~*'()".contains(&byte)
}

/// A text on its way to the parser. It owns its bytes so that a parser can outlive it.
pub(in super::super) struct Input {
    text: Box<[u8]>,
    at: usize,
}

impl Input {
    fn piece(&self) -> &[u8] {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.get(..PIECE).unwrap_or(rest)
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.piece().read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(self.piece())
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}
