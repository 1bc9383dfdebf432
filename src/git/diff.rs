//! What differs between a commit, the index and the work tree. May not read a file's content.

use std::path::{Path, PathBuf};

use super::{GitError, Repository, path_of};

/// What the work tree or the index is held against.
#[derive(Clone, Copy, Debug)]
pub enum Against<'n> {
    /// The work tree against a commit.
    Commit(&'n str),
    /// The work tree against the index.
    Index,
    /// The index against `HEAD`; against nothing where nothing was committed yet.
    Staged,
}

/// A file as git keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its name among the objects.
    pub id: String,
    /// Whether it is a link; its content is then the path it leads to.
    pub is_link: bool,
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path, relative to the folder of the repository.
    pub path: PathBuf,
    /// What it was, if it was there.
    pub old: Option<Blob>,
    /// Whether it is there now.
    pub is_there: bool,
}

impl Repository {
    /// The tracked files below the folder that differ. Other repositories inside count as no files.
    ///
    /// # Errors
    /// Where git does not answer, or a merge is not finished.
    pub fn changes(&self, against: Against<'_>) -> Result<Vec<Change>, GitError> {
        let mut arguments: Vec<&str> = vec!["diff", "--raw", "-z", "--no-renames", "--no-abbrev"];
        arguments.extend(["--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all"]);
        match against {
            Against::Commit(commit) => arguments.push(commit),
            Against::Index => {}
            Against::Staged => arguments.push("--cached"),
        }
        arguments.extend(["--", "."]);
        let answer = self.answer(arguments)?;
        let mut changes = Vec::new();
        let mut unmerged = Vec::new();
        let mut parts = answer.split(|byte| *byte == 0);
        while let (Some(head), Some(path)) = (parts.next(), parts.next()) {
            let head = String::from_utf8_lossy(head);
            let Some(path) = self.below(path) else { continue };
            match change(&head, &path) {
                Some(Read::Change(change)) => changes.push(change),
                Some(Read::Unmerged) => unmerged.push(path.to_string_lossy().into_owned()),
                None => {}
            }
        }
        unmerged.sort();
        unmerged.dedup();
        if unmerged.is_empty() { Ok(changes) } else { Err(GitError::Unmerged(unmerged)) }
    }

    /// The files below the folder that git neither knows nor ignores, relative to it.
    ///
    /// # Errors
    /// Where git does not answer.
    pub fn untracked(&self) -> Result<Vec<PathBuf>, GitError> {
        let answer = self.answer(["ls-files", "-z", "--others", "--exclude-standard", "--", "."])?;
        // A repository inside ends with a slash, and is none of ours.
        let paths = answer.split(|byte| *byte == 0).filter(|path| !path.is_empty() && !path.ends_with(b"/"));
        Ok(paths.map(path_of).collect())
    }

    /// The files below the folder that have another name now than in a commit: the old and the new one,
    /// relative to the folder. Files that git does not know yet are not among the new ones.
    ///
    /// # Errors
    /// Where git does not answer.
    pub fn renames(&self, commit: &str) -> Result<Vec<(PathBuf, PathBuf)>, GitError> {
        let arguments = ["diff", "--name-status", "-z", "--find-renames=50%", "-l4000", "--diff-filter=R"];
        let quiet = ["--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all"];
        let arguments = arguments.into_iter().chain(quiet).chain([commit, "--", "."]);
        let answer = self.answer(arguments)?;
        let mut renames = Vec::new();
        let mut parts = answer.split(|byte| *byte == 0);
        while let (Some(_), Some(old), Some(new)) = (parts.next(), parts.next(), parts.next()) {
            renames.extend(self.below(old).zip(self.below(new)));
        }
        Ok(renames)
    }

    /// A path from the root of the work tree as seen from the folder, if it lies below that.
    fn below(&self, path: &[u8]) -> Option<PathBuf> {
        let full = self.top.join(path_of(path));
        full.strip_prefix(&self.folder).map(Path::to_owned).ok().filter(|path| path != Path::new(""))
    }
}

enum Read {
    Change(Change),
    Unmerged,
}

/// `:100644 000000 <id> <id> M`, the form of `git diff --raw`.
fn change(head: &str, path: &Path) -> Option<Read> {
    let mut parts = head.strip_prefix(':')?.split(' ');
    let (old_mode, new_mode, id) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.nth(1)?.starts_with('U') {
        return Some(Read::Unmerged);
    }
    let is_file = |mode: &str| mode.starts_with("100") || mode == "120000";
    if !is_file(old_mode) && !is_file(new_mode) {
        return None;
    }
    let blob = Blob { id: id.to_owned(), is_link: old_mode == "120000" };
    Some(Read::Change(Change {
        path: path.to_owned(),
        old: is_file(old_mode).then_some(blob),
        is_there: is_file(new_mode),
    }))
}
