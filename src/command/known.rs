//! Findings that are known: reads the baselines of some sites and holds their findings against them.
//! May not write.

mod moves;
mod stale;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::Failure;
use super::project::Project;
use crate::baseline::{self, Baseline, Comparison, Entry, Marked};
use crate::check::{Outcome, read};
use crate::cli::KnownArgs;
use crate::document::Markup;
use crate::finding::Finding;
use crate::fingerprint;
use crate::rules::OWN;
use crate::source::Source;
use crate::walk::{Inventory, SiteFiles};

pub(super) use stale::relative;

/// The rules that find something only where other hosts are asked.
const ONLINE: [&str; 6] = [
    "image/dead",
    "image/remote-too-large",
    "link/dead",
    "link/redirected",
    "link/remote-anchor",
    "source/dead",
];

/// A baseline, and the sites that it speaks of, by their place in the run.
pub(super) struct Book {
    /// The file.
    pub(super) path: PathBuf,
    /// Its path for people.
    pub(super) shown: String,
    /// Its text, if there is one.
    pub(super) source: Option<Source>,
    /// What it says.
    pub(super) baseline: Baseline,
    /// The sites.
    pub(super) sites: Vec<usize>,
    /// Where the files of entries went that are gone.
    moves: moves::Moves,
}

/// A finding of a run: the place of its site, its own place among the findings there, and how entries
/// name it.
pub(super) struct Placed {
    pub(super) site: usize,
    pub(super) at: usize,
    pub(super) marked: Marked,
}

/// What a run tells of a book.
pub(super) struct Told {
    /// Its path for people.
    pub(super) shown: String,
    /// How many findings it knows.
    pub(super) known: usize,
    /// How many of its entries name a file that has another name now.
    pub(super) moved: usize,
}

/// What a book says of a run.
pub(super) struct Verdict {
    /// The findings of its sites.
    pub(super) findings: Vec<Placed>,
    pub(super) comparison: Comparison,
    /// For each entry, the site whose run can tell that its finding is gone.
    pub(super) judges: Vec<Option<usize>>,
}

/// The baselines of some sites, each once. `told` is the one on the command line. `both_sides` reads a
/// file in which a merge left conflicts.
///
/// # Errors
/// Where one cannot be read or meant.
pub(super) fn books(
    projects: &[Project],
    told: Option<&Path>,
    both_sides: bool,
) -> Result<Vec<Book>, Failure> {
    let mut books: Vec<Book> = Vec::new();
    for (at, project) in projects.iter().enumerate() {
        let path = match told {
            Some(path) => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
            None => project.baseline.clone(),
        };
        match books.iter_mut().find(|book| book.path == path) {
            Some(book) => book.sites.push(at),
            None => books.push(Book::open(path, at, &project.site, both_sides)?),
        }
    }
    for book in &mut books {
        book.moves = moves::of(book, projects);
    }
    Ok(books)
}

impl Book {
    fn open(path: PathBuf, at: usize, site: &SiteFiles, both_sides: bool) -> Result<Self, Failure> {
        let directory = std::env::current_dir().unwrap_or_default();
        let shown = path.strip_prefix(&directory).unwrap_or(&path).to_string_lossy().into_owned();
        // What is about to be committed has a baseline of its own.
        let inner = path.strip_prefix(&site.root).ok().and_then(Path::to_str);
        let held = inner.filter(|inner| site.inventory.overlay.contains_key(*inner));
        let read = match held {
            Some(inner) => site.read(inner),
            None => Source::read(Arc::from(shown.as_str()), &path),
        };
        let (source, baseline) = match read {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (None, Baseline::default()),
            Err(error) => return Err(Failure::Words(format!("cannot read {shown}: {error}"))),
            Ok(source) => {
                let parse = if both_sides { baseline::parse_both_sides } else { baseline::parse };
                let baseline =
                    parse(source.text()).map_err(|fault| Failure::Words(format!("{shown}:{fault}")))?;
                (Some(source), baseline)
            }
        };
        Ok(Self { path, shown, source, baseline, sites: vec![at], moves: moves::Moves::new() })
    }

