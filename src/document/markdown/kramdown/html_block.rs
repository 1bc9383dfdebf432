//! Block HTML (kramdown's parser/kramdown/html.rb and `parse_raw_html` of parser/html.rb): raw until
//! the very element closes, blank lines or not; Markdown again only inside `markdown="1"`.
//! May not read attributes: the second pass does.

use memchr::memmem;

use super::block::{Blocks, Context, DEEPEST, Last, Step};
use super::item::{Kind, Range, Wrap};
use super::lines::Head;
use super::names::{self, Folded, Model};
use super::tag::{self, Tag};

impl Blocks {
    fn name(&self, range: Range) -> &[u8] {
        self.bytes.get(range.0..range.1).unwrap_or_default()
    }

    /// Whether a closing tag's name closes an element.
    fn closes(&self, element: Range, closing: Range) -> bool {
        let (element, closing) = (self.name(element), self.name(closing));
        if Folded::new(element).known { element.eq_ignore_ascii_case(closing) } else { element == closing }
    }

    pub(super) fn block_html(&mut self, head: &Head, context: &mut Context) -> Step {
        if head.spaces > 3 {
            return Step::No;
        }
        let limit = self.limit();
        match self.bytes.get(head.at + 1) {
            Some(b'!') => {
                if head.spaces > 0 {
                    return Step::No;
                }
                let Some(end) = self.html_comment(head.at, limit) else { return Step::No };
                context.last = Last::Other;
                let after = self.skip_line_end(end);
                self.move_to(after);
                Step::Taken
            }
            Some(b'/') => {
                let Some((name, end)) = tag::close_tag(&self.bytes, head.at, limit) else { return Step::No };
                let closes = context.element.is_some_and(|element| self.closes(element, name));
                if !closes || names::is_span(Folded::new(self.name(name)).name()) {
                    return Step::No;
                }
                self.push(Kind::Close, head.at, end);
                self.move_to(end);
                Step::Closed
            }
            _ => {
                let Some(tag) = tag::open_tag(&self.bytes, head.at, limit, &mut self.tags) else {
                    return Step::No;
                };
                if names::is_span(Folded::new(self.name(tag.name)).name()) {
                    return Step::No;
                }
                if let Some(list) = context.add(Last::Other) {
                    self.anchor(list);
                }
                let (end, has_body) = self.element(head.at, &tag, limit);
                let after = if has_body { self.skip_line_end(end) } else { end };
                self.move_to(after);
                Step::Taken
            }
        }
    }

    /// Pushes the comment at `at` and returns its end.
    fn html_comment(&mut self, at: usize, limit: usize) -> Option<usize> {
        if !self.bytes.get(at..limit)?.starts_with(b"<!--") {
            return None;
        }
        let close = self.comment.find(&self.bytes, at + 4, limit, |rest| memmem::find(rest, b"-->"))?;
        self.push(Kind::HtmlComment, at, close + 3);
        Some(close + 3)
    }

