//! The block structure: which lines are what (kramdown's `parse_blocks` and the order of its block
//! parsers in lib/kramdown/parser/kramdown.rb, with the changes of kramdown-parser-gfm's gfm.rb).
//! May not read spans: their text is kept as items for the second pass.

use super::Options;
use super::chars::{skip_space, trim_end};
use crate::document::body::Slip;

use super::item::{Footnote, Heading, Item, Kind, LinkDefinition, Range, Wrap};
use super::lines::{self, Head, Line};
use super::miss::Miss;
use super::tag::TagLimits;

/// Containers nested deeper than this are read as text.
pub(super) const DEEPEST: usize = 24;

/// The last child of the element whose blocks are read, as far as the parsers ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// None yet.
    Nothing,
    /// A blank; whether it is exactly one empty line, and the paragraph before it.
    Blank { is_single: bool, paragraph: Option<usize> },
    /// A marker that bounds blocks: `^`.
    Boundary,
    /// The trace of an attribute list or extension.
    Trace,
    /// The trace of a definition, which can be given attributes.
    Definition,
    /// A paragraph; the index of its item.
    Paragraph(usize),
    /// A heading; its index.
    Heading(usize),
    /// A definition list.
    Definitions,
    /// Anything else.
    Other,
}

/// Where the blocks of one element stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) last: Last,
    /// An attribute list that waits for the next block.
    pub(super) list: Option<Range>,
    /// The name of the HTML element whose content this is.
    pub(super) element: Option<Range>,
    /// For fences of backticks and of tildes: the shortest run that no later line closes.
    pub(super) unclosed: [usize; 2],
}

impl Context {
    pub(super) fn new() -> Self {
        Self { last: Last::Nothing, list: None, element: None, unclosed: [usize::MAX; 2] }
    }

    /// `after_block_boundary?` of block_boundary.rb.
    pub(super) fn is_after_boundary(&self) -> bool {
        self.list.is_some() || matches!(self.last, Last::Nothing | Last::Blank { .. } | Last::Boundary)
    }

    /// A new block becomes the last child and takes the waiting attribute list (`new_block_el`).
    pub(super) fn add(&mut self, last: Last) -> Option<Range> {
        self.last = last;
        self.list.take()
    }
}

/// The first pass over a body.
pub(super) struct Blocks {
    pub(super) bytes: Vec<u8>,
    pub(super) lines: Vec<Line>,
    /// The next line.
    pub(super) at: usize,
    /// The line after the last one of the container.
    pub(super) end: usize,
    pub(super) depth: usize,
    /// How many HTML elements and footnotes are open.
    pub(super) enclosed: usize,
    pub(super) options: Options,
    pub(super) tags: TagLimits,
    pub(super) brace: Miss,
    pub(super) math: Miss,
    pub(super) comment: Miss,
    pub(super) instruction: Miss,
    /// Closing tags of extensions, by [`super::extension::kind_of`].
    pub(super) stops: [Miss; 3],
    pub(super) items: Vec<Item>,
    pub(super) ids: Vec<Range>,
    pub(super) headings: Vec<Heading>,
    pub(super) definitions: Vec<LinkDefinition>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) slips: Vec<Slip>,
    /// What `{::options …}` sets: keys and values.
    pub(super) set: Vec<(Range, Range)>,
    /// Up to which line a fence is known to be closed.
    pub(super) closed_until: usize,
}

impl Blocks {
    /// Reads the blocks of masked bytes from `start` on.
    pub(super) fn read(bytes: Vec<u8>, start: usize, has_liquid: bool, options: Options) -> Self {
        let lines = lines::split(&bytes, start, has_liquid);
        let tags = TagLimits::new(4 * bytes.len() + 1_000_000);
        let end = lines.len();
        let mut blocks = Self {
            bytes,
            lines,
            at: 0,
            end,
            depth: 0,
            enclosed: 0,
            options,
            tags,
            brace: Miss::default(),
            math: Miss::default(),
            comment: Miss::default(),
            instruction: Miss::default(),
            stops: [Miss::default(); 3],
            items: Vec::new(),
            ids: Vec::new(),
            headings: Vec::new(),
            definitions: Vec::new(),
            footnotes: Vec::new(),
            slips: Vec::new(),
            set: Vec::new(),
            closed_until: 0,
        };
        blocks.run(&mut Context::new());
        blocks
    }

