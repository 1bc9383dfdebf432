//! Patterns as in `.gitignore`, for the configuration: one grammar for everything that names paths.
//! May not touch the disk.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A list of patterns; later ones over earlier ones, `!` takes back.
#[derive(Clone, Debug)]
pub struct PathPatterns {
    patterns: Gitignore,
}

impl PathPatterns {
    /// Compiles patterns.
    ///
    /// # Errors
    /// For each one that is none: its place in the list, and why.
    pub fn new(patterns: &[String]) -> Result<Self, Vec<(usize, String)>> {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        let mut wrong = Vec::new();
        for (at, pattern) in patterns.iter().enumerate() {
            if let Err(error) = builder.add_line(None, pattern) {
                let words = match error {
                    ignore::Error::Glob { err, .. } => err,
                    other => other.to_string(),
                };
                wrong.push((at, words));
            }
        }
        match builder.build() {
            Ok(patterns) if wrong.is_empty() => Ok(Self { patterns }),
            Ok(_) => Err(wrong),
            Err(error) => Err(vec![(0, error.to_string())]),
        }
    }

    /// The pattern that decides of a path, as it was written, and whether it matches or takes back.
    #[must_use]
    pub fn deciding(&self, path: &str) -> Option<(&str, bool)> {
        let path = path.trim_start_matches('/');
        if self.patterns.is_empty() {
            return None;
        }
        match self.patterns.matched_path_or_any_parents(Path::new(path), false) {
            Match::Ignore(pattern) => Some((pattern.original(), true)),
            Match::Whitelist(pattern) => Some((pattern.original(), false)),
            Match::None => None,
        }
    }

    /// Whether they match a path or take it back, with `/` and relative; nothing where none speaks of it.
    #[must_use]
    pub fn verdict(&self, path: &str) -> Option<bool> {
        self.deciding(path).map(|(_, verdict)| verdict)
    }

    /// Whether they match a path, with `/` and relative, or a folder it lies in.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.verdict(path).unwrap_or_default()
    }
}

impl Default for PathPatterns {
    /// Patterns that match nothing.
    fn default() -> Self {
        Self { patterns: Gitignore::empty() }
    }
}
