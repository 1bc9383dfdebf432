//! A name in Liquid: `site.categories.lake`, `site.categories["lake"]`, and strings that are compared
//! with such names. May not evaluate anything.

use super::Rename;
use super::values::Found;
use crate::document::liquid::LiquidKind;
use crate::entry::Entry;
use crate::moves::spell::strings;
use crate::source::Span;

/// Tags in which a string may be a name that something else compares.
const OPEN: [&str; 4] = ["include", "include_cached", "assign", "when"];

pub(super) fn names(entry: &Entry<'_>, rename: Rename<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let pieces = entry.body.liquid.pieces().iter();
    for piece in pieces.filter(|piece| matches!(piece.kind, LiquidKind::Output | LiquidKind::Tag)) {
        let (text, start) = (entry.text(piece.span), piece.span.start as usize);
        paths(text, start, rename, &mut found);
        let speaks = text.to_lowercase().contains(rename.kind.stem());
        let is_open = OPEN.contains(&entry.text(piece.name));
        for span in strings(text, start).into_iter().filter(|span| entry.text(*span) == rename.old) {
            if !speaks && !is_open {
                continue;
            }
            found.push(if speaks && !rename.new.contains(['"', '\'', '{', '}', '%']) {
                Found::Text(span, rename.new.to_owned())
            } else {
                Found::Person(
                    span,
                    format!("`{}` may be the {}, and that cannot be told", rename.old, rename.kind.word()),
                )
            });
        }
    }
    found
}

/// `site.categories.NAME`
fn paths(text: &str, base: usize, rename: Rename<'_>, found: &mut Vec<Found>) {
    let path = format!("site.{}.", rename.kind.keys()[1]);
    let is_of = |one: char| one.is_alphanumeric() || matches!(one, '_' | '-');
    for (at, _) in text.match_indices(&*path) {
        let start = at + path.len();
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|one| !is_of(one)).unwrap_or(rest.len());
        if rest.get(..length) != Some(rename.old) {
            continue;
        }
        let is_word = rename.new.chars().all(is_of) && rename.new.starts_with(char::is_alphabetic);
        let (from, new) = if is_word {
            (start, rename.new.to_owned())
        } else {
            (start - 1, format!("[\"{}\"]", rename.new.replace('"', "")))
        };
        found.push(Found::Text(Span::new(base + from, base + start + length), new));
    }
}
