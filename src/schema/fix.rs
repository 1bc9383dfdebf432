//! Values as YAML, TOML and JSON write them, and where a key that is missing belongs. May not know why.

use serde_json::Value;

use super::spot::Spot;
use crate::document::front_matter::scalar::type_plain;
use crate::document::front_matter::{Format, Style, Tree, Typed};
use crate::source::{Source, Span};

/// A front matter, or a file that is one whole tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    pub(super) source: &'p Source,
    pub(super) tree: &'p Tree,
    pub(super) format: Format,
    /// What stands for the whole of it: the dashes that open it.
    pub(super) opening: Span,
    /// The text between the delimiters.
    pub(super) content: Span,
}

/// A scalar, or a list of them on one line, as a language writes it.
pub(super) fn written(value: &Value, format: Format) -> Option<String> {
    match value {
        Value::String(text) if format == Format::Yaml && is_plain(text) => Some(text.clone()),
        Value::Null if format == Format::Toml => None,
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| written(item, format)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::Object(_) => None,
        scalar => Some(scalar.to_string()),
    }
}

/// Whether YAML reads a text without quotes as that text, in lists too.
fn is_plain(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_alphabetic)
        && characters.all(|one| one.is_alphanumeric() || matches!(one, ' ' | '_' | '.' | '/' | '-'))
        && !text.ends_with(' ')
        && type_plain(text) == Typed::String
}

/// The bytes of a scalar that can be replaced: not those of another place for which an alias stands.
pub(super) fn replaceable(spot: &Spot<'_>) -> Option<Span> {
    let span = spot.node.span();
    let is_here = spot.around.is_none_or(|key| key.span().end <= span.start);
    (is_here && !span.is_empty() && spot.node.text().is_some() && spot.node.tag().is_none()).then_some(span)
}

/// Where a key that is missing in a mapping belongs, and what to write there.
pub(super) fn insertion(
    place: &Place<'_>,
    spot: &Spot<'_>,
    key: &str,
    value: &Value,
) -> Option<(Span, String)> {
    let value = written(value, place.format)?;
    let key = written(&Value::String(key.to_owned()), place.format)?;
    let text = place.source.text();
    let line_end =
        if text.get(place.content.range()).is_some_and(|one| one.contains("\r\n")) { "\r\n" } else { "\n" };
    let is_root = spot.name.is_empty();
    match place.format {
        Format::Toml if is_root => {
            let key = key.trim_matches('"').to_owned();
            let is_bare = key.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-'));
            let at = place.content.start as usize;
            return is_bare.then(|| (Span::at(at), format!("{key} = {value}{line_end}")));
        }
        Format::Toml => return None,
        Format::Yaml if is_root && spot.node.style() != Style::Flow => {
            let is_whole = place.tree.ignored().is_none() && place.tree.null_keys().is_empty();
            let at = place.content.end as usize;
            return is_whole.then(|| (Span::at(at), format!("{key}: {value}{line_end}")));
        }
        _ => {}
    }
    let first = spot.node.pairs().next()?.key.span().start as usize;
    if spot.around.is_some_and(|around| first < around.span().start as usize) {
        return None;
    }
    if spot.node.style() == Style::Flow {
        return Some((Span::at(first), format!("{key}: {value}, ")));
    }
    let before = text.get(..first)?;
    let line = before.rsplit(['\n', '\r']).next().unwrap_or(before);
    let indent = " ".repeat(line.chars().count());
    Some((Span::at(first), format!("{key}: {value}{line_end}{indent}")))
}
