//! `postlint site`: what the generator would publish.

use std::io::Write;
use std::path::Path;

use super::project::{self, Project};
use super::{CLEAN, Failure, say};
use crate::check::survey::{Survey, survey};
use crate::cli::{CheckArgs, SiteArgs, SiteCommand, SiteFormat};
use crate::config::GeneratorChoice;
use crate::output::site;
use crate::walk;

pub(super) fn run(arguments: &SiteCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let project = open(arguments.path.as_deref(), &arguments.site)?;
    let survey = survey(&project.site.inventory, project.generator.as_ref());
    for (path, reason) in &survey.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", project.site.shown(path)));
    }
    show(arguments.format, &project, &survey, out)?;
    Ok(CLEAN)
}

fn show(format: SiteFormat, project: &Project, survey: &Survey, out: &mut dyn Write) -> Result<(), Failure> {
    match format {
        SiteFormat::Table => site::write_table(out, survey)?,
        SiteFormat::Json => site::write_json(out, survey, project.generator.as_ref())?,
    }
    Ok(())
}

/// The folder as one site. A site that says of no generator is Jekyll's here, since without one
/// there is nothing to show.
pub(super) fn open(path: Option<&Path>, told: &SiteArgs) -> Result<Project, Failure> {
    let directory = std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))?;
    let site = walk::whole(path, &directory).map_err(|error| Failure::Words(error.to_string()))?;
    let mut arguments = CheckArgs { site: told.clone(), ..CheckArgs::default() };
    arguments.site.generator.get_or_insert(GeneratorChoice::Jekyll);
    let now = told.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    project::open(site, &arguments, now)
}
