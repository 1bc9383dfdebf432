//! The arguments of `mv`, `rename-category` and `rename-tag`. Types for clap alone.

use std::path::PathBuf;

use clap::Args;

use super::{RuleArgs, SiteArgs};

/// The arguments of `mv`.
#[derive(Clone, Debug, Default, Args)]
pub struct MoveCommand {
    /// A post, page, image, other file or folder of the site
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// Its new path, or a folder to move it into
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// How the move is made.
    #[command(flatten)]
    pub how: MovingArgs,
}

/// The arguments of `rename-category` and `rename-tag`.
#[derive(Clone, Debug, Default, Args)]
pub struct RenameCommand {
    /// Its name, as the posts have it
    #[arg(value_name = "OLD")]
    pub old: String,
    /// Its new name
    #[arg(value_name = "NEW")]
    pub new: String,
    /// The folder of the site; the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// How the move is made.
    #[command(flatten)]
    pub how: MovingArgs,
}

/// How a move is made.
#[derive(Clone, Debug, Default, Args)]
pub struct MovingArgs {
    /// Change the files; without it the changes are only printed, as a diff
    #[arg(long, short, visible_alias = "apply")]
    pub write: bool,
    /// Go on although some places have to be looked at by a person
    #[arg(long)]
    pub force: bool,
    /// Let old addresses lead nowhere
    #[arg(long)]
    pub no_redirect: bool,
    /// Print no diff and no summary
    #[arg(long, short)]
    pub quiet: bool,
    /// Which rules say whether anything is worse after it.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
}
