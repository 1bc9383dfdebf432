//! What `check` does about fixes, as typed. May not resolve anything.

use clap::Args;

/// What is done about findings that carry a fix.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Fixes")]
pub struct FixArgs {
    /// Apply the fixes that keep the meaning, and show what remains
    #[arg(long)]
    pub fix: bool,
    /// Apply those too that may change the meaning; with `--diff`, show them
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Write nothing; print what would change as a diff, and exit with 1 if anything would
    ///
    /// Paths are those from the root of the git repository, so that `git apply` takes the diff in any
    /// folder of it; outside of a repository, those from the current folder.
    #[arg(long)]
    pub diff: bool,
}

impl FixArgs {
    /// Whether fixes are applied, be it to files or in a diff.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.fix || self.unsafe_fixes || self.diff
    }
}
