//! The mapping under `suppressions:`. May not know of comments.

use super::Reader;
use crate::config::{Config, Place, SuppressionsConfig};
use crate::document::front_matter::Node;

const KEYS: [&str; 1] = ["require-reason"];

/// The rule that asks for reasons.
const WITHOUT_REASON: &str = "suppression/without-reason";

impl Reader {
    pub(super) fn suppressions(&mut self, node: Node<'_>) -> SuppressionsConfig {
        let mut suppressions = SuppressionsConfig::default();
        self.mapping(node, Some(&KEYS), |reader, _, value| {
            suppressions.require_reason = reader.truth(value);
        });
        suppressions
    }

    /// Switches the rule on or off for what the file speaks of, once all of the file is read.
    pub(super) fn settle_suppressions(&mut self, said: SuppressionsConfig, config: &mut Config) {
        let (key, names) = match said.require_reason {
            Some(true) => ("enable", &mut config.enable),
            Some(false) => ("ignore", &mut config.ignore),
            None => return,
        };
        // Who asks what switched it is shown the key that stands in the file.
        let steps = vec![key.to_owned(), names.len().to_string()];
        let asked = Place::value(&["suppressions", "require-reason"]).in_file(Some(self.file));
        if let Some((_, span)) = self.spans.exactly(&asked) {
            self.spans.of.insert(Place { file: Some(self.file), steps, is_key: false }, span);
        }
        names.push(WITHOUT_REASON.to_owned());
        config.suppressions = said;
    }
}
