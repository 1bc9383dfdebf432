//! Colons: one too many in a plain value, one without a space, one that is not there.

use super::lines::{Line, is_word, quoted, value_name};
use super::{Case, Cause, layout, quotes};

/// A colon where no key can be: `title: A: b`, or after a line that is none.
pub(super) fn inside(case: &Case<'_>) -> Option<Cause> {
    let line = Line::of(case.text, case.at);
    let pair = line.pair();
    if let Some(pair) = pair.as_ref().filter(|pair| pair.colon < case.at) {
        let text = case.text.get(pair.value.clone())?;
        let name = value_name(pair.key);
        let message = if text.ends_with(':') && !text.contains(": ") {
            format!("{name} ends with a colon, which YAML reads as the start of another value")
        } else {
            format!("{name} holds a colon and a space, which YAML reads as a second key")
        };
        let cause = Cause::new(pair.value.clone(), message, "put quotes around the value");
        return Some(cause.fix(pair.value.clone(), quoted(text)));
    }
    let mut above = line.previous();
    while let Some(before) = above {
        if let Some(cause) = not_a_key(case, before) {
            return Some(cause);
        }
        if before.pair().is_some() {
            return layout::under_a_value(case, line, before).or_else(|| quotes::unclosed_above(case));
        }
        above = before.previous();
    }
    let before = line.previous()?;
    Some(Cause::new(
        before.content(),
        "this line holds no key: a colon and a space are missing",
        "write it as `key: value`, or start the line with # to make it a comment",
    ))
}

/// A line that was to be a key, and has no colon with a space behind it.
pub(super) fn missing(case: &Case<'_>) -> Option<Cause> {
    let line = Line::of(case.text, case.from);
    not_a_key(case, line).or_else(|| layout::not_indented(case, line))
}

/// What keeps a line from being a key and a value, where that shows on the line itself.
fn not_a_key(case: &Case<'_>, line: Line<'_>) -> Option<Cause> {
    let start = line.item_start();
    let content = start..line.content().end;
    let text = case.text.get(content.clone())?;
    let odd = text.len() - text.trim_start_matches(is_odd_space).len();
    if odd > 0 && odd < text.len() {
        let spaces = " ".repeat(text.get(..odd)?.chars().count());
        let span = start..start + odd;
        let message = "an invisible space indents this line, and it is a letter for YAML";
        let cause = Cause::new(span.clone(), message, "indent with ordinary spaces");
        return Some(cause.fix(span.clone(), spaces).fix(span, ""));
    }
    if line.pair().is_some() {
        return None;
    }
    if let Some(at) = text.find('：').filter(|at| text.get(..*at).is_some_and(|key| is_word(key.trim()))) {
        let wide = start + at..start + at + '：'.len_utf8();
        let message = "a full-width colon stands after the key, and YAML only knows `:` and a space";
        return Some(
            Cause::new(wide.clone(), message, "write `: ` with an ordinary colon and a space")
                .fix(wide.start..after_spaces(case.text, wide.end), ": "),
        );
    }
    if let Some(at) = text.find(':').filter(|at| text.get(..*at).is_some_and(is_word)) {
        let rest = text.get(at + 1..)?;
        let key = text.get(..at)?;
        let odd = rest.len() - rest.trim_start_matches(is_odd_space).len();
        if odd > 0 {
            let space = start + at + 1..start + at + 1 + odd;
            let message =
                format!("an invisible space follows the colon after `{key}`, and it is none for YAML");
            return Some(
                Cause::new(space.clone(), message, "write an ordinary space after the colon")
                    .fix(space.start..after_spaces(case.text, space.end), " "),
            );
        }
        if !rest.starts_with("//") {
            let message = format!("no space follows the colon after `{key}`, so YAML sees no key here");
            let blank = rest.len() - rest.trim_start().len();
            let colon = start + at..start + at + 1 + blank;
            return Some(Cause::new(content, message, "write a space after the colon").fix(colon, ": "));
        }
    }
    let (key, _) = text.split_once('=')?;
    let equals = start + key.len()..start + key.len() + 1;
    (is_word(key.trim())).then(|| {
        let message = "an equals sign stands after the key, as in TOML; YAML wants a colon and a space";
        let whole = start + key.trim_end().len()..after_spaces(case.text, equals.end);
        Cause::new(equals, message, "write `key: value`").fix(whole, ": ")
    })
}

/// What looks like a space and is a letter for YAML.
fn is_odd_space(one: char) -> bool {
    !one.is_ascii() && one.is_whitespace() || matches!(one, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn after_spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len()
}
