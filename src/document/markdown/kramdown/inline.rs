//! Angle brackets, braces and tildes inside text: autolinks (kramdown's autolink.rb), HTML
//! (`parse_span_html` of html.rb), span extensions (extensions.rb), strikethrough (gfm.rb).
//! May not read emphasis or links.

use memchr::memmem;

use crate::document::body::{Attribute, Element, ElementKind, Escapes, LinkSyntax, Origin};
use crate::document::html;
use crate::source::Span;

use super::chars::{is_space, run};
use super::extension;
use super::item::Range;
use super::names::{self, Folded, Model};
use super::span::{Around, DEEPEST, Frame, Stop, Tree};
use super::spans::Spans;
use super::tag;

impl Spans<'_, '_> {
    /// What begins at `<`.
    pub(super) fn angle(&mut self, at: usize, frame: &Frame) -> (usize, bool) {
        let limit = frame.limit;
        if !frame.around.is_raw
            && let Some(end) = self.autolink(at, limit)
        {
            return (end, true);
        }
        match self.at(at + 1, limit) {
            Some(b'<') if !frame.around.is_raw => (at + 2, true),
            Some(b'!') => match self.comment_end(at, limit) {
                Some(end) => {
                    self.push_comment(at, end);
                    (end, true)
                }
                None => (at + 1, false),
            },
            Some(b'/') => match tag::close_tag(self.bytes, at, limit) {
                Some((_, end)) => {
                    // Text for kramdown; in the stream, a tag without partner.
                    self.push_close(at, end, true);
                    (end, false)
                }
                None => (at + 1, false),
            },
            _ => match tag::open_tag(self.bytes, at, limit, &mut self.tags) {
                Some(tag) => self.inline_tag(at, &tag, frame),
                None => (at + 1, false),
            },
        }
    }

    /// `~~text~~` (`parse_strikethrough_gfm` of gfm.rb).
    pub(super) fn strikethrough(&mut self, at: usize, frame: &Frame) -> (usize, bool) {
        let limit = frame.limit;
        let from = at + 2;
        let next = self.at(from, limit);
        if next.is_none_or(|byte| is_space(byte) || byte == b'~') || self.depth >= DEEPEST {
            return (at + 1, false);
        }
        let bytes = self.bytes;
        let close = self.strike.find(bytes, from, limit, |rest| {
            memmem::find_iter(rest, b"~~").find(|end| {
                end.checked_sub(1)
                    .and_then(|last| rest.get(last))
                    .is_some_and(|byte| !is_space(*byte) && *byte != b'~')
            })
        });
        let Some(close) = close else { return (at + 1, false) };
        self.depth += 1;
        self.text(from, close, Stop::None, Around::text(from));
        self.depth -= 1;
        self.note(at, from);
        self.note(close, close + 2);
        (close + 2, true)
    }

    fn comment_end(&mut self, at: usize, limit: usize) -> Option<usize> {
        if !self.bytes.get(at..limit)?.starts_with(b"<!--") {
            return None;
        }
        let close = self.comment.find(self.bytes, at + 4, limit, |rest| memmem::find(rest, b"-->"))?;
        Some(close + 3)
    }

    /// `<https://…>` or `<name@host>`.
    fn autolink(&mut self, at: usize, limit: usize) -> Option<usize> {
        let rest = self.bytes.get(at + 1..limit)?;
        let schemes: [&[u8]; 5] = [b"http:", b"https:", b"mailto:", b"ftp:", b"ftps:"];
        let scheme = schemes.into_iter().find(|scheme| rest.starts_with(scheme));
        let end = match scheme {
            Some(scheme) => {
                let inside = rest.get(scheme.len() + 1..)?;
                let close = memchr::memchr3(b'>', b'\n', b'\r', inside)?;
                let first = rest.get(scheme.len())?;
                if matches!(first, b'\n' | b'\r') || inside.get(close) != Some(&b'>') {
                    return None;
                }
                at + 1 + scheme.len() + 1 + close
            }
            None => {
                let is_part = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_' | '.');
                let name = run(self.bytes, at + 1, limit, is_part);
                if name == at + 1 || self.at(name, limit) != Some(b'@') {
                    return None;
                }
                let host = run(self.bytes, name + 1, limit, is_part);
                if host == name + 1 || self.at(host, limit) != Some(b'>') {
                    return None;
                }
                host
            }
        };
        let escapes = if scheme.is_some() { Escapes::Html } else { Escapes::Mail };
        self.push_autolink(at, end, escapes, limit)
    }

    fn push_autolink(&mut self, at: usize, close: usize, escapes: Escapes, limit: usize) -> Option<usize> {
        let first = self.body.attributes.len();
        let address = Span::new(at + 1, close);
        let name_span = Span::at(at + 1);
        let href = Attribute { name: "href", name_span, value: Some(address), span: address, escapes };
        self.body.attributes.push(href);
        let end = self.attribute_lists(close + 1, limit);
        let mut element = Element::new("a", ElementKind::Open, Origin::Markdown, Span::new(at, close + 1));
        element.content = address;
        element.link = Some(LinkSyntax::Autolink);
        self.body.push_with(element, first);
        self.close_markdown("a", close + 1);
        Some(end)
    }

