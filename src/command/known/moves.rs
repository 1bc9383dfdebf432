//! Where the files of entries went, as git tells: by what differs since the baseline was written, and by
//! likeness for files that git does not know yet. May not judge findings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::{Book, has_asset};
use crate::command::project::Project;
use crate::git::{Against, GitError, Repository};

/// From the path of an entry to the one that its file has now.
pub(super) type Moves = HashMap<String, String>;

/// How many files are compared at most that git does not know, with how many that are gone.
const MOST: usize = 200;

/// The moves of all files that a book names and that are gone; none where git cannot tell.
pub(super) fn of(book: &Book, projects: &[Project]) -> Moves {
    let mut gone: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for entry in &book.baseline.entries {
        let Some((at, project, path)) = book.owner(&entry.path, projects) else { continue };
        if project.site.input(path).is_none() && !has_asset(&project.site, path) {
            gone.entry(at).or_default().insert(path);
        }
    }
    let mut moves = Moves::new();
    for (at, paths) in gone {
        let Some(project) = projects.get(at) else { continue };
        for (old, new) in moved(project, &book.path, &paths).unwrap_or_default() {
            let named = |path: &str| format!("{}{path}", project.below);
            if project.site.input(&new).is_some() || has_asset(&project.site, &new) {
                moves.insert(named(&old), named(&new));
            }
        }
    }
    moves
}

fn moved(project: &Project, book: &Path, gone: &BTreeSet<&str>) -> Result<Vec<(String, String)>, GitError> {
    let repository = Repository::around(&project.site.root)?;
    let mut moved = Vec::new();
    let mut left = gone.clone();
    // What the baseline says was true in the commit that wrote it.
    let written = repository.last_change(book).ok().flatten();
    let head = repository.commit("HEAD")?;
    let mut commits: Vec<String> = written.into_iter().chain(head).collect();
    commits.dedup();
    for commit in &commits {
        for (old, new) in repository.renames(commit)? {
            if left.remove(&*name(&old)) {
                moved.push((name(&old), name(&new)));
            }
        }
        if !left.is_empty() {
            for (old, new) in alike(project, &repository, commit, &left)? {
                left.remove(old.as_str());
                moved.push((old, new));
            }
        }
    }
    Ok(moved)
}

fn name(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Files that are gone since a commit, each with the most alike of those that git does not know yet.
fn alike(
    project: &Project,
    repository: &Repository,
    commit: &str,
    gone: &BTreeSet<&str>,
) -> Result<Vec<(String, String)>, GitError> {
    let untracked: Vec<PathBuf> = repository.untracked()?;
    if untracked.is_empty() || untracked.len() > MOST {
        return Ok(Vec::new());
    }
    let changes = repository.changes(Against::Commit(commit))?;
    let old: Vec<(String, String)> = changes
        .iter()
        .filter(|change| !change.is_there && gone.contains(&*name(&change.path)))
        .filter_map(|change| Some((name(&change.path), change.old.as_ref()?.id.clone())))
        .take(MOST)
        .collect();
    let ids: Vec<&str> = old.iter().map(|(_, id)| id.as_str()).collect();
    let contents = repository.contents(&ids)?;
    let read = |path: &PathBuf| Some((name(path), lines(project.site.read(&name(path)).ok()?.text())));
    let mut new: Vec<(String, HashMap<String, usize>)> = untracked.iter().filter_map(read).collect();
    let mut moved = Vec::new();
    for ((path, _), bytes) in old.iter().zip(contents) {
        let Some(bytes) = bytes else { continue };
        let before = lines(&String::from_utf8_lossy(&bytes));
        let best = new.iter().enumerate().map(|(at, (_, lines))| (likeness(&before, lines), at)).max();
        if let Some((_, at)) = best.filter(|(likeness, _)| *likeness >= 50) {
            moved.push((path.clone(), new.swap_remove(at).0));
        }
    }
    Ok(moved)
}

/// The lines of a text and how often each stands in it.
fn lines(text: &str) -> HashMap<String, usize> {
    let mut lines = HashMap::new();
    for line in text.lines() {
        *lines.entry(line.trim_end().to_owned()).or_default() += 1;
    }
    lines
}

/// How much of the longer text is in the other, in percent of its bytes: what git calls similarity.
fn likeness(one: &HashMap<String, usize>, other: &HashMap<String, usize>) -> usize {
    let size = |lines: &HashMap<String, usize>| -> usize {
        lines.iter().map(|(line, count)| (line.len() + 1) * count).sum()
    };
    let shared = |(line, count): (&String, &usize)| {
        (line.len() + 1) * other.get(line).map_or(0, |others| *others.min(count))
    };
    let common: usize = one.iter().map(shared).sum();
    common * 100 / size(one).max(size(other)).max(1)
}
