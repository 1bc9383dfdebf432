//! `.postlint.yml` as the user wrote it: types only, nothing resolved.
//! May not know which rules exist.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::finding::Severity;

/// The configuration file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Rules or groups to run; all that are not opt-in unless named.
    pub select: Option<Vec<String>>,
    /// Rules or groups not to run.
    pub ignore: Vec<String>,
    /// Severity and options by rule.
    pub rules: BTreeMap<String, RuleConfig>,
    /// Globs of files that are never checked.
    pub exclude: Vec<String>,
    /// Other settings for some paths.
    pub overrides: Vec<Override>,
}

/// What the user wrote for one rule.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RuleConfig {
    /// Another severity.
    pub severity: Option<Level>,
    /// Options of the rule.
    #[serde(flatten)]
    pub options: Map<String, Value>,
}

/// A severity, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// See [`Severity::Note`].
    Note,
    /// See [`Severity::Warning`].
    Warning,
    /// See [`Severity::Error`].
    Error,
}

impl Level {
    /// The severity, or `None` for off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// Settings for the files that some globs match.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Globs relative to the configuration file.
    pub paths: Vec<String>,
    /// Rules or groups not to run there.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Severity and options there.
    #[serde(default)]
    pub rules: BTreeMap<String, RuleConfig>,
}
