//! The markup of Jekyll's `include` and `include_relative`: a file and parameters
//! (`lib/jekyll/tags/include.rb`). May not look for the file.

use std::borrow::Cow;

use super::tokens::{blanks, is_blank};

/// What an `include` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Include<'t> {
    /// The file; with outputs in it, if [`Include::is_dynamic`].
    pub file: &'t str,
    /// Whether the file's name is rendered first.
    pub is_dynamic: bool,
    /// The text of the parameters.
    pub parameters: &'t str,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter<'t> {
    /// Its name.
    pub key: &'t str,
    /// Its value.
    pub value: Argument<'t>,
    /// Where the value starts in the text of the parameters, without its quote, and how long it is.
    pub place: (usize, usize),
}

/// What a parameter is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument<'t> {
    /// Text in quotes, with `\"` resolved.
    Text(Cow<'t, str>),
    /// A variable.
    Variable(&'t str),
}

impl<'t> Include<'t> {
    /// Reads the markup of the tag.
    #[must_use]
    pub fn parse(markup: &'t str) -> Self {
        let markup = markup.trim();
        if let Some((start, end)) = variable(markup) {
            let file = markup.get(start..end).unwrap_or_default().trim();
            let parameters = markup.get(end..).unwrap_or_default().trim();
            return Self { file, is_dynamic: true, parameters };
        }
        let end = markup.bytes().position(is_blank).unwrap_or(markup.len());
        let (file, rest) = markup.split_at_checked(end).unwrap_or((markup, ""));
        Self { file, is_dynamic: false, parameters: rest.trim_start() }
    }

    /// Whether the name is one that Jekyll takes: `VALID_FILENAME_CHARS`, `INVALID_SEQUENCES`.
    #[must_use]
    pub fn is_name(file: &str) -> bool {
        let is_of = |one: u8| one.is_ascii_alphanumeric() || b"_/.-()+~#@".contains(&one);
        let mut pairs = file.as_bytes().windows(2);
        !file.is_empty()
            && file.bytes().all(is_of)
            && !pairs.any(|two| two.iter().all(|one| matches!(one, b'.' | b'/')))
    }

    /// The parameters; `None` where Jekyll cannot read them, and stops.
    #[must_use]
    pub fn read(text: &str) -> Option<Vec<Parameter<'_>>> {
        let bytes = text.as_bytes();
        let mut all = Vec::new();
        let mut at = blanks(bytes);
        while at < bytes.len() {
            let (parameter, end) = parameter(text, at)?;
            if bytes.get(end).is_some_and(|byte| !is_blank(*byte)) {
                return None;
            }
            all.push(parameter);
            at = end + blanks(bytes.get(end..)?);
        }
        Some(all)
    }
}

/// `VALID_SYNTAX` at a byte, and its end.
fn parameter(text: &str, at: usize) -> Option<(Parameter<'_>, usize)> {
    let bytes = text.as_bytes();
    let skip = |from: usize| from + blanks(bytes.get(from..).unwrap_or_default());
    let run = |from: usize, extra: &[u8]| {
        let is_of = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_' || extra.contains(byte);
        from + bytes.iter().skip(from).take_while(is_of).count()
    };
    let key_end = run(at, b"-");
    let equals = skip(key_end);
    if key_end == at || bytes.get(equals) != Some(&b'=') {
        return None;
    }
    let start = skip(equals + 1);
    let key = text.get(at..key_end)?;
    match bytes.get(start)? {
        quote @ (b'"' | b'\'') => {
            let close = close(bytes, start + 1, *quote)?;
            let inner = text.get(start + 1..close)?;
            let escaped = if *quote == b'"' { "\\\"" } else { "\\'" };
            let value = if inner.contains(escaped) {
                Cow::Owned(inner.replace(escaped, escaped.get(1..)?))
            } else {
                Cow::Borrowed(inner)
            };
            let place = (start + 1, close - start - 1);
            Some((Parameter { key, value: Argument::Text(value), place }, close + 1))
        }
        _ => {
            let end = run(start, b".-");
            let value = text.get(start..end).filter(|value| !value.is_empty())?;
            Some((Parameter { key, value: Argument::Variable(value), place: (start, end - start) }, end))
        }
    }
}

/// The quote that closes a value; a backslash takes the next character away, unless that ends the line.
fn close(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            b'\\' if bytes.get(at + 1) == Some(&b'\n') => return None,
            b'\\' => at += 2,
            byte if byte == quote => return Some(at),
            _ => at += 1,
        }
    }
}

/// `VARIABLE_SYNTAX`: the bytes of a name with outputs in it.
fn variable(markup: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    let first = loop {
        let found = markup.get(from..)?.find("{{")? + from;
        match output(markup, found) {
            Some(end) => break (found, end),
            None => from = found + 1,
        }
    };
    let start = markup.get(..first.0)?.rfind('{').map_or(0, |at| at + 1);
    let mut end = first.1;
    loop {
        let rest = markup.get(end..)?;
        end += rest
            .find(|one: char| one.is_ascii_whitespace() || matches!(one, '{' | '}'))
            .unwrap_or(rest.len());
        match output(markup, end) {
            Some(next) => end = next,
            None => return Some((start, end)),
        }
    }
}

/// `\{\{\s*[\w\-.]+\s*(\|.*)?\}\}` at a byte: its end.
fn output(markup: &str, at: usize) -> Option<usize> {
    let bytes = markup.as_bytes();
    let start = at + 2 + blanks(markup.get(at..)?.strip_prefix("{{")?.as_bytes());
    let is_of = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let end = start + bytes.iter().skip(start).take_while(is_of).count();
    let after = end + blanks(bytes.get(end..)?);
    let rest = markup.get(after..).filter(|_| end > start)?;
    if rest.starts_with('|') {
        return Some(after + rest.rfind("}}")? + 2);
    }
    rest.starts_with("}}").then_some(after + 2)
}
