//! Categories and tags as their author wrote them, with their bytes. Judges none of them.

use rustc_hash::FxHashSet;

use crate::publication::{Cause, Term};
use crate::source::Span;

/// Those that stand in the front matter, each place once.
pub(crate) fn written(terms: &[Term]) -> Vec<(&Term, Span)> {
    let mut all: Vec<(&Term, Span)> = Vec::new();
    let mut seen = FxHashSet::default();
    for term in terms {
        let Cause::FrontMatter(span) = term.cause else { continue };
        if !term.name.trim().is_empty() && seen.insert((span.start, span.end)) {
            all.push((term, span));
        }
    }
    all
}

/// A name as it has to be written at a place whose bytes are `raw`: with the quotes that are there.
pub(crate) fn in_place_of(raw: &str, name: &str) -> Option<String> {
    let is_plain = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|one| one.is_alphanumeric() || matches!(one, '-' | '_' | '.' | ' ' | '/' | '+'))
            && text.starts_with(char::is_alphanumeric)
    };
    match raw.chars().next()? {
        '"' | '\'' => is_plain(name).then(|| {
            let quote = raw.get(..1).unwrap_or("\"");
            format!("{quote}{name}{quote}")
        }),
        _ => (is_plain(raw) && is_plain(name)).then(|| name.to_owned()),
    }
}
