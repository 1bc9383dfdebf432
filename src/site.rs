//! The index of one site: facts of every document, folded from all of them; no texts.
//! May not read a file or know of rules.

use std::sync::Arc;

use crate::entry::Entry;
use crate::finding::FileId;
use crate::publication::{Kind, SiteFacts, Skip, Status};
use crate::source::Span;

/// What the site remembers of one document.
#[derive(Debug)]
pub struct DocumentFacts {
    /// The file.
    pub file: FileId,
    /// Path relative to the site's root.
    pub path: Arc<str>,
    /// What it is to the generator.
    pub kind: Kind,
    /// Whether it is written.
    pub status: Status,
    /// Its URL without `baseurl`, if known.
    pub url: Option<Box<str>>,
    /// The file that is written, if known.
    pub output: Option<Box<str>>,
    /// References to the site itself that need the index to be resolved.
    pub references: Vec<SiteReference>,
}

/// A reference from one document to the site itself.
#[derive(Debug)]
pub struct SiteReference {
    /// The bytes of the address.
    pub span: Span,
    /// The address, unescaped.
    pub target: Box<str>,
    /// Whether it is an image's.
    pub image: bool,
}

/// A fact that a rule kept of one document for its look at the whole site.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// The document.
    pub file: FileId,
    /// What is compared: a hash of the text, or a small number of the rule's own.
    pub key: u64,
    /// The text, where the message needs it.
    pub text: Option<Box<str>>,
    /// Where it stands.
    pub span: Span,
}

/// The index.
#[derive(Debug)]
pub struct Site {
    /// Facts of the site as a whole.
    pub facts: SiteFacts,
    /// One for each file of the run, by [`FileId`].
    pub documents: Vec<DocumentFacts>,
    /// Paths of the other files below the root, sorted.
    pub assets: Vec<Arc<str>>,
}

impl DocumentFacts {
    /// What is kept of one entry.
    #[must_use]
    pub fn of(entry: &Entry<'_>) -> Self {
        let publication = entry.publication;
        Self {
            file: entry.file,
            path: Arc::clone(entry.source.path()),
            kind: publication.kind.clone(),
            status: publication.status.clone(),
            url: publication.url.known().map(|url| url.as_str().into()),
            output: publication.output.known().map(|output| output.as_str().into()),
            references: Vec::new(),
        }
    }
}

impl DocumentFacts {
    /// Stands for a file that could not be read.
    #[must_use]
    pub fn unread(file: FileId, path: &Arc<str>) -> Self {
        Self {
            file,
            path: Arc::clone(path),
            kind: Kind::Unknown,
            status: Status::Skipped(Skip::Unreadable),
            url: None,
            output: None,
            references: Vec::new(),
        }
    }
}

impl Site {
    /// Folds the facts of all documents, in the order of their [`FileId`]s.
    #[must_use]
    pub fn build(facts: SiteFacts, documents: Vec<DocumentFacts>, assets: &[Arc<str>]) -> Self {
        Self { facts, documents, assets: assets.to_vec() }
    }

    /// The facts of one file.
    #[must_use]
    pub fn document(&self, file: FileId) -> Option<&DocumentFacts> {
        self.documents.get(file.0 as usize)
    }
}
