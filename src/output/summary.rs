//! The counts of a run, and the line that ends one. May not look at single findings' places.

use std::fmt;

use serde::Serialize;

use crate::check::Outcome;
use crate::finding::Severity;
use crate::output::Run;

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note.
    pub notes: usize,
    /// Questions without an answer.
    pub undecided: usize,
    /// Findings that carry a fix.
    pub fixable: usize,
    /// Findings that were fixed, where that was asked for; they are counted nowhere else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<usize>,
    /// Findings that comments in the files set aside.
    pub suppressed: usize,
}

impl Summary {
    /// Counts a run.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let count = |severity| outcome.findings.iter().filter(|one| one.severity == severity).count();
        Self {
            files: outcome.files,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            undecided: outcome.undecided.len(),
            fixable: outcome.findings.iter().filter(|one| one.fix.is_some()).count(),
            fixed: outcome.fixed,
            suppressed: outcome.suppressed.len(),
        }
    }
}

impl Summary {
    /// Counts the runs over several sites together.
    #[must_use]
    pub fn of_all(runs: &[Run<'_>]) -> Self {
        runs.iter().map(|run| Self::of(run.outcome)).fold(Self::default(), |sum, one| Self {
            files: sum.files + one.files,
            errors: sum.errors + one.errors,
            warnings: sum.warnings + one.warnings,
            notes: sum.notes + one.notes,
            undecided: sum.undecided + one.undecided,
            fixable: sum.fixable + one.fixable,
            fixed: sum.fixed.into_iter().chain(one.fixed).reduce(|sum, one| sum + one),
            suppressed: sum.suppressed + one.suppressed,
        })
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let mut separator = "";
        for (count, noun) in counts.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "{separator}{}", Counted(count, noun))?;
            separator = ", ";
        }
        if separator.is_empty() {
            f.write_str("nothing found")?;
        }
        write!(f, " in {}", Counted(self.files, "file"))?;
        if self.undecided > 0 {
            write!(f, "; {} undecided", Grouped(self.undecided))?;
        }
        if self.fixable > 0 {
            write!(f, "; {} fixable", Grouped(self.fixable))?;
        }
        if self.suppressed > 0 {
            write!(f, "; {} suppressed", Grouped(self.suppressed))?;
        }
        Ok(())
    }
}

/// A count and its noun: `1 file`, `1,200 files`.
#[must_use]
pub fn counted(count: usize, noun: &'static str) -> String {
    Counted(count, noun).to_string()
}

/// A count and its noun, in the plural where there is not exactly one.
struct Counted(usize, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", Grouped(self.0), self.1)
    }
}

/// A number with a comma between each three digits.
struct Grouped(usize);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 1000, self.0 % 1000) {
            (0, rest) => write!(f, "{rest}"),
            (thousands, rest) => write!(f, "{},{rest:03}", Self(thousands)),
        }
    }
}
