//! In which documents a declarative rule looks. May not look at their bodies.

use globset::GlobMatcher;

use super::condition::Condition;
use super::subject::{Alone, Item, Path, Subject};
use super::template::{self, Fact};
use crate::entry::Entry;
use crate::publication::{Kind, Status};

/// Conditions on the document; all of them hold.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Patterns of paths, one of which matches.
    pub(super) paths: Vec<GlobMatcher>,
    /// Patterns of paths, none of which matches.
    pub(super) not_paths: Vec<GlobMatcher>,
    /// Kinds, one of which it is.
    pub(super) kinds: Vec<String>,
    /// Names of collections, one of which it belongs to.
    pub(super) collections: Vec<String>,
    /// Whether it is published.
    pub(super) published: Option<bool>,
    /// Whether it is a text that somebody wrote to be read, and no page or piece built by hand.
    pub(super) written: Option<bool>,
    /// Values of the front matter, at least one of which fits, and facts of the document.
    pub(super) when: Vec<(Place, Condition)>,
}

/// Where a value stands that decides whether a document is looked at.
#[derive(Debug)]
pub(super) enum Place {
    FrontMatter(Path),
    Document(Fact),
}

impl Scope {
    /// Whether the rule looks at a document.
    pub(super) fn holds(&self, entry: &Entry<'_>) -> bool {
        let publication = entry.publication;
        let path = entry.document.path();
        let is_kind = self.kinds.is_empty()
            || template::kind(&publication.kind).is_some_and(|kind| self.kinds.iter().any(|one| one == kind));
        let is_collection = self.collections.is_empty()
            || matches!(&publication.kind, Kind::Collection(name) if self.collections.contains(name))
            || (publication.kind == Kind::Post && self.collections.iter().any(|one| one == "posts"));
        is_kind
            && is_collection
            && (self.paths.is_empty() || self.paths.iter().any(|one| one.is_match(path)))
            && !self.not_paths.iter().any(|one| one.is_match(path))
            && self.published.is_none_or(|wanted| wanted == (publication.status == Status::Published))
            && self.written.is_none_or(|wanted| wanted == entry.is_text())
            && self.when.iter().all(|(place, condition)| fits(entry, place, condition))
    }
}

fn fits(entry: &Entry<'_>, place: &Place, condition: &Condition) -> bool {
    let lookup = Alone(entry);
    let holds = |item: &Item<'_>| {
        item.value.as_deref().map_or_else(
            || condition.holds("", item, &lookup).filter(|_| condition.is_of_absence()),
            |value| condition.holds(value, item, &lookup),
        )
    };
    let items = match place {
        Place::FrontMatter(path) => super::subject::of_front_matter(path, entry),
        Place::Document(fact) => Subject::Document(*fact).items(entry, false),
    };
    items.iter().any(|item| holds(item) == Some(true))
}
