//! The arguments of `config`. May not resolve them.

use std::path::PathBuf;

use clap::Args;

use super::{RuleArgs, SiteFormat};
use crate::config::GeneratorChoice;

/// The arguments of `config`.
#[derive(Clone, Debug, Default, Args)]
pub struct ConfigCommand {
    /// A file or folder to say what holds there; the site of the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Print what holds without a configuration, as one to begin with
    #[arg(long, conflicts_with = "path")]
    pub default: bool,
    /// Which rules run.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The generator of the site
    #[arg(long, value_name = "NAME", value_enum)]
    pub generator: Option<GeneratorChoice>,
    /// How it is shown
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: SiteFormat,
}
