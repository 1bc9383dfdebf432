//! The edits that add an address to `redirect_from` in YAML front matter, in the form that the list has.
//! May not touch anything else.

use crate::document::front_matter::{Format, Node, Style, Tree, quoted};
use crate::document::{Document, Header};
use crate::finding::Edit;
use crate::source::Span;

/// Edits after which a page redirects from an address as well; none where that cannot be said.
pub(super) fn edits(document: &Document<'_>, tree: &Tree, old: &str) -> Vec<Edit> {
    let Header::Found(header) = &document.header else { return Vec::new() };
    if header.format != Format::Yaml || !(tree.root().is_mapping() || tree.root().is_null()) {
        return Vec::new();
    }
    let text = document.source.text();
    let line_end = if text.get(..header.content.end as usize).unwrap_or_default().contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let address = scalar(old);
    let Some(pair) = tree.get("redirect_from") else {
        return added(text, tree.root(), header.content.end as usize, line_end, &address);
    };
    let value = pair.value;
    if value.text().is_some() {
        let key_end = pair.key.span().end as usize;
        let Some(colon) = text.get(key_end..).and_then(|rest| rest.find(':')) else { return Vec::new() };
        let from = key_end + colon + 1;
        if value.is_null() && value.span().is_empty() {
            return one(Span::at(from), format!("{line_end}  - {address}"));
        }
        let known = text.get(value.span().range()).unwrap_or_default();
        let list = format!("{line_end}  - {known}{line_end}  - {address}");
        return one(Span::new(from, value.span().end as usize), list);
    }
    let Some(last) = value.items().last() else { return Vec::new() };
    if value.style() == Style::Flow {
        return one(Span::at(last.span().end as usize), format!(", {address}"));
    }
    match dash(text, last) {
        Some(dash) => one(Span::at(last.span().end as usize), format!("{line_end}{dash}{address}")),
        None => Vec::new(),
    }
}

/// A key of its own behind the last one, on the line where that ends.
fn added(text: &str, root: Node<'_>, closing: usize, line_end: &str, address: &str) -> Vec<Edit> {
    // A mapping in braces has no line of its own for a key.
    if root.style() == Style::Flow {
        return Vec::new();
    }
    let end = root.span().end as usize;
    let key = format!("redirect_from:{line_end}  - {address}");
    if end >= closing || root.is_null() {
        let is_line = text.get(..closing).is_some_and(|before| before.ends_with('\n'));
        return if is_line { one(Span::at(closing), format!("{key}{line_end}")) } else { Vec::new() };
    }
    let rest = text.get(end..closing).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
    one(Span::at(end + line.len()), format!("{line_end}{key}"))
}

fn one(span: Span, text: String) -> Vec<Edit> {
    vec![Edit { span, text }]
}

/// The indent and the dash before an item, where nothing else stands on its line.
fn dash<'t>(text: &'t str, item: Node<'_>) -> Option<&'t str> {
    let before = text.get(..item.span().start as usize)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let dash = before.get(line..)?;
    let is_dash = dash.trim() == "-" && dash.ends_with(' ');
    let is_whole =
        text.get(item.span().end as usize..)?.lines().next().is_none_or(|rest| rest.trim().is_empty());
    (is_dash && is_whole).then_some(dash)
}

/// An address as a YAML scalar.
fn scalar(address: &str) -> String {
    let is_plain = |one: char| one.is_alphanumeric() || "/._-~%+=@".contains(one);
    if address.chars().all(is_plain) { address.to_owned() } else { quoted(address) }
}
