//! What every rule is to the pipeline: a check made from options. May not know of any one rule.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::entry::Entry;
use crate::sink::Sink;
use crate::site::{Contribution, Site};
use crate::suppress::Suppressions;

/// The detection of one rule, built from its options.
pub trait Check: Send + Sync {
    /// Looks at one document.
    fn document(&self, _entry: &Entry<'_>, _sink: &mut Sink) {}

    /// Looks at the whole site, with what this rule contributed from each document, in the order
    /// of the files.
    fn site(&self, _site: &Site, _own: &[Contribution], _sink: &mut Sink) {}

    /// Looks at the comments of one file that set findings aside, once it is known what each of them did.
    fn suppressions(&self, _file: &Suppressions, _sink: &mut Sink) {}

    /// Whether any document held something that it looks at; none where it does not keep count.
    fn has_looked(&self) -> Option<bool> {
        None
    }
}

/// A built check, or why the options do not fit.
pub type Built = Result<Box<dyn Check>, OptionError>;

/// Options that do not fit their rule.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct OptionError(pub String);

/// A rule's options: the manifest's defaults with the user's values over them.
#[derive(Clone, Debug, Default)]
pub struct Options(pub Map<String, Value>);

impl Options {
    /// The options as the rule's own type.
    ///
    /// # Errors
    /// In words, where a value is of another type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, OptionError> {
        T::deserialize(Value::Object(self.0.clone())).map_err(|error| OptionError(error.to_string()))
    }
}
