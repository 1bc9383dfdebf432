//! `postlint rules`: lists rules, starts new ones, runs their examples, writes their pages.
//! May not check a site.

mod docs;
mod new;
mod test;

use std::io::Write;
use std::path::PathBuf;

use super::{CLEAN, Failure, explain, problems, project, say};
use crate::cli::RulesCommand;
use crate::config::{ConfigFile, OwnRules, own_home, own_rules};
use crate::output::ColorChoice;
use crate::rules::{RULES, Rule};
use crate::source::Span;

pub(super) fn run(command: &RulesCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    match command {
        RulesCommand::List { own } => list(*own, out),
        RulesCommand::New { name } => new::run(name, out),
        RulesCommand::Test { path } => test::run(path.as_deref(), out),
        RulesCommand::Docs { out: folder } => docs::run(folder, out),
    }
}

fn list(only_own: bool, out: &mut dyn Write) -> Result<u8, Failure> {
    let own = rules_of_here()?;
    if only_own && own.is_empty() {
        say("postlint: no rules of your own; `postlint rules new NAME` starts one");
    }
    let built_in = if only_own { &[] } else { RULES };
    explain::list(built_in.iter().chain(&own), out)?;
    Ok(CLEAN)
}

/// The current folder.
pub(super) fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))
}

/// The rules of the site that the current folder lies in, if all of them can be meant.
pub(super) fn rules_of_here() -> Result<Vec<Rule>, Failure> {
    let here = here()?;
    let file = ConfigFile::of_folder(&here, &project::shown);
    // The packs that the configuration names; what else it says is not looked at.
    let file = file.map_err(|error| Failure::Words(error.to_string()))?;
    let (mut folders, packs) = file.map(|file| (file.folders, file.config.packs)).unwrap_or_default();
    let home = own_home(&here);
    if !folders.contains(&home) {
        folders.insert(0, home);
    }
    usable(own_rules(&folders, &packs), ColorChoice::Auto)
}

/// The rules, if all of them can be meant; else what is wrong with them is shown.
pub(super) fn usable(own: OwnRules, color: ColorChoice) -> Result<Vec<Rule>, Failure> {
    if let Some((path, reason)) = own.unreadable.first() {
        return Err(Failure::Words(format!("cannot read {}: {reason}", path.display())));
    }
    for broken in &own.broken {
        let problems: Vec<(Span, &str, Option<&str>)> =
            broken.problems.iter().map(|one| (one.span, &*one.message, one.help.as_deref())).collect();
        problems::excerpts(&broken.source, &problems, color)?;
    }
    match own.broken.first() {
        Some(broken) => Err(Failure::Config(broken.source.path().to_string())),
        None => Ok(own.rules),
    }
}
