//! CommonMark with GitHub's tables, strikethrough, footnotes and task lists, read by
//! pulldown-cmark, to the element stream. May not be used for what kramdown reads otherwise.

mod definitions;
mod inline;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::document::markdown::mask;
use crate::document::{Body, Element, ElementKind, Origin, html};
use crate::source::Span;
use inline::Frame;

/// Parses the whole body.
pub(super) fn parse(body: &mut Body<'_>) {
    let text = mask::mask(body.file_text(), body.span, &body.liquid);
    let mut broken = Vec::new();
    let note_broken = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            broken.push((link.span, link.link_type));
        }
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_with_broken_link_callback(&text, options, Some(note_broken));
    let mut reader = Reader::new(body, text.as_bytes());
    reader.definitions(parser.reference_definitions());
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        let definition = match &event {
            Event::Start(Tag::Link { id, link_type, .. } | Tag::Image { id, link_type, .. })
                if inline::is_reference(*link_type) =>
            {
                events.reference_definitions().get(id).map(|definition| definition.span.start)
            }
            _ => None,
        };
        reader.event(event, Span::new(range.start, range.end), definition);
    }
    drop(events);
    reader.undefined(broken);
}

/// Turns events into elements. Spans of events count from the start of the body; those of the
/// stream from the start of the file.
struct Reader<'b, 's> {
    body: &'b mut Body<'s>,
    /// The body with its Liquid masked.
    masked: &'b [u8],
    base: usize,
    /// The links, images and headings that are open.
    frames: Vec<Frame>,
    /// How many images are open: what stands in them is text.
    images: usize,
    /// The lines of the HTML block that is open, and the gaps between them.
    block: Option<Span>,
    gaps: Vec<Span>,
    /// The element whose text a browser does not read as tags (`<script>` in a paragraph).
    raw_text: Option<&'s str>,
}

impl<'b, 's> Reader<'b, 's> {
    fn new(body: &'b mut Body<'s>, masked: &'b [u8]) -> Self {
        let base = body.span.start as usize;
        let (frames, gaps) = (Vec::new(), Vec::new());
        Self { body, masked, base, frames, images: 0, block: None, gaps, raw_text: None }
    }

    fn event(&mut self, event: Event<'_>, span: Span, definition: Option<usize>) {
        match event {
            Event::Start(tag) => return self.start(&tag, span, definition),
            Event::End(tag) => self.end(tag, span),
            Event::Code(_) => self.code(span),
            Event::Html(_) => self.block_line(span),
            Event::InlineHtml(_) => self.inline_html(span),
            Event::HardBreak => self.push("br", ElementKind::Empty, span),
            Event::Rule => self.push("hr", ElementKind::Empty, span),
            _ => {}
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.add_child(span);
        }
    }

    fn in_file(&self, span: Span) -> Span {
        span.shifted(self.base)
    }

    /// Whether a link or image made here is none: in an image's text, a script, `{% raw %}`.
    fn is_hidden(&self, span: Span) -> bool {
        self.images > 0 || self.raw_text.is_some() || self.body.liquid.is_opaque_at(self.in_file(span).start)
    }

    fn push(&mut self, name: &'static str, kind: ElementKind, span: Span) {
        if self.images == 0 {
            let element = Element::new(name, kind, Origin::Markdown, self.in_file(span));
            self.body.push(element, []);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span, definition: Option<usize>) {
        match tag {
            Tag::Link { link_type, title, .. } => {
                self.start_link(*link_type, !title.is_empty(), span, definition);
            }
            Tag::Image { link_type, title, .. } => {
                self.start_image(*link_type, !title.is_empty(), span, definition);
            }
            Tag::Heading { level, id, .. } => self.start_heading(*level, id.as_deref(), span),
            Tag::CodeBlock(_) => self.code(span),
            _ => {
                if let Some(name) = name_of(tag.to_end()) {
                    self.push(name, ElementKind::Open, span);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Link | TagEnd::Image | TagEnd::Heading(_) => self.end_frame(span),
            TagEnd::HtmlBlock => self.end_block(),
            _ => {
                if let Some(name) = name_of(tag) {
                    self.push(name, ElementKind::Close, Span::at(span.end as usize));
                }
            }
        }
    }

    fn code(&mut self, span: Span) {
        let span = self.in_file(span);
        self.body.code.push(span);
    }

    /// One line of an HTML block. Between two lines stands what belongs to the block quote or list.
    fn block_line(&mut self, span: Span) {
        let line = self.in_file(span);
        match &mut self.block {
            Some(block) => {
                if block.end < line.start {
                    self.gaps.push(Span { start: block.end, end: line.start });
                }
                block.end = block.end.max(line.end);
            }
            None => self.block = Some(line),
        }
    }

    fn end_block(&mut self) {
        if let Some(block) = self.block.take() {
            html::parse_with_gaps(self.body, block, &self.gaps);
            self.gaps.clear();
        }
    }

    /// A tag or comment in a paragraph.
    fn inline_html(&mut self, span: Span) {
        let is_in_image = self.images > 0;
        let file_span = self.in_file(span);
        let bytes = self.body.file_text().get(file_span.range()).unwrap_or_default().as_bytes();
        if let Some(name) = self.raw_text {
            let closes =
                bytes.get(2..2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
            if !(bytes.starts_with(b"</") && closes) {
                return;
            }
            self.raw_text = None;
        }
        if is_in_image {
            return;
        }
        inline::quote_gaps(bytes, file_span.start as usize, &mut self.gaps);
        html::parse_with_gaps(self.body, file_span, &self.gaps);
        self.gaps.clear();
        let last = self.body.elements.last().filter(|last| last.span == file_span);
        self.raw_text = last
            .filter(|last| last.kind == ElementKind::Open && html::is_raw_text(last.name))
            .map(|last| last.name);
    }
}

fn name_of(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead => "thead",
        TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        _ => return None,
    })
}
