//! Arguments on what is published. Types for clap alone.

use std::path::PathBuf;

use clap::Args;

use super::{SiteArgs, SiteFormat};

/// The arguments of `urls`.
#[derive(Clone, Debug, Default, Args)]
pub struct UrlsCommand {
    /// The folder of the site; the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Write them to this file, which `check` holds the site against [default: .postlint/urls]
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub record: Option<Option<PathBuf>>,
    /// Style sheets, scripts and fonts as well, which only the site's own pages load
    #[arg(long)]
    pub all: bool,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How they are shown
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: SiteFormat,
}
