//! The second pass: items become elements of the stream (kramdown's `update_tree`). The only part of
//! this reader that writes to the body.

use rustc_hash::FxHashMap;

use crate::document::body::{
    Attribute, Body, Definition, Element, ElementKind, Escapes, FootnoteMark, Origin,
};
use crate::document::html::{self, names};
use crate::source::Span;

use super::block::Blocks;
use super::item::{Footnote, Heading, Item, Kind, LinkDefinition, Range};
use super::miss::Miss;
use super::span::{Around, Stop};
use super::tag::{self, TagLimits};

/// How long the tables of a body were: what was pushed since can be taken back.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    elements: usize,
    attributes: usize,
    code: usize,
    undefined: usize,
    marks: usize,
    footnotes: usize,
}

/// The second pass over a body.
pub(super) struct Spans<'b, 's> {
    pub(super) body: &'b mut Body<'s>,
    /// The masked bytes; offsets are those of the file.
    pub(super) bytes: &'b [u8],
    /// The file's text.
    pub(super) text: &'s str,
    pub(super) definitions: &'b [LinkDefinition],
    labels: FxHashMap<String, u32>,
    longest_label: usize,
    label: String,
    notes: &'b [Footnote],
    footnotes: FxHashMap<&'b [u8], usize>,
    pub(super) is_gfm: bool,
    pub(super) parse_span_html: bool,
    header_offset: i8,
    /// Whether the text of a heading is read.
    is_heading: bool,
    pub(super) depth: usize,
    /// Bytes that may still be read in vain.
    pub(super) fuel: usize,
    pub(super) tags: TagLimits,
    pub(super) backticks: [Miss; 4],
    pub(super) brace: Miss,
    pub(super) bracket_end: Miss,
    pub(super) comment: Miss,
    pub(super) math: Miss,
    pub(super) parenthesis: Miss,
    pub(super) strike: Miss,
    pub(super) stops: [Miss; 3],
}

impl<'b, 's> Spans<'b, 's> {
    pub(super) fn new(body: &'b mut Body<'s>, blocks: &'b Blocks) -> Self {
        let text = body.file_text();
        let bytes = blocks.bytes.as_slice();
        let fuel = 4 * bytes.len() + 4_000_000;
        let mut spans = Self {
            body,
            bytes,
            text,
            definitions: &blocks.definitions,
            labels: FxHashMap::default(),
            longest_label: 0,
            label: String::new(),
            notes: &blocks.footnotes,
            footnotes: FxHashMap::default(),
            is_gfm: blocks.options.gfm,
            parse_span_html: blocks.options.parse_span_html,
            header_offset: blocks.options.header_offset,
            is_heading: false,
            depth: 0,
            fuel,
            tags: TagLimits::new(fuel),
            backticks: [Miss::default(); 4],
            brace: Miss::default(),
            bracket_end: Miss::default(),
            comment: Miss::default(),
            math: Miss::default(),
            parenthesis: Miss::default(),
            strike: Miss::default(),
            stops: [Miss::default(); 3],
        };
        for definition in &blocks.definitions {
            spans.define(definition);
        }
        for (index, footnote) in blocks.footnotes.iter().enumerate() {
            let name = bytes.get(footnote.name.0..footnote.name.1).unwrap_or_default();
            spans.footnotes.insert(name, index);
        }
        spans
    }

    /// Pushes everything; the footnotes that are referred to come last and are then put in order.
    pub(super) fn run(&mut self, blocks: &Blocks) {
        self.items(blocks, (0, blocks.items.len()));
        let mut done = vec![false; blocks.footnotes.len()];
        let mut at = 0;
        while let Some(mark) = self.body.footnotes.get(at).copied() {
            at += 1;
            let name = self.bytes.get(mark.name.range()).unwrap_or_default();
            let Some(index) = self.footnotes.get(name).copied() else { continue };
            if let (Some(done @ false), Some(note)) = (done.get_mut(index), self.notes.get(index)) {
                *done = true;
                self.items(blocks, note.items);
            }
        }
        if at > 0 {
            self.body.elements.sort_by_key(|element| element.span.start);
            self.body.code.sort();
            self.body.marks.sort();
            self.body.undefined.sort_by_key(|undefined| undefined.span);
        }
    }

    fn items(&mut self, blocks: &Blocks, (mut at, to): Range) {
        while at < to {
            let Some(item) = blocks.items.get(at).copied() else { return };
            at += 1;
            if let Kind::Footnote(index) = item.kind {
                at = blocks.footnotes.get(index as usize).map_or(at, |footnote| footnote.items.1.max(at));
                continue;
            }
            self.item(blocks, &item);
        }
    }

