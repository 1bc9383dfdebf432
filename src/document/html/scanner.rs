//! The data state: from one `<` to the next, stepping over Liquid and gaps.
//! May not look inside a tag.

use crate::document::html::names;
use crate::document::html::tag::{Ending, Tag};
use crate::document::liquid::{LiquidKind, LiquidMap, LiquidPiece};
use crate::document::{Body, Element, ElementKind, Origin};
use crate::source::Span;

/// A stretch that is not HTML.
#[derive(Clone, Copy)]
pub(super) struct Hole {
    /// The byte after it.
    pub(super) end: usize,
    /// Whether it stands for a blank; else for a word.
    pub(super) blank: bool,
}

/// Reads one stretch of HTML.
pub(super) struct Scanner<'b, 's> {
    pub(super) body: &'b mut Body<'s>,
    pub(super) bytes: &'s [u8],
    /// The next byte.
    pub(super) at: usize,
    /// The byte after the stretch.
    pub(super) end: usize,
    liquid: &'b [LiquidPiece],
    gaps: &'b [Span],
    /// How many `svg` and `math` elements are open.
    foreign: usize,
}

impl<'b, 's> Scanner<'b, 's> {
    pub(super) fn new(body: &'b mut Body<'s>, span: Span, liquid: &'b LiquidMap, gaps: &'b [Span]) -> Self {
        let text = body.file_text();
        let end = (span.end as usize).min(text.len());
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        Self { body, bytes, at: span.start as usize, end, liquid: liquid.within(span), gaps, foreign: 0 }
    }

