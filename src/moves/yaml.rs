//! How a text is written as a value of YAML. May not know what it means.

use crate::document::front_matter::{Kind, Typed, yaml};

/// The line ends of a file, by its first.
pub(super) fn line_end(text: &str) -> &'static str {
    let first = text.find('\n').and_then(|at| text.get(..at));
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// A text without quotes where it then is that text, in a flow list or on a line of its own; else
/// in quotes.
pub(super) fn quoted_if_needed(text: &str, in_flow: bool) -> String {
    if is_plain(text, in_flow) { text.to_owned() } else { quoted(text, '"') }
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    if text.is_empty() || text.trim() != text || text.contains(['\n', '\r', '\t']) {
        return false;
    }
    if in_flow && text.contains([',', '[', ']', '{', '}']) {
        return false;
    }
    let written = if in_flow { format!("[{text}]") } else { format!("- {text}") };
    let Ok(tree) = yaml::parse(&written, 0) else { return false };
    let mut items = tree.root().items();
    let is_it = items.next().is_some_and(
        |item| matches!(item.kind(), Kind::Scalar { text: read, typed: Typed::String } if **read == *text),
    );
    is_it && items.next().is_none()
}

/// A text in these quotes.
pub(super) fn quoted(text: &str, quote: char) -> String {
    if quote == '\'' && !text.contains(['\n', '\r']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}
