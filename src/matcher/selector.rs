//! CSS selectors over the stream of elements. May not know of rules.

use crate::document::{Element, ElementKind};
use crate::entry::Entry;

/// A list of selectors.
#[derive(Debug)]
pub(super) struct Selector {
    names: Vec<String>,
}

impl Selector {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        Ok(Self { names: text.split(',').map(|name| name.trim().to_owned()).collect() })
    }

    pub(super) fn select<'e>(&self, entry: &'e Entry<'_>) -> Vec<&'e Element<'e>> {
        let is_of = |one: &&Element<'_>| {
            one.kind != ElementKind::Close && self.names.iter().any(|name| name == one.name)
        };
        entry.body.starts().filter(is_of).collect()
    }
}
