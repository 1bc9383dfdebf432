//! The data of one document: its front matter over the defaults of the site, asked key by key
//! (`Document#merge_data!`, `Convertible#data`). May not know what a key means.

use super::defaults::Defaults;
use crate::document::front_matter::{Node, Tree};
use crate::publication::Cause;

/// Front matter and defaults.
#[derive(Debug)]
pub(super) struct Data<'d> {
    front_matter: Option<&'d Tree>,
    defaults: Defaults<'d>,
    /// Pages keep their front matter apart, and ask the defaults for keys that it lacks.
    is_page: bool,
}

/// A value and where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'d> {
    /// The value; null where the key has none.
    pub(super) node: Node<'d>,
    /// Where it stands.
    pub(super) cause: Cause,
}

impl<'d> Data<'d> {
    /// The data of a post or document; `front_matter` is left out where Jekyll fails to read it.
    #[must_use]
    pub(super) fn of_document(front_matter: Option<&'d Tree>, defaults: Defaults<'d>) -> Self {
        Self { front_matter, defaults, is_page: false }
    }

    /// The data of a page.
    #[must_use]
    pub(super) fn of_page(front_matter: Option<&'d Tree>, defaults: Defaults<'d>) -> Self {
        Self { front_matter, defaults, is_page: true }
    }

    /// The value of a key, null included; `None` where neither has the key.
    #[must_use]
    pub(super) fn get(&self, key: &str) -> Option<Found<'d>> {
        let own = self.own(key);
        if self.is_page {
            return own.or_else(|| self.defaults.found(key).map(of_defaults));
        }
        match own {
            Some(own) if !own.node.is_null() => Some(own),
            own => self.default(key).or(own),
        }
    }

    /// The value in the front matter itself.
    #[must_use]
    pub(super) fn own(&self, key: &str) -> Option<Found<'d>> {
        let node = self.front_matter?.get(key)?.value;
        Some(Found { node, cause: Cause::FrontMatter(node.span()) })
    }

    /// The value that is merged from the defaults.
    #[must_use]
    pub(super) fn default(&self, key: &str) -> Option<Found<'d>> {
        self.defaults.merged(key).map(of_defaults)
    }
}

fn of_defaults(node: Node<'_>) -> Found<'_> {
    Found { node, cause: Cause::Default(node.span()) }
}
