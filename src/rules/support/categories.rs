//! The categories of a post as its author wrote them, with their bytes.
//! May not judge them.

use rustc_hash::FxHashMap;

use crate::document::front_matter::Node;
use crate::entry::Entry;
use crate::entry::terms::written as written_terms;
use crate::publication::Term;
use crate::sink::Sink;
use crate::site::Contribution;
use crate::source::Span;

pub(crate) use crate::entry::terms::in_place_of;

/// The values of `categories:` and `category:`, those that are there.
pub(crate) fn values<'e>(entry: &Entry<'e>) -> impl Iterator<Item = (&'static str, Node<'e>)> {
    let tree = entry.document.front_matter();
    ["categories", "category"].into_iter().filter_map(move |key| Some((key, tree?.get(key)?.value)))
}

/// Every word or item in the front matter that is a category, each place once.
pub(crate) fn written<'e>(entry: &Entry<'e>) -> Vec<(&'e Term, Span)> {
    written_terms(&entry.publication.categories)
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
