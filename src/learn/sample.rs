//! How often something was seen, and where first. May not depend on the order in which it was seen.

use std::collections::BTreeMap;
use std::sync::Arc;

/// So many places are named.
const PLACES: usize = 3;

/// How many files something was seen in, and the first of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sample {
    /// How often.
    pub(super) count: usize,
    /// The first paths, sorted.
    pub(super) paths: Vec<Arc<str>>,
}

impl Sample {
    /// Sees it once more.
    pub(super) fn add(&mut self, path: &Arc<str>) {
        self.count += 1;
        self.note(path);
    }

    fn note(&mut self, path: &Arc<str>) {
        let Err(at) = self.paths.binary_search(path) else { return };
        if at < PLACES {
            self.paths.insert(at, Arc::clone(path));
            self.paths.truncate(PLACES);
        }
    }

    /// Takes over what another has seen.
    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        for path in &other.paths {
            self.note(path);
        }
    }
}

/// Samples by name; of values that differ from file to file only their number is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// What was seen, by its text.
    pub(super) seen: BTreeMap<Box<str>, Sample>,
    /// How much was seen in all.
    pub(super) total: usize,
    most: Option<usize>,
    is_full: bool,
}

impl Tally {
    /// One that keeps no more than so many texts: beyond that there is no vocabulary.
    pub(super) fn of_at_most(most: usize) -> Self {
        Self { most: Some(most), ..Self::default() }
    }

    /// Sees a text.
    pub(super) fn add(&mut self, text: &str, path: &Arc<str>) {
        self.total += 1;
        if self.is_full {
            return;
        }
        match self.seen.get_mut(text) {
            Some(sample) => sample.add(path),
            None => {
                let mut sample = Sample::default();
                sample.add(path);
                self.seen.insert(text.into(), sample);
                self.bound();
            }
        }
    }

    /// Sees a text that cannot be kept: there is no vocabulary.
    pub(super) fn miss(&mut self) {
        self.total += 1;
        self.is_full = true;
        self.seen.clear();
    }

    fn bound(&mut self) {
        if self.most.is_some_and(|most| self.seen.len() > most) {
            self.is_full = true;
            self.seen.clear();
        }
    }

    /// Takes over what another has seen.
    pub(super) fn merge(&mut self, other: &Self) {
        self.total += other.total;
        self.is_full |= other.is_full;
        if self.is_full {
            return self.seen.clear();
        }
        for (text, sample) in &other.seen {
            self.seen.entry(text.clone()).or_default().merge(sample);
        }
        self.bound();
    }

    /// Whether more texts were seen than are kept.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// What was seen, the most frequent first, then by text.
    pub(super) fn by_count(&self) -> Vec<(&str, &Sample)> {
        let mut all: Vec<(&str, &Sample)> = self.seen.iter().map(|(text, one)| (&**text, one)).collect();
        all.sort_by(|(one, a), (other, b)| b.count.cmp(&a.count).then_with(|| one.cmp(other)));
        all
    }

    /// The chance that the next one is new, in thousandths (Good and Turing: the share of those seen
    /// once). A vocabulary is closed where that is next to nothing.
    pub(super) fn novelty(&self) -> usize {
        let once = self.seen.values().filter(|one| one.count == 1).count();
        (once * 1000).checked_div(self.total).unwrap_or(1000)
    }
}
