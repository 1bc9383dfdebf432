//! Why a YAML text does not parse, in a writer's words and at the probable cause.
//! Only runs on texts that failed: it may be slow by the parser's measure, but stays linear.

use libyaml_safer::{Error, Mark};

use super::SyntaxError;
use crate::source::Span;

/// Explains an error of the parser. `offset` is where the text stands in its file.
pub(super) fn explain(text: &str, offset: usize, error: &Error) -> SyntaxError {
    let mark = error.problem_mark().unwrap_or_default();
    let at = usize::try_from(mark.index).unwrap_or(usize::MAX).min(text.len());
    SyntaxError {
        span: Span::at(offset + at),
        message: format!("this is no valid YAML: {}", error.problem()),
        help: "correct the YAML at this place".to_owned(),
        label: None,
        fix: None,
        parser: words(error, mark),
    }
}

/// A tag that a comma ends outside brackets.
pub(super) fn tag_with_comma(_text: &str, _offset: usize, span: Span) -> SyntaxError {
    SyntaxError {
        span,
        message: "a value that starts with `!` is a YAML tag, and no comma may follow one".to_owned(),
        help: "put quotes around the whole value".to_owned(),
        label: None,
        fix: None,
        parser: "did not find expected whitespace or line break while scanning a tag".to_owned(),
    }
}

/// The parser's own words, as Psych prints them.
fn words(error: &Error, mark: Mark) -> String {
    let at = error.context_mark().unwrap_or(mark);
    let context = error.context().unwrap_or_default();
    let between = if context.is_empty() { "" } else { " " };
    format!("{}{between}{context} at line {} column {}", error.problem(), at.line + 1, at.column + 1)
}
