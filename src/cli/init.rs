//! The arguments of `init`.

use std::path::PathBuf;

use clap::Args;

use super::SiteArgs;

/// The arguments of `init`.
#[derive(Clone, Debug, Default, Args)]
pub struct InitCommand {
    /// The folder of the site; the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Write nothing: print the files, and what is said of the site on standard error
    #[arg(long, visible_alias = "stdout")]
    pub dry_run: bool,
    /// Say nothing of the site
    #[arg(long, short)]
    pub quiet: bool,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
}
