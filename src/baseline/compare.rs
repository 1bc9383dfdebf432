//! What of today's findings is known, and which entries have no finding any more. A finding answers
//! one entry: of the same text, else of the same beginning, else of the same rule where only a place
//! is marked. May not decide which entries may be judged.

use std::collections::HashMap;

use super::Entry;
use crate::fingerprint::Mark;

/// A finding as entries name it.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Path of the file, as seen from the folder of the configuration.
    pub path: String,
    /// Id of the rule.
    pub rule: &'static str,
    /// What it marks.
    pub mark: Mark,
}

/// What a comparison gave.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// For each finding, the index of the entry that it answers.
    pub answers: Vec<Option<usize>>,
    /// For each entry, how many of its findings are gone.
    pub gone: Vec<u32>,
}

/// The entries of one rule in one file that still lack findings.
#[derive(Default)]
struct Open<'e> {
    exact: HashMap<&'e Mark, usize>,
    /// By the beginning of the text.
    long: HashMap<&'e str, Vec<usize>>,
    places: Vec<usize>,
}

/// Holds findings against entries. `moved` gives an entry's path a new one, where its file moved.
#[must_use]
pub fn compare(entries: &[Entry], findings: &[Marked], moved: &dyn Fn(&str) -> Option<String>) -> Comparison {
    let mut open: HashMap<(String, &str), Vec<Open<'_>>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let new = moved(&entry.path);
        let is_moved = usize::from(new.is_some());
        let path = new.unwrap_or_else(|| entry.path.clone());
        let group = open.entry((path, &entry.rule)).or_default();
        // A file may have been known under both names: what was written of the new one comes first.
        group.resize_with(group.len().max(is_moved + 1), Open::default);
        let Some(one) = group.get_mut(is_moved) else { continue };
        one.exact.insert(&entry.mark, at);
        if entry.mark.is_place {
            one.places.push(at);
        } else if entry.mark.digest.is_some() {
            one.long.entry(&entry.mark.text).or_default().push(at);
        }
    }
    let mut gone: Vec<u32> = entries.iter().map(|entry| entry.count).collect();
    let mut answers = vec![None; findings.len()];
    for is_exact in [true, false] {
        for (answer, finding) in answers.iter_mut().zip(findings).filter(|(answer, _)| answer.is_none()) {
            let Some(group) = open.get_mut(&(finding.path.clone(), finding.rule)) else { continue };
            let found = group.iter_mut().find_map(|one| one.take(&finding.mark, is_exact, &gone));
            if let Some(left) = found.and_then(|at| gone.get_mut(at)) {
                *left -= 1;
                *answer = found;
            }
        }
    }
    Comparison { answers, gone }
}

impl Open<'_> {
    fn take(&mut self, mark: &Mark, is_exact: bool, gone: &[u32]) -> Option<usize> {
        let has_left = |at: &usize| gone.get(*at).is_some_and(|left| *left > 0);
        if is_exact {
            return self.exact.get(mark).copied().filter(|at| has_left(at));
        }
        let list = if mark.is_place {
            &mut self.places
        } else {
            mark.digest?;
            self.long.get_mut(mark.text.as_str())?
        };
        while list.last().is_some_and(|at| !has_left(at)) {
            list.pop();
        }
        list.last().copied()
    }
}
