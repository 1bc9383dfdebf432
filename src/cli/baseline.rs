//! Arguments on findings that are known. Types for clap alone.

use std::path::PathBuf;

use clap::Args;

use super::{RuleArgs, SiteArgs, SiteFormat};

/// Which findings `check` takes for known.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Known findings")]
pub struct KnownArgs {
    /// Take the findings in this file for known [default: .postlint/baseline beside the configuration]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub baseline: Option<PathBuf>,
    /// Take no finding for known
    #[arg(long)]
    pub no_baseline: bool,
}

/// The arguments of `baseline`.
#[derive(Clone, Debug, Default, Args)]
pub struct BaselineCommand {
    /// Files, folders or globs; the current folder unless given
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Take away what is fixed, and add nothing
    #[arg(long, conflicts_with_all = ["update", "statistics"])]
    pub prune: bool,
    /// Add what is new as well: the one way in which a baseline grows
    #[arg(long, visible_alias = "force", conflicts_with = "statistics")]
    pub update: bool,
    /// Count what is known, by rule and by folder, and write nothing
    #[arg(long)]
    pub statistics: bool,
    /// The file [default: .postlint/baseline beside the configuration]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// How the statistics are shown
    #[arg(long, short = 'f', value_enum, default_value_t, requires = "statistics")]
    pub format: SiteFormat,
    /// Which rules run.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
}
