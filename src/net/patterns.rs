//! Which URLs are asked, by patterns. May not parse a URL.

use globset::{GlobBuilder, GlobMatcher};

/// Patterns for URLs: a glob over the whole URL, in which `*` stands for anything, slashes too; or
/// the name of a host alone, which stands for all that is on it and below it.
#[derive(Clone, Debug, Default)]
pub struct Patterns(Vec<Pattern>);

#[derive(Clone, Debug)]
enum Pattern {
    Host(String),
    Glob(GlobMatcher),
}

impl Patterns {
    /// Reads a list of patterns.
    ///
    /// # Errors
    /// With the index of what is none, and why.
    pub fn read(list: &[String]) -> Result<Self, (usize, String)> {
        let mut patterns = Vec::new();
        for (at, text) in list.iter().enumerate() {
            let is_host = !text.contains(['/', '*', '?', '[', '{', ':']);
            if is_host {
                patterns.push(Pattern::Host(text.trim_start_matches('.').to_ascii_lowercase()));
                continue;
            }
            let glob = GlobBuilder::new(text).literal_separator(false).backslash_escape(true).build();
            patterns
                .push(Pattern::Glob(glob.map_err(|error| (at, error.kind().to_string()))?.compile_matcher()));
        }
        Ok(Self(patterns))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them fits.
    #[must_use]
    pub fn fit(&self, url: &str) -> bool {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let host = host.split(':').next().unwrap_or_default();
        self.0.iter().any(|one| match one {
            Pattern::Host(name) => {
                host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            Pattern::Glob(glob) => glob.is_match(url),
        })
    }
}
