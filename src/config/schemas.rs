//! An item of `schemas:`: which JSON Schema the front matter of some files keeps. May not read one.

use std::path::PathBuf;

use super::Place;

/// A JSON Schema, and the files whose front matter keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaUse {
    /// Patterns as in `.gitignore`, relative to the configuration file.
    pub paths: Vec<String>,
    /// Files of those that it does not speak of.
    pub exclude: Vec<String>,
    /// The file of the schema; a relative path starts at the root of the site.
    pub schema: PathBuf,
    /// Where the configuration names it.
    pub place: Place,
}
