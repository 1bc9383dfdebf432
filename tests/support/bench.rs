//! A small site in a folder of its own, the binary run over it, and git where a test asks for it.
//! Nothing of the user's settings reaches either.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A site in a temporary folder.
pub(crate) struct Bench {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Fails with everything that was said unless the exit code is this.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// `path rule` of each finding, in the order of the output of `--format concise`.
    pub(crate) fn findings(&self) -> Vec<String> {
        let finding = |line: &str| {
            let (place, rest) = line.split_once(": ")?;
            let rule = rest.split_once('[')?.1.split_once(']')?.0;
            Some(format!("{} {rule}", place.split(':').next()?))
        };
        self.out.lines().filter_map(finding).collect()
    }
}

impl Bench {
    /// A site with `_config.yml` and these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let bench = Self { folder: TempDir::new().unwrap() };
        bench.write("_config.yml", "title: Lake\ntimezone: UTC\n");
        for (path, text) in files {
            bench.write(path, text);
        }
        bench
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces a text that must be there.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        fs::write(self.path(path), text.replacen(old, new, 1)).unwrap();
    }

    pub(crate) fn rename(&self, old: &str, new: &str) {
        fs::create_dir_all(self.path(new).parent().unwrap()).unwrap();
        fs::rename(self.path(old), self.path(new)).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Runs postlint in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in("", arguments)
    }

    /// Runs it in a folder below.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postlint"));
        command.args(arguments).current_dir(self.path(folder)).env("NO_COLOR", "1");
        Self::clean(&mut command);
        Ran::of(&command.output().unwrap())
    }

    /// Runs it in the site's folder with a text on standard input.
    pub(crate) fn run_on(&self, input: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postlint"));
        command.args(arguments).current_dir(self.folder.path()).env("NO_COLOR", "1");
        Self::clean(&mut command);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::of(&child.wait_with_output().unwrap())
    }

    /// `check` with the lines that tests read.
    pub(crate) fn check(&self, arguments: &[&str]) -> Ran {
        let all: Vec<&str> =
            ["check", "--format", "concise", "--at", "2026-01-15"].iter().chain(arguments).copied().collect();
        self.run(&all)
    }

    /// Runs git in the site's folder; it must succeed.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        Self::git_in(self.folder.path(), arguments)
    }

    #[track_caller]
    pub(crate) fn git_in(folder: &Path, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Ada", "-c", "user.email=ada@lake.example"]);
        command.args(["-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"]);
        command.args(["-c", "protocol.file.allow=always"]).args(arguments).current_dir(folder);
        Self::clean(&mut command);
        let ran = Ran::of(&command.output().unwrap());
        assert_eq!(ran.code, 0, "git {arguments:?}: {}{}", ran.out, ran.err);
        ran.out
    }

    /// Makes it a repository, and commits everything.
    pub(crate) fn commit(&self) {
        if !self.path(".git").exists() {
            self.git(&["init", "-q"]);
        }
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "a step"]);
    }

    fn clean(command: &mut Command) {
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"] {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    }
}
