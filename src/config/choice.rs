//! The words that can be chosen from, on the command line and in the configuration alike.

use clap::ValueEnum;

use crate::finding::{Safety, Severity};

/// A severity, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// See [`Severity::Note`].
    Note,
    /// See [`Severity::Warning`].
    Warning,
    /// See [`Severity::Error`].
    Error,
}

impl Level {
    /// The severity, or `None` for off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What becomes of the fixes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FixLevel {
    /// All of them are safe: `--fix` applies them
    Safe,
    /// All of them need `--unsafe-fixes`
    Unsafe,
    /// There are none
    Off,
}

impl FixLevel {
    /// The safety of a fix, or `None` for off.
    #[must_use]
    pub fn safety(self) -> Option<Safety> {
        match self {
            Self::Safe => Some(Safety::Safe),
            Self::Unsafe => Some(Safety::Unsafe),
            Self::Off => None,
        }
    }
}

/// Which generator publishes the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GeneratorChoice {
    /// Found from the files of the site
    #[default]
    Auto,
    /// Jekyll 4
    Jekyll,
    /// None: files are checked as they are
    None,
}

/// The lowest severity that fails a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Any finding
    Note,
    /// Warnings and errors
    #[default]
    Warning,
    /// Errors alone
    Error,
    /// Nothing
    Never,
}

impl FailOn {
    /// Whether a finding of that severity fails the run.
    #[must_use]
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Note => true,
            Self::Warning => severity >= Severity::Warning,
            Self::Error => severity >= Severity::Error,
            Self::Never => false,
        }
    }
}
