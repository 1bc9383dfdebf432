//! A document together with what the generator would make of it: what a rule on one file sees.
//! Judges nothing.

pub(crate) mod written_date;

use std::ops::Deref;

use crate::document::Document;
use crate::finding::FileId;
use crate::publication::{Publication, SiteFacts};

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

impl<'e> Deref for Entry<'e> {
    type Target = Document<'e>;

    fn deref(&self) -> &Self::Target {
        self.document
    }
}
