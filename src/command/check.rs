//! `postlint check`: from arguments to findings and an exit code.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::project::{self, Project};
use super::{CLEAN, FAILED, FOUND, Failure, nothing, say};
use crate::check::{self, Outcome};
use crate::cli::CheckArgs;
use crate::walk::{self, Request, SiteFiles};

pub(super) fn run(arguments: &CheckArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    project::check_arguments(&arguments.rules)?;
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        pool.map_err(|error| Failure::Words(error.to_string()))?;
    }
    let mut found = walk::gather(&request(arguments)?).map_err(|error| Failure::Words(error.to_string()))?;
    let now = arguments.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    let mut projects = Vec::new();
    for site in found.sites {
        let project = project::open(site, &arguments.rules, &arguments.site, now)?;
        found.left_out.excluded += project.excluded;
        if project.site.inventory.inputs.iter().any(|input| input.requested) {
            projects.push(project);
        }
    }
    let mut is_whole = found.unreadable.is_empty();
    for (path, reason) in &found.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", path.display()));
    }
    if projects.is_empty() {
        say(&nothing::words(&found.left_out));
        let is_told = !arguments.paths.is_empty() || arguments.stdin_filename.is_some();
        return Ok(if is_told || !is_whole { FAILED } else { CLEAN });
    }
    let mut fails = false;
    for Project { site, settings, generator, fail_on, .. } in &projects {
        let outcome = check::run(&site.inventory, generator.as_ref(), settings, &|| ());
        for (path, reason) in &outcome.unreadable {
            say(&format!("postlint: cannot read {}: {reason}", site.shown(path)));
            is_whole = false;
        }
        concise(site, &outcome, out)?;
        let fail_on = arguments.fail_on.unwrap_or(*fail_on);
        fails |= outcome.findings.iter().any(|finding| fail_on.fails(finding.severity));
    }
    Ok(match (is_whole, fails && !arguments.exit_zero) {
        (false, _) => FAILED,
        (true, true) => FOUND,
        (true, false) => CLEAN,
    })
}

fn request(arguments: &CheckArgs) -> Result<Request, Failure> {
    let directory = std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))?;
    let mut paths = arguments.paths.clone();
    let given = match &arguments.stdin_filename {
        None => None,
        Some(name) => {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Failure::Words(format!("cannot read standard input: {error}")))?;
            Some((name.clone(), Arc::from(bytes)))
        }
    };
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    Ok(Request { directory, paths, given })
}

fn concise(site: &SiteFiles, outcome: &Outcome, out: &mut dyn Write) -> Result<(), Failure> {
    for finding in &outcome.findings {
        let start = finding.location.start;
        let path = site.shown(&finding.location.path);
        let severity = finding.severity.as_str();
        writeln!(
            out,
            "{path}:{}:{}: {severity}[{}] {}",
            start.line, start.column, finding.rule, finding.message
        )?;
    }
    Ok(())
}