    /// Holds the findings of its sites against it. Only of the
    /// files for which `is_judge`, of the site at a place in the run, anything is said to be gone.
    pub(super) fn compare(
        &self,
        projects: &[Project],
        outcomes: &[Outcome],
        is_judge: &dyn Fn(usize, &str) -> bool,
    ) -> Verdict {
        let mut findings = Vec::new();
        for at in &self.sites {
            let Some((project, outcome)) = projects.get(*at).zip(outcomes.get(*at)) else { continue };
            findings.extend(placed(*at, project, &project.site.inventory, outcome));
        }
        let marked: Vec<Marked> = findings.iter().map(|one| one.marked.clone()).collect();
        let comparison =
            baseline::compare(&self.baseline.entries, &marked, &|path| self.moves.get(path).cloned());
        let judge = |entry: &Entry| self.judge(entry, projects, outcomes, is_judge);
        let judges = self.baseline.entries.iter().map(judge).collect();
        Verdict { findings, comparison, judges }
    }

    /// The site whose run can tell whether the findings of an entry are gone: the file was checked, or
    /// would have been, and so was the rule.
    fn judge(
        &self,
        entry: &Entry,
        projects: &[Project],
        outcomes: &[Outcome],
        is_judge: &dyn Fn(usize, &str) -> bool,
    ) -> Option<usize> {
        let (at, project, path) = self.owner(self.now(&entry.path), projects)?;
        let is_read = !outcomes.get(at)?.unreadable.iter().any(|(unread, _)| **unread == *path);
        (is_read && is_judge(at, path) && has_looked(project, path, &entry.rule)).then_some(at)
    }
}

impl Book {
    /// The site that a file of an entry lies in, and the path there.
    fn owner<'p>(&self, path: &'p str, projects: &'p [Project]) -> Option<(usize, &'p Project, &'p str)> {
        let below = |at: &usize| {
            let project = projects.get(*at)?;
            Some((*at, project, path.strip_prefix(project.below.as_str())?))
        };
        // A site in the folder of another: the inner one has the file.
        self.sites.iter().filter_map(below).max_by_key(|(_, project, _)| project.below.len())
    }

    /// The path that the file of an entry has now.
    pub(super) fn now<'p>(&'p self, path: &'p str) -> &'p str {
        self.moves.get(path).map_or(path, String::as_str)
    }

    fn moved(&self) -> usize {
        self.baseline.entries.iter().filter(|entry| self.moves.contains_key(&entry.path)).count()
    }
}

/// Whether a run of a site would have found what a rule finds in a file.
fn has_looked(project: &Project, path: &str, rule: &str) -> bool {
    let is_active = || project.settings.rules_for(path).active.iter().any(|active| active.id == rule);
    let is_unknown = || !rule.starts_with(OWN) && project.settings.catalogue().find(rule).is_none();
    if (ONLINE.contains(&rule) && project.online.is_none()) || !(is_active() || is_unknown()) {
        return false;
    }
    let inventory = &project.site.inventory;
    // Without a generator, files that were not asked for are not read, so their copies are not seen.
    if project.generator.name() == "none" && !inventory.is_asked("") {
        return false;
    }
    match project.site.input(path) {
        Some(input) => input.requested,
        None if has_asset(&project.site, path) => {
            inventory.is_asked(path) && Markup::of_path(path) == Markup::Plain
        }
        None => inventory.is_asked(path),
    }
}

fn has_asset(site: &SiteFiles, path: &str) -> bool {
    site.inventory.assets.binary_search_by(|asset| (**asset).cmp(path)).is_ok()
}

