//! `postlint why`: one file, with the cause of everything that becomes of it.

use std::io::Write;
use std::path::Path;

use super::project::{self, Project};
use super::{CLEAN, Failure, say};
use crate::check::why::why;
use crate::cli::{CheckArgs, SiteFormat, WhyCommand};
use crate::config::GeneratorChoice;
use crate::output;
use crate::text::nearest;
use crate::walk::{self, SiteFiles};

pub(super) fn run(arguments: &WhyCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let directory = std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))?;
    let typed = &arguments.file;
    match std::fs::metadata(directory.join(typed)) {
        Ok(kind) if kind.is_dir() => {
            return Err(Failure::Words(format!("{} is a folder; name one file in it", typed.display())));
        }
        Ok(_) => {}
        Err(_) => return Err(Failure::Words(missing(typed, &directory))),
    }
    let (site, path) = walk::around(typed, &directory).map_err(|error| Failure::Words(error.to_string()))?;
    let project = open(site, arguments)?;
    let unread = |error| Failure::Words(format!("cannot read {}: {error}", typed.display()));
    let answer = why(&project.site.inventory, project.generator.as_ref(), &project.site.root, &path);
    let answer = answer.map_err(unread)?;
    let generator = project.generator.as_ref();
    match arguments.format {
        SiteFormat::Table => {
            let terminal = output::Terminal::of_stdout(arguments.color);
            output::why::write_text(out, &answer, &project.site.prefix, terminal)?;
        }
        SiteFormat::Json => output::why::write_json(out, &answer, generator)?,
    }
    if !project.starts {
        say(
            "postlint: Jekyll would not start with this configuration; the facts are those of what could be read",
        );
    }
    Ok(CLEAN)
}

/// As `site` does: a site that says of no generator is Jekyll's here.
fn open(site: SiteFiles, arguments: &WhyCommand) -> Result<Project, Failure> {
    let mut all = CheckArgs { site: arguments.site.clone(), ..CheckArgs::default() };
    all.site.generator.get_or_insert(GeneratorChoice::Jekyll);
    let now = all.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    project::open(site, &all, now)
}

/// That there is no such file, and which one was probably meant.
fn missing(typed: &Path, directory: &Path) -> String {
    let shown = typed.to_string_lossy();
    let words = format!("no such file: {shown}");
    let Ok(site) = walk::whole(None, directory) else { return words };
    let inputs = site.inventory.inputs.iter().map(|input| &*input.path);
    let paths: Vec<String> =
        inputs.chain(site.inventory.assets.iter().map(|path| &**path)).map(|path| site.shown(path)).collect();
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted = name(&shown);
    let same = paths.iter().find(|path| name(path) == wanted);
    let folder = shown.strip_suffix(&*wanted).unwrap_or_default().trim_start_matches("./");
    let siblings = paths.iter().filter(|path| path.strip_suffix(&*name(path)) == Some(folder));
    let near = nearest(shown.trim_start_matches("./"), siblings.map(String::as_str));
    match same.map(String::as_str).or(near) {
        Some(meant) => format!("{words}; did you mean {meant}?"),
        None => words,
    }
}
