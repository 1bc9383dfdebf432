//! What was resolved from the configuration: which rules run on a path, at which severity, with
//! which options. May not read files.

use std::sync::Arc;

use crate::config::Config;
use crate::finding::Severity;
use crate::manifest::Manifest;
use crate::rules::{Check, Options, RULES};
use crate::sink::RuleIndex;

/// A rule that runs.
pub struct Active {
    /// Its index in the one list.
    pub index: RuleIndex,
    /// Its id.
    pub id: &'static str,
    /// Its severity after configuration.
    pub severity: Severity,
    /// Its check, with its options.
    pub check: Box<dyn Check>,
}

/// The rules that run on a group of paths.
pub struct RuleSet {
    /// In the order of the one list.
    pub active: Vec<Active>,
}

impl RuleSet {
    /// The rule of an index, if it runs here.
    #[must_use]
    pub fn get(&self, index: RuleIndex) -> Option<&Active> {
        let at = self.active.binary_search_by_key(&index, |active| active.index).ok()?;
        self.active.get(at)
    }
}

/// Settings for every path of a run.
pub struct Settings {
    base: Arc<RuleSet>,
}

/// Settings that cannot be resolved.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SettingsError(pub String);

impl Settings {
    /// Resolves a configuration.
    ///
    /// # Errors
    /// On an unknown rule, or options that do not fit.
    pub fn resolve(config: &Config) -> Result<Self, SettingsError> {
        let mut active = Vec::new();
        for (index, rule) in (0..).zip(RULES) {
            let manifest =
                Manifest::parse(rule.manifest).map_err(|e| SettingsError(format!("{}: {e}", rule.id)))?;
            let group = rule.id.split('/').next().unwrap_or_default();
            let is_named = |names: &[String]| names.iter().any(|name| name == rule.id || name == group);
            if config.select.as_ref().map_or(manifest.meta.opt_in, |select| !is_named(select))
                || is_named(&config.ignore)
            {
                continue;
            }
            let user = config.rules.get(rule.id).cloned().unwrap_or_default();
            let severity = user.severity.map_or(Some(manifest.meta.severity), |level| level.severity());
            let Some(severity) = severity else { continue };
            let mut options = Options(manifest.meta.options.into_iter().collect());
            options.0.extend(user.options);
            let check = (rule.build)(&options).map_err(|e| SettingsError(format!("{}: {e}", rule.id)))?;
            active.push(Active { index, id: rule.id, severity, check });
        }
        Ok(Self { base: Arc::new(RuleSet { active }) })
    }

    /// The rules that run on a path relative to the root.
    #[must_use]
    pub fn rules_for(&self, _path: &str) -> &Arc<RuleSet> {
        &self.base
    }

    /// The rules that look at the whole site.
    #[must_use]
    pub fn for_site(&self) -> &Arc<RuleSet> {
        &self.base
    }
}

/// Says that a name is neither a rule nor a group, with the nearest one that is.
#[must_use]
pub fn unknown_rule(name: &str) -> String {
    let names = RULES.iter().flat_map(|rule| [rule.id, rule.group()]);
    match nearest(name, names) {
        Some(near) => format!("there is no rule `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule `{name}`; `postlint explain` lists all"),
    }
}

/// The candidate most like a name, if any is like it.
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let scored = candidates.into_iter().map(|one| (strsim::damerau_levenshtein(name, one), one));
    let (distance, near) = scored.min()?;
    (distance <= name.chars().count().max(3) / 3).then_some(near)
}