    pub(super) fn line(&self, index: usize) -> Line {
        self.lines.get(index).copied().unwrap_or(Line { start: 0, end: 0, pad: 0 })
    }

    pub(super) fn head(&self, index: usize) -> Head {
        lines::head(&self.bytes, self.line(index))
    }

    pub(super) fn is_blank(&self, index: usize) -> bool {
        self.head(index).byte == 0
    }

    /// The byte after the last line of the container.
    pub(super) fn limit(&self) -> usize {
        self.end.checked_sub(1).map_or(0, |last| self.line(last).to())
    }

    pub(super) fn push(&mut self, kind: Kind, from: usize, to: usize) -> usize {
        self.items.push(Item::new(kind, from, to));
        self.items.len() - 1
    }

    /// Reads the lines `from..to` as the content of a container.
    pub(super) fn inside(&mut self, from: usize, to: usize, context: &mut Context) {
        let outer = (self.at, self.end);
        self.depth += 1;
        (self.at, self.end) = (from, to);
        self.run(context);
        self.depth -= 1;
        (self.at, self.end) = outer;
    }

    /// Reads blocks up to the end of the container, or to the closing tag of the element whose
    /// content they are; then true.
    pub(super) fn run(&mut self, context: &mut Context) -> bool {
        while self.at < self.end {
            let head = self.head(self.at);
            if head.byte == 0 {
                self.blank(context);
            } else if self.is_indented(self.at, &head) {
                self.indented_code(context);
            } else {
                match self.block(&head, context) {
                    Step::Taken => {}
                    Step::Closed => return true,
                    Step::No => self.paragraph(context),
                }
            }
        }
        false
    }

    fn blank(&mut self, context: &mut Context) {
        let first = self.at;
        while self.at < self.end && self.is_blank(self.at) {
            self.at += 1;
        }
        let line = self.line(first);
        let paragraph = match context.last {
            Last::Paragraph(item) => Some(item),
            _ => None,
        };
        let is_single = self.at == first + 1 && line.start == line.end && line.pad == 0;
        let is_first = !matches!(context.last, Last::Blank { .. });
        let blank = Last::Blank { is_single: is_single && is_first, paragraph };
        if is_first {
            context.add(blank);
        } else {
            // It joins the blank before: no new block, and a list that waits goes on waiting.
            context.last = blank;
        }
    }

    /// `INDENT`: a tab, or four spaces.
    pub(super) fn is_indented(&self, index: usize, head: &Head) -> bool {
        let line = self.line(index);
        head.spaces >= 4
            || (line.pad == 0 && self.bytes.get(line.from()) == Some(&b'\t') && line.start < line.end)
    }

    /// Tries the parsers that a line's first byte calls for, in kramdown's order.
    fn block(&mut self, head: &Head, context: &mut Context) -> Step {
        let taken = match head.byte {
            b'`' | b'~' => self.fence(head, context),
            b'>' if self.depth < DEEPEST => self.blockquote(context),
            b'#' => self.atx_heading(head, context),
            b'*' | b'-' | b'_' | b'+' | b'0'..=b'9' => self.rule(head, context) || self.list(head, context),
            b':' => self.definition_list(head, context),
            b'<' => match self.block_html(head, context) {
                Step::No => false,
                step => return step,
            },
            _ => false,
        };
        if taken || self.setext_heading(head, context) {
            return Step::Taken;
        }
        let taken = match head.byte {
            b'$' | b'\\' => self.math_block(head, context),
            _ => false,
        };
        if taken || self.table(head, context) {
            return Step::Taken;
        }
        let taken = match head.byte {
            b'[' => self.footnote(head, context) || self.link_definition(head, context),
            b'*' => self.abbreviation(head, context),
            b'{' => self.extension(head, context),
            b'^' if head.spaces == 0 => self.end_of_block(head, context),
            _ => false,
        };
        if taken { Step::Taken } else { Step::No }
    }

