//! Markdown as kramdown reads it: the links, images and headings that it would make, no more and no
//! fewer, each at its exact bytes. Two passes as in kramdown itself (lib/kramdown/parser/kramdown.rb):
//! blocks first, since definitions count wherever they stand, then spans. May not build a tree.

mod block;
mod chars;
mod code;
mod define;
mod extension;
mod heading;
mod html_block;
mod inline;
mod item;
mod lines;
mod link;
mod list;
mod mask;
mod miss;
mod names;
mod slips;
mod span;
mod spans;
mod table;
mod tag;

use crate::document::Body;
use crate::source::Span;

/// What the site's configuration says about kramdown (lib/kramdown/options.rb).
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// `input: GFM`, Jekyll's default; else `input: kramdown`.
    pub gfm: bool,
    /// Whether Markdown inside block HTML is read without `markdown="1"`.
    pub parse_block_html: bool,
    /// Whether Markdown inside HTML in running text is read.
    pub parse_span_html: bool,
    /// `gfm_quirks: paragraph_end`, for GFM: blocks may follow a paragraph without a blank line.
    pub paragraph_end: bool,
    /// How many levels lower headings are on the page (`header_offset`).
    pub header_offset: i8,
}

impl Default for Options {
    fn default() -> Self {
        Self::JEKYLL
    }
}

impl Options {
    /// `kramdown:` of Jekyll's defaults.
    pub const JEKYLL: Self = Self {
        gfm: true,
        parse_block_html: false,
        parse_span_html: true,
        paragraph_end: true,
        header_offset: 0,
    };

    /// Whether blocks end a paragraph without a blank line.
    fn has_paragraph_end(self) -> bool {
        self.gfm && self.paragraph_end
    }
}

/// Whether a text turns an option on (`Options.parse`).
#[must_use]
pub fn is_on(text: &str) -> bool {
    !text.is_empty() && !text.trim().eq_ignore_ascii_case("false")
}

/// Reads a body and pushes its elements.
pub fn parse(body: &mut Body<'_>, options: Options) {
    let bytes = mask::masked(body);
    let has_liquid = !body.liquid.pieces().is_empty();
    let mut blocks = block::Blocks::read(bytes, body.span.start as usize, has_liquid, options);
    body.slips = std::mem::take(&mut blocks.slips);
    let span = |(from, to)| Span::new(from, to);
    body.options = blocks.set.iter().map(|(key, value)| (span(*key), span(*value))).collect();
    spans::Spans::new(body, &blocks).run(&blocks);
}