    /// `TRAILING_WHITESPACE`: the offset after blanks and a line end, if nothing else stands there.
    fn skip_line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let blanks =
            rest.iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | super::mask::NOTHING)).count();
        match rest.get(blanks..) {
            Some([b'\r', b'\n', ..]) => at + blanks + 2,
            Some([b'\n' | b'\r', ..] | []) => at + blanks + 1,
            _ => at,
        }
    }

    /// Goes on at a byte: its line begins there.
    fn move_to(&mut self, offset: usize) {
        while self.at < self.end && self.line(self.at).to() < offset {
            self.at += 1;
        }
        if self.at >= self.end {
            return;
        }
        if let Some(line) = self.lines.get_mut(self.at)
            && offset > line.from()
        {
            line.begin(offset);
        }
    }

    /// Reads the element whose opening tag was found; returns the offset after it, and whether it
    /// had content of its own to read.
    fn element(&mut self, at: usize, tag: &Tag, limit: usize) -> (usize, bool) {
        let mut end = tag.end;
        match self.open(at, tag, limit, false) {
            Content::None => return (end, false),
            Content::Text(to) => return (to, false),
            Content::Model(Model::Raw) => end = self.raw(tag.name, end, limit),
            Content::Model(model) => end = self.markdown(tag.name, model, end, limit),
        }
        (end, true)
    }

    /// Pushes an opening tag and says what its content is.
    fn open(&mut self, at: usize, tag: &Tag, limit: usize, is_in_raw: bool) -> Content {
        self.push(Kind::Tag, at, tag.end);
        let folded = Folded::new(self.name(tag.name));
        let name = folded.name();
        if matches!(name, b"script" | b"style") {
            let close = tag::find_close(&self.bytes, tag.end, limit, name);
            let Some((from, to)) = close else { return Content::Text(limit) };
            self.push(Kind::Close, from, to);
            return Content::Text(to);
        }
        let own = if folded.known { names::model(name) } else { Model::Raw };
        if tag.closed || (folded.known && names::is_void(name)) {
            return Content::None;
        }
        let by_default = if is_in_raw || !self.options.parse_block_html { Model::Raw } else { own };
        if self.depth >= DEEPEST {
            return Content::Model(Model::Raw);
        }
        Content::Model(match tag.markdown.map(|value| self.name(value)) {
            Some(b"1") => own,
            Some(b"0") => Model::Raw,
            Some(b"span") => Model::Span,
            Some(b"block") => Model::Block,
            _ => by_default,
        })
    }

    /// `parse_raw_html`: from tag to tag until the element closes; a closing tag of another element
    /// is text, but kept in the stream as a tag without partner. Returns the offset after it.
    fn raw(&mut self, name: Range, mut at: usize, limit: usize) -> usize {
        let mut open = vec![name];
        let mut is_noted = false;
        while let Some(innermost) = open.last().copied() {
            let rest = self.bytes.get(at..limit).unwrap_or_default();
            let Some(found) = memchr::memchr(b'<', rest) else { return limit };
            if found > 8 && !is_noted && !self.holds_code(&open) {
                let before = self.slips.len();
                self.note_sleeping_link(at, at + found);
                is_noted = self.slips.len() > before;
            }
            at += found;
            match self.bytes.get(at + 1) {
                Some(b'!') => at = self.html_comment(at, limit).unwrap_or(at + 1),
                Some(b'?') => {
                    let close =
                        self.instruction.find(&self.bytes, at + 2, limit, |rest| memmem::find(rest, b"?>"));
                    at = close.map_or(at + 1, |close| close + 2);
                }
                Some(b'/') => match tag::close_tag(&self.bytes, at, limit) {
                    Some((closing, end)) => {
                        if self.closes(innermost, closing) {
                            self.push(Kind::Close, at, end);
                            open.pop();
                        } else {
                            self.push(Kind::Stray, at, end);
                        }
                        at = end;
                    }
                    None => at += 1,
                },
                _ => match tag::open_tag(&self.bytes, at, limit, &mut self.tags) {
                    Some(tag) => {
                        let start = at;
                        at = tag.end;
                        match self.open(start, &tag, limit, true) {
                            Content::None => {}
                            Content::Text(to) => at = to,
                            Content::Model(Model::Raw) => open.push(tag.name),
                            Content::Model(model) => at = self.markdown(tag.name, model, at, limit),
                        }
                    }
                    None => at += 1,
                },
            }
        }
        at
    }

    /// Whether one of the innermost elements holds text that is shown as it is written.
    fn holds_code(&self, open: &[Range]) -> bool {
        open.iter().rev().take(16).any(|range| {
            let folded = Folded::new(self.name(*range));
            matches!(
                folded.name(),
                b"pre" | b"code" | b"kbd" | b"samp" | b"var" | b"math" | b"svg" | b"textarea" | b"option"
            )
        })
    }

    /// The content of an element that holds Markdown.
    fn markdown(&mut self, name: Range, model: Model, at: usize, limit: usize) -> usize {
        if model == Model::Span {
            let word = self.name(name).to_vec();
            let close = tag::find_close(&self.bytes, at, limit, &word);
            let (to, end) = close.unwrap_or((limit, limit));
            self.push(Kind::Text(Wrap::None), at, to);
            if close.is_some() {
                self.push(Kind::Close, to, end);
            }
            return end;
        }
        let start = self.skip_line_end(at);
        self.move_to(start);
        if self.at >= self.end {
            return limit;
        }
        self.depth += 1;
        self.enclosed += 1;
        let mut inner = Context { element: Some(name), ..Context::new() };
        let is_closed = self.run(&mut inner);
        self.enclosed -= 1;
        self.depth -= 1;
        if is_closed { self.position() } else { limit }
    }

    /// The byte at which the next block begins.
    fn position(&self) -> usize {
        if self.at < self.end { self.line(self.at).from() } else { self.limit() }
    }
}

/// What an opening tag leaves to read.
enum Content {
    /// No content.
    None,
    /// Text without markup up to an offset.
    Text(usize),
    /// Content of this model.
    Model(Model),
}
