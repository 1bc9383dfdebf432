//! Plain values whose first character means something to YAML.

use std::ops::Range;

use super::lines::{Line, quoted, value_name};
use super::{Case, Cause};

/// Keys under which a dash announces a list rather than a text.
const LISTS: &[&str] = &["tags", "tag", "categories", "category", "authors", "redirect_from", "keywords"];

/// A value or item at an offset that starts with a sign of YAML's.
pub(super) fn sign(case: &Case<'_>, at: usize) -> Option<Cause> {
    let sign = case.text.get(at..)?.chars().next()?;
    let line = Line::of(case.text, at);
    let pair = line.pair();
    let key = pair.as_ref().map_or("", |pair| pair.key);
    let name = value_name(key);
    if sign == '%' && line.start == at {
        let message = "a line that starts with `%` is a YAML directive, not text";
        return Some(Cause::new(line.content(), message, "start the line with # to make it a comment"));
    }
    let meaning = match sign {
        '*' => "which names an anchor for YAML",
        '&' => "which sets an anchor for YAML",
        '!' => "which is a tag for YAML",
        '@' | '`' => "which YAML keeps for itself",
        '%' => "which YAML keeps for directives",
        '|' | '>' => "which announces a block of text on the lines below, so no text may follow it",
        '-' => "which is a list item for YAML, and none may stand behind a key",
        '?' => "which is a key for YAML, and none may stand here",
        ']' | '}' => "which closes a list or map for YAML",
        ',' => "which separates items for YAML",
        _ => return None,
    };
    let value = whole(case.text, line, at);
    let text = case.text.get(value.clone())?;
    let written = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
    let message = format!("{name} starts with {written}, {meaning}");
    let cause = |help: &str| {
        let span =
            if matches!(sign, '*' | '&' | '!') { first_word(text, value.start) } else { value.clone() };
        Cause::new(span, message.clone(), help)
    };
    if sign == '-' && LISTS.contains(&key) {
        return Some(cause("put every item on a line of its own below the key, or the list in brackets"));
    }
    let block_below =
        matches!(sign, '|' | '>') && line.next().is_some_and(|next| next.indent() > line.indent());
    if block_below {
        return Some(cause("move this text to the next line and indent it, or put quotes around it"));
    }
    let cause = cause("put quotes around the value");
    Some(cause.fix(value, quoted(text)))
}

/// The value that starts at an offset: to the end of its line, or of its item in brackets.
fn whole(text: &str, line: Line<'_>, at: usize) -> Range<usize> {
    let value = line.value();
    if value.start == at {
        return value;
    }
    let in_brackets = text.get(value.start..at).is_some_and(|before| before.starts_with(['[', '{']));
    let end = if value.contains(&at) { value.end } else { line.content().end };
    let rest = text.get(at..end).unwrap_or_default();
    let item = if in_brackets { rest.find([',', ']', '}']).and_then(|end| rest.get(..end)) } else { None };
    at..at + item.unwrap_or(rest).trim_end().len()
}

fn first_word(text: &str, start: usize) -> Range<usize> {
    let len = text.find(char::is_whitespace).unwrap_or(text.len());
    start..start + len
}
