//! `.gitignore` and its like, folder by folder, with the meaning that git gives them (gitignore(5)).
//! May not list folders.

use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Names of files that hold patterns, the later ones over the earlier.
pub(super) const FILES: [&str; 2] = [".gitignore", ".ignore"];

/// The patterns that apply in one folder: its own, then those of the folders above.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    own: Option<Arc<Node>>,
}

#[derive(Debug)]
struct Node {
    patterns: Gitignore,
    above: Option<Arc<Self>>,
}

impl Patterns {
    /// What applies in a folder from outside of it: the user's global patterns, those of the
    /// repository, and those of every folder from the repository's root down to the folder's parent.
    pub(super) fn above(folder: &Path) -> Self {
        let mut patterns = Self::default().with(Gitignore::global().0);
        let repository = folder.ancestors().find(|one| one.join(".git").exists());
        let Some(repository) = repository else { return patterns };
        let mut builder = GitignoreBuilder::new(repository);
        builder.add(repository.join(".git/info/exclude"));
        patterns = patterns.with(builder.build().unwrap_or_else(|_| Gitignore::empty()));
        let mut between: Vec<&Path> =
            folder.ancestors().skip(1).take_while(|one| one.starts_with(repository)).collect();
        between.reverse();
        for one in between {
            patterns = patterns.of_folder(one, FILES);
        }
        patterns
    }

    /// Adds the named files of a folder.
    pub(super) fn of_folder(self, folder: &Path, names: impl IntoIterator<Item = &'static str>) -> Self {
        let mut builder = GitignoreBuilder::new(folder);
        for name in names {
            // A broken pattern does not spoil the others, as in git.
            builder.add(folder.join(name));
        }
        self.with(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    fn with(self, patterns: Gitignore) -> Self {
        if patterns.is_empty() {
            return self;
        }
        Self { own: Some(Arc::new(Node { patterns, above: self.own })) }
    }

    /// Whether a path in this folder is left out. The nearest pattern that matches decides.
    pub(super) fn leave_out(&self, path: &Path, is_folder: bool) -> bool {
        let mut node = self.own.as_deref();
        while let Some(at) = node {
            match at.patterns.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => node = at.above.as_deref(),
            }
        }
        false
    }
}
