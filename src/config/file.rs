//! Finding and reading the configuration file. May not judge what it says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ConfigFile, read};
use crate::source::Source;

/// The name of the configuration file.
pub const CONFIG_NAME: &str = ".postlint.yml";

/// The nearest configuration file from a folder upwards, no higher than the repository's root.
#[must_use]
pub fn find(folder: &Path) -> Option<PathBuf> {
    for at in folder.ancestors() {
        let file = at.join(CONFIG_NAME);
        if file.is_file() {
            return Some(file);
        }
        if at.join(".git").exists() {
            return None;
        }
    }
    None
}

impl ConfigFile {
    /// Reads a file; what it says may still hold problems. `shown` is its path for people.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn read(path: PathBuf, shown: &str) -> std::io::Result<Self> {
        let source = Source::read(Arc::from(shown), &path)?;
        let (config, problems, spans) = read::read(source.text());
        Ok(Self { path, source, config, problems, spans })
    }
}
