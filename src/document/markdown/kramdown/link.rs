//! Links and images (kramdown's link.rb): nested brackets, nested parentheses, titles, and
//! references with white space between their brackets.

use memchr::memchr;

use crate::document::body::{
    Attribute, Element, ElementKind, Escapes, LinkSyntax, Origin, UndefinedReference,
};
use crate::source::Span;

use super::chars::{is_space, skip_space, trim_end};
use super::item::Range;
use super::span::{DEEPEST, Frame, Stop, Tree};
use super::spans::Spans;

/// What a link turned out to be.
struct Link {
    syntax: LinkSyntax,
    destination: Range,
    title: Option<Range>,
    /// The byte after it.
    end: usize,
}

/// What follows the text of a link.
enum Tail {
    Link(Link),
    /// A reference to nothing; its label, if one was written right after the text.
    Undefined(Option<Range>, usize),
    None,
}

impl Spans<'_, '_> {
    /// The link or image whose bracket stands at `at`; returns the byte after it.
    pub(super) fn link(&mut self, at: usize, is_image: bool, frame: &Frame) -> Option<usize> {
        let mut around = frame.around;
        let is_nested = around.in_link || around.in_image;
        if (!is_image && is_nested) || self.fuel == 0 || self.depth >= DEEPEST {
            return None;
        }
        let limit = frame.limit;
        around.tree = Tree::Other;
        around.in_link |= !is_image;
        around.in_image |= is_image;
        let before = self.mark();
        let index = self.body.elements.len();
        let (name, kind) = if is_image { ("img", ElementKind::Empty) } else { ("a", ElementKind::Open) };
        self.body.elements.push(Element::new(name, kind, Origin::Markdown, Span::at(at)));
        self.depth += 1;
        let (close, is_found) = self.text(at + 1, limit, Stop::Bracket, around);
        self.depth -= 1;
        if !is_found {
            self.give_up(before, limit - at);
            return None;
        }
        let content = (at + 1, close);
        match self.tail(content, limit) {
            Tail::Link(link) => {
                if is_image {
                    self.keep_image(before, index);
                }
                Some(self.finish_link(index, at, content, &link, limit))
            }
            Tail::Undefined(label, end) => {
                self.give_up(before, close - at);
                if let Some(label) = label {
                    self.undefined((at - usize::from(is_image), end), label);
                }
                None
            }
            Tail::None => {
                self.give_up(before, close - at);
                None
            }
        }
    }

    fn undefined(&mut self, whole: Range, label: Range) {
        let label_span = Span::new(label.0, label.1);
        let label = self.text.get(label_span.range()).unwrap_or_default();
        let span = Span::new(whole.0, whole.1);
        self.body.undefined.push(UndefinedReference { span, label_span, label });
    }

    /// What stands after the bracket that closes a link's text.
    fn tail(&mut self, content: Range, limit: usize) -> Tail {
        let after = content.1 + 1;
        let bracket = skip_space(self.bytes, after, limit);
        if self.at(bracket, limit) == Some(b'[') {
            let rest = self.bytes.get(bracket + 1..limit).unwrap_or_default();
            let close = self.bracket_end.find(self.bytes, bracket + 1, limit, |rest| memchr(b']', rest));
            if let Some(close) = close.filter(|_| !rest.is_empty()) {
                let label = (bracket + 1, close);
                let is_empty = label.0 == label.1;
                let id = if is_empty { content } else { label };
                let written = (bracket == after).then_some(id);
                return self.reference(id, is_empty, written, close + 1);
            }
        }
        if self.at(after, limit) != Some(b'(') {
            return self.reference(content, true, None, after);
        }
        match self.inline(after, limit) {
            Some(link) => Tail::Link(link),
            None => {
                self.fuel = self.fuel.saturating_sub(64);
                Tail::None
            }
        }
    }

    fn reference(&mut self, id: Range, is_text: bool, written: Option<Range>, end: usize) -> Tail {
        let Some(definition) = self.definition(id, is_text) else { return Tail::Undefined(written, end) };
        let Some(known) = self.definitions.get(definition as usize) else { return Tail::None };
        Tail::Link(Link {
            syntax: LinkSyntax::Reference { definition },
            destination: known.destination,
            title: known.title,
            end,
        })
    }

