//! Which site a path belongs to. Of Jekyll's own files only the `Gemfile` is read, for its name.

use std::path::{Path, PathBuf};

use super::JEKYLL_CONFIGS;

/// Folders whose parent is a site even without a configuration.
pub(super) const POSTS: [&str; 2] = ["_posts", "_drafts"];

/// The nearest folder from `folder` upwards, no higher than the repository's root, that is the root
/// of a site: it has Jekyll's configuration, a `Gemfile` that names Jekyll, or holds the `_posts`
/// that `folder` lies in.
pub(super) fn site_above(folder: &Path) -> Option<PathBuf> {
    let mut named = None;
    for at in folder.ancestors() {
        if is_marked(at) {
            return Some(at.to_owned());
        }
        if at.file_name().is_some_and(|name| POSTS.iter().any(|one| name == *one)) {
            named = at.parent();
        }
        if at.join(".git").exists() {
            break;
        }
    }
    let named = named.map(Path::to_owned);
    named.or_else(|| POSTS.iter().any(|name| folder.join(name).is_dir()).then(|| folder.to_owned()))
}

/// Whether a folder has Jekyll's configuration or a `Gemfile` that names Jekyll.
pub(super) fn is_marked(folder: &Path) -> bool {
    JEKYLL_CONFIGS.iter().any(|name| folder.join(name).is_file()) || names_jekyll(&folder.join("Gemfile"))
}

fn names_jekyll(gemfile: &Path) -> bool {
    let Ok(text) = std::fs::read(gemfile) else { return false };
    String::from_utf8_lossy(&text)
        .lines()
        .filter(|line| line.trim_start().starts_with("gem"))
        .any(|line| line.contains("jekyll") || line.contains("github-pages"))
}

/// The root of a path that lies in no site: the user's folder if the path lies in it and both in a
/// repository, so that links can be followed beyond the path; else the folder itself.
pub(super) fn plain_root(folder: &Path, directory: &Path) -> PathBuf {
    let in_repository = directory.ancestors().any(|one| one.join(".git").exists());
    if in_repository && folder.starts_with(directory) { directory.to_owned() } else { folder.to_owned() }
}
