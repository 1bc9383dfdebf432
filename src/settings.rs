//! What was resolved from the configuration: which rules run on a path, at which severity, with
//! which options. May not read files.

mod layers;
mod names;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::{Config, FixLevel, Place, Problem, Problems};
use crate::finding::Severity;
use crate::rules::{Catalogue, Check, OWN};
use crate::sink::RuleIndex;
use crate::walk::PathPatterns;
use layers::Layers;

pub use names::{check as check_names, unknown_rule};

/// A rule that runs.
pub struct Active {
    /// Its index in the one list.
    pub index: RuleIndex,
    /// Its id.
    pub id: &'static str,
    /// Its severity after configuration.
    pub severity: Severity,
    /// What becomes of its fixes, if that was said.
    pub fix: Option<FixLevel>,
    /// Its check, with its options.
    pub check: Box<dyn Check>,
}

/// The rules that run on a group of paths.
#[derive(Default)]
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
    layers: Layers,
    catalogue: Catalogue,
    base: Arc<RuleSet>,
    site: Arc<RuleSet>,
    overrides: Vec<PathPatterns>,
    /// By the overrides that apply: one set for each combination that occurs.
    sets: Mutex<BTreeMap<Vec<usize>, Arc<RuleSet>>>,
    exclude: PathPatterns,
    prefix: String,
}

impl Settings {
    /// Resolves a configuration.
    ///
    /// # Errors
    /// All that does not fit the rules there are: unknown names, options that no rule has or whose
    /// value does not fit, patterns that are none.
    pub fn resolve(config: &Config) -> Result<Self, Problems> {
        let mut problems = names::check(config);
        let mut patterns = |texts: &[String], steps: &[&str]| {
            PathPatterns::new(texts).map_err(|wrong| {
                problems.extend(wrong.into_iter().map(|(at, why)| Problem {
                    place: Place::value(&[steps, &[&at.to_string()]].concat()),
                    message: format!("this is no pattern for paths: {why}"),
                    help: None,
                }));
            })
        };
        let exclude = patterns(&config.exclude, &["exclude"]);
        let overrides: Vec<Result<PathPatterns, ()>> = config
            .overrides
            .iter()
            .enumerate()
            .map(|(at, one)| patterns(&one.paths, &["overrides", &at.to_string(), "paths"]))
            .collect();
        let catalogue = Catalogue::with(&config.own);
        let layers = Layers::new(config, &catalogue, &mut problems);
        let (Ok(exclude), Ok(overrides), true) =
            (exclude, overrides.into_iter().collect::<Result<Vec<_>, ()>>(), problems.is_empty())
        else {
            return Err(Problems(problems));
        };
        let base = Arc::new(layers.rule_set(&[]));
        let site = if overrides.is_empty() { Arc::clone(&base) } else { Arc::new(layers.anywhere()) };
        let (sets, prefix) = (Mutex::default(), String::new());
        Ok(Self { layers, catalogue, base, site, overrides, sets, exclude, prefix })
    }

    /// The rules that there are.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Says where the site's root lies as seen from the configuration: nothing, or `docs/`.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// The rules that run on a path relative to the root.
    #[must_use]
    pub fn rules_for(&self, path: &str) -> Arc<RuleSet> {
        if self.overrides.is_empty() {
            return Arc::clone(&self.base);
        }
        let path = format!("{}{path}", self.prefix);
        let matching = (0..).zip(&self.overrides).filter(|(_, patterns)| patterns.matches(&path));
        let key: Vec<usize> = matching.map(|(at, _)| at).collect();
        if key.is_empty() {
            return Arc::clone(&self.base);
        }
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(set) = sets.get(&key) {
            return Arc::clone(set);
        }
        let set = Arc::new(self.layers.rule_set(&key));
        sets.insert(key, Arc::clone(&set));
        set
    }

    /// The rules that look at the whole site: all that run on any path.
    #[must_use]
    pub fn for_site(&self) -> &Arc<RuleSet> {
        &self.site
    }

    /// The rules of the site's own that ran on documents and found nothing in them to look at, after a
    /// run.
    #[must_use]
    pub fn idle(&self) -> Vec<&'static str> {
        let sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut looked: BTreeMap<&'static str, bool> = BTreeMap::new();
        for active in std::iter::once(&self.base).chain(sets.values()).flat_map(|set| &set.active) {
            if let Some(has_looked) = active.check.has_looked().filter(|_| active.id.starts_with(OWN)) {
                *looked.entry(active.id).or_default() |= has_looked;
            }
        }
        looked.into_iter().filter(|(_, has_looked)| !has_looked).map(|(id, _)| id).collect()
    }

    /// Whether a path relative to the root is left out unless it is named.
    #[must_use]
    pub fn excludes(&self, path: &str) -> bool {
        if self.prefix.is_empty() {
            return self.exclude.matches(path);
        }
        self.exclude.matches(&format!("{}{path}", self.prefix))
    }
}
