//! What was resolved from the configuration: which rules run on a path, at which severity, with
//! which options. May not read files.

mod layers;
mod names;
mod schemas;
mod steps;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::{Config, FixLevel, Place, Problems, SchemaUse};
use crate::finding::Severity;
use crate::rules::{Catalogue, Check, OWN};
use crate::sink::RuleIndex;
use layers::Layers;
use schemas::Schemas;
use steps::{Step, Steps};

pub use layers::{By, Resolved};
pub use names::{check as check_names, check_told, unknown_rule};

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
    steps: Steps,
    schemas: Schemas,
    is_uniform: bool,
    /// By the layers that hold: one set for each combination that occurs.
    sets: Mutex<BTreeMap<Vec<usize>, Arc<RuleSet>>>,
    obeys_comments: bool,
}

impl Settings {
    /// Resolves a configuration whose paths are those of the site.
    ///
    /// # Errors
    /// All that does not fit the rules there are: unknown names, options that no rule has or whose
    /// value does not fit, patterns that are none.
    pub fn resolve(config: &Config) -> Result<Self, Problems> {
        Self::of_site(config, None)
    }

    /// Resolves a configuration for the site in a folder.
    ///
    /// # Errors
    /// As [`Settings::resolve`].
    pub fn of_site(config: &Config, root: Option<&Path>) -> Result<Self, Problems> {
        let mut problems = names::check(config);
        let catalogue = Catalogue::with(&config.own);
        let steps = Steps::of(config, root, &mut problems);
        let schemas = Schemas::of(config, root, &mut problems);
        let layers = Layers::new(&catalogue, &steps, &config.told, &mut problems);
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        let everywhere: Vec<&Step> = steps.holding(&[]).collect();
        let base = Arc::new(layers.rule_set(&everywhere));
        let is_uniform = steps.scoped().next().is_none();
        let site = if is_uniform { Arc::clone(&base) } else { Arc::new(layers.anywhere(&steps)) };
        Ok(Self {
            layers,
            catalogue,
            base,
            site,
            steps,
            schemas,
            is_uniform,
            sets: Mutex::default(),
            obeys_comments: true,
        })
    }

    /// The rules that there are.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Says where the site's root lies as seen from the configuration: nothing, or `docs/`.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        self.steps.below(prefix);
        self.schemas.below(prefix);
        self
    }

    /// The rules that run on a path relative to the root.
    #[must_use]
    pub fn rules_for(&self, path: &str) -> Arc<RuleSet> {
        if self.is_uniform {
            return Arc::clone(&self.base);
        }
        let key = self.steps.on(path);
        if key.is_empty() {
            return Arc::clone(&self.base);
        }
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(set) = sets.get(&key) {
            return Arc::clone(set);
        }
        let holding: Vec<&Step> = self.steps.holding(&key).collect();
        let set = Arc::new(self.layers.rule_set(&holding));
        sets.insert(key, Arc::clone(&set));
        set
    }

    /// What every rule is told on a path relative to the root, or on those that no layer speaks of.
    #[must_use]
    pub fn resolved(&self, path: Option<&str>) -> Vec<Resolved> {
        let scoped = path.map(|path| self.steps.on(path)).unwrap_or_default();
        let holding: Vec<&Step> = self.steps.holding(&scoped).collect();
        self.layers.resolved(&holding)
    }

    /// The schemas of the configuration.
    #[must_use]
    pub fn schemas(&self) -> &[SchemaUse] {
        self.schemas.uses()
    }

    /// The schemas that the front matter of a path relative to the root keeps, by their places among
    /// all.
    #[must_use]
    pub fn schemas_for(&self, path: &str) -> Vec<usize> {
        self.schemas.on(path)
    }

    /// The pattern that leaves a path relative to the root out, if one does.
    #[must_use]
    pub fn excluded_by(&self, path: &str) -> Option<Place> {
        self.steps.excluded_by(path)
    }

    /// The overrides that hold on a path relative to the root, in their order.
    #[must_use]
    pub fn overrides_on(&self, path: &str) -> Vec<Place> {
        self.steps.overrides_on(path)
    }

    /// The rules that look at the whole site: all that run on any path.
    #[must_use]
    pub fn for_site(&self) -> &Arc<RuleSet> {
        &self.site
    }

    /// The same, where comments in the files set nothing aside.
    #[must_use]
    pub fn without_comments(mut self) -> Self {
        self.obeys_comments = false;
        self
    }

    /// Whether comments in the files set findings aside.
    #[must_use]
    pub fn obeys_comments(&self) -> bool {
        self.obeys_comments
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
        self.steps.exclude(path)
    }
}
