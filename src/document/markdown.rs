//! Markdown to the element stream: chooses the reader of the dialect.
//! May not be asked for by a rule: the stream is the only way in, so that the parser can be replaced.

mod commonmark;
mod destination;
mod escapes;
pub mod kramdown;
mod mask;
mod silent;

pub use escapes::unescape;

use crate::document::{Body, Dialect};

/// Parses the whole body as Markdown.
pub fn parse(body: &mut Body<'_>, dialect: Dialect) {
    if dialect.kramdown {
        kramdown::parse(body, dialect.options);
    } else {
        commonmark::parse(body);
    }
}
