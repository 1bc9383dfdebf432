//! HTML to the element stream, with the span of every tag, name and value. Cuts the text as the
//! WHATWG tokenizer does (13.2.5), in place; tests hold it against html5ever's, token for token.
//! May not build a tree.

mod entities;
pub mod names;
mod nesting;
mod raw_text;
mod scanner;
mod tag;

pub use entities::unescape;
pub(crate) use nesting::analyse;
pub(in crate::document) use nesting::is_plugin_tag;
pub use nesting::{Flaw, FlawKind};
pub use raw_text::is_raw_text;

use crate::document::Body;
use crate::source::Span;

/// Tokenizes the bytes of `span` as HTML and pushes its elements. Liquid in it is stepped over
/// as if it were a word (in text and values) or a blank (a tag between attributes).
pub fn parse(body: &mut Body<'_>, span: Span) {
    parse_with_gaps(body, span, &[]);
}

/// The same for a stretch with gaps that are not part of the HTML: the `> ` of a block quote, the
/// indentation of a list. Gaps are in order and count as blanks.
pub fn parse_with_gaps(body: &mut Body<'_>, span: Span, gaps: &[Span]) {
    let liquid = std::mem::take(&mut body.liquid);
    scanner::Scanner::new(body, span, &liquid, gaps).run();
    body.liquid = liquid;
}
