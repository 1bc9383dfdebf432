//! `postlint init`: learns what a site is like, and writes a configuration for it.
//! May not replace a file.

use std::io::Write;
use std::path::Path;

use super::project::{self, Project};
use super::{CLEAN, FAILED, Failure, say};
use crate::check::learn;
use crate::cli::{CheckArgs, InitCommand, RuleArgs};
use crate::config::CONFIG_NAME;
use crate::learn::{Evidence, Plan};
use crate::output::{Progress, plan as output};
use crate::walk::{self, Request, SiteFiles};
use crate::write::{WriteError, Writer};

pub(super) fn run(arguments: &InitCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let site = find(arguments.path.as_deref())?;
    if !arguments.dry_run && site.root.join(CONFIG_NAME).symlink_metadata().is_ok() {
        return Err(Failure::Words(format!(
            "{} is there already, and stays as it is",
            site.shown(CONFIG_NAME)
        )));
    }
    let project = open(site, arguments)?;
    let evidence = evidence(&project);
    let progress = Progress::new(project.site.inventory.inputs.len(), arguments.quiet);
    let (outcome, portrait) =
        learn::run(&project.site.inventory, project.generator.as_ref(), &project.settings, &|| {
            progress.tick()
        });
    progress.finish();
    for (path, reason) in &outcome.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", project.site.shown(path)));
    }
    if portrait.is_empty() {
        return Err(Failure::Words(
            "there is nothing to learn from: no Markdown or HTML file is here".to_owned(),
        ));
    }
    let plan = Plan::of(&portrait, &outcome.findings, &evidence);
    if arguments.dry_run {
        output::write_files(out, &plan)?;
        out.flush()?;
    } else {
        write(&project.site, &plan)?;
    }
    if !arguments.quiet {
        let mut report = Vec::new();
        output::write_report(&mut report, &plan, &project.site.prefix, !arguments.dry_run)?;
        if arguments.dry_run {
            say(String::from_utf8_lossy(&report).trim_end());
        } else {
            out.write_all(&report)?;
        }
    }
    Ok(if outcome.unreadable.is_empty() { CLEAN } else { FAILED })
}

/// The one site of a folder.
fn find(path: Option<&Path>) -> Result<SiteFiles, Failure> {
    let directory = super::rules::here()?;
    let folder = path.unwrap_or(Path::new("."));
    let gather = |folder: &Path| {
        let request = Request { directory: directory.clone(), paths: vec![folder.to_owned()], given: None };
        walk::gather(&request).map_err(|error| Failure::Words(error.to_string()))
    };
    let mut found = gather(folder)?;
    // Of a folder inside a site, the whole site is meant.
    if let [site] = found.sites.as_slice()
        && !site.inventory.asked.iter().any(String::is_empty)
        && !std::fs::canonicalize(directory.join(folder)).is_ok_and(|folder| site.root.starts_with(folder))
    {
        found = gather(&site.root.clone())?;
    }
    match found.sites.len() {
        0 => Err(Failure::Words(format!(
            "there is nothing to learn from: no Markdown or HTML file is in {}",
            folder.display()
        ))),
        1 => Ok(found.sites.remove(0)),
        _ => {
            let names: Vec<String> = found.sites.iter().take(8).map(|site| name(&site.prefix)).collect();
            let more = if found.sites.len() > names.len() { ", …" } else { "" };
            Err(Failure::Words(format!("there are several sites here; name one: {}{more}", names.join(", "))))
        }
    }
}

fn name(prefix: &str) -> String {
    if prefix.is_empty() { ".".to_owned() } else { prefix.to_owned() }
}

/// The site as it is checked without a configuration.
fn open(site: SiteFiles, arguments: &InitCommand) -> Result<Project, Failure> {
    let mut told = CheckArgs {
        site: arguments.site.clone(),
        rules: RuleArgs { no_config: true, ..RuleArgs::default() },
        ..CheckArgs::default()
    };
    told.output.quiet = arguments.quiet;
    let above =
        site.root.ancestors().skip(1).map(|folder| folder.join(CONFIG_NAME)).find(|path| path.is_file());
    if let Some(above) = above.filter(|_| !site.root.join(".git").exists()) {
        say(&format!("postlint: {} holds here as well; the new file goes over it", above.display()));
    }
    let now = arguments.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    project::open(site, &told, now)
}

/// Which generator it is, and what says so.
fn evidence(project: &Project) -> Evidence {
    let site = &project.site;
    let facts = project.generator.facts();
    let (generator, reason) = if facts.has_generator {
        let has_posts =
            site.inventory.inputs.iter().any(|one| one.path.split('/').any(|part| part == "_posts"));
        let reason = match (site.jekyll_configs.first(), has_posts) {
            (Some(name), true) => format!("Jekyll: `{name}` and `_posts` are here."),
            (Some(name), false) => format!("Jekyll: `{name}` is here."),
            (None, true) => "Jekyll: `_posts` is here.".to_owned(),
            (None, false) => "Jekyll: the `Gemfile` names it.".to_owned(),
        };
        ("jekyll", reason)
    } else {
        let others = [
            ("hugo.toml", "Hugo"),
            ("hugo.yaml", "Hugo"),
            ("config.toml", "Hugo or Zola"),
            ("mkdocs.yml", "MkDocs"),
            ("docusaurus.config.js", "Docusaurus"),
            ("astro.config.mjs", "Astro"),
            (".eleventy.js", "Eleventy"),
            ("eleventy.config.js", "Eleventy"),
            ("gatsby-config.js", "Gatsby"),
            ("book.toml", "mdBook"),
        ];
        let other = others.iter().find(|(name, _)| site.root.join(name).is_file());
        let reason = match other {
            Some((file, name)) => {
                format!(
                    "`{file}` is that of {name}, of which nothing is known: files are checked as they are."
                )
            }
            None => "No generator was found: files are checked as they are.".to_owned(),
        };
        ("none", reason)
    };
    Evidence { generator, reason, own_hosts: facts.own_hosts.clone() }
}

fn write(site: &SiteFiles, plan: &Plan) -> Result<(), Failure> {
    if let Some(there) = plan.files.iter().find(|file| site.root.join(&file.path).symlink_metadata().is_ok())
    {
        return Err(Failure::Words(format!(
            "{} is there already, and stays as it is",
            site.shown(&there.path)
        )));
    }
    let fails = |path: &str, error: &WriteError| {
        Failure::Words(format!("cannot write {}: {error}", site.shown(path)))
    };
    let writer = Writer::within(&site.root).map_err(Failure::Write)?;
    for file in &plan.files {
        let written = writer.create_new(&site.root.join(&file.path), file.text.as_bytes());
        written.map_err(|error| fails(&file.path, &error))?;
    }
    writer.finish().map_err(Failure::Write)
}
