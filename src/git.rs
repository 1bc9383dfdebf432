//! Asks git, by its command, what changed in a repository and what files held before. The only use of
//! that command; may not write, and knows nothing of sites.
//!
//! The command and not a library: it is there wherever there is a repository, it reads every form that a
//! repository can have (worktrees, alternates, sparse indexes, SHA-256), and it decides by the user's own
//! settings what is ignored and what a line end is. What is read is what is stored: filters that a
//! checkout applies (ends of lines, Git LFS) are not run.

mod blobs;
mod diff;
mod environment;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub use diff::{Against, Blob, Change};

/// Why git does not answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such command.
    #[error("git cannot be run: {0}")]
    NotThere(std::io::Error),
    /// The folder lies in no repository, or git will not read it.
    #[error("{} lies in no git repository that can be read: {words}", folder.display())]
    NoRepository {
        /// The folder.
        folder: PathBuf,
        /// What git says.
        words: String,
    },
    /// A name that means no commit.
    #[error("`{0}` is no commit that git knows")]
    NoCommit(String),
    /// Two commits without one that both come from.
    #[error("HEAD and `{0}` have no commit in common")]
    Unrelated(String),
    /// The history does not reach far enough back.
    #[error(
        "this clone is shallow and does not hold the commit at which HEAD and `{0}` part; \
         fetch more of it (`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout)"
    )]
    Shallow(String),
    /// Paths that a merge left open.
    #[error("a merge is not finished: {}", .0.join(", "))]
    Unmerged(Vec<String>),
    /// Anything else.
    #[error("git {command}: {words}")]
    Failed {
        /// The command.
        command: String,
        /// What git says.
        words: String,
    },
}

/// A repository, as seen from a folder in its work tree.
#[derive(Debug)]
pub struct Repository {
    folder: PathBuf,
    top: PathBuf,
    environment: Vec<(&'static str, Option<OsString>)>,
}

impl Repository {
    /// The repository that a folder lies in. Paths of all answers lie below this folder and are relative
    /// to it.
    ///
    /// # Errors
    /// Where there is no git, or no repository with a work tree.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let mut repository = Self {
            folder: folder.to_owned(),
            top: folder.to_owned(),
            environment: environment::without_repository(),
        };
        let asked = ["rev-parse", "--show-toplevel", "--absolute-git-dir"];
        let answer = repository.answer(asked).or_else(|error| {
            // A work tree that only the environment knows.
            repository.environment = environment::as_it_is();
            let is_hopeless = matches!(error, GitError::NotThere(_)) || !environment::names_repository();
            if is_hopeless { Err(error) } else { repository.answer(asked) }
        });
        let answer = answer.map_err(|error| match error {
            GitError::Failed { words, .. } => GitError::NoRepository { folder: folder.to_owned(), words },
            other => other,
        })?;
        let mut lines = answer.split(|byte| *byte == b'\n').map(path_of);
        repository.top = lines.next().unwrap_or_default();
        let git_folder = lines.next().unwrap_or_default();
        environment::add_index(&mut repository.environment, &git_folder);
        Ok(repository)
    }

    /// The root of the work tree.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The commit of a name, or `None` for `HEAD` where nothing was committed yet.
    ///
    /// # Errors
    /// Where it means none.
    pub fn commit(&self, name: &str) -> Result<Option<String>, GitError> {
        let meant = format!("{name}^{{commit}}");
        match self.answer(["rev-parse", "--verify", "--quiet", "--end-of-options", meant.as_str()]) {
            Ok(answer) => Ok(Some(text_of(&answer))),
            Err(GitError::Failed { .. }) if name == "HEAD" => Ok(None),
            Err(GitError::Failed { .. }) => Err(GitError::NoCommit(name.to_owned())),
            Err(other) => Err(other),
        }
    }

    /// The commit at which a name and `HEAD` part.
    ///
    /// # Errors
    /// Where there is none, or the clone does not hold it.
    pub fn merge_base(&self, name: &str) -> Result<String, GitError> {
        let commit = self.commit(name)?.ok_or_else(|| GitError::NoCommit(name.to_owned()))?;
        if self.commit("HEAD")?.is_none() {
            return Err(GitError::NoCommit("HEAD".to_owned()));
        }
        match self.answer(["merge-base", "HEAD", commit.as_str()]) {
            Ok(answer) => Ok(text_of(&answer)),
            Err(GitError::Failed { .. }) => {
                let shallow = self.answer(["rev-parse", "--is-shallow-repository"])?;
                let is_shallow = text_of(&shallow) == "true";
                Err(if is_shallow { GitError::Shallow } else { GitError::Unrelated }(name.to_owned()))
            }
            Err(other) => Err(other),
        }
    }

    /// The last commit that changed a file, as far as the clone reaches back.
    ///
    /// # Errors
    /// Where git does not answer.
    pub fn last_change(&self, path: &Path) -> Result<Option<String>, GitError> {
        let fixed = ["log", "-1", "--format=%H", "HEAD", "--"].map(OsStr::new);
        let answer = self.answer(fixed.into_iter().chain([path.as_os_str()]))?;
        Ok(Some(text_of(&answer)).filter(|commit| !commit.is_empty()))
    }

    /// What a command that must succeed writes.
    fn answer<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Result<Vec<u8>, GitError> {
        let arguments: Vec<OsString> = arguments.into_iter().map(|one| one.as_ref().to_owned()).collect();
        let output = self.command(&arguments).stdin(Stdio::null()).output().map_err(GitError::NotThere)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(&arguments, &output)) }
    }

    fn command(&self, arguments: &[OsString]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).arg("--no-optional-locks").arg("--literal-pathspecs");
        // Nothing that the user set may change the form of an answer, or start a program.
        for setting in ["core.quotePath=false", "core.fsmonitor=false", "diff.relative=false"] {
            command.arg("-c").arg(setting);
        }
        command.args(arguments).env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }
}

fn failed(arguments: &[OsString], output: &Output) -> GitError {
    let words = String::from_utf8_lossy(&output.stderr);
    let line = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("it gives no reason");
    let words = line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned();
    let command = arguments.first().map(|one| one.to_string_lossy().into_owned()).unwrap_or_default();
    GitError::Failed { command, words }
}

fn text_of(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).trim().to_owned()
}

/// A path as git writes it: bytes where paths are bytes, else UTF-8.
#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git writes it: bytes where paths are bytes, else UTF-8.
#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
