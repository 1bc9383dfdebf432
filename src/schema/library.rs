//! The schemas of a run: each is read and compiled once, when a document first asks for it. May not know
//! of documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::files::Files;
use super::{Schema, Unusable, compile};

type Slot = Arc<OnceLock<Result<Arc<Schema>, Unusable>>>;

/// Schemas by their files.
#[derive(Debug)]
pub struct Library {
    files: Arc<Files>,
    known: Mutex<BTreeMap<PathBuf, Slot>>,
}

impl Library {
    /// A library of these files.
    #[must_use]
    pub fn new(files: Files) -> Self {
        Self { files: Arc::new(files), known: Mutex::default() }
    }

    /// The files that it reads from.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    /// The schema of a file; a relative path starts at the root of the site.
    ///
    /// # Errors
    /// Where it cannot be used.
    pub fn get(&self, path: &Path) -> Result<Arc<Schema>, Unusable> {
        let path = self.files.place(path);
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(path.clone()).or_default())
        };
        slot.get_or_init(|| compile::compile(&path, &self.files).map(Arc::new)).clone()
    }
}
