//! The title that jekyll-titles-from-headings takes from the first heading of a page
//! (`lib/jekyll-titles-from-headings/generator.rb`). May not render Markdown: a heading with marks in
//! it gives none.

use crate::document::Document;

/// The text of a heading at the start of the body, if it is plain text.
#[must_use]
pub(super) fn from_heading(document: &Document<'_>) -> Option<String> {
    let body = document.text(document.body.span).trim_start();
    let line = body.lines().next()?;
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = match marks {
        1..=3 => {
            let rest = body.get(marks..)?;
            let text = rest.trim_start();
            (text.len() < rest.len()).then(|| text.lines().next().unwrap_or_default())?
        }
        _ => {
            let under = body.lines().nth(1)?.trim_end();
            let is_rule = !under.is_empty() && under.bytes().all(|byte| byte == b'-')
                || !under.is_empty() && under.bytes().all(|byte| byte == b'=');
            is_rule.then_some(line)?
        }
    };
    let text = text.trim();
    is_plain(text).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether kramdown leaves a line as it is.
fn is_plain(text: &str) -> bool {
    let is_kept =
        |one: char| one.is_alphanumeric() || " ,!?()/%+=;".contains(one) || (one == '.' || one == '-');
    let is_list = text.trim_start_matches(|one: char| one.is_ascii_digit()).starts_with('.');
    text.starts_with(char::is_alphanumeric)
        && !is_list
        && !text.contains("..")
        && !text.contains("--")
        && text.chars().all(is_kept)
}
