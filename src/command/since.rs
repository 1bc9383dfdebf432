//! `--since` and `--staged`: the state of a site that is checked, the files that changed, and what the
//! changes broke elsewhere, which is found by checking the old state as well. May not run git itself.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::project::{self, Project};
use super::{Failure, engine};
use crate::baseline::STALE;
use crate::check::Outcome;
use crate::cli::{ChangedArgs, CheckArgs};
use crate::finding::{FileId, Finding};
use crate::generator::Generator;
use crate::git::{Against, Blob, Change, GitError, Repository};
use crate::walk::{Held, Inventory, Overlay, SiteFiles};

/// What changed in one site.
pub(super) struct Changes {
    /// The paths of the files that changed.
    paths: BTreeSet<String>,
    /// The files as they lie on disk.
    disk: SiteFiles,
    /// How the old state differs from those; nothing where there was none.
    old: Option<Difference>,
    repository: Repository,
}

/// Checks the files of a project, which is known by its place, in an inventory, as a generator has them.
type Check<'c> = dyn Fn(usize, &Project, &Inventory, &dyn Generator) -> Outcome + 'c;

/// How a state differs from the files on disk: what is there instead.
type Difference = BTreeMap<Arc<str>, Option<Blob>>;

impl Changes {
    /// Whether a file of the site changed.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }
}

/// The sites in the state that is to be checked, each with its changes; as they are where nothing was
/// asked of changes.
///
/// # Errors
/// Where git does not know.
pub(super) fn prepare(
    sites: Vec<SiteFiles>,
    told: &ChangedArgs,
) -> Result<Vec<(SiteFiles, Option<Changes>)>, Failure> {
    if told.since.is_none() && !told.staged {
        return Ok(sites.into_iter().map(|site| (site, None)).collect());
    }
    let roots: Vec<PathBuf> = sites.iter().map(|site| site.root.clone()).collect();
    let prepared = sites.into_iter().map(|site| {
        let inner = roots.iter().filter(|root| **root != site.root && root.starts_with(&site.root));
        let inner: Vec<&Path> = inner.map(PathBuf::as_path).collect();
        prepare_one(site, told, &inner).map_err(|error| Failure::Words(error.to_string()))
    });
    prepared.collect()
}

fn prepare_one(
    site: SiteFiles,
    told: &ChangedArgs,
    inner: &[&Path],
) -> Result<(SiteFiles, Option<Changes>), GitError> {
    let repository = Repository::around(&site.root)?;
    let untracked = repository.untracked()?;
    let is_own = |path: &Path| !inner.iter().any(|root| site.root.join(path).starts_with(root));
    let difference = |changes: &[Change]| -> Difference {
        let absent = untracked.iter().map(|path| (path, None));
        let changed = changes.iter().map(|change| (&change.path, change.old.clone()));
        let all = absent.chain(changed).filter(|(path, _)| is_own(path));
        all.map(|(path, blob)| (Arc::from(name(path)), blob)).collect()
    };
    let paths_of = |changes: &[Change]| -> BTreeSet<String> {
        changes.iter().filter(|change| is_own(&change.path)).map(|change| name(&change.path)).collect()
    };
    if let Some(rev) = &told.since {
        let base = repository.merge_base(rev)?;
        let changes = repository.changes(Against::Commit(&base))?;
        let mut paths = paths_of(&changes);
        paths.extend(untracked.iter().filter(|path| is_own(path)).map(|path| name(path)));
        let old = Some(difference(&changes));
        let changes = Changes { paths, old, disk: site.clone(), repository };
        return Ok((site, Some(changes)));
    }
    let index = difference(&repository.changes(Against::Index)?);
    let paths = paths_of(&repository.changes(Against::Staged)?);
    let old = match repository.commit("HEAD")? {
        Some(head) => Some(difference(&repository.changes(Against::Commit(&head))?)),
        None => None,
    };
    let staged = site.clone().overlaid(overlay(&repository, &index)?);
    Ok((staged, Some(Changes { paths, old, disk: site, repository })))
}

