//! What was typed, as folders and files that exist: globs are expanded here, so that quoted ones
//! mean the same in every shell. May not decide which site a path belongs to.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::scan::{Use, scan};
use super::{LeftOut, Request, WalkError};
use crate::source::plain;

/// A path that was asked for; absolute, its parent without links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A folder: what settings leave out stays out.
    Folder(PathBuf),
    /// A file that was named: always checked.
    File(PathBuf),
    /// A file that a glob matched; it was not left out.
    Matched(PathBuf),
}

/// The targets of a request, in the order typed.
pub(super) fn targets(request: &Request, left_out: &mut LeftOut) -> Result<Vec<Target>, WalkError> {
    let mut targets = Vec::new();
    for typed in &request.paths {
        let path = request.directory.join(typed);
        match std::fs::metadata(&path) {
            Ok(kind) if kind.is_dir() => {
                let folder = std::fs::canonicalize(&path)
                    .map_err(|error| WalkError::Unreadable { path: typed.clone(), error })?;
                targets.push(Target::Folder(folder));
            }
            Ok(_) if is_binary(typed) => left_out.other += 1,
            Ok(_) => targets.push(Target::File(real_parent(&path))),
            Err(_) if is_glob(typed) => expand(typed, &path, &mut targets, left_out)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(WalkError::Missing(typed.clone()));
            }
            Err(error) => return Err(WalkError::Unreadable { path: typed.clone(), error }),
        }
    }
    Ok(targets)
}

/// Whether a name is that of a file without text: a shell's `assets/*` names such files too.
fn is_binary(path: &Path) -> bool {
    const EXTENSIONS: [&str; 35] = [
        "7z", "avif", "bin", "bmp", "bz2", "doc", "docx", "eot", "exe", "gif", "gz", "heic", "ico", "jar",
        "jpeg", "jpg", "mov", "mp3", "mp4", "ods", "odt", "ogg", "otf", "pdf", "png", "pptx", "tar", "tgz",
        "tif", "tiff", "ttf", "wasm", "webp", "woff2", "zip",
    ];
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&&*extension))
}

/// The path with the links of its parent resolved. The parent may not exist: a name for text from
/// standard input is free.
pub(super) fn real_parent(path: &Path) -> PathBuf {
    let path = plain(path);
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return path };
    std::fs::canonicalize(parent).map_or_else(|_| path.clone(), |parent| parent.join(name))
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

fn expand(
    typed: &Path,
    path: &Path,
    targets: &mut Vec<Target>,
    left_out: &mut LeftOut,
) -> Result<(), WalkError> {
    let mut base = PathBuf::new();
    let mut pattern = PathBuf::new();
    for part in path.components() {
        if pattern.as_os_str().is_empty() && !is_glob(Path::new(part.as_os_str())) {
            base.push(part);
        } else {
            pattern.push(part);
        }
    }
    let base = std::fs::canonicalize(&base).map_err(|_| WalkError::NoMatch(typed.to_owned()))?;
    let glob = matcher(&pattern.to_string_lossy()).map_err(|e| WalkError::BadGlob(e.to_string()))?;
    let found = scan(&base, &[&base]);
    let before = (targets.len(), left_out.other);
    for file in found.files {
        if Path::new(&file.path).ancestors().any(|part| glob.is_match(part)) {
            match file.usage {
                Use::Checked => targets.push(Target::Matched(file.real)),
                Use::Indexed => {}
                Use::Asset => left_out.other += 1,
            }
        }
    }
    if before == (targets.len(), left_out.other) {
        return Err(WalkError::NoMatch(typed.to_owned()));
    }
    Ok(())
}

fn matcher(pattern: &str) -> Result<GlobMatcher, globset::Error> {
    Ok(GlobBuilder::new(pattern).literal_separator(true).build()?.compile_matcher())
}
