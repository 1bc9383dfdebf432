//! `postlint check`: from arguments to findings and an exit code.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::fixing::{self, Fixing};
use super::project::{self, Project};
use super::since::{self, Changes};
use super::{CLEAN, FAILED, FOUND, Failure, known, nothing, say, statistics};
use crate::check::{self, Ask, Outcome};
use crate::cli::{CheckArgs, OutputArgs};
use crate::generator::Generator;
use crate::net::Checker;
use crate::output::{self, AskingProgress, Options, Progress, Run, Summary, Terminal};
use crate::site::Question;
use crate::walk::{self, Input, Inventory, LeftOut, Request, SiteFiles};

pub(super) fn run(arguments: &CheckArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    project::check_arguments(&arguments.rules)?;
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        pool.map_err(|error| Failure::Words(error.to_string()))?;
    }
    let Gathered { mut projects, changes, left_out, is_listed, given } = gather(arguments)?;
    let checkers = checkers(&projects);
    let mut outcomes = check_asking(&projects, &checkers, arguments.output.quiet);
    let is_looked_at = |at: usize, path: &str| {
        changes.get(at).and_then(Option::as_ref).is_none_or(|changes| changes.has(path))
    };
    let fixing = if arguments.fixes.is_on() {
        let known = known::Known::read(&projects, &arguments.known)?;
        let again = |at: usize, project: &Project, inventory: &Inventory| {
            let checker = checkers.get(at).and_then(Option::as_ref);
            check_again(project, inventory, project.generator.as_ref(), checker)
        };
        let run =
            fixing::Run { told: arguments.fixes, check: &again, known: &known, is_looked_at: &is_looked_at };
        Some(run.fix(&mut projects, &mut outcomes, out)?)
    } else {
        None
    };
    let is_judge = |at: usize, path: &str| given.is_none() && is_looked_at(at, path);
    let known = known::apply(&projects, &mut outcomes, &arguments.known, &is_judge)?;
    let before = |at: usize, project: &Project, inventory: &Inventory, generator: &dyn Generator| {
        check_again(project, inventory, generator, checkers.get(at).and_then(Option::as_ref))
    };
    since::filter(&projects, &changes, &mut outcomes, arguments, &before)?;
    complain(&checkers);
    let runs: Vec<Run<'_>> =
        projects.iter().zip(&outcomes).map(|(project, outcome)| project.run(outcome)).collect();
    match (&fixing, &given) {
        (None, _) => show(&runs, arguments, out)?,
        (Some(_), _) if arguments.fixes.diff => {}
        (Some(_), None) => show(&runs, arguments, out)?,
        (Some(_), Some(given)) => {
            fixing::write_given(&projects, given, out)?;
            show(&runs, arguments, &mut io::stderr().lock())?;
        }
    }
    out.flush()?;
    if projects.is_empty() {
        say(&nothing::words(&left_out));
        let is_told = !arguments.paths.is_empty() || arguments.stdin_filename.is_some();
        return Ok(if is_told || !is_listed { FAILED } else { CLEAN });
    }
    tell(&projects, &outcomes, &runs, arguments, fixing.as_ref());
    tell_known(&known, &arguments.output);
    let is_done = is_listed
        && fixing.as_ref().is_none_or(|fixing| !fixing.has_failed)
        && projects.iter().all(|project| project.starts)
        && outcomes.iter().all(|outcome| outcome.unreadable.is_empty());
    let fails = match &fixing {
        Some(fixing) if arguments.fixes.diff => fixing.has_changes,
        _ => projects.iter().zip(&outcomes).any(|(project, outcome)| {
            let fail_on = arguments.fail_on.unwrap_or(project.fail_on);
            outcome.findings.iter().any(|finding| fail_on.fails(finding.severity))
        }),
    };
    Ok(match (is_done, fails && !arguments.exit_zero) {
        (false, _) => FAILED,
        (true, true) => FOUND,
        (true, false) => CLEAN,
    })
}

/// The sites of a run.
pub(super) struct Gathered {
    pub(super) projects: Vec<Project>,
    /// What changed in each, where that is asked.
    pub(super) changes: Vec<Option<Changes>>,
    pub(super) left_out: LeftOut,
    /// Whether every folder could be listed.
    pub(super) is_listed: bool,
    /// The text on standard input, where that is checked.
    pub(super) given: Option<Arc<[u8]>>,
}

