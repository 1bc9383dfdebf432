//! A document together with what the generator would make of it: what a rule on one file sees.
//! Judges nothing.

pub(crate) mod written_date;

use std::ops::Deref;

use crate::document::{Document, Markup};
use crate::finding::FileId;
use crate::publication::{Kind, Publication, SiteFacts};

/// A document, its publication and the facts of its site. Dereferences to the [`Document`].
#[derive(Debug)]
pub struct Entry<'e> {
    /// Which file it is.
    pub file: FileId,
    /// The parsed file.
    pub document: &'e Document<'e>,
    /// What the generator would make of it.
    pub publication: &'e Publication,
    /// The site it belongs to.
    pub site: &'e SiteFacts,
}

impl Entry<'_> {
    /// Whether it is a piece of pages (a layout, an include): elements may begin in one piece and
    /// end in another.
    #[must_use]
    pub fn is_piece(&self) -> bool {
        matches!(self.publication.kind, Kind::Layout | Kind::Include)
    }

    /// Whether it is a text that somebody wrote to be read, and not a page built by hand: Markdown,
    /// or a post in HTML.
    #[must_use]
    pub fn is_text(&self) -> bool {
        !self.is_piece() && (self.document.markup == Markup::Markdown || self.publication.is_post())
    }
}

impl<'e> Deref for Entry<'e> {
    type Target = Document<'e>;

    fn deref(&self) -> &Self::Target {
        self.document
    }
}