/// The findings of a site with their marks; each file is read once more.
fn placed(site: usize, project: &Project, inventory: &Inventory, outcome: &Outcome) -> Vec<Placed> {
    let groups: Vec<&[Finding]> =
        outcome.findings.chunk_by(|a, b| a.location.path == b.location.path).collect();
    let prints: Vec<Vec<fingerprint::Fingerprint>> = groups
        .into_par_iter()
        .map(|group| {
            let path = group.first().map_or("", |finding| &*finding.location.path);
            let source = inventory.input(path).and_then(|input| read(input).ok());
            fingerprint::of_file(source.as_ref(), group)
        })
        .collect();
    let placed = |(at, print): (usize, fingerprint::Fingerprint)| {
        let path = format!("{}{}", project.below, print.path);
        Placed { site, at, marked: Marked { path, rule: print.rule, mark: print.mark } }
    };
    prints.into_iter().flatten().enumerate().map(placed).collect()
}

/// The baselines of a run, to ask of one site at a time.
pub(super) struct Known(Vec<Book>);

impl Known {
    /// Reads them, unless they are not to be heeded.
    ///
    /// # Errors
    /// Where one cannot be read or meant.
    pub(super) fn read(projects: &[Project], told: &KnownArgs) -> Result<Self, Failure> {
        if told.no_baseline {
            return Ok(Self(Vec::new()));
        }
        let mut books = books(projects, told.baseline.as_deref(), false)?;
        books.retain(|book| book.source.is_some());
        Ok(Self(books))
    }

    /// Whether each finding of a site is known, with its files as they are in an inventory.
    pub(super) fn of(
        &self,
        site: usize,
        project: &Project,
        inventory: &Inventory,
        outcome: &Outcome,
    ) -> Vec<bool> {
        let mut is_known = vec![false; outcome.findings.len()];
        for book in self.0.iter().filter(|book| book.sites.contains(&site)) {
            let placed = placed(site, project, inventory, outcome);
            let marked: Vec<Marked> = placed.into_iter().map(|one| one.marked).collect();
            let comparison =
                baseline::compare(&book.baseline.entries, &marked, &|path| book.moves.get(path).cloned());
            for (mark, answer) in is_known.iter_mut().zip(comparison.answers) {
                *mark |= answer.is_some();
            }
        }
        is_known
    }
}

/// Takes the known findings out of a run, and puts one in for each entry whose finding is gone. Gives
/// what to tell of each book. Entries of files for which `is_judge` is false stay silent.
///
/// # Errors
/// Where a baseline cannot be read or meant, or the one that was named is not there.
pub(super) fn apply(
    projects: &[Project],
    outcomes: &mut [Outcome],
    told: &KnownArgs,
    is_judge: &dyn Fn(usize, &str) -> bool,
) -> Result<Vec<Told>, Failure> {
    if told.no_baseline {
        return Ok(Vec::new());
    }
    let mut known = Vec::new();
    for book in books(projects, told.baseline.as_deref(), false)? {
        let Some(source) = &book.source else {
            if told.baseline.is_some() {
                return Err(Failure::Words(format!("there is no {}", book.shown)));
            }
            continue;
        };
        let verdict = book.compare(projects, outcomes, is_judge);
        let answered = verdict.findings.iter().zip(&verdict.comparison.answers);
        let mut is_known: Vec<Vec<bool>> =
            outcomes.iter().map(|outcome| vec![false; outcome.findings.len()]).collect();
        let mut count = 0;
        for (finding, _) in answered.filter(|(_, answer)| answer.is_some()) {
            if let Some(mark) = is_known.get_mut(finding.site).and_then(|marks| marks.get_mut(finding.at)) {
                *mark = true;
                count += 1;
            }
        }
        for (outcome, marks) in outcomes.iter_mut().zip(is_known) {
            let mut marks = marks.into_iter();
            outcome.findings.retain(|_| !marks.next().unwrap_or(false));
        }
        stale::add(&book, source, &verdict, projects, outcomes);
        known.push(Told { shown: book.shown.clone(), known: count, moved: book.moved() });
    }
    Ok(known)
}
