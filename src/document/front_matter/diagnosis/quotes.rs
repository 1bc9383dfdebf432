//! Quotes: never closed, closed too early by one inside, text behind them, escapes that are none.

use super::lines::{Line, quoted, value_name};
use super::{Case, Cause};

/// A quoted text that runs to the end of the front matter.
pub(super) fn unclosed(case: &Case<'_>) -> Option<Cause> {
    unclosed_at(case, case.from)
}

/// A quoted text that opened on an earlier line and was closed by the opening quote of another.
pub(super) fn unclosed_above(case: &Case<'_>) -> Option<Cause> {
    let mut line = Line::of(case.text, case.at);
    let mut end = None;
    loop {
        let value = line.value();
        let text = case.text.get(value.clone()).unwrap_or_default();
        let is_open = text.starts_with(['"', '\'']) && closing(text).is_none();
        if is_open {
            let cause = unclosed_at(case, value.start)?;
            return Some(match end {
                Some(end) => cause.label(end, "up to here YAML reads one quoted text"),
                None => cause,
            });
        }
        if line.start < case.from {
            return None;
        }
        end = text.find(['"', '\'']).map(|at| value.start + at..value.start + at + 1).or(end);
        line = line.previous()?;
    }
}

fn unclosed_at(case: &Case<'_>, opening: usize) -> Option<Cause> {
    let quote = case.text.get(opening..)?.chars().next().filter(|one| matches!(one, '"' | '\''))?;
    let line = Line::of(case.text, opening);
    let key = line.pair().map_or("", |pair| pair.key);
    let span = opening..line.content().end.max(opening + 1);
    let message = format!("the quote that opens {} here is never closed", value_name(key));
    let cause = Cause::new(span.clone(), message, format!("write the closing {quote} where the text ends"))
        .label(opening..opening + 1, "the quote opens here");
    let text = case.text.get(span.clone())?;
    let comment = text.contains(" #");
    let next = line.next().is_none_or(|next| next.pair().is_some() && next.indent() <= line.indent());
    if next && !comment && text.len() > 1 && !text.ends_with('\\') {
        return Some(cause.fix(span.end..span.end, quote.to_string()));
    }
    Some(cause)
}

/// The offset of the quote that closes a text which starts with one.
pub(super) fn closing(text: &str) -> Option<usize> {
    let quote = *text.as_bytes().first()?;
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            _ if *byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// A quoted value with text behind its closing quote, on the line at which the parser gave up.
pub(super) fn on_line(case: &Case<'_>) -> Option<Cause> {
    let line = Line::of(case.text, case.at);
    let value = line.value();
    let text = case.text.get(value.clone())?;
    let quote = text.chars().next().filter(|one| matches!(one, '"' | '\''))?;
    let closed = closing(text)?;
    let after = text.get(closed + 1..)?;
    let rest = after.trim_start();
    if rest.is_empty() || rest.starts_with('#') && rest.len() < after.len() {
        return None;
    }
    let pair = line.pair();
    let name = value_name(pair.as_ref().map_or("", |pair| pair.key));
    let last = text.rfind(quote)?;
    let tail = text.get(last + 1..)?.trim();
    if rest.starts_with(',') && tail.is_empty() {
        let message = format!("{name} holds several texts, but no brackets say that they are a list");
        let list = format!("[{text}]");
        return Some(Cause::new(value.clone(), message, "put the list in brackets").fix(value, list));
    }
    let inside = last > closed && after == rest;
    if inside && (tail.is_empty() || tail.starts_with('#')) {
        let inner = value.start + closed..value.start + closed + 1;
        let message = format!("the quote inside {name} ends it, and the text behind it belongs to nothing");
        let cause = Cause::new(inner, message, inner_help(quote))
            .label(value.start..value.start + 1, "the quoted text starts here");
        let content = text.get(1..last)?;
        let whole = value.start..value.start + last + 1;
        return Some(match requoted(content, quote) {
            Some(text) => cause.fix(whole, text),
            None => cause,
        });
    }
    let start = value.end - rest.len();
    let message = format!("text follows the closing quote of {name}, which YAML does not allow");
    let cause = Cause::new(start..value.end, message, "put quotes around the whole value")
        .label(value.start..value.start + closed + 1, "the quoted text");
    if rest.starts_with([',', ';']) && rest.len() == 1 {
        return Some(cause.fix(value.start + closed + 1..value.end, ""));
    }
    Some(if rest.contains(" #") { cause } else { cause.fix(value, quoted(text)) })
}

fn inner_help(quote: char) -> &'static str {
    if quote == '\'' {
        "write the apostrophe twice (''), or put the text in double quotes"
    } else {
        "write \\\" for a quote inside the text, or put the text in single quotes"
    }
}

/// A text with bare quotes of one kind in it, in quotes that suit it.
fn requoted(content: &str, quote: char) -> Option<String> {
    if quote == '\'' {
        return Some(quoted(&content.replace("''", "'")));
    }
    if content.contains('\\') {
        return None;
    }
    Some(if content.contains('\'') {
        format!("\"{}\"", content.replace('"', "\\\""))
    } else {
        format!("'{content}'")
    })
}

/// A backslash in double quotes that starts no escape of YAML's.
pub(super) fn escape(case: &Case<'_>) -> Option<Cause> {
    let text = case.text;
    let slash = match case.problem {
        "found unknown escape character" => case.at,
        _ => text.get(..case.at)?.rfind('\\')?,
    };
    let letter = text.get(slash + 1..)?.chars().next()?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let rest = text.get(slash + 2..).unwrap_or_default();
    let hex = rest.bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
    let span = slash..slash + 1 + letter.len_utf8() + hex;
    let line = Line::of(text, case.from);
    let key = line.pair().map_or("", |pair| pair.key);
    let written = text.get(span.clone())?;
    let message =
        format!("`{written}` in {} is no escape that YAML knows between double quotes", value_name(key));
    let cause =
        Cause::new(span.clone(), message, "put the text in single quotes, or write \\\\ for a backslash");
    if letter == '\'' {
        return Some(cause.fix(span, "'"));
    }
    let value = text.get(case.from..line.end())?;
    let Some(closed) = closing(value) else { return Some(cause) };
    let content = value.get(1..closed)?;
    let plain = !content.contains('\'') && only_foreign_escapes(content);
    let whole = case.from..case.from + closed + 1;
    Some(if plain { cause.fix(whole, format!("'{content}'")) } else { cause })
}

/// Whether no backslash in a text starts an escape that YAML reads as something else.
fn only_foreign_escapes(content: &str) -> bool {
    content.match_indices('\\').all(|(at, _)| {
        let next = content.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_some_and(|one| !"0abtnvfre \"/\\N_LP".contains(one))
    })
}
