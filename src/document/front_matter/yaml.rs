//! YAML text to a [`Tree`], by libyaml's grammar and SafeYAML's reading of it.
//! May not know of delimiters or files: a text and the offset at which it stands are all it gets.

mod input;
mod tree_of_events;

use std::cell::Cell;

use libyaml_safer::{Encoding, EventData, Parser};

use super::{SyntaxError, Tree, diagnosis};
use crate::source::Span;
use input::Input;
pub(super) use input::Prepared;
use tree_of_events::Reading;

/// What ends the reading of a text.
#[derive(Debug)]
enum Stop {
    /// libyaml does not take it.
    Grammar(libyaml_safer::Error),
    /// A tag that a comma ends outside brackets, where libyaml takes none.
    TagWithComma(usize),
    /// More than any front matter needs: the bytes at which it was too much, and what.
    TooMuch(Span, &'static str),
}

impl From<libyaml_safer::Error> for Stop {
    fn from(error: libyaml_safer::Error) -> Self {
        Self::Grammar(error)
    }
}

thread_local! {
    /// The parser of the text before, for its buffers.
    static SPARE: Cell<Option<Parser<Input>>> = const { Cell::new(None) };
}

/// Longest text that is read as YAML, in bytes.
const LONGEST: usize = 64 << 20;

/// Parses the first document of a YAML text. `offset` is the byte of the file at which the text
/// starts: the spans of the tree, or of the error, are those of the file.
///
/// Tags are ignored, unknown aliases are null, and of several documents the first counts, as in
/// SafeYAML's `PsychHandler`.
///
/// # Errors
/// The probable cause in a writer's words, where libyaml does not take the text.
#[expect(clippy::result_large_err, reason = "made at most once for a file, and only for a broken one")]
pub fn parse(text: &str, offset: usize) -> Result<Tree, SyntaxError> {
    let (text, offset) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, offset + '\u{feff}'.len_utf8()),
        None => (text, offset),
    };
    read(text, offset).map_err(|stop| match stop {
        Stop::Grammar(error) => diagnosis::explain(text, offset, &error),
        Stop::TagWithComma(at) => diagnosis::tag_with_comma(text, offset, at),
        Stop::TooMuch(span, what) => too_much(span, what),
    })
}

fn read(text: &str, offset: usize) -> Result<Tree, Stop> {
    if text.len() > LONGEST {
        return Err(Stop::TooMuch(Span::at(offset), "this is longer than any front matter needs to be"));
    }
    let prepared = Prepared::new(text);
    // A parser is made of several buffers: most front matters are smaller than any one of them.
    let mut parser = SPARE.take().unwrap_or_default();
    parser.reset();
    // Given, so that a second byte order mark counts as the character it is for libyaml.
    parser.set_encoding(Encoding::Utf8);
    parser.set_input(prepared.input());
    let mut reading = Reading::new(text, offset, &prepared);
    let ended = loop {
        let event = parser.parse()?;
        if matches!(event.data, EventData::DocumentEnd { .. } | EventData::StreamEnd) {
            break event.start_mark.index;
        }
        reading.take(event)?;
    };
    SPARE.set(Some(parser));
    Ok(reading.finish(ended))
}

fn too_much(span: Span, what: &'static str) -> SyntaxError {
    SyntaxError {
        span,
        message: what.to_owned(),
        help: "keep the front matter small; move data into a file under _data".to_owned(),
        label: None,
        fix: None,
        parser: String::new(),
    }
}
