//! In which documents a declarative rule looks. May not look at their bodies.

use globset::GlobMatcher;

use super::condition::Condition;
use super::name::{self, Name, Seen};
use super::subject::{Item, Path, Property, of_front_matter};
use crate::entry::Entry;
use crate::publication::{Kind, Status};
use crate::source::Span;

/// Conditions on the document; all of them hold.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Patterns of paths, one of which matches.
    pub(super) paths: Vec<GlobMatcher>,
    /// Patterns of paths, none of which matches.
    pub(super) not_paths: Vec<GlobMatcher>,
    /// Kinds, one of which it is.
    pub(super) kinds: Vec<String>,
    /// Kinds, none of which it is.
    pub(super) not_kinds: Vec<String>,
    /// Names of collections, one of which it belongs to.
    pub(super) collections: Vec<String>,
    /// Whether it is published.
    pub(super) published: Option<bool>,
    /// Whether it is a text that somebody wrote to be read, and no page or piece built by hand.
    pub(super) written: Option<bool>,
    /// Values of the front matter, at least one of which fits, and facts of the document.
    pub(super) when: Vec<(Place, Condition)>,
}

/// What decides whether a document is looked at.
#[derive(Debug)]
pub(super) enum Place {
    /// Values of the front matter, at least one of which fits.
    FrontMatter(Path),
    /// A fact of the document or of the site.
    Fact(Name),
}

impl Scope {
    /// Whether the rule looks at a document.
    pub(super) fn holds(&self, entry: &Entry<'_>) -> bool {
        let publication = entry.publication;
        let path = entry.document.path();
        let is_of = |kinds: &[String]| {
            name::kind(&publication.kind).is_some_and(|kind| kinds.iter().any(|one| one == kind))
        };
        let is_collection = self.collections.is_empty()
            || matches!(&publication.kind, Kind::Collection(name) if self.collections.contains(name))
            || (publication.kind == Kind::Post && self.collections.iter().any(|one| one == "posts"));
        (self.kinds.is_empty() || is_of(&self.kinds))
            && !is_of(&self.not_kinds)
            && is_collection
            && (self.paths.is_empty() || self.paths.iter().any(|one| one.is_match(path)))
            && !self.not_paths.iter().any(|one| one.is_match(path))
            && self.published.is_none_or(|wanted| wanted == (publication.status == Status::Published))
            && self.written.is_none_or(|wanted| wanted == entry.is_text())
            && self.when.iter().all(|(place, condition)| fits(entry, place, condition))
    }
}

fn fits(entry: &Entry<'_>, place: &Place, condition: &Condition) -> bool {
    match place {
        Place::FrontMatter(path) => {
            let mut one_fits = false;
            of_front_matter(path, entry, &mut |item| {
                let seen = Seen::alone(entry, &item);
                let holds = match item.value.as_deref() {
                    Some(value) => condition.holds(value, &seen),
                    None => condition.holds_of(&Property::Missing, &seen),
                };
                one_fits |= holds == Some(true);
            });
            one_fits
        }
        Place::Fact(name) => {
            let item = Item::absent(Span::at(0));
            let seen = Seen::alone(entry, &item);
            condition.holds_of(&seen.look(name, None), &seen) == Some(true)
        }
    }
}
