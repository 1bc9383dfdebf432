//! `--statistics`: how much each rule found. May not look at places.

use std::collections::BTreeMap;

use super::project::Project;
use crate::check::Outcome;

/// A line for each rule that found something, could not decide or was suppressed, the most findings first.
pub(super) fn lines(outcomes: &[Outcome]) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for outcome in outcomes {
        for finding in &outcome.findings {
            counts.entry(finding.rule).or_default().0 += 1;
        }
        for one in &outcome.undecided {
            let Some(rule) = outcome.rules.get(one.rule) else { continue };
            counts.entry(rule.id).or_default().1 += 1;
        }
        for one in &outcome.suppressed {
            counts.entry(one.finding.rule).or_default().2 += 1;
        }
    }
    let mut counts: Vec<(&str, (usize, usize, usize))> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let line = |(rule, (found, undecided, suppressed)): (&str, (usize, usize, usize))| {
        let beside = [(undecided, "undecided"), (suppressed, "suppressed")];
        let beside = beside.into_iter().filter(|(count, _)| *count > 0);
        let beside: Vec<String> = beside.map(|(count, what)| format!("{count} {what}")).collect();
        match beside.as_slice() {
            [] => format!("{found:>7}  {rule}"),
            _ => format!("{found:>7}  {rule} ({})", beside.join(", ")),
        }
    };
    counts.into_iter().map(line).collect()
}

/// The rules of the sites' own that nothing was there for, in any of the sites that have them.
pub(super) fn idle(projects: &[Project]) -> Vec<&'static str> {
    let idle: Vec<&'static str> = projects.iter().flat_map(|one| one.settings.idle()).collect();
    let is_everywhere = |id: &&&str| {
        let has = |project: &&Project| project.settings.catalogue().find(id).is_some();
        idle.iter().filter(|other| *other == *id).count() == projects.iter().filter(has).count()
    };
    let mut all: Vec<&'static str> = idle.iter().filter(is_everywhere).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}
