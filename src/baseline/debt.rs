//! How much is known, by rule and by folder. May not look at texts.

use std::collections::BTreeMap;

use super::Baseline;

/// The counts of a baseline, the greatest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Debt {
    /// All findings.
    pub total: u64,
    /// Files with a finding.
    pub files: usize,
    /// By rule.
    pub rules: Vec<RuleDebt>,
    /// By the folder that a file lies in.
    pub folders: Vec<FolderDebt>,
}

/// What is known of one rule.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RuleDebt {
    /// Its id.
    pub rule: String,
    /// Its findings.
    pub count: u64,
}

/// What is known of the files in one folder, without those in folders below it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FolderDebt {
    /// Its path; `.` for the folder of the configuration.
    pub folder: String,
    /// Findings in its files.
    pub count: u64,
}

impl Debt {
    /// Counts a baseline.
    #[must_use]
    pub fn of(baseline: &Baseline) -> Self {
        let mut rules: BTreeMap<&str, u64> = BTreeMap::new();
        let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
        let mut files: Vec<&str> = Vec::with_capacity(baseline.entries.len());
        for entry in &baseline.entries {
            let folder = entry.path.rsplit_once('/').map_or(".", |(folder, _)| folder);
            *rules.entry(&entry.rule).or_default() += u64::from(entry.count);
            *folders.entry(folder).or_default() += u64::from(entry.count);
            files.push(&entry.path);
        }
        files.sort_unstable();
        files.dedup();
        Self {
            total: baseline.total(),
            files: files.len(),
            rules: sorted(rules).map(|(rule, count)| RuleDebt { rule, count }).collect(),
            folders: sorted(folders).map(|(folder, count)| FolderDebt { folder, count }).collect(),
        }
    }
}

/// The greatest first; equal ones by name.
fn sorted(counts: BTreeMap<&str, u64>) -> impl Iterator<Item = (String, u64)> {
    let mut counts: Vec<(String, u64)> =
        counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counts.into_iter()
}
