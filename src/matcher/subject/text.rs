//! What a pattern finds in a text, in the whole file or in its prose alone. May not judge it.

use std::borrow::Cow;

use super::item::{Addresses, Item, Of};
use crate::document::{ElementKind, Origin};
use crate::entry::Entry;
use crate::matcher::pattern::Pattern;
use crate::source::Span;

/// Where a pattern looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Stretch {
    /// In what follows the front matter.
    Body,
    /// There, but not in code, tags, addresses or Liquid.
    Prose,
    /// In the whole file.
    File,
}

pub(super) fn each<'e>(
    entry: &'e Entry<'_>,
    pattern: &Pattern,
    stretch: Stretch,
    addresses: &'e Addresses,
    found: &mut dyn FnMut(Item<'e>),
) {
    let whole = Span::new(0, entry.source.text().len());
    let span = if stretch == Stretch::File { whole } else { entry.body.span };
    let text = entry.text(span);
    let mut other = None;
    for one in pattern.find(text) {
        let place = Span::new(span.start as usize + one.start(), span.start as usize + one.end());
        if stretch == Stretch::Prose {
            // Those that end after the start of the match, of which the first begins soonest.
            let other: &Vec<Span> = other.get_or_insert_with(|| not_prose(entry));
            let at = other.partition_point(|one| one.end <= place.start);
            if other.get(at).is_some_and(|one| one.start < place.end) {
                continue;
            }
        }
        let value = text.get(one.range()).map(Cow::Borrowed);
        found(Item { span: place, value, of: Of::Text(addresses) });
    }
}

/// What is no prose, in order and apart from each other: code, tags, addresses and other values of
/// Markdown, Liquid.
fn not_prose(entry: &Entry<'_>) -> Vec<Span> {
    let body = &entry.document.body;
    let tags =
        body.elements.iter().filter(|one| one.origin == Origin::Html || one.kind == ElementKind::Comment);
    let values = body.elements.iter().filter(|one| one.origin == Origin::Markdown).flat_map(|one| {
        body.attributes_of(one).iter().filter(|one| one.name != "alt").filter_map(|one| one.value)
    });
    let liquid = body.liquid.pieces().iter().map(|piece| piece.span);
    let definitions = body.definitions.iter().map(|one| one.span);
    let mut all: Vec<Span> = body.code.iter().copied().chain(tags.map(|one| one.span)).collect();
    all.extend(values.chain(liquid).chain(definitions));
    all.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(all.len());
    for one in all {
        match apart.last_mut() {
            Some(last) if one.start <= last.end => last.end = last.end.max(one.end),
            _ => apart.push(one),
        }
    }
    apart
}
