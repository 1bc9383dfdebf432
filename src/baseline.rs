//! The findings of a site that are known and may only get fewer: one entry a line, by rule, file and
//! marked text. May not read or write a file, or know how findings are made.

mod compare;
mod debt;
mod text;

use crate::fingerprint::Mark;

pub use compare::{Comparison, Marked, compare};
pub use debt::Debt;
pub use text::{Fault, parse, parse_both_sides, write};

/// Where a baseline is kept, beside the configuration.
pub const FILE: &str = ".postlint/baseline";

/// What findings on entries of a baseline are called whose finding is gone.
pub const STALE: &str = "baseline/stale";

/// One line: equal findings of a rule in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path of the file, as seen from the folder of the configuration.
    pub path: String,
    /// Id of the rule.
    pub rule: String,
    /// What they mark.
    pub mark: Mark,
    /// How many they are.
    pub count: u32,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// A baseline as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// In the order of the file, no two equal.
    pub entries: Vec<Entry>,
}

impl Baseline {
    /// How many findings are known.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.entries.iter().map(|entry| u64::from(entry.count)).sum()
    }
}
