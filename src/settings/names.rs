//! The names a configuration uses for rules, against those there are.
//! May not build a rule.

use crate::config::{Config, Place, Problem, Told, preset};
use crate::rules::{Catalogue, Rule};
use crate::text::nearest;

/// The name of every rule together.
const ALL: &str = "all";

/// How exactly its own id means a rule.
pub(super) const NAMED: u8 = 3;

/// How exactly some names mean a rule: nothing, `all`, its group, or its id. The more exact of two
/// lists that disagree wins.
pub(super) fn exactness(rule: &Rule, names: &[String]) -> u8 {
    let exact = |name: &String| match name.as_str() {
        id if id == rule.id => NAMED,
        group if group == rule.group() => 2,
        ALL => 1,
        _ => 0,
    };
    names.iter().map(exact).max().unwrap_or(0)
}

/// Says that a name is neither a rule nor a group, with the nearest one that is.
#[must_use]
pub fn unknown_rule(name: &str, own: &[Rule]) -> String {
    let rules = Catalogue::with(own);
    format!("there is no rule or group `{name}`; {}", suggestion(rules.rules(), name))
}

/// The names in a configuration that are no rules.
#[must_use]
pub fn check(config: &Config) -> Vec<Problem> {
    let catalogue = Catalogue::with(&config.own);
    let rules = catalogue.rules();
    let mut found = Vec::new();
    for layer in config.layers() {
        let mut problems = Vec::new();
        let selected = layer.select.as_deref().unwrap_or_default();
        for (key, names) in [("select", selected), ("enable", &layer.enable), ("ignore", &layer.ignore)] {
            check_list(rules, names, &[key], &mut problems);
        }
        check_ids(rules, layer.rules.keys(), &["rules"], &mut problems);
        for (at, one) in layer.overrides.iter().enumerate() {
            let at = at.to_string();
            let selected = one.select.as_deref().unwrap_or_default();
            for (key, names) in [("select", selected), ("enable", &one.enable), ("ignore", &one.ignore)] {
                check_list(rules, names, &["overrides", &at, key], &mut problems);
            }
            check_ids(rules, one.rules.keys(), &["overrides", &at, "rules"], &mut problems);
        }
        for mut problem in problems {
            problem.place = problem.place.in_file(layer.origin.file);
            found.push(problem);
        }
    }
    found
}

/// The names on the command line that are no rules.
#[must_use]
pub fn check_told(told: &Told, own: &[Rule]) -> Vec<Problem> {
    let catalogue = Catalogue::with(own);
    let mut problems = Vec::new();
    check_list(catalogue.rules(), &told.select, &[], &mut problems);
    check_list(catalogue.rules(), &told.ignore, &[], &mut problems);
    check_ids(catalogue.rules(), told.severity.keys(), &[], &mut problems);
    problems
}

fn check_list(rules: &[Rule], names: &[String], steps: &[&str], problems: &mut Vec<Problem>) {
    for (at, name) in names.iter().enumerate() {
        let known = |rule: &Rule| rule.id == name || rule.group() == name;
        if name != ALL && !rules.iter().any(known) {
            problems.push(Problem {
                place: Place::value(&[steps, &[&at.to_string()]].concat()),
                message: format!("there is no rule or group `{name}`"),
                help: Some(suggestion(rules, name)),
            });
        }
    }
}

fn check_ids<'c>(
    rules: &[Rule],
    ids: impl Iterator<Item = &'c String>,
    steps: &[&str],
    problems: &mut Vec<Problem>,
) {
    for id in ids.filter(|id| !rules.iter().any(|rule| rule.id == *id)) {
        let place = Place::key(&[steps, &[id.as_str()]].concat());
        let is_group = id == ALL || rules.iter().any(|rule| rule.group() == id);
        let (message, help) = if is_group {
            let message = format!("`{id}` is a group; only single rules are configured here");
            (message, format!("switch a group off with `ignore: [{id}]`"))
        } else {
            (format!("there is no rule `{id}`"), suggestion(rules, id))
        };
        problems.push(Problem { place, message, help: Some(help) });
    }
}

fn suggestion(rules: &[Rule], name: &str) -> String {
    let names = rules.iter().flat_map(|rule| [rule.id, rule.group()]).chain([ALL]);
    if let Some(preset) = preset::bringing(name) {
        return format!("it comes with `extends: {}`", preset.name);
    }
    let by_end = || rules.iter().find(|rule| rule.id.split('/').nth(1) == Some(name)).map(|rule| rule.id);
    match nearest(name, names).or_else(by_end) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`postlint explain` lists all".to_owned(),
    }
}
