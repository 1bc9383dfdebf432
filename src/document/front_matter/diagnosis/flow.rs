//! Brackets and braces: never closed, text behind them, commas and colons inside.

use std::ops::Range;

use super::lines::{Line, quoted, value_name};
use super::{Case, Cause};

/// A list or map in brackets that does not end where it should.
pub(super) fn unended(case: &Case<'_>) -> Option<Cause> {
    let open = case.text.get(case.from..)?.chars().next().filter(|one| matches!(one, '[' | '{'))?;
    let (close, what) = if open == '[' { (']', "list") } else { ('}', "map") };
    let line = Line::of(case.text, case.from);
    let rest = case.text.get(case.from..line.content().end)?;
    if balanced(rest).is_none() && Line::of(case.text, case.at).start != line.start {
        let end = line.content().end;
        let message = format!("the {what} that opens here is never closed");
        let cause = Cause::new(case.from..end, message, format!("write {close} where the {what} ends"))
            .label(case.from..case.from + 1, format!("the {what} opens here"));
        let simple = rest.matches(open).count() == 1 && !rest.contains(" #") && !rest.ends_with(',');
        return Some(if simple { cause.fix(end..end, close.to_string()) } else { cause });
    }
    let token = token(case.text, case.at);
    let message = if ended_by_apostrophe(case) {
        format!("the apostrophe before this ends the quoted text, and YAML expects a comma or {close} here")
    } else {
        format!("YAML expects a comma or {close} here")
    };
    let help = "separate the items with commas, and put quotes around an item that holds them or `: `";
    Some(Cause::new(token, message, help).label(case.from..case.from + 1, format!("the {what} opens here")))
}

fn ended_by_apostrophe(case: &Case<'_>) -> bool {
    let before = case.text.get(..case.at).unwrap_or_default();
    before.strip_suffix('\'').is_some_and(|word| word.ends_with(char::is_alphanumeric))
}

/// A value that starts with a bracket or brace and goes on behind the closing one.
pub(super) fn text_after(case: &Case<'_>) -> Option<Cause> {
    let line = Line::of(case.text, case.at);
    let pair = line.pair();
    let value = line.value();
    let text = case.text.get(value.clone())?;
    let open = text.chars().next().filter(|one| matches!(one, '[' | '{'))?;
    let closed = balanced(text)?;
    let rest = text.get(closed..)?.trim_start();
    if rest.is_empty() {
        return None;
    }
    if rest.trim_matches([',', ';', ']', '}']).is_empty() {
        let tail = value.start + closed..value.end;
        let message = "nothing may follow the closing bracket of a value";
        return Some(Cause::new(value.end - rest.len()..value.end, message, "delete it").fix(tail, ""));
    }
    let name = value_name(pair.as_ref().map_or("", |pair| pair.key));
    let message = if text.starts_with("{{") {
        format!("{name} starts with `{{{{`, which is a map for YAML; Liquid does not run in front matter")
    } else if open == '[' {
        format!("{name} starts with `[`, which opens a list for YAML, and text follows the list")
    } else {
        format!("{name} starts with `{{`, which opens a map for YAML, and text follows the map")
    };
    let cause = Cause::new(value.clone(), message, "put quotes around the value");
    Some(cause.fix(value, quoted(text)))
}

/// A comma or bracket with nothing before it.
pub(super) fn nothing_before(case: &Case<'_>) -> Option<Cause> {
    let sign = case.text.get(case.at..)?.chars().next().filter(|one| matches!(one, ',' | ']' | '}'))?;
    let line = Line::of(case.text, case.at);
    if line.value().start == case.at {
        return None;
    }
    let message = format!("an item is missing before this `{sign}`");
    Some(Cause::new(case.at..case.at + 1, message, "delete the extra sign, or write the item"))
}

/// A colon inside brackets that a bracket or comma follows at once.
pub(super) fn colon(case: &Case<'_>) -> Option<Cause> {
    case.text.get(case.at..)?.strip_prefix(':')?;
    let span = case.at..case.at + 1;
    let message = "no space follows this colon, and inside brackets YAML needs one";
    Some(Cause::new(span.clone(), message, "write a space after the colon").fix(span, ": "))
}

/// The offset after the bracket that closes the one at the start of a text.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if matches!(before, b' ' | b',' | b'[' | b'{' | b':') => quote = Some(byte),
            (None, b'[' | b'{') => depth += 1,
            (None, b']' | b'}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        before = byte;
    }
    None
}

/// The word at an offset.
fn token(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let ends = |one: char| one.is_whitespace() || matches!(one, ',' | ']' | '}');
    let len = rest.find(ends).unwrap_or(rest.len());
    let first = rest.chars().next().filter(|one| !matches!(one, '\n' | '\r')).map_or(0, char::len_utf8);
    at..at + len.max(first)
}
