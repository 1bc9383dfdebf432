//! One tag: its name and its attributes, in place (13.2.5.6 to 40).
//! May not push elements.

use crate::document::Attribute;
use crate::document::body::Escapes;
use crate::document::html::names;
use crate::document::html::scanner::Scanner;
use crate::source::Span;

/// How a tag ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `>`
    Plain,
    /// `/>`
    SelfClosing,
}

/// A tag that was read; its attributes are at the end of [`crate::document::Body::attributes`].
pub(super) struct Tag<'s> {
    /// The name as written.
    pub(super) name: &'s str,
    /// How it ends.
    pub(super) ending: Ending,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

impl<'s> Tag<'s> {
    /// Reads the tag that starts at the scanner's byte and leaves the scanner after it; `None`
    /// where the stretch ends inside it.
    pub(super) fn read(scanner: &mut Scanner<'_, 's>) -> Option<Self> {
        scanner.at += if scanner.peek(1) == Some(b'/') { 2 } else { 1 };
        let start = scanner.at;
        let end = scanner.skip_word(|byte| is_blank(byte) || matches!(byte, b'/' | b'>'), false);
        let name = scanner.body.file_text().get(start..end).unwrap_or_default();
        loop {
            scanner.skip_blanks();
            match scanner.peek(0)? {
                b'>' => {
                    scanner.at += 1;
                    return Some(Self { name, ending: Ending::Plain });
                }
                b'/' if scanner.peek(1) == Some(b'>') && scanner.hole_at(scanner.at + 1).is_none() => {
                    scanner.at += 2;
                    return Some(Self { name, ending: Ending::SelfClosing });
                }
                b'/' => scanner.at += 1,
                _ => {
                    let attribute = scanner.attribute()?;
                    scanner.body.attributes.push(attribute);
                }
            }
        }
    }
}

impl<'s> Scanner<'_, 's> {
    /// Blanks, and holes that count as blanks.
    fn skip_blanks(&mut self) {
        loop {
            match self.hole_at(self.at) {
                Some(hole) if hole.blank => self.at = hole.end,
                Some(_) => return,
                None if self.peek(0).is_some_and(is_blank) => self.at += 1,
                None => return,
            }
        }
    }

    /// Up to the first byte that `ends` the word, over holes; in a name a blank hole ends it too.
    /// Returns the offset after the word.
    fn skip_word(&mut self, ends: impl Fn(u8) -> bool, is_value: bool) -> usize {
        while let Some(byte) = self.peek(0) {
            match self.hole_at(self.at) {
                Some(hole) if hole.blank && !is_value => break,
                Some(hole) => self.at = hole.end,
                None if ends(byte) => break,
                None => self.at += 1,
            }
        }
        self.at
    }

    fn attribute(&mut self) -> Option<Attribute<'s>> {
        let start = self.at;
        if self.peek(0) == Some(b'=') {
            self.at += 1;
        }
        let name_end = self.skip_word(|byte| is_blank(byte) || matches!(byte, b'/' | b'>' | b'='), false);
        let name = self.body.file_text().get(start..name_end).unwrap_or_default();
        self.skip_blanks();
        let mut attribute = Attribute {
            name: names::attribute(name),
            name_span: Span::new(start, name_end),
            value: None,
            span: Span::new(start, name_end),
            escapes: Escapes::Html,
        };
        if self.peek(0)? != b'=' || self.hole_at(self.at).is_some() {
            return Some(attribute);
        }
        self.at += 1;
        while self.hole_at(self.at).is_none() && self.peek(0).is_some_and(is_blank) {
            self.at += 1;
        }
        let value = match self.peek(0)? {
            quote @ (b'"' | b'\'') if self.hole_at(self.at).is_none() => {
                self.at += 1;
                let from = self.at;
                let close = self.find(quote)?;
                self.at = close + 1;
                Span::new(from, close)
            }
            _ => {
                let from = self.at;
                Span::new(from, self.skip_word(|byte| is_blank(byte) || byte == b'>', true))
            }
        };
        attribute.value = Some(value);
        attribute.span = Span::new(start, self.at);
        Some(attribute)
    }
}