    /// A tag in running text, with the content that it holds.
    fn inline_tag(&mut self, at: usize, tag: &tag::Tag, frame: &Frame) -> (usize, bool) {
        let limit = frame.limit;
        let folded = Folded::new(self.bytes.get(tag.name.0..tag.name.1).unwrap_or_default());
        let name = folded.name();
        self.push_tag(at, tag.end);
        let before = self.mark();
        if names::is_block(name) {
            // Text for kramdown, which wants blocks at the start of a line.
            if let Some(tag) = self.body.elements.last_mut() {
                tag.is_text = true;
            }
            return (tag.end, false);
        }
        let model = if folded.known { names::model(name) } else { Model::Raw };
        let mut is_raw = model == Model::Raw || frame.around.is_raw || !self.parse_span_html;
        match tag.markdown.and_then(|(from, to)| self.bytes.get(from..to)) {
            Some(b"span") => is_raw = false,
            Some(b"1") => is_raw = model == Model::Raw,
            Some(b"0") => is_raw = true,
            _ => {}
        }
        if tag.closed || names::is_void(name) || self.depth >= DEEPEST {
            return (tag.end, true);
        }
        let mut around = frame.around;
        around.tree = Tree::Other;
        around.is_raw = is_raw;
        self.depth += 1;
        let (end, is_found) = self.text(tag.end, limit, Stop::Html { name: tag.name, folded }, around);
        self.depth -= 1;
        if matches!(name, b"script" | b"style") {
            self.give_up(before, 0);
        }
        if !is_found {
            return (limit, true);
        }
        let close = tag::close_tag(self.bytes, end, limit).map_or(end, |(_, close)| close);
        self.push_close(end, close, false);
        (close, true)
    }

    /// What begins at `{:`: an extension, an attribute list for the element before, or text.
    pub(super) fn span_extension(&mut self, at: usize, frame: &Frame) -> (usize, bool) {
        let limit = frame.limit;
        let text = (at + 1, false);
        match self.at(at + 2, limit) {
            Some(b'/') => text,
            Some(b':') => {
                let close = super::miss::closing_brace(&mut self.brace, self.bytes, at + 3, limit);
                let Some(found) = close.and_then(|close| extension::extension(self.bytes, at, close)) else {
                    return text;
                };
                let name = self.bytes.get(found.name.0..found.name.1).unwrap_or_default();
                if !matches!(name, b"comment" | b"nomarkdown" | b"options") {
                    return text;
                }
                if found.is_closed {
                    self.note(at, found.end);
                    return (found.end, false);
                }
                let stops = self.stops.get_mut(extension::kind_of(name));
                if stops.as_ref().is_some_and(|miss| miss.covers(found.end, limit)) {
                    return text;
                }
                let Some(stop) = extension::find_stop(self.bytes, found.end, limit, name) else {
                    if let Some(miss) = stops {
                        *miss = super::miss::Miss::new(found.end, limit);
                    }
                    return text;
                };
                match name {
                    b"comment" => self.push_kramdown_comment(at, stop.1),
                    b"nomarkdown" => html::parse(self.body, Span::new(found.end, stop.0)),
                    _ => {}
                }
                self.note(at, stop.1);
                (stop.1, true)
            }
            _ if frame.after_element => {
                let end = self.attribute_list(at, limit, None);
                end.map_or(text, |end| (end, true))
            }
            _ => text,
        }
    }

    /// Attribute lists right after a link: their attributes become the link's.
    pub(super) fn attribute_lists(&mut self, mut at: usize, limit: usize) -> usize {
        while self.at(at, limit) == Some(b'{') && self.at(at + 1, limit) == Some(b':') {
            if matches!(self.at(at + 2, limit), Some(b':' | b'/')) {
                break;
            }
            let first = self.body.attributes.len();
            match self.attribute_list(at, limit, Some(first)) {
                Some(end) => at = end,
                None => break,
            }
        }
        at
    }

    /// Steps over an attribute list; with `first`, its attributes are kept for a link, else its id is
    /// kept as an anchor.
    fn attribute_list(&mut self, at: usize, limit: usize, first: Option<usize>) -> Option<usize> {
        let close = super::miss::closing_brace(&mut self.brace, self.bytes, at + 2, limit)?;
        let list = (at + 2, close);
        self.note(at, close + 1);
        if first.is_none() {
            if let Some(id) = extension::id_in(self.bytes, list) {
                self.push_anchor("span", (at, close + 1), id);
            }
            return Some(close + 1);
        }
        let mut from = list.0;
        while from < list.1 {
            from = super::chars::skip_space(self.bytes, from, list.1);
            from = self.list_attribute(from, list.1);
        }
        Some(close + 1)
    }

    /// One attribute of a list: `key="value"`, `.class`, `#id`.
    fn list_attribute(&mut self, at: usize, to: usize) -> usize {
        let mut push = |name: &'static str, name_span: Range, value: Range, end: usize| {
            let text = self.text.get(name_span.0..name_span.1).unwrap_or_default();
            let name = if name.is_empty() { html::names::attribute(text) } else { name };
            self.body.attributes.push(Attribute {
                name,
                name_span: Span::new(name_span.0, name_span.1),
                value: Some(Span::new(value.0, value.1)),
                span: Span::new(name_span.0, end),
                escapes: Escapes::Html,
            });
        };
        if let Some((key, value)) = extension::pair_at(self.bytes, at, to) {
            push("", key, value, value.1 + 1);
            return value.1 + 1;
        }
        let rest = self.bytes.get(at..to).unwrap_or_default();
        let word = rest.iter().take_while(|byte| !is_space(**byte)).count();
        let inside = rest.get(1..word.max(1)).unwrap_or_default();
        let length = 1 + inside.iter().take_while(|byte| !matches!(byte, b'.' | b'#')).count();
        match rest.first() {
            Some(b'.') => push("class", (at, at), (at + 1, at + length), at + length),
            Some(b'#') => push("id", (at, at), (at + 1, at + length), at + length),
            _ => return at + word.max(1),
        }
        at + length
    }
}
