//! What one file, or the command line, says of rules and paths: the layers from which it is resolved
//! which rule runs where. May not lay them over each other.

use std::collections::BTreeMap;

use super::{Config, Level, Origin, Override, RuleConfig, SchemaUse};

/// What one file says of rules and paths.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Which file, and where.
    pub origin: Origin,
    /// As in [`Config`].
    pub select: Option<Vec<String>>,
    /// As in [`Config`].
    pub enable: Vec<String>,
    /// As in [`Config`].
    pub ignore: Vec<String>,
    /// As in [`Config`].
    pub rules: BTreeMap<String, RuleConfig>,
    /// As in [`Config`].
    pub exclude: Vec<String>,
    /// As in [`Config`].
    pub overrides: Vec<Override>,
    /// As in [`Config`].
    pub schemas: Vec<SchemaUse>,
}

/// What the command line says of rules.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Rules or groups that run alone, whatever the files say; nothing if empty.
    pub select: Vec<String>,
    /// Rules or groups that run nowhere.
    pub ignore: Vec<String>,
    /// Severities that hold on every path.
    pub severity: BTreeMap<String, Level>,
}

impl Config {
    /// What all files say of rules and paths, later ones over earlier ones.
    #[must_use]
    pub fn layers(&self) -> Vec<Layer> {
        let own = Layer {
            origin: self.origin.clone(),
            select: self.select.clone(),
            enable: self.enable.clone(),
            ignore: self.ignore.clone(),
            rules: self.rules.clone(),
            exclude: self.exclude.clone(),
            overrides: self.overrides.clone(),
            schemas: self.schemas.clone(),
        };
        self.below.iter().cloned().chain([own]).chain(self.nested.iter().cloned()).collect()
    }

    /// Puts what was read so far below what comes.
    pub(super) fn sink(&mut self, origin: Origin) {
        let own = Layer {
            origin: std::mem::replace(&mut self.origin, origin),
            select: self.select.take(),
            enable: std::mem::take(&mut self.enable),
            ignore: std::mem::take(&mut self.ignore),
            rules: std::mem::take(&mut self.rules),
            exclude: std::mem::take(&mut self.exclude),
            overrides: std::mem::take(&mut self.overrides),
            schemas: std::mem::take(&mut self.schemas),
        };
        if own.origin.file.is_some() {
            self.below.push(own);
        }
    }
}