    fn item(&mut self, blocks: &Blocks, item: &Item) {
        let (from, to) = (item.from as usize, item.to as usize);
        match item.kind {
            Kind::Text(wrap) => {
                let name = wrap.name();
                if let Some(name) = name {
                    let element =
                        Element::new(name, ElementKind::Open, Origin::Markdown, Span::new(from, to));
                    self.body.push(element, []);
                }
                self.text(from, to, Stop::None, Around::text(from));
                if let Some(name) = name {
                    self.close_markdown(name, to);
                }
            }
            Kind::Heading(index) => {
                if let Some(heading) = blocks.headings.get(index as usize) {
                    self.heading(heading, from, to);
                }
            }
            Kind::Code => self.push_code(from, to),
            Kind::Tag => self.push_tag(from, to),
            Kind::Close => self.push_close(from, to, false),
            Kind::Stray => self.push_close(from, to, true),
            Kind::HtmlComment => self.push_comment(from, to),
            Kind::Comment => self.push_kramdown_comment(from, to),
            Kind::Raw => html::parse(self.body, Span::new(from, to)),
            Kind::Anchor(index) => {
                if let Some(id) = blocks.ids.get(index as usize) {
                    self.push_anchor("div", (from, to), *id);
                }
            }
            Kind::Footnote(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading, from: usize, to: usize) {
        // `output_header_level` of kramdown's converter/base.rb.
        let level = heading.level.saturating_add_signed(self.header_offset);
        let name = match level {
            0 => "h1",
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let whole = Span::new(heading.whole.0, heading.whole.1);
        let mut element = Element::new(name, ElementKind::Open, Origin::Markdown, whole);
        element.content = Span::new(from, to);
        element.is_inside = heading.is_inside;
        let first = self.body.attributes.len();
        if let Some(id) = heading.id {
            self.body.attributes.push(plain("id", id));
        }
        self.body.push_with(element, first);
        let marks = self.body.marks.len();
        self.is_heading = true;
        self.text(from, to, Stop::None, Around::text(from));
        self.is_heading = false;
        self.body.marks.get_mut(marks..).unwrap_or_default().sort();
        self.close_markdown(name, heading.whole.1);
    }

    fn define(&mut self, definition: &LinkDefinition) {
        let span = |(from, to): Range| Span::new(from, to);
        let index = self.body.definitions.len();
        self.body.definitions.push(Definition {
            span: span(definition.whole),
            label: self.text.get(definition.label.0..definition.label.1).unwrap_or_default(),
            destination: span(definition.destination),
            title: definition.title.map(span),
        });
        self.normalize(definition.label, false);
        self.longest_label = self.longest_label.max(self.label.len());
        self.labels.insert(self.label.clone(), super::item::narrow(index));
    }

    /// The definition that a label refers to; the last one wins.
    pub(super) fn definition(&mut self, label: Range, is_text: bool) -> Option<u32> {
        // Letters can change their length with their case, and blanks are squeezed; but no label of
        // many times the length of the longest one can be equal to it.
        if self.labels.is_empty() || label.1 - label.0 > 3 * self.longest_label + 4096 {
            return None;
        }
        self.normalize(label, is_text);
        self.labels.get(self.label.as_str()).copied()
    }

    /// `normalize_link_id` of link.rb: white space is one blank, letters in lower case. In a link's own
    /// text, backslashes that escape are taken out first.
    fn normalize(&mut self, (from, to): Range, is_text: bool) {
        self.label.clear();
        let text =
            self.bytes.get(from..to).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        let mut characters = text.chars().peekable();
        let mut is_blank = false;
        while let Some(one) = characters.next() {
            let is_space = u8::try_from(one).is_ok_and(super::chars::is_space);
            if is_space {
                if !is_blank {
                    self.label.push(' ');
                }
            } else if is_text && one == '\\' && characters.peek().is_some_and(|next| is_escapable(*next)) {
                if let Some(next) = characters.next() {
                    self.label.push(next);
                }
            } else {
                self.label.extend(one.to_lowercase());
            }
            is_blank = is_space;
        }
    }

    /// Whether a footnote of that name exists; it is on the page then. `mark` are the bytes of `[^name]`.
    pub(super) fn mark_footnote(&mut self, mark: Range) -> bool {
        let (from, to) = (mark.0 + 2, mark.1 - 1);
        let name = self.bytes.get(from..to).unwrap_or_default();
        let note = self.footnotes.get(name).and_then(|index| self.notes.get(*index));
        let Some(note) = note else { return false };
        self.body.footnotes.push(FootnoteMark {
            span: Span::new(mark.0, mark.1),
            name: Span::new(from, to),
            definition: Span::new(note.whole.0, note.whole.1),
        });
        true
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            elements: self.body.elements.len(),
            attributes: self.body.attributes.len(),
            code: self.body.code.len(),
            undefined: self.body.undefined.len(),
            marks: self.body.marks.len(),
            footnotes: self.body.footnotes.len(),
        }
    }

    /// Takes back what was pushed since a mark; `length` bytes were read in vain.
    pub(super) fn give_up(&mut self, mark: Mark, length: usize) {
        self.body.elements.truncate(mark.elements);
        self.body.attributes.truncate(mark.attributes);
        self.body.code.truncate(mark.code);
        self.body.undefined.truncate(mark.undefined);
        self.body.marks.truncate(mark.marks);
        self.body.footnotes.truncate(mark.footnotes);
        self.fuel = self.fuel.saturating_sub(length);
    }

    /// An image has no children: its text is an attribute.
    pub(super) fn keep_image(&mut self, mark: Mark, index: usize) {
        self.body.elements.truncate(index + 1);
        self.body.attributes.truncate(mark.attributes);
        self.body.code.truncate(mark.code);
        self.body.undefined.truncate(mark.undefined);
        self.body.marks.truncate(mark.marks);
        self.body.footnotes.truncate(mark.footnotes);
    }

    /// Keeps in mind that bytes of a heading are markup.
    pub(super) fn note(&mut self, from: usize, to: usize) {
        if self.is_heading {
            self.body.marks.push(Span::new(from, to));
        }
    }

    pub(super) fn push_code(&mut self, from: usize, to: usize) {
        self.body.code.push(Span::new(from, to));
    }

    /// Ends a Markdown element.
    pub(super) fn close_markdown(&mut self, name: &'static str, at: usize) {
        let first = self.body.attributes.len();
        self.body.push_with(Element::new(name, ElementKind::Close, Origin::Markdown, Span::at(at)), first);
    }

    pub(super) fn push_anchor(&mut self, name: &'static str, list: Range, id: Range) {
        let element = Element::new(name, ElementKind::Empty, Origin::Markdown, Span::new(list.0, list.1));
        self.body.push(element, [plain("id", id)]);
    }

    /// Pushes the tag that stands between two offsets, with its attributes.
    pub(super) fn push_tag(&mut self, at: usize, end: usize) {
        let first = self.body.attributes.len();
        let name_end = super::chars::xml_name(self.bytes, at + 1, end);
        let mut from = name_end;
        while let Some(found) = tag::next_attribute(self.bytes, from, end, &mut self.tags) {
            from = found.end;
            let name_span = Span::new(found.name.0, found.name.1);
            self.body.attributes.push(Attribute {
                name: names::attribute(self.text.get(name_span.range()).unwrap_or_default()),
                name_span,
                value: found.value.map(|(from, to)| Span::new(from, to)),
                span: Span::new(found.name.0, found.end),
                escapes: Escapes::Html,
            });
        }
        let name = names::element(self.text.get(at + 1..name_end).unwrap_or_default());
        let self_closing = self.bytes.get(at..end).is_some_and(|tag| tag.ends_with(b"/>"));
        let is_empty = names::is_void(name) || (self_closing && !names::is_known(name));
        let kind = if is_empty { ElementKind::Empty } else { ElementKind::Open };
        let mut element = Element::new(name, kind, Origin::Html, Span::new(at, end));
        element.self_closing = self_closing;
        self.body.push_with(element, first);
    }

    pub(super) fn push_close(&mut self, at: usize, end: usize, is_text: bool) {
        let first = self.body.attributes.len();
        let name_end = super::chars::xml_name(self.bytes, at + 2, end);
        let name = names::element(self.text.get(at + 2..name_end).unwrap_or_default());
        let mut element = Element::new(name, ElementKind::Close, Origin::Html, Span::new(at, end));
        element.is_text = is_text;
        self.body.push_with(element, first);
    }

    /// `<!-- … -->`
    pub(super) fn push_comment(&mut self, at: usize, end: usize) {
        let mut element = Element::new("", ElementKind::Comment, Origin::Html, Span::new(at, end));
        element.content = Span::new(at + 4, end - 3);
        self.body.push(element, []);
    }

    /// `{::comment}…{:/comment}`
    pub(super) fn push_kramdown_comment(&mut self, at: usize, end: usize) {
        let mut element = Element::new("", ElementKind::Comment, Origin::Markdown, Span::new(at, end));
        let text = self.bytes.get(at..end).unwrap_or_default();
        let from = memchr::memchr(b'}', text).map_or(end, |close| at + close + 1);
        let to = memchr::memmem::rfind(text, b"{:/").map_or(end, |stop| at + stop);
        element.content = Span::new(from, to);
        self.body.push(element, []);
    }
}

fn is_escapable(character: char) -> bool {
    "\\.*_+`<>()[]{}#!:|\"'$=-".contains(character)
}

/// An attribute that Markdown wrote.
fn plain<'s>(name: &'static str, (from, to): Range) -> Attribute<'s> {
    let span = Span::new(from, to);
    Attribute { name, name_span: Span::at(from), value: Some(span), span, escapes: Escapes::Html }
}
