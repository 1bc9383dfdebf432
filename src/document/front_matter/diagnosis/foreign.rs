//! What is no YAML at all: control characters, conflict markers, HTML comments, template tags.

use super::lines::Line;
use super::{Case, Cause};

pub(super) fn find(case: &Case<'_>) -> Option<Cause> {
    if case.problem == "control characters are not allowed" {
        return control(case);
    }
    conflict(case)
        .or_else(|| line_of_another_language(Line::of(case.text, case.from)))
        .or_else(|| line_of_another_language(Line::of(case.text, case.at)))
}

/// A character that libyaml's reader refuses (`yaml_parser_update_buffer`).
fn control(case: &Case<'_>) -> Option<Cause> {
    let (at, sign) = case.text.char_indices().find(|(_, sign)| is_refused(*sign))?;
    let message = format!("the control character U+{:04X} is not allowed in YAML", u32::from(sign));
    let span = at..at + sign.len_utf8();
    Some(Cause::new(span.clone(), message, "delete it").fix(span, ""))
}

fn is_refused(sign: char) -> bool {
    !matches!(sign,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}'
        | '\u{10000}'..)
}

/// Lines that a merge left behind.
fn conflict(case: &Case<'_>) -> Option<Cause> {
    let mut first = None;
    let mut at = 0;
    for line in case.text.split_inclusive('\n') {
        let text = line.trim_end();
        if text.starts_with("<<<<<<< ") || text.starts_with(">>>>>>> ") || text == "=======" {
            let span = at..at + text.len();
            let Some(first) = first else {
                first = Some(span);
                at += line.len();
                continue;
            };
            let message = "a merge conflict was left unresolved here";
            let help = "keep the lines you want and delete the conflict markers";
            return Some(Cause::new(first, message, help).label(span, "the next marker"));
        }
        at += line.len();
    }
    None
}

fn line_of_another_language(line: Line<'_>) -> Option<Cause> {
    let content = line.content();
    let text = line.text.trim();
    let (message, help) = if text.starts_with("<!--") {
        (
            "an HTML comment stands in the front matter, where it is no comment",
            "start the line with # instead",
        )
    } else if text.starts_with("{%") {
        ("a template tag stands in the front matter, where Liquid does not run", "move it into the body")
    } else if text.starts_with("//") || text.starts_with("/*") {
        ("this line is no comment in YAML", "start the line with # instead")
    } else {
        return None;
    };
    Some(Cause::new(content, message, help))
}