    /// `(destination "title")` at an opening parenthesis.
    fn inline(&mut self, open: usize, limit: usize) -> Option<Link> {
        let line = self.bytes.get(open + 2..limit).unwrap_or_default();
        let angle = if self.at(open + 1, limit) == Some(b'<') {
            memchr::memchr3(b'>', b'\n', b'\r', line).filter(|at| line.get(*at) == Some(&b'>'))
        } else {
            None
        };
        if let Some(angle) = angle {
            let destination = (open + 2, open + 2 + angle);
            let after = destination.1 + 1;
            if self.at(after, limit) == Some(b')') {
                return Some(Link { syntax: LinkSyntax::Inline, destination, title: None, end: after + 1 });
            }
            let (title, end) = self.link_title(after, limit)?;
            return Some(Link { syntax: LinkSyntax::Inline, destination, title: Some(title), end });
        }
        let (stop, is_title) = self.destination_end(open, limit)?;
        let from = skip_space(self.bytes, open + 1, stop);
        let destination = (from, trim_end(self.bytes, from, stop));
        if !is_title {
            return Some(Link { syntax: LinkSyntax::Inline, destination, title: None, end: stop + 1 });
        }
        let (title, end) = self.link_title(stop + 1, limit)?;
        Some(Link { syntax: LinkSyntax::Inline, destination, title: Some(title), end })
    }

    /// Where a destination ends: at the parenthesis that closes it, or at the blank before a quote.
    fn destination_end(&mut self, open: usize, limit: usize) -> Option<(usize, bool)> {
        if self.parenthesis.covers(open, limit) {
            return None;
        }
        let mut depth = 0_usize;
        let rest = self.bytes.get(open..limit).unwrap_or_default();
        for (index, byte) in rest.iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some((open + index, false));
                    }
                }
                byte if is_space(*byte) && matches!(rest.get(index + 1), Some(b'"' | b'\'')) => {
                    return Some((open + index, true));
                }
                _ => {}
            }
        }
        self.fuel = self.fuel.saturating_sub(rest.len());
        None
    }

    /// A title in quotes with the closing parenthesis after it.
    fn link_title(&mut self, at: usize, limit: usize) -> Option<(Range, usize)> {
        let start = skip_space(self.bytes, at, limit);
        let quote = self.at(start, limit).filter(|byte| matches!(byte, b'"' | b'\''))?;
        let mut from = start + 2;
        while let Some(found) = self.bytes.get(from..limit).and_then(|rest| memchr(quote, rest)) {
            let close = from + found;
            let end = skip_space(self.bytes, close + 1, limit);
            if self.at(end, limit) == Some(b')') {
                return Some(((start + 1, close), end + 1));
            }
            from = close + 1;
        }
        self.fuel = self.fuel.saturating_sub(limit - at);
        None
    }

    /// Gives the element that was pushed for a link its attributes; returns the byte after it and
    /// the attribute lists behind it.
    fn finish_link(&mut self, index: usize, at: usize, content: Range, link: &Link, limit: usize) -> usize {
        let first = self.body.attributes.len();
        let is_image = self.body.elements.get(index).is_some_and(|element| element.name == "img");
        let (name, start) = if is_image { ("src", at - 1) } else { ("href", at) };
        let attribute = |name, (from, to): Range, escapes| {
            let span = Span::new(from, to);
            Attribute { name, name_span: Span::at(from), value: Some(span), span, escapes }
        };
        self.body.attributes.push(attribute(name, link.destination, Escapes::Html));
        if is_image {
            self.body.attributes.push(attribute("alt", content, Escapes::Markdown));
        }
        if let Some(title) = link.title {
            self.body.attributes.push(attribute("title", title, Escapes::Html));
        }
        let end = self.attribute_lists(link.end, limit);
        let kind = if is_image { ElementKind::Empty } else { ElementKind::Open };
        let name = if is_image { "img" } else { "a" };
        let mut element = Element::new(name, kind, Origin::Markdown, Span::new(start, link.end));
        element.content = Span::new(content.0, content.1);
        element.link = Some(link.syntax);
        self.body.set_with(index, element, first);
        if !is_image {
            self.close_markdown("a", link.end);
        }
        end
    }
}
