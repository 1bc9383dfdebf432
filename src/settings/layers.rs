//! Manifest, configuration and overrides, one over the other, to the rules of a path.
//! May not know of patterns: overrides are numbers here.

use serde_json::{Map, Value};

use super::names::exactness;
use super::{Active, RuleSet};
use crate::config::{Config, FixLevel, Override, Place, Problem, RuleConfig};
use crate::finding::Severity;
use crate::manifest::Manifest;
use crate::rules::{Built, Catalogue, Options, Rule};
use crate::sink::RuleIndex;
use crate::text::nearest;

/// What is known of every rule before overrides, and the overrides.
pub(super) struct Layers {
    rules: Vec<Layer>,
    overrides: Vec<Override>,
}

struct Layer {
    rule: Rule,
    index: RuleIndex,
    /// Its severity, if it runs.
    severity: Option<Severity>,
    fix: Option<FixLevel>,
    options: Map<String, Value>,
}

impl Layers {
    /// Lays the configuration over the manifests; options that do not fit become problems.
    pub(super) fn new(config: &Config, catalogue: &Catalogue, problems: &mut Vec<Problem>) -> Self {
        let mut rules = Vec::with_capacity(catalogue.rules().len());
        for (index, rule) in (0..).zip(catalogue.rules()) {
            let meta = match Manifest::meta(rule.manifest) {
                Ok(meta) => meta,
                Err(error) => {
                    let message = format!("{}: {error}", rule.id);
                    problems.push(Problem { place: Place::default(), message, help: None });
                    continue;
                }
            };
            let user = config.rules.get(rule.id);
            let level = user.and_then(|user| user.severity);
            let usual = level.and_then(|level| level.severity()).unwrap_or(meta.severity);
            let is_off = level.is_some_and(|level| level.severity().is_none());
            let chosen = match &config.select {
                Some(names) => exactness(rule, names),
                None => u8::from(!meta.opt_in || level.is_some()),
            };
            let runs = !is_off && chosen > 0 && chosen_over(chosen, exactness(rule, &config.ignore));
            let defaults = Options(meta.options.into_iter().collect());
            let mut options = defaults.clone();
            if let Some(user) = user {
                fits(rule, &defaults, user, &["rules", rule.id], problems);
                options.0.extend(user.options.clone());
            }
            for (at, one) in config.overrides.iter().enumerate() {
                let Some(user) = one.rules.get(rule.id) else { continue };
                fits(rule, &options, user, &["overrides", &at.to_string(), "rules", rule.id], problems);
            }
            let severity = runs.then_some(usual);
            let fix = user.and_then(|user| user.fix);
            rules.push(Layer { rule: *rule, index, severity, fix, options: options.0 });
        }
        Self { rules, overrides: config.overrides.clone() }
    }

    /// The rules that run where these overrides apply, the later over the earlier.
    pub(super) fn rule_set(&self, applying: &[usize]) -> RuleSet {
        let overrides: Vec<&Override> = applying.iter().filter_map(|at| self.overrides.get(*at)).collect();
        RuleSet { active: self.rules.iter().filter_map(|layer| layer.active(&overrides)).collect() }
    }

    /// The rules that run on any path, with the options they have most widely.
    pub(super) fn anywhere(&self) -> RuleSet {
        let active = self.rules.iter().filter_map(|layer| {
            let single = self.overrides.iter().find_map(|one| layer.active(&[one]));
            layer.active(&[]).or(single)
        });
        RuleSet { active: active.collect() }
    }
}

/// Whether a choice stands against a list of ignored names that means the rule that exactly.
fn chosen_over(chosen: u8, ignored: u8) -> bool {
    ignored == 0 || chosen > ignored
}

impl Layer {
    fn active(&self, overrides: &[&Override]) -> Option<Active> {
        let (mut severity, mut fix) = (self.severity, self.fix);
        let mut options = self.options.clone();
        for one in overrides {
            if exactness(&self.rule, &one.ignore) > 0 {
                severity = None;
            }
            let Some(user) = one.rules.get(self.rule.id) else { continue };
            if let Some(level) = user.severity {
                severity = level.severity();
            }
            fix = user.fix.or(fix);
            options.extend(user.options.clone());
        }
        let severity = severity?;
        // Each layer fits by itself; layers that do not fit each other leave the base.
        let check = self.build(options).or_else(|_| self.build(self.options.clone())).ok()?;
        Some(Active { index: self.index, id: self.rule.id, severity, fix, check })
    }

    fn build(&self, options: Map<String, Value>) -> Built {
        self.rule.build(&Options(options))
    }
}

/// Checks what a user wrote for a rule, option by option, so that each problem has its own place.
fn fits(rule: &Rule, below: &Options, user: &RuleConfig, steps: &[&str], problems: &mut Vec<Problem>) {
    for (name, value) in &user.options {
        let steps = [steps, &[name]].concat();
        if !below.0.contains_key(name) {
            let help = match nearest(name, below.0.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if below.0.is_empty() => "the rule has no options, only `severity` and `fix`".to_owned(),
                None => format!("its options are {}", list(below)),
            };
            let message = format!("{} has no option `{name}`", rule.id);
            problems.push(Problem { place: Place::key(&steps), message, help: Some(help) });
            continue;
        }
        let mut one = below.clone();
        one.0.insert(name.clone(), value.clone());
        if let Err(error) = rule.build(&one) {
            let message = format!("this does not fit the option `{name}`: {error}");
            problems.push(Problem { place: Place::value(&steps), message, help: None });
        }
    }
}

fn list(options: &Options) -> String {
    options.0.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