/// A path as sites name it.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The contents of a state where it differs from the disk.
fn overlay(repository: &Repository, difference: &Difference) -> Result<Overlay, GitError> {
    let is_read = |blob: &&Blob| !blob.is_link;
    let wanted: BTreeSet<&str> =
        difference.values().flatten().filter(is_read).map(|blob| blob.id.as_str()).collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let contents = repository.contents(&wanted)?;
    let contents: BTreeMap<&str, Arc<[u8]>> =
        wanted.into_iter().zip(contents).filter_map(|(id, bytes)| Some((id, bytes?))).collect();
    let held = |blob: &Option<Blob>| match blob {
        None => Held::Absent,
        Some(blob) => {
            contents.get(blob.id.as_str()).map_or(Held::Unknown, |bytes| Held::Bytes(Arc::clone(bytes)))
        }
    };
    Ok(difference.iter().map(|(path, blob)| (Arc::clone(path), held(blob))).collect())
}

/// Leaves the findings in files that changed, and those elsewhere that the old state did not have.
///
/// # Errors
/// Where the old state cannot be read.
pub(super) fn filter(
    projects: &[Project],
    changes: &[Option<Changes>],
    outcomes: &mut [Outcome],
    arguments: &CheckArgs,
    check: &Check<'_>,
) -> Result<(), Failure> {
    for (at, outcome) in outcomes.iter_mut().enumerate() {
        let (Some(project), Some(Some(changes))) = (projects.get(at), changes.get(at)) else { continue };
        let inputs = &project.site.inventory.inputs;
        let path_of = |file: FileId| inputs.get(file.0 as usize).map(|input| &*input.path);
        outcome.undecided.retain(|one| path_of(one.file).is_some_and(|path| changes.has(path)));
        let is_elsewhere = |path: &str, rule: &str| rule != STALE && !changes.has(path);
        let elsewhere = outcome.findings.iter();
        let elsewhere = elsewhere.filter(|one| is_elsewhere(&one.location.path, one.rule));
        let wanted: HashSet<&str> = elsewhere.map(|one| &*one.location.path).collect();
        if wanted.is_empty() {
            continue;
        }
        let before: HashSet<Key> = match &changes.old {
            None => HashSet::new(),
            Some(_) if changes.paths.is_empty() => {
                outcome.findings.retain(|one| !is_elsewhere(&one.location.path, one.rule));
                continue;
            }
            Some(old) => {
                let (site, generator) = before(project, changes, old, &wanted, arguments)?;
                let outcome = check(at, project, &site.inventory, generator.as_ref());
                outcome.findings.into_iter().map(key).collect()
            }
        };
        outcome.findings.retain(|one| {
            let key = (Arc::clone(&one.location.path), one.rule, one.location.start.offset);
            !is_elsewhere(&one.location.path, one.rule) || !before.contains(&key)
        });
    }
    Ok(())
}

/// A finding in a file that is the same in both states: path, rule, offset.
type Key = (Arc<str>, &'static str, u32);

fn key(finding: Finding) -> Key {
    (finding.location.path, finding.rule, finding.location.start.offset)
}

/// The old state of a site, in which some files are asked for, with its generator.
fn before(
    project: &Project,
    changes: &Changes,
    old: &Difference,
    wanted: &HashSet<&str>,
    arguments: &CheckArgs,
) -> Result<(SiteFiles, Box<dyn Generator>), Failure> {
    let words = |error: GitError| Failure::Words(error.to_string());
    let mut site = changes.disk.clone().overlaid(overlay(&changes.repository, old).map_err(words)?);
    project::add_record(&mut site, &project.config)?;
    for input in &mut site.inventory.inputs {
        input.requested = wanted.contains(&*input.path);
    }
    let config = &project.config;
    let choice = arguments.site.generator.unwrap_or(config.generator);
    let now = project.generator.facts().now;
    let (generator, _) = engine::of_site(&site, config, choice, arguments, now, false)?;
    Ok((site, generator))
}
