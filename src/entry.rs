//! A document together with what the generator would make of it: what a rule on one file sees.
//! Judges nothing.

pub(crate) mod terms;
pub(crate) mod written_date;

use std::ops::Deref;

use crate::document::{Document, Element, Markup};
use crate::finding::FileId;
use crate::publication::{Kind, Publication, SiteFacts};
use crate::schema::Applied;

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
    /// The schemas that its front matter keeps.
    pub schemas: &'e Applied<'e>,
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

    /// Whether a text speaks of a tag (`the </b> tag`) that kramdown shows, as its author wants.
    #[must_use]
    pub fn is_mention(&self, tag: &Element<'_>) -> bool {
        const NEAR: usize = 80;
        if !tag.is_text || !self.body.attributes_of(tag).is_empty() {
            return false;
        }
        let text = self.source.text();
        let before = text.get(..tag.span.start as usize).unwrap_or_default().chars().rev();
        let before: String = before.take(NEAR).take_while(|one| *one != '\n').collect();
        let after = text.get(tag.span.end as usize..).unwrap_or_default().chars();
        let after: String = after.take(NEAR).take_while(|one| *one != '\n').collect();
        let is_apart = before.starts_with([' ', '(', '"', '\'', '“', '‘']);
        let goes_on = after.starts_with([' ', ',', '.', ')', '"', '\'', ':', ';', '”', '’']);
        is_apart && goes_on && before.chars().chain(after.chars()).any(char::is_alphanumeric)
    }
}

impl<'e> Deref for Entry<'e> {
    type Target = Document<'e>;

    fn deref(&self) -> &Self::Target {
        self.document
    }
}
