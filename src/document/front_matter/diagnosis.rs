//! Why a YAML text does not parse, in a writer's words and at the probable cause.
//! Only runs on texts that failed: it may be slow by the parser's measure, but stays linear.

mod colons;
mod flow;
mod foreign;
mod layout;
mod lines;
mod quotes;
mod starts;

pub use lines::quoted;

use std::ops::Range;

use libyaml_safer::{Error, Parser};

use super::SyntaxError;
use super::yaml::Prepared;
use crate::source::Span;

/// A text that failed, and what the parser says of it. Offsets are those of the text.
struct Case<'t> {
    text: &'t str,
    problem: &'static str,
    /// Where the parser gave up.
    at: usize,
    /// Where the construct that it was reading starts.
    from: usize,
}

/// A probable cause. Offsets are those of the text.
struct Cause {
    span: Range<usize>,
    message: String,
    help: String,
    label: Option<(Range<usize>, String)>,
    /// Replacements in the order of preference; the first that mends the text is taken.
    fixes: Vec<(Range<usize>, String)>,
}

impl Cause {
    fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: help.into(), label: None, fixes: Vec::new() }
    }

    fn label(mut self, span: Range<usize>, message: impl Into<String>) -> Self {
        self.label = Some((span, message.into()));
        self
    }

    fn fix(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.fixes.push((span, text.into()));
        self
    }
}

/// Explains an error of the parser. `offset` is where the text stands in its file.
pub(super) fn explain(text: &str, offset: usize, error: &Error) -> SyntaxError {
    let place = |mark: Option<libyaml_safer::Mark>| {
        let index = mark.map(|mark| usize::try_from(mark.index).unwrap_or(usize::MAX));
        index.map(|index| floor(text, Prepared::new(text).original(index)))
    };
    let at = place(error.problem_mark()).unwrap_or_default();
    let from = place(error.context_mark()).unwrap_or(at);
    let case = Case { text, problem: error.problem(), at, from };
    let cause = foreign::find(&case).or_else(|| by_problem(&case)).unwrap_or_else(|| unexplained(&case));
    finished(&case, cause, offset, words(error))
}

/// A tag that a comma ends outside brackets, which the parser's stand-in text hides from it.
pub(super) fn tag_with_comma(text: &str, offset: usize, at: usize) -> SyntaxError {
    let problem = "did not find expected whitespace or line break";
    let case = Case { text, problem, at, from: at };
    let cause = starts::sign(&case, at).unwrap_or_else(|| unexplained(&case));
    finished(&case, cause, offset, format!("{problem} while scanning a tag"))
}

fn by_problem(case: &Case<'_>) -> Option<Cause> {
    match case.problem {
        "found unexpected end of stream" | "found unexpected document indicator" => quotes::unclosed(case),
        "found unknown escape character"
        | "did not find expected hexdecimal number"
        | "found invalid Unicode character escape code" => quotes::escape(case),
        "mapping values are not allowed in this context" => colons::inside(case),
        "could not find expected ':'" => colons::missing(case),
        "found character that cannot start any token" => {
            layout::tab(case).or_else(|| starts::sign(case, case.at))
        }
        "found a tab character that violates indentation"
        | "found a tab character where an indentation space is expected" => layout::tab(case),
        "did not find expected comment or line break" | "found an indentation indicator equal to 0" => {
            starts::sign(case, case.from)
        }
        "block sequence entries are not allowed in this context"
        | "mapping keys are not allowed in this context" => {
            quotes::on_line(case).or_else(|| starts::sign(case, case.at))
        }
        "did not find expected ',' or ']'" | "did not find expected ',' or '}'" => flow::unended(case),
        "did not find expected node content" => {
            flow::nothing_before(case).or_else(|| starts::sign(case, case.at))
        }
        "found unexpected ':'" => flow::colon(case),
        "did not find expected key"
        | "did not find expected '-' indicator"
        | "did not find expected <document start>" => quotes::on_line(case)
            .or_else(|| flow::text_after(case))
            .or_else(|| quotes::unclosed_above(case))
            .or_else(|| layout::indentation(case)),
        _ => starts::sign(case, case.from),
    }
}

/// The parser's own words where the cause is not known.
fn unexplained(case: &Case<'_>) -> Cause {
    let line = lines::Line::of(case.text, case.at);
    let rest = case.at.max(line.content().start)..line.content().end;
    let span = if rest.is_empty() { case.at..case.at } else { rest };
    let message = format!("this is no valid YAML: {}", case.problem);
    Cause::new(span, message, "correct the YAML at this place, or put quotes around the value")
}

fn finished(case: &Case<'_>, cause: Cause, offset: usize, parser: String) -> SyntaxError {
    let span = |range: Range<usize>| {
        let start = floor(case.text, range.start);
        Span::new(offset + start, offset + floor(case.text, range.end).max(start))
    };
    let fix = cause.fixes.into_iter().find(|(range, text)| mends(case, range, text));
    SyntaxError {
        span: span(cause.span),
        message: cause.message,
        help: cause.help,
        label: cause.label.map(|(range, message)| (span(range), message)),
        fix: fix.map(|(range, text)| (span(range), text)),
        parser,
    }
}

/// Whether a replacement makes the text parse, or at least moves the first error to a later line.
fn mends(case: &Case<'_>, range: &Range<usize>, replacement: &str) -> bool {
    let (Some(before), Some(after)) = (case.text.get(..range.start), case.text.get(range.end..)) else {
        return false;
    };
    let mended = [before, replacement, after].concat();
    let prepared = Prepared::new(&mended);
    let mut parser = Parser::new();
    parser.set_encoding(libyaml_safer::Encoding::Utf8);
    parser.set_input(prepared.input());
    let end = range.start + replacement.len();
    let line_end = mended.get(end..).and_then(|rest| rest.find('\n')).map_or(mended.len(), |at| end + at);
    for event in &mut parser {
        match event {
            Ok(event) if matches!(event.data, libyaml_safer::EventData::DocumentEnd { .. }) => return true,
            Ok(_) => {}
            Err(error) => {
                let mark = |mark: libyaml_safer::Mark| usize::try_from(mark.index).unwrap_or(usize::MAX);
                let at = error.problem_mark().map_or(0, mark);
                return prepared.original(at) > line_end && error.problem() != case.problem;
            }
        }
    }
    true
}

/// The parser's own words, as Psych prints them.
fn words(error: &Error) -> String {
    let context = error.context().unwrap_or_default();
    let between = if context.is_empty() { "" } else { " " };
    let said = format!("{}{between}{context}", error.problem());
    match error.context_mark().or(error.problem_mark()) {
        Some(mark) => format!("{said} at line {} column {}", mark.line + 1, mark.column + 1),
        None => said,
    }
}

/// The start of the character at an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