    /// blockquote.rb: every line up to a blank one or a block tag, with or without `>`.
    fn blockquote(&mut self, context: &mut Context) -> bool {
        let first = self.at;
        self.at += 1;
        while self.at < self.end && !self.is_lazy_end(self.at) {
            self.at += 1;
        }
        let last = self.at;
        for index in first..last {
            let head = self.head(index);
            if head.byte == b'>' && head.spaces <= 3 {
                if let Some(mark) = self.bytes.get_mut(head.at) {
                    *mark = b' ';
                }
                let is_spaced = self.bytes.get(head.at + 1) == Some(&b' ');
                if let Some(line) = self.lines.get_mut(index) {
                    line.begin(head.at + 1 + usize::from(is_spaced));
                }
            }
        }
        context.add(Last::Other);
        self.inside(first, last, &mut Context::new());
        true
    }

    fn rule(&mut self, head: &Head, context: &mut Context) -> bool {
        if !lines::is_rule(&self.bytes, head.at, self.line(self.at).to()) {
            return false;
        }
        context.add(Last::Other);
        self.at += 1;
        true
    }

    fn end_of_block(&mut self, head: &Head, context: &mut Context) -> bool {
        if !lines::is_end_of_block(&self.bytes, head.at, self.line(self.at).to()) {
            return false;
        }
        context.add(Last::Boundary);
        self.at += 1;
        true
    }

    /// paragraph.rb: up to what may interrupt it; goes on with a paragraph that stands right before.
    fn paragraph(&mut self, context: &mut Context) {
        let head = self.head(self.at);
        self.at += 1;
        while self.at < self.end && !self.ends_paragraph(self.at) {
            self.at += 1;
        }
        let last = self.line(self.at - 1).to();
        let to = trim_end(&self.bytes, head.at, last);
        if let Last::Paragraph(item) = context.last {
            if let Some(item) = self.items.get_mut(item) {
                item.to = super::item::narrow(to);
            }
            return;
        }
        let from = skip_space(&self.bytes, head.at, to);
        self.note_heading(&head, to, context);
        let item = self.push(Kind::Text(Wrap::Paragraph), from, to);
        if let Some(list) = context.add(Last::Paragraph(item)) {
            self.anchor(list);
        }
    }

    /// `LAZY_END` of paragraph.rb: what ends a paragraph and every container's lazy lines.
    pub(super) fn is_lazy_end(&mut self, index: usize) -> bool {
        let head = self.head(index);
        self.is_lazy_end_at(&head, index)
    }

    pub(super) fn is_lazy_end_at(&mut self, head: &Head, index: usize) -> bool {
        match head.byte {
            0 => true,
            b'<' => head.spaces <= 3 && lines::is_block_tag(&self.bytes, head.at, self.limit()),
            b'{' => head.spaces <= 3 && self.block_list(head.at).is_some(),
            b'^' => head.spaces == 0 && lines::is_end_of_block(&self.bytes, head.at, self.line(index).to()),
            _ => false,
        }
    }

    /// `PARAGRAPH_END`, with `PARAGRAPH_END_GFM` of gfm.rb.
    fn ends_paragraph(&mut self, index: usize) -> bool {
        let head = self.head(index);
        let end = self.line(index).to();
        match head.byte {
            0 | b'<' | b'{' | b'^' => self.is_lazy_end_at(&head, index),
            _ if head.spaces > 3 => false,
            b':' => lines::definition_marker(&self.bytes, head.at, end).is_some(),
            _ if !self.options.has_paragraph_end() => false,
            b'*' | b'+' | b'-' | b'0'..=b'9' => lines::list_marker(&self.bytes, head.at, end).is_some(),
            b'#' => head.spaces == 0 && lines::gfm_heading(&self.bytes, head.at, end).is_some(),
            b'>' => true,
            b'`' | b'~' => lines::fence_run(&self.bytes, head.at, end).is_some(),
            _ => false,
        }
    }
}

/// What a block parser did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It took lines.
    Taken,
    /// It took the closing tag of the element around.
    Closed,
    /// It did not match.
    No,
}
