//! `postlint check`: from arguments to findings and an exit code.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::project::{self, Project};
use super::{CLEAN, FAILED, FOUND, Failure, known, nothing, say, statistics};
use crate::check::{self, Outcome};
use crate::cli::{CheckArgs, OutputArgs};
use crate::net::{self, Checker};
use crate::output::{self, AskingProgress, Options, Progress, Run, Summary, Terminal};
use crate::site::Question;
use crate::walk::{self, Input, LeftOut, Request, SiteFiles};

pub(super) fn run(arguments: &CheckArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    project::check_arguments(&arguments.rules)?;
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        pool.map_err(|error| Failure::Words(error.to_string()))?;
    }
    let Gathered { projects, left_out, is_listed } = gather(arguments)?;
    let mut outcomes = check(&projects, arguments.output.quiet);
    let known = known::apply(&projects, &mut outcomes, &arguments.known, arguments.stdin_filename.is_none())?;
    let runs: Vec<Run<'_>> =
        projects.iter().zip(&outcomes).map(|(project, outcome)| project.run(outcome)).collect();
    show(&runs, &arguments.output, out)?;
    if projects.is_empty() {
        say(&nothing::words(&left_out));
        let is_told = !arguments.paths.is_empty() || arguments.stdin_filename.is_some();
        return Ok(if is_told || !is_listed { FAILED } else { CLEAN });
    }
    tell(&projects, &outcomes, &runs, &arguments.output);
    tell_known(&known, &arguments.output);
    let is_read = projects.iter().all(|project| project.starts)
        && outcomes.iter().all(|outcome| outcome.unreadable.is_empty());
    let fails = projects.iter().zip(&outcomes).any(|(project, outcome)| {
        let fail_on = arguments.fail_on.unwrap_or(project.fail_on);
        outcome.findings.iter().any(|finding| fail_on.fails(finding.severity))
    });
    Ok(match (is_listed && is_read, fails && !arguments.exit_zero) {
        (false, _) => FAILED,
        (true, true) => FOUND,
        (true, false) => CLEAN,
    })
}

/// The sites of a run.
pub(super) struct Gathered {
    pub(super) projects: Vec<Project>,
    pub(super) left_out: LeftOut,
    /// Whether every folder could be listed.
    pub(super) is_listed: bool,
}

/// Finds what the arguments ask for, and opens it.
pub(super) fn gather(arguments: &CheckArgs) -> Result<Gathered, Failure> {
    let found = walk::gather(&request(arguments)?).map_err(|error| Failure::Words(error.to_string()))?;
    for (path, reason) in &found.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", path.display()));
    }
    let mut left_out = found.left_out;
    let projects = open(found.sites, arguments, &mut left_out)?;
    Ok(Gathered { projects, left_out, is_listed: found.unreadable.is_empty() })
}

fn request(arguments: &CheckArgs) -> Result<Request, Failure> {
    let directory = std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))?;
    let mut paths = arguments.paths.clone();
    let given = match &arguments.stdin_filename {
        None => None,
        Some(name) => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Failure::Words(format!("cannot read standard input: {error}")))?;
            Some((name.clone(), Arc::from(bytes)))
        }
    };
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    Ok(Request { directory, paths, given })
}

/// The sites in which something is left to check.
fn open(
    sites: Vec<SiteFiles>,
    arguments: &CheckArgs,
    left_out: &mut LeftOut,
) -> Result<Vec<Project>, Failure> {
    let now = arguments.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    let mut projects = Vec::new();
    for site in sites {
        let project = project::open(site, arguments, now)?;
        left_out.excluded += project.excluded;
        if project.site.inventory.inputs.iter().any(Input::is_checked) {
            projects.push(project);
        }
    }
    Ok(projects)
}

pub(super) fn check(projects: &[Project], quiet: bool) -> Vec<Outcome> {
    let total = projects.iter().map(|project| project.site.inventory.inputs.len()).sum();
    let progress = Progress::new(total, quiet);
    let tick = || progress.tick();
    let outcomes = projects
        .iter()
        .map(|one| match &one.online {
            None => check::run(&one.site.inventory, one.generator.as_ref(), &one.settings, &tick),
            Some(options) => check_online(one, options, &progress, quiet),
        })
        .collect();
    progress.finish();
    outcomes
}

/// Asks other hosts as well, once the files are read.
fn check_online(project: &Project, options: &net::Options, files: &Progress, quiet: bool) -> Outcome {
    let checker = RefCell::new(Checker::new(options.clone()));
    let ask = |questions: &[Question]| {
        files.finish();
        let bar = AskingProgress::new(quiet);
        let online = checker.borrow_mut().ask(questions, &|done, total| bar.show(done, total));
        bar.finish();
        online
    };
    let tick = || files.tick();
    let inventory = &project.site.inventory;
    let outcome =
        check::run_asking(inventory, project.generator.as_ref(), &project.settings, &tick, Some(&ask));
    for complaint in checker.borrow().complaints() {
        say(&format!("postlint: {complaint}"));
    }
    outcome
}

fn show(runs: &[Run<'_>], told: &OutputArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let options = Options { terminal: Terminal::of_stdout(told.color), undecided: told.list_undecided };
    output::write(told.format, out, runs, &options)?;
    // Before anything is said on stderr, so that the order on a terminal is that of the run.
    Ok(out.flush()?)
}

/// What belongs to a run and is no finding.
fn tell(projects: &[Project], outcomes: &[Outcome], runs: &[Run<'_>], told: &OutputArgs) {
    for (project, outcome) in projects.iter().zip(outcomes) {
        for (path, reason) in &outcome.unreadable {
            say(&format!("postlint: cannot read {}: {reason}", project.site.shown(path)));
        }
    }
    if told.statistics {
        for line in statistics::lines(outcomes) {
            say(&line);
        }
        for id in statistics::idle(projects) {
            say(&format!("      -  {id} (nothing in the site is what it looks at)"));
        }
    }
    if !told.quiet && told.format.is_for_people() {
        say(&Summary::of_all(runs).to_string());
    }
}

/// How many findings are not shown, since they are known.
fn tell_known(known: &[(String, usize)], told: &OutputArgs) {
    if told.quiet || !told.format.is_for_people() {
        return;
    }
    for (shown, count) in known.iter().filter(|(_, count)| *count > 0) {
        let findings = if *count == 1 { "finding is" } else { "findings are" };
        say(&format!("{count} {findings} known ({shown})"));
    }
}
