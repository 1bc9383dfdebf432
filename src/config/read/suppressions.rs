//! The mapping under `suppressions:`. May not know of comments.

use super::Reader;
use crate::config::{Config, SuppressionsConfig};
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
}

/// Switches the rule on or off for what the file speaks of, once all of the file is read.
pub(super) fn settle(said: SuppressionsConfig, config: &mut Config) {
    match said.require_reason {
        Some(true) => config.enable.push(WITHOUT_REASON.to_owned()),
        Some(false) => config.ignore.push(WITHOUT_REASON.to_owned()),
        None => return,
    }
    config.suppressions = said;
}
