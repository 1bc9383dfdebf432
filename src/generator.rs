//! Generators: from a document to what would be published. One folder each, one trait.
//! May not know of rules or output.

pub mod jekyll;

use crate::document::{Dialect, Document};
use crate::publication::{Publication, SiteFacts};

/// A static site generator's rules, without running it.
pub trait Generator: Send + Sync {
    /// Its name: `jekyll`.
    fn name(&self) -> &'static str;

    /// Facts of the site as a whole.
    fn facts(&self) -> &SiteFacts;

    /// The dialects a file is written in.
    fn dialect(&self, path: &str) -> Dialect;

    /// What it would make of one document.
    fn publication(&self, document: &Document<'_>) -> Publication;
}

/// No generator: files are checked as they are, and nothing is said about publication.
#[derive(Debug, Default)]
pub struct Plain {
    facts: SiteFacts,
}

impl Plain {
    /// A site without a generator; `now` in nanoseconds since 1970 UTC.
    #[must_use]
    pub fn new(now: i128) -> Self {
        Self { facts: SiteFacts { now, ..SiteFacts::default() } }
    }
}

impl Generator for Plain {
    fn name(&self) -> &'static str {
        "none"
    }

    fn facts(&self) -> &SiteFacts {
        &self.facts
    }

    fn dialect(&self, _path: &str) -> Dialect {
        Dialect { liquid: false, kramdown: false, yaml_only: false }
    }

    fn publication(&self, _document: &Document<'_>) -> Publication {
        Publication::unknown()
    }
}
