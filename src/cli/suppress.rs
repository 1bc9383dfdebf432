//! What `check` is told of comments that set findings aside. Types for clap alone.

use clap::Args;

/// What is done with comments that set findings aside.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Suppressions")]
pub struct SuppressArgs {
    /// Show what comments in the files suppress, as if they were not there
    #[arg(long)]
    pub no_suppressions: bool,
    /// List what comments suppress, each with its reason
    #[arg(long, conflicts_with = "no_suppressions")]
    pub list_suppressed: bool,
}
