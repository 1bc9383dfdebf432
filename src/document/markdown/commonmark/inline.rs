//! Links, images and headings: their attributes and the span of their content.
//! May not decide what is one: pulldown-cmark does.

use pulldown_cmark::{HeadingLevel, LinkType};

use super::Reader;
use crate::document::body::{Escapes, LinkSyntax};
use crate::document::markdown::destination;
use crate::document::{Attribute, Element, ElementKind, Origin};
use crate::source::Span;

/// A link, image or heading that is open.
pub(super) struct Frame {
    kind: FrameKind,
    /// Index of its element, unless it is hidden.
    element: Option<usize>,
    /// Index of its first attribute.
    attribute: usize,
    link_type: Option<LinkType>,
    /// From its first child to its last.
    children: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    Link,
    Image,
    Heading(&'static str),
}

impl Frame {
    pub(super) fn add_child(&mut self, span: Span) {
        let start = self.children.map_or(span.start, |children| children.start);
        self.children = Some(Span { start, end: span.end });
    }
}

/// Whether the destination stands in a definition.
pub(super) fn is_reference(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

/// The `> ` at the start of the lines of a tag that goes over several lines of a block quote.
pub(super) fn quote_gaps(bytes: &[u8], base: usize, gaps: &mut Vec<Span>) {
    for line_end in memchr::memchr_iter(b'\n', bytes) {
        let rest = bytes.get(line_end + 1..).unwrap_or_default();
        let blanks = |rest: &[u8]| rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        let length = blanks(rest);
        if rest.get(..length).is_some_and(|prefix| prefix.contains(&b'>')) && length < rest.len() {
            gaps.push(Span::new(base + line_end + 1, base + line_end + 1 + length));
        }
    }
}

fn attribute(name: &str, value: Span, escapes: Escapes) -> Attribute<'_> {
    Attribute { name, name_span: Span::at(value.start as usize), value: Some(value), span: value, escapes }
}

impl Reader<'_, '_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        has_title: bool,
        span: Span,
        definition: Option<usize>,
    ) {
        self.open(FrameKind::Link, Some(link_type), span, definition, &["href"], has_title);
    }

    pub(super) fn start_image(
        &mut self,
        link_type: LinkType,
        has_title: bool,
        span: Span,
        definition: Option<usize>,
    ) {
        self.open(FrameKind::Image, Some(link_type), span, definition, &["src", "alt"], has_title);
        self.images += 1;
    }

    /// Pushes a link or image. Its attributes are empty until the place of its text is known.
    fn open(
        &mut self,
        kind: FrameKind,
        link_type: Option<LinkType>,
        span: Span,
        definition: Option<usize>,
        names: &[&'static str],
        has_title: bool,
    ) {
        let first = self.body.attributes.len();
        let mut frame = Frame { kind, element: None, attribute: first, link_type, children: None };
        if !self.is_hidden(span) {
            let file_span = self.in_file(span);
            let (name, element_kind) = match kind {
                FrameKind::Image => ("img", ElementKind::Empty),
                _ => ("a", ElementKind::Open),
            };
            let mut element = Element::new(name, element_kind, Origin::Markdown, file_span);
            element.link = Some(match definition.and_then(|start| self.definition_at(start)) {
                Some(definition) => LinkSyntax::Reference { definition },
                None if matches!(link_type, Some(LinkType::Autolink | LinkType::Email)) => {
                    LinkSyntax::Autolink
                }
                None => LinkSyntax::Inline,
            });
            let empty = Span::at(file_span.end as usize);
            let title = has_title.then_some("title");
            let names = names.iter().copied().chain(title);
            self.body.attributes.extend(names.map(|name| attribute(name, empty, Escapes::Markdown)));
            frame.element = Some(self.body.elements.len());
            self.body.push_with(element, first);
        }
        self.frames.push(frame);
    }

    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, span: Span) {
        let name = match level {
            HeadingLevel::H1 => "h1",
            HeadingLevel::H2 => "h2",
            HeadingLevel::H3 => "h3",
            HeadingLevel::H4 => "h4",
            HeadingLevel::H5 => "h5",
            HeadingLevel::H6 => "h6",
        };
        let first = self.body.attributes.len();
        let mut frame = Frame {
            kind: FrameKind::Heading(name),
            element: None,
            attribute: first,
            link_type: None,
            children: None,
        };
        if !self.is_hidden(span) {
            let file_span = self.in_file(span);
            let text = self.masked.get(span.range()).unwrap_or_default();
            let written = id.and_then(|id| {
                let brace = memchr::memrchr(b'{', text)?;
                let after = text.get(brace..)?;
                let at = memchr::memmem::find(after, format!("#{id}").as_bytes())?;
                let start = file_span.start as usize + brace + at + 1;
                Some(attribute("id", Span::new(start, start + id.len()), Escapes::None))
            });
            self.body.attributes.extend(written);
            frame.element = Some(self.body.elements.len());
            let element = Element::new(name, ElementKind::Open, Origin::Markdown, file_span);
            self.body.push_with(element, first);
        }
        self.frames.push(frame);
    }

    /// Fills in what is known only at the end of a link, image or heading.
    pub(super) fn end_frame(&mut self, span: Span) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.kind == FrameKind::Image {
            self.images = self.images.saturating_sub(1);
        }
        let Some(index) = frame.element else { return };
        let content = match frame.kind {
            FrameKind::Heading(_) => frame.children.unwrap_or(Span::at(span.end as usize)),
            FrameKind::Link | FrameKind::Image => self.text_between_brackets(&frame, span),
        };
        let file_content = self.in_file(content);
        if let Some(element) = self.body.elements.get_mut(index) {
            element.content = file_content;
        }
        if let FrameKind::Heading(name) = frame.kind {
            return self.push(name, ElementKind::Close, Span::at(span.end as usize));
        }
        self.fill_attributes(&frame, index, content, span);
        if frame.kind == FrameKind::Link {
            self.push("a", ElementKind::Close, Span::at(span.end as usize));
        }
    }

    fn text_between_brackets(&self, frame: &Frame, span: Span) -> Span {
        if matches!(frame.link_type, Some(LinkType::Autolink | LinkType::Email)) {
            return Span { start: span.start + 1, end: (span.end - 1).max(span.start + 1) };
        }
        let opening = if frame.kind == FrameKind::Image { 2 } else { 1 };
        let start = (span.start as usize + opening).min(span.end as usize);
        let from = frame.children.map_or(start, |children| children.end as usize).max(start);
        let rest = self.masked.get(from..span.end as usize).unwrap_or_default();
        Span::new(start, memchr::memchr(b']', rest).map_or(from, |close| from + close))
    }

    fn fill_attributes(&mut self, frame: &Frame, index: usize, content: Span, span: Span) {
        let link = self.body.elements.get(index).and_then(|element| element.link);
        let (destination, title, escapes) = match link {
            Some(LinkSyntax::Reference { definition }) => {
                let Some(definition) = self.body.definitions.get(definition as usize) else { return };
                (definition.destination, definition.title, Escapes::Markdown)
            }
            Some(LinkSyntax::Autolink) => {
                let is_mail = frame.link_type == Some(LinkType::Email);
                let escapes = if is_mail { Escapes::Mail } else { Escapes::None };
                (self.in_file(content), None, escapes)
            }
            _ => {
                let target = destination::read(self.masked, content.end as usize + 2);
                let inside = |part: &Span| part.end <= span.end;
                let destination =
                    Some(target.destination).filter(inside).unwrap_or(Span::at(span.end as usize));
                let title = target.title.filter(inside).map(|title| self.in_file(title));
                (self.in_file(destination), title, Escapes::Markdown)
            }
        };
        let alt = self.in_file(content);
        let attributes = self.body.attributes.iter_mut().skip(frame.attribute);
        let count = if frame.kind == FrameKind::Image { 3 } else { 2 };
        for one in attributes.take(count) {
            let value = match one.name {
                "href" | "src" => Some(destination),
                "alt" if frame.kind == FrameKind::Image => Some(alt),
                "title" => title,
                _ => break,
            };
            let Some(value) = value else { continue };
            let of_text = if one.name == "alt" { Escapes::Markdown } else { escapes };
            *one = attribute(one.name, value, of_text);
        }
    }
}
