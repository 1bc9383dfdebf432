//! The images of the site's own that its pages show, and what their files tell of themselves.
//! May not read files: the pipeline puts in what it read.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Route, Site, SiteReference};
use crate::finding::FileId;
use crate::picture::Picture;
use crate::publication::Text;
use crate::source::Span;

/// An image reference that leads to a file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The document it stands in.
    pub file: FileId,
    /// Which of the references of that document.
    pub reference: usize,
    /// The file: an asset, or a document that is copied as it is.
    pub route: Route,
}

/// Every [`Shown`] in the order of the documents, and the files that were read.
#[derive(Debug, Default)]
pub struct Pictures {
    /// The references.
    pub shown: Vec<Shown>,
    /// What the files tell; those that cannot be read are not in it.
    pub facts: FxHashMap<Route, Picture>,
}

/// The images that nothing names.
#[derive(Debug, Default)]
pub struct Unused {
    /// Their paths, sorted.
    pub paths: Vec<Arc<str>>,
    /// Why it cannot be told of any image, if it cannot.
    pub undecided: Option<Text>,
}

/// An image with the place that shows it.
#[derive(Clone, Copy, Debug)]
pub struct ShownPicture<'s> {
    /// The document it stands in.
    pub file: FileId,
    /// The reference.
    pub reference: &'s SiteReference,
    /// Path of the image, from the root of the site.
    pub path: &'s str,
    /// What its file tells.
    pub picture: &'s Picture,
}

impl Site {
    /// Every image that is shown and whose file could be read, in the order of the documents.
    pub fn shown_pictures(&self) -> impl Iterator<Item = ShownPicture<'_>> {
        self.pictures.shown.iter().filter_map(|shown| self.with_facts(*shown))
    }

    /// The image that the reference of a document shows whose address stands at these bytes.
    #[must_use]
    pub fn picture_at(&self, file: FileId, span: Span) -> Option<ShownPicture<'_>> {
        let references = &self.document(file)?.references;
        let reference = references.binary_search_by_key(&span, |one| one.span).ok()?;
        let shown = &self.pictures.shown;
        let at = shown.binary_search_by_key(&(file, reference), |one| (one.file, one.reference)).ok()?;
        self.with_facts(*shown.get(at)?)
    }

    fn with_facts(&self, shown: Shown) -> Option<ShownPicture<'_>> {
        let picture = self.pictures.facts.get(&shown.route)?;
        let reference = self.document(shown.file)?.references.get(shown.reference)?;
        let path = self.path_of(shown.route)?;
        Some(ShownPicture { file: shown.file, reference, path, picture })
    }

    /// What stands for the file of an unused image in a finding: files that are no documents are
    /// counted on behind them.
    #[must_use]
    pub fn unused_file(&self, at: usize) -> FileId {
        FileId(u32::try_from(self.documents.len() + at).unwrap_or(u32::MAX))
    }

    /// The source of what is written.
    #[must_use]
    pub fn path_of(&self, route: Route) -> Option<&str> {
        match route {
            Route::Asset(at) => self.assets.get(at as usize).map(|path| &**path),
            Route::Document(file) | Route::Held(file) | Route::Beside(file) => {
                self.document(file).map(|document| &*document.path)
            }
            Route::Added(_) => None,
        }
    }
}
