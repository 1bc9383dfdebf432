//! Manifest, configuration and overrides, one over the other, to the rules of a path.
//! May not know of patterns: which layers hold is decided elsewhere.

use serde_json::{Map, Value};

use super::names::{NAMED, exactness};
use super::steps::{Step, Steps};
use super::{Active, RuleSet};
use crate::config::{FixLevel, Place, Problem, RuleConfig, Told, preset};
use crate::finding::Severity;
use crate::manifest::Manifest;
use crate::rules::{Catalogue, Options, Rule};
use crate::sink::RuleIndex;
use crate::text::nearest;

/// What is known of every rule before the configuration, and the command line over it.
pub(super) struct Layers {
    rules: Vec<Unset>,
    told: Told,
}

/// A rule as its manifest leaves it.
struct Unset {
    rule: Rule,
    index: RuleIndex,
    severity: Severity,
    opt_in: bool,
    defaults: Map<String, Value>,
}

/// What decided something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The rule's manifest.
    Manifest,
    /// A part of the configuration.
    Config(Place),
    /// The command line.
    CommandLine,
}

/// What a rule is told on some paths, and by what.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Its id.
    pub id: &'static str,
    /// Its index in the catalogue.
    pub index: RuleIndex,
    /// Whether it runs.
    pub runs: (bool, By),
    /// Its severity, if it runs.
    pub severity: (Severity, By),
    /// What becomes of its fixes, if that was said.
    pub fix: Option<(FixLevel, By)>,
    /// Its options, each with what set it.
    pub options: Vec<(String, Value, By)>,
}

impl Layers {
    /// The rules of a catalogue; options that do not fit become problems.
    pub(super) fn new(
        catalogue: &Catalogue,
        steps: &Steps,
        told: &Told,
        problems: &mut Vec<Problem>,
    ) -> Self {
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
            let defaults: Map<String, Value> = meta.options.into_iter().collect();
            for step in &steps.all {
                if let Some(user) = step.rules.get(rule.id) {
                    fits(rule, &defaults, user, step, problems);
                }
            }
            // What a preset brings, it enables itself, so that it holds where the preset does.
            let (severity, opt_in) = (meta.severity, meta.opt_in || preset::bringing(rule.id).is_some());
            rules.push(Unset { rule: *rule, index, severity, opt_in, defaults });
        }
        Self { rules, told: told.clone() }
    }

    /// The rules that run where these layers hold, the later over the earlier.
    pub(super) fn rule_set(&self, steps: &[&Step]) -> RuleSet {
        RuleSet { active: self.rules.iter().filter_map(|rule| rule.active(&self.told, steps)).collect() }
    }

    /// The rules that run on any path, with the options they have most widely.
    pub(super) fn anywhere(&self, steps: &Steps) -> RuleSet {
        let everywhere: Vec<&Step> = steps.holding(&[]).collect();
        let active = self.rules.iter().filter_map(|rule| {
            let singly = || {
                steps.scoped().find_map(|at| {
                    let holding: Vec<&Step> = steps.holding(std::slice::from_ref(&at)).collect();
                    rule.active(&self.told, &holding)
                })
            };
            rule.active(&self.told, &everywhere).or_else(singly)
        });
        RuleSet { active: active.collect() }
    }

    /// What every rule is told where these layers hold.
    pub(super) fn resolved(&self, steps: &[&Step]) -> Vec<Resolved> {
        self.rules.iter().map(|rule| rule.resolve(&self.told, steps)).collect()
    }
}

impl Unset {
    fn active(&self, told: &Told, steps: &[&Step]) -> Option<Active> {
        let resolved = self.resolve(told, steps);
        if !resolved.runs.0 {
            return None;
        }
        let options = resolved.options.into_iter().map(|(name, value, _)| (name, value)).collect();
        // Each layer fits by itself; layers that do not fit each other leave the manifest's.
        let check = self.rule.build(&Options(options));
        let check = check.or_else(|_| self.rule.build(&Options(self.defaults.clone()))).ok()?;
        let fix = resolved.fix.map(|(fix, _)| fix);
        Some(Active { index: self.index, id: self.rule.id, severity: resolved.severity.0, fix, check })
    }