/// Finds what the arguments ask for, and opens it.
pub(super) fn gather(arguments: &CheckArgs) -> Result<Gathered, Failure> {
    let request = request(arguments)?;
    let found = walk::gather(&request).map_err(|error| Failure::Words(error.to_string()))?;
    for (path, reason) in &found.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", path.display()));
    }
    let mut left_out = found.left_out;
    let sites = since::prepare(found.sites, &arguments.changed)?;
    let (projects, changes) = open(sites, arguments, &mut left_out)?;
    let given = request.given.map(|(_, bytes)| bytes);
    Ok(Gathered { projects, changes, left_out, is_listed: found.unreadable.is_empty(), given })
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
    sites: Vec<(SiteFiles, Option<Changes>)>,
    arguments: &CheckArgs,
    left_out: &mut LeftOut,
) -> Result<(Vec<Project>, Vec<Option<Changes>>), Failure> {
    let now = arguments.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    let (mut projects, mut all_changes) = (Vec::new(), Vec::new());
    for (site, changes) in sites {
        let project = project::open(site, arguments, now)?;
        left_out.excluded += project.excluded;
        let inventory = &project.site.inventory;
        if inventory.inputs.iter().any(Input::is_checked) || inventory.record.is_some() {
            projects.push(project);
            all_changes.push(changes);
        }
    }
    Ok((projects, all_changes))
}

/// Those that ask other hosts, once for a run: what was answered is not asked again.
type Checkers = Vec<Option<RefCell<Checker>>>;

fn checkers(projects: &[Project]) -> Checkers {
    let checker = |project: &Project| Some(RefCell::new(Checker::new(project.online.clone()?)));
    projects.iter().map(checker).collect()
}

fn complain(checkers: &Checkers) {
    for checker in checkers.iter().flatten() {
        for complaint in checker.borrow().complaints() {
            say(&format!("postlint: {complaint}"));
        }
    }
}

/// Checks the files of each project.
pub(super) fn check(projects: &[Project], quiet: bool) -> Vec<Outcome> {
    let checkers = checkers(projects);
    let outcomes = check_asking(projects, &checkers, quiet);
    complain(&checkers);
    outcomes
}

fn check_asking(projects: &[Project], checkers: &Checkers, quiet: bool) -> Vec<Outcome> {
    let total = projects.iter().map(|project| project.site.inventory.inputs.len()).sum();
    let progress = Progress::new(total, quiet);
    let outcomes = projects
        .iter()
        .zip(checkers)
        .map(|(one, checker)| {
            let ask = checker.as_ref().map(|checker| {
                |questions: &[Question]| {
                    progress.finish();
                    let bar = AskingProgress::new(quiet);
                    let online = checker.borrow_mut().ask(questions, &|done, total| bar.show(done, total));
                    bar.finish();
                    online
                }
            });
            let ask = ask.as_ref().map(|ask| ask as &Ask<'_>);
            let inventory = &one.site.inventory;
            check::run_asking(inventory, one.generator.as_ref(), &one.settings, &|| progress.tick(), ask)
        })
        .collect();
    progress.finish();
    outcomes
}

/// The same without a word, over files that were edited, or as they were.
fn check_again(
    project: &Project,
    inventory: &Inventory,
    generator: &dyn Generator,
    checker: Option<&RefCell<Checker>>,
) -> Outcome {
    let ask = checker.map(|checker| |questions: &[Question]| checker.borrow_mut().ask(questions, &|_, _| ()));
    let ask = ask.as_ref().map(|ask| ask as &Ask<'_>);
    check::run_asking(inventory, generator, &project.settings, &|| (), ask)
}

fn show(runs: &[Run<'_>], arguments: &CheckArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let told = &arguments.output;
    let options = Options {
        terminal: Terminal::of_stdout(told.color),
        undecided: told.list_undecided,
        suppressed: arguments.suppress.list_suppressed,
    };
    output::write(told.format, out, runs, &options)?;
    // Before anything is said on stderr, so that the order on a terminal is that of the run.
    Ok(out.flush()?)
}

/// What belongs to a run and is no finding.
fn tell(
    projects: &[Project],
    outcomes: &[Outcome],
    runs: &[Run<'_>],
    arguments: &CheckArgs,
    fixing: Option<&Fixing>,
) {
    let told = &arguments.output;
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
        for line in fixing.iter().flat_map(|fixing| fixing.lines()) {
            say(line);
        }
    }
    if !told.quiet && told.format.is_for_people() {
        if let Some(fixing) = fixing {
            say(&fixing.summary(arguments.fixes));
        }
        if !arguments.fixes.diff {
            say(&Summary::of_all(runs).to_string());
        }
    }
}

/// How many findings are not shown, since they are known.
fn tell_known(known: &[known::Told], told: &OutputArgs) {
    if told.quiet || !told.format.is_for_people() {
        return;
    }
    for known::Told { shown, known, moved } in known {
        if *known > 0 {
            let findings = if *known == 1 { "finding is" } else { "findings are" };
            say(&format!("{known} {findings} known ({shown})"));
        }
        if *moved > 0 {
            let entries = if *moved == 1 { "entry names" } else { "entries name" };
            say(&format!(
                "{moved} {entries} a file that was renamed; `postlint baseline --prune` writes its new name"
            ));
        }
    }
}
