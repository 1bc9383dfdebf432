//! `postlint verify`: what would be published, held against what a generator wrote.

use std::io::Write;
use std::path::Path;

use super::project::Project;
use super::{CLEAN, FAILED, FOUND, Failure, say, site};
use crate::check::survey::{Survey, survey};
use crate::check::verify::{is_built, verify};
use crate::cli::{SiteFormat, VerifyCommand};
use crate::output;
use crate::walk::{self, BuiltFile};

pub(super) fn run(arguments: &VerifyCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let folder = std::fs::canonicalize(&arguments.built).map_err(|_| no_folder(&arguments.built))?;
    let project = site::open(arguments.path.as_deref(), &arguments.site)?;
    let survey = survey(&project.site.inventory, project.generator.as_ref());
    let built = list(arguments, &folder, &project, &survey)?;
    let comparison = verify(&project.site.inventory, project.generator.as_ref(), &survey, &built);
    let surveyed = survey.unreadable.iter().map(|(path, reason)| (project.site.shown(path), reason));
    let compared = comparison.unreadable.iter().map(|(path, reason)| (path.clone(), reason));
    for (path, reason) in surveyed.chain(compared) {
        say(&format!("postlint: cannot read {path}: {reason}"));
    }
    match arguments.format {
        SiteFormat::Table => output::verify::write_table(out, &comparison)?,
        SiteFormat::Json => output::verify::write_json(out, &comparison, project.generator.as_ref())?,
    }
    let is_read = project.starts && survey.unreadable.is_empty() && comparison.unreadable.is_empty();
    Ok(match (is_read, comparison.is_wrong()) {
        (false, _) => FAILED,
        (true, true) => FOUND,
        (true, false) => CLEAN,
    })
}

fn no_folder(folder: &Path) -> Failure {
    Failure::Words(format!(
        "no such folder: {}; `--built` names the one that the generator wrote",
        folder.display()
    ))
}

/// The files of the built folder, if it is that of this site.
fn list(
    arguments: &VerifyCommand,
    folder: &Path,
    project: &Project,
    survey: &Survey,
) -> Result<Vec<BuiltFile>, Failure> {
    let shown = arguments.built.display();
    if !folder.is_dir() {
        return Err(no_folder(&arguments.built));
    }
    if folder == project.site.root {
        return Err(Failure::Words(format!("{shown} is the source of the site, not what was built of it")));
    }
    let files = walk::built(folder).map_err(|error| Failure::Words(error.to_string()))?;
    if files.is_empty() {
        return Err(Failure::Words(format!("{shown} is empty: build the site first")));
    }
    if !is_built(survey, &files) {
        return Err(Failure::Words(format!("{shown} holds no file that this site would be built to")));
    }
    Ok(files)
}
