//! Jekyll 4's rules from a file to a page, upstream flavour: configuration, reader, dates,
//! categories, permalinks. May not read files by itself or know of rules.

pub mod date;

use crate::document::{Dialect, Document};
use crate::generator::Generator;
use crate::publication::{Kind, Publication, SiteFacts};

/// Jekyll with one site's configuration.
#[derive(Debug, Default)]
pub struct Jekyll {
    facts: SiteFacts,
}

impl Jekyll {
    /// From the texts of its configuration files, later ones over earlier ones; `now` in
    /// nanoseconds since 1970 UTC.
    #[must_use]
    pub fn new(_configs: &[(&str, &str)], now: i128) -> Self {
        Self { facts: SiteFacts { now, has_generator: true, ..SiteFacts::default() } }
    }
}

impl Generator for Jekyll {
    fn name(&self) -> &'static str {
        "jekyll"
    }

    fn facts(&self) -> &SiteFacts {
        &self.facts
    }

    fn dialect(&self, _path: &str) -> Dialect {
        Dialect::default()
    }

    fn publication(&self, document: &Document<'_>) -> Publication {
        let kind = if document.path().contains("_posts/") { Kind::Post } else { Kind::Page };
        Publication { kind, ..Publication::unknown() }
    }
}