    pub(super) fn run(&mut self) {
        while let Some(at) = self.find(b'<') {
            self.at = at;
            match self.peek(1) {
                Some(b'!') => self.declaration(),
                Some(b'/') => match self.peek(2) {
                    Some(byte) if byte.is_ascii_alphabetic() => self.close(),
                    Some(b'>') => self.at += 3,
                    Some(_) => self.bogus_comment(),
                    None => self.at = self.end,
                },
                Some(b'?') => self.bogus_comment(),
                Some(byte) if byte.is_ascii_alphabetic() => self.open(),
                _ => self.at += 1,
            }
        }
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// The hole that holds the byte at `at`; asked with offsets that only grow.
    pub(super) fn hole_at(&mut self, at: usize) -> Option<Hole> {
        // Liquid may reach beyond the stretch; after its last byte nothing is left to skip.
        if at >= self.end {
            return None;
        }
        while self.liquid.first().is_some_and(|piece| piece.span.end as usize <= at) {
            self.liquid = self.liquid.get(1..).unwrap_or_default();
        }
        if let Some(piece) = self.liquid.first().filter(|piece| piece.span.start as usize <= at) {
            let blank = matches!(piece.kind, LiquidKind::Tag | LiquidKind::Opaque);
            return Some(Hole { end: (piece.span.end as usize).min(self.end), blank });
        }
        while self.gaps.first().is_some_and(|gap| gap.end as usize <= at) {
            self.gaps = self.gaps.get(1..).unwrap_or_default();
        }
        let gap = self.gaps.first().filter(|gap| gap.start as usize <= at)?;
        Some(Hole { end: (gap.end as usize).min(self.end), blank: true })
    }

    /// The next `needle` outside the holes, from the current byte on.
    pub(super) fn find(&mut self, needle: u8) -> Option<usize> {
        let mut from = self.at;
        loop {
            let at = memchr::memchr(needle, self.bytes.get(from..)?)? + from;
            match self.hole_at(at) {
                Some(hole) => from = hole.end.max(at + 1),
                None => return Some(at),
            }
        }
    }

    fn open(&mut self) {
        let start = self.at;
        let first = self.body.attributes.len();
        let Some(tag) = Tag::read(self) else { return self.unterminated(start, first) };
        let name = names::element(tag.name);
        let self_closing = tag.ending == Ending::SelfClosing;
        let is_foreign_root = matches!(name, "svg" | "math");
        let is_foreign = self.foreign > 0 || is_foreign_root;
        let is_empty = names::is_void(name) || (self_closing && is_foreign);
        let kind = if is_empty { ElementKind::Empty } else { ElementKind::Open };
        let mut element = Element::new(name, kind, Origin::Html, Span::new(start, self.at));
        element.self_closing = self_closing;
        self.body.push_with(element, first);
        if is_empty {
            return;
        }
        if is_foreign_root {
            self.foreign += 1;
        } else if !is_foreign {
            self.raw_text(name);
        }
    }

    fn close(&mut self) {
        let start = self.at;
        let first = self.body.attributes.len();
        let Some(tag) = Tag::read(self) else { return self.unterminated(start, first) };
        self.body.attributes.truncate(first);
        let name = names::element(tag.name);
        if matches!(name, "svg" | "math") {
            self.foreign = self.foreign.saturating_sub(1);
        }
        let element = Element::new(name, ElementKind::Close, Origin::Html, Span::new(start, self.at));
        self.body.push_with(element, first);
    }

    /// A tag that the text ends in: browsers drop it with all that follows.
    fn unterminated(&mut self, start: usize, first: usize) {
        self.body.attributes.truncate(first);
        self.body.unterminated.push(Span::new(start, self.end));
        self.at = self.end;
    }

    /// `<!`: a comment, a document type, CDATA, or a bogus comment (13.2.5.42).
    fn declaration(&mut self) {
        let rest = self.bytes.get(self.at + 2..).unwrap_or_default();
        if rest.starts_with(b"--") {
            self.comment();
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            self.until_bracket("!doctype", 9);
        } else if self.foreign > 0 && rest.starts_with(b"[CDATA[") {
            let close = memchr::memmem::find(rest, b"]]>");
            self.push_comment("", 9, close.map(|close| self.at + 2 + close), 3);
        } else {
            self.bogus_comment();
        }
    }

    fn bogus_comment(&mut self) {
        let opening = if self.peek(1) == Some(b'?') { 1 } else { 2 };
        self.until_bracket("", opening);
    }

    fn until_bracket(&mut self, name: &'static str, opening: usize) {
        let close = self.find(b'>');
        self.push_comment(name, opening, close, 1);
    }

    /// `<!--`: up to `-->` or `--!>`; `<!-->` and `<!--->` are whole comments (13.2.5.43 to 52).
    fn comment(&mut self) {
        let content = self.at + 4;
        let rest = self.bytes.get(content..).unwrap_or_default();
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            let length = if rest.starts_with(b">") { 1 } else { 2 };
            return self.push_comment("", 4, Some(content), length);
        }
        let start = self.at;
        self.at = content;
        let mut close = None;
        while let Some(bracket) = self.find(b'>') {
            let inside = self.bytes.get(content..bracket).unwrap_or_default();
            if inside.ends_with(b"--") || inside.ends_with(b"--!") {
                let length = if inside.ends_with(b"!") { 4 } else { 3 };
                close = Some((bracket + 1 - length, length));
                break;
            }
            self.at = bracket + 1;
        }
        self.at = start;
        self.push_comment("", 4, close.map(|(at, _)| at), close.map_or(0, |(_, length)| length));
    }

    /// Pushes a comment from the current byte on; one without an end takes the rest.
    fn push_comment(&mut self, name: &'static str, opening: usize, close: Option<usize>, length: usize) {
        let content_end = close.unwrap_or(self.end);
        let end = close.map_or(self.end, |close| close + length);
        let span = Span::new(self.at, end);
        let mut element = Element::new(name, ElementKind::Comment, Origin::Html, span);
        element.content = Span::new((self.at + opening).min(content_end), content_end);
        if close.is_none() {
            self.body.unterminated.push(span);
        }
        let first = self.body.attributes.len();
        self.body.push_with(element, first);
        self.at = end;
    }
}
