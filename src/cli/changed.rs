//! Arguments on what changed. Types for clap alone.

use clap::Args;

/// Which changes are looked at, if not the whole site.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "What changed")]
pub struct ChangedArgs {
    /// Show what is in files that changed since the branch left REV, and what the changes broke elsewhere
    #[arg(long, value_name = "REV", conflicts_with = "stdin_filename")]
    pub since: Option<String>,
    /// Check what is about to be committed, as it stands in the index
    #[arg(long, conflicts_with_all = ["since", "stdin_filename", "fix", "unsafe_fixes", "diff"])]
    pub staged: bool,
}
