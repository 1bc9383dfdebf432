//! The files of a built site: everything below a folder, whatever it is called.
//! May not read a file.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{WalkError, site_path};

/// A file of a built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltFile {
    /// Path below the folder, with `/`.
    pub path: String,
    /// On disk.
    pub real: PathBuf,
}

/// Version control below the folder of a built site, which Jekyll keeps (`keep_files`).
const KEPT: [&str; 2] = [".git", ".svn"];

/// Lists the files below a folder, sorted by path. Links to folders are not followed, since no
/// generator writes any.
///
/// # Errors
/// Where the folder, or one below it, cannot be read.
pub fn built(folder: &Path) -> Result<Vec<BuiltFile>, WalkError> {
    let mut files = Vec::new();
    let mut level = vec![folder.to_owned()];
    while !level.is_empty() {
        let listings: Vec<Result<Vec<(PathBuf, bool)>, WalkError>> =
            level.par_iter().map(|one| list(one)).collect();
        level = Vec::new();
        for listing in listings {
            for (real, is_folder) in listing? {
                if is_folder {
                    level.push(real);
                } else {
                    let path = real.strip_prefix(folder).map(site_path).unwrap_or_default();
                    files.push(BuiltFile { path, real });
                }
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn list(folder: &Path) -> Result<Vec<(PathBuf, bool)>, WalkError> {
    let failed = |error| WalkError::Unreadable { path: folder.to_owned(), error };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let is_kept = KEPT.iter().any(|one| entry.file_name() == *one);
        if !(kind.is_dir() && is_kept) {
            entries.push((entry.path(), kind.is_dir()));
        }
    }
    Ok(entries)
}