    /// The layers one over the other.
    fn resolve(&self, told: &Told, steps: &[&Step]) -> Resolved {
        let is_told = !told.select.is_empty();
        let mut state = self.fresh(told);
        for step in steps {
            if step.is_root {
                state = self.fresh(told);
            }
            // What the command line selects is held back by overrides, not by the files themselves.
            state.choose(&self.rule, step, !is_told || step.at.is_some());
            if let Some(user) = step.rules.get(self.rule.id) {
                let steps = ["rules", self.rule.id];
                state.set(user, step, &steps);
            }
        }
        if let Some(level) = told.severity.get(self.rule.id) {
            match level.severity() {
                Some(severity) => {
                    state.severity = (severity, By::CommandLine);
                    if !state.runs.0 && !is_told {
                        state.runs = (true, By::CommandLine);
                    }
                }
                None => state.runs = (false, By::CommandLine),
            }
        }
        let (chosen, ignored) = (exactness(&self.rule, &told.select), exactness(&self.rule, &told.ignore));
        if (is_told && chosen == 0) || (ignored > 0 && ignored >= chosen) {
            state.runs = (false, By::CommandLine);
        }
        state
    }

    fn fresh(&self, told: &Told) -> Resolved {
        let defaults = self.defaults.iter();
        let runs = match told.select.is_empty() {
            true => (!self.opt_in, By::Manifest),
            false => (exactness(&self.rule, &told.select) > 0, By::CommandLine),
        };
        Resolved {
            id: self.rule.id,
            index: self.index,
            runs,
            severity: (self.severity, By::Manifest),
            fix: None,
            options: defaults.map(|(name, value)| (name.clone(), value.clone(), By::Manifest)).collect(),
        }
    }
}

impl Resolved {
    /// Whether it runs after a layer. Of what one layer says of it, the more exact name counts.
    fn choose(&mut self, rule: &Rule, step: &Step, decides: bool) {
        if !decides {
            return;
        }
        let by = |key: &str, names: &[String]| {
            let at = names.iter().rposition(|name| exactness(rule, std::slice::from_ref(name)) > 0);
            let at = at.map(|at| at.to_string());
            By::Config(step.place(&[Some(key), at.as_deref()].into_iter().flatten().collect::<Vec<_>>()))
        };
        let level = step.rules.get(rule.id).and_then(|user| user.severity);
        let mut chosen = exactness(rule, &step.enable);
        if let Some(names) = &step.select {
            let selected = exactness(rule, names);
            self.runs = (selected > 0, by("select", names));
            chosen = chosen.max(selected);
        } else if level.is_some_and(|level| level.severity().is_some()) {
            self.runs = (true, By::Config(step.place(&["rules", rule.id])));
            chosen = NAMED;
        }
        if exactness(rule, &step.enable) > 0 {
            self.runs = (true, by("enable", &step.enable));
        }
        let ignored = exactness(rule, &step.ignore);
        if ignored > 0 && ignored >= chosen {
            self.runs = (false, by("ignore", &step.ignore));
        }
        if level.is_some_and(|level| level.severity().is_none()) {
            self.runs = (false, By::Config(step.place(&["rules", rule.id])));
        }
    }

    fn set(&mut self, user: &RuleConfig, step: &Step, steps: &[&str]) {
        if let Some(severity) = user.severity.and_then(|level| level.severity()) {
            self.severity = (severity, By::Config(step.place(steps)));
        }
        if let Some(fix) = user.fix {
            self.fix = Some((fix, By::Config(step.place(&[steps, &["fix"]].concat()))));
        }
        for (name, value) in &user.options {
            let place = step.place(&[steps, &[name]].concat());
            let option = (name.clone(), value.clone(), By::Config(place));
            match self.options.iter_mut().find(|(known, ..)| known == name) {
                Some(known) => *known = option,
                None => self.options.push(option),
            }
        }
    }
}

/// Checks what a user wrote for a rule, option by option, so that each problem has its own place.
fn fits(
    rule: &Rule,
    defaults: &Map<String, Value>,
    user: &RuleConfig,
    step: &Step,
    problems: &mut Vec<Problem>,
) {
    for (name, value) in &user.options {
        let steps = ["rules", rule.id, name];
        if !defaults.contains_key(name) {
            let help = match nearest(name, defaults.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if defaults.is_empty() => {
                    "the rule has no options, only `severity` and `fix`".to_owned()
                }
                None => format!("its options are {}", list(defaults)),
            };
            let message = format!("{} has no option `{name}`", rule.id);
            problems.push(Problem { place: step.key(&steps), message, help: Some(help) });
            continue;
        }
        let mut one = defaults.clone();
        one.insert(name.clone(), value.clone());
        if let Err(error) = rule.build(&Options(one)) {
            let message = format!("this does not fit the option `{name}`: {error}");
            problems.push(Problem { place: step.place(&steps), message, help: None });
        }
    }
}

fn list(options: &Map<String, Value>) -> String {
    options.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
