//! The categories of a post as its author wrote them, with their bytes.
//! May not judge them.

use rustc_hash::FxHashMap;

use crate::document::front_matter::Node;
use crate::entry::Entry;
use crate::publication::{Cause, Term};
use crate::sink::Sink;
use crate::site::Contribution;
use crate::source::Span;

/// The values of `categories:` and `category:`, those that are there.
pub(crate) fn values<'e>(entry: &Entry<'e>) -> impl Iterator<Item = (&'static str, Node<'e>)> {
    let tree = entry.document.front_matter();
    ["categories", "category"].into_iter().filter_map(move |key| Some((key, tree?.get(key)?.value)))
}

/// Every word or item in the front matter that is a category, each place once.
pub(crate) fn written<'e>(entry: &Entry<'e>) -> Vec<(&'e Term, Span)> {
    let mut all: Vec<(&Term, Span)> = Vec::new();
    for term in &entry.publication.categories {
        let Cause::FrontMatter(span) = term.cause else { continue };
        if !term.name.trim().is_empty() && all.iter().all(|(_, other)| *other != span) {
            all.push((term, span));
        }
    }
    all
}

/// How often each name occurs among contributions that carry one.
pub(crate) fn count(own: &[Contribution]) -> FxHashMap<&str, usize> {
    let mut counts = FxHashMap::default();
    for one in own {
        if let Some(name) = one.text.as_deref() {
            *counts.entry(name).or_insert(0) += 1;
        }
    }
    counts
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

/// Keeps the categories of a post for a look at the whole site; the key says whether each can be
/// replaced where it stands.
pub(crate) fn contribute(entry: &Entry<'_>, sink: &mut Sink) {
    if !entry.publication.is_post() {
        return;
    }
    for (term, span) in written(entry) {
        let is_replaceable = in_place_of(entry.text(span), &term.name).is_some();
        sink.contribute(u64::from(is_replaceable), Some(&term.name), span);
    }
}
