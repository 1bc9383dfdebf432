//! `check --fix`, `--unsafe-fixes` and `--diff` as a user types them.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A site in a folder of its own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("_config.yml", b"title: Site\nurl: https://lakes.net\n");
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, path: &str) -> String {
        String::from_utf8(fs::read(self.path(path)).unwrap()).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Done {
        run_in(self.0.path(), arguments, None)
    }
}

struct Done {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

fn run_in(folder: &Path, arguments: &[&str], given: Option<&[u8]>) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postlint"));
    command.current_dir(folder).args(["check", "--at", "2026-01-15"]).args(arguments);
    if !arguments.contains(&"--format") {
        command.args(["--format", "concise"]);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(given.unwrap_or_default()).unwrap();
    child.wait_with_output().unwrap().into()
}

fn git(folder: &Path, arguments: &[&str], given: &str) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

const POST: &str = "---\ntitle: A lake\ndate: 2022-01-07 08:00:00 +0800\n---\n\n";

fn post(body: &str) -> String {
    format!("{POST}{body}")
}

#[test]
fn safe_fixes_are_applied_and_the_rest_is_shown() {
    let text = post(
        "<p class=\"a\" class=\"b\">x</p>\n\n<img src=\"http://img.lake.net/a.png\" width=\"90\" height=\"60\" alt=\"a\">\n",
    );
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", &text)]);
    let done = folder.run(&["--fix"]);
    let now = folder.read("_posts/2022-01-07-a.md");
    assert_eq!(now, text.replace(" class=\"a\"", ""));
    assert!(done.out.contains("image/insecure") && !done.out.contains("duplicate-attribute"), "{}", done.out);
    assert!(done.err.contains("fixed 1 finding in 1 file; 1 more with `--unsafe-fixes`"), "{}", done.err);
    assert_eq!(done.code, 1);
    let again = folder.run(&["--fix"]);
    assert!(again.err.contains("fixed nothing"), "{}", again.err);
    assert_eq!(folder.read("_posts/2022-01-07-a.md"), now);
    let done = folder.run(&["--unsafe-fixes"]);
    assert!(folder.read("_posts/2022-01-07-a.md").contains("https://img.lake.net/a.png"), "{}", done.err);
    assert_eq!(done.code, 0, "{}", done.out);
}

#[test]
fn a_diff_is_printed_alone_and_changes_nothing() {
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    let folder = Folder::new(&[("_posts/2022-01-07-ä b.md", &text), ("_posts/2022-01-08-b.md", POST)]);
    let done = folder.run(&["--diff"]);
    assert_eq!(done.code, 1);
    assert!(done.out.starts_with("diff --git "), "{}", done.out);
    assert!(!done.out.contains("2022-01-08"), "{}", done.out);
    assert_eq!(folder.read("_posts/2022-01-07-ä b.md"), text);
    git(folder.0.path(), &["apply"], &done.out);
    assert_eq!(folder.read("_posts/2022-01-07-ä b.md"), text.replace(" class=\"a\"", ""));
    let done = folder.run(&["--diff", "--fix"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
}

#[test]
fn a_diff_can_be_applied_anywhere_in_the_repository() {
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    let folder = Folder::new(&[]);
    git(folder.0.path(), &["init", "-q"], "");
    folder.write("docs/_config.yml", b"title: x\n");
    for from in [".", "docs", "docs/_posts"] {
        folder.write("docs/_posts/2022-01-07-a.md", text.as_bytes());
        let from = folder.path(from);
        let target = if from.ends_with("_posts") { "." } else { ".." };
        let target = if from.ends_with("docs") { "." } else { target };
        let site = folder.path("docs");
        let target = if from == folder.path(".") { site.to_str().unwrap() } else { target };
        let done = run_in(&from, &["--diff", target], None);
        assert!(done.out.contains("a/docs/_posts/2022-01-07-a.md"), "{} {}", done.out, done.err);
        git(&from, &["apply"], &done.out);
        assert!(!folder.read("docs/_posts/2022-01-07-a.md").contains("class=\"a\""));
    }
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let text = post(
        "<p class=\"a\" class=\"b\">x</p>\n\n<img src=\"http://img.lake.net/a.png\" width=\"90\" height=\"60\" alt=\"a\">",
    );
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", "---\ntitle: other\n---\n")]);
    let given = ["--stdin-filename", "_posts/2022-01-07-a.md", "--fix"];
    let done = run_in(folder.0.path(), &given, Some(text.as_bytes()));
    assert_eq!(done.out, text.replace(" class=\"a\"", "") + "\n");
    assert!(done.err.contains("image/insecure"), "{}", done.err);
    assert_eq!(done.code, 1);
    assert_eq!(folder.read("_posts/2022-01-07-a.md"), "---\ntitle: other\n---\n");
    // What needs no fix comes out as it went in.
    let done = run_in(folder.0.path(), &given, Some(POST.as_bytes()));
    assert_eq!((done.out.as_str(), done.code), (POST, 0), "{}", done.err);
    let diff = ["--stdin-filename", "_posts/2022-01-07-a.md", "--diff"];
    let done = run_in(folder.0.path(), &diff, Some(text.as_bytes()));
    assert!(done.out.contains("-<p class=\"a\" class=\"b\">x</p>\n"), "{}", done.out);
    // So does what is not checked at all.
    folder.write(".postlint.yml", b"ignore: all\n");
    let odd = ["--stdin-filename", "notes.xyz", "--fix"];
    assert_eq!(run_in(folder.0.path(), &odd, Some(b"any\xff")).out, "any\u{fffd}");
}

#[test]
fn only_what_was_asked_for_is_edited() {
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    let names = ["_posts/2022-01-07-a.md", "_posts/2022-01-08-b.md", "page.md"];
    let folder = Folder::new(&names.map(|name| (name, text.as_str())));
    folder.run(&["--fix", "_posts/2022-01-08-b.md"]);
    let is_fixed = |name: &str| folder.read(name) != text;
    assert_eq!(names.map(is_fixed), [false, true, false]);
}

#[test]
fn bytes_outside_of_the_fix_stay() {
    let start = b"\xef\xbb\xbf---\r\ntitle: A lake\r\ndate: 2022-01-07 08:00:00 +0800\r\n---\r\n\r\n\xff\x80 text\r\n";
    let folder = Folder::new(&[]);
    folder.write(
        "_posts/2022-01-07-a.md",
        &[start, &b"<p class=\"a\" class=\"\xc3\xa4\">\xfe</p>\r\n"[..]].concat(),
    );
    folder.run(&["--fix", "--select", "html/duplicate-attribute"]);
    let expected = [start, &b"<p class=\"\xc3\xa4\">\xfe</p>\r\n"[..]].concat();
    assert_eq!(fs::read(folder.path("_posts/2022-01-07-a.md")).unwrap(), expected);
}

#[test]
fn the_configuration_says_what_is_safe() {
    let text = post(
        "<p class=\"a\" class=\"b\">x</p>\n\n<img src=\"http://img.lake.net/a.png\" width=\"90\" height=\"60\" alt=\"a\">\n",
    );
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", &text), ("page.md", &text)]);
    let config = "rules:\n  html/duplicate-attribute: {fix: unsafe}\n  image/insecure: {fix: safe}\n\
        overrides:\n  - paths: [page.md]\n    rules: {image/insecure: {fix: off}}\n";
    folder.write(".postlint.yml", config.as_bytes());
    let done = folder.run(&["--fix"]);
    assert_eq!(folder.read("_posts/2022-01-07-a.md"), text.replace("http:", "https:"));
    assert_eq!(folder.read("page.md"), text);
    assert!(done.err.contains("2 more with `--unsafe-fixes`"), "{}", done.err);
    folder.write(".postlint.yml", b"rules:\n  image/insecure: {fix: sage}\n");
    let done = folder.run(&["--fix"]);
    assert!(done.code == 2 && done.err.contains("did you mean `safe`?"), "{}", done.err);
}

#[test]
fn json_counts_what_was_fixed() {
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", &text)]);
    let done = folder.run(&["--fix", "--format", "json"]);
    assert!(done.out.contains("\"fixed\":1"), "{}", done.out);
    let done = folder.run(&["--format", "json"]);
    assert!(!done.out.contains("\"fixed\""), "{}", done.out);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_told_and_still_found() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", &text), ("_posts/2022-01-08-b.md", &text)]);
    let locked = folder.path("_posts/2022-01-07-a.md");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    let done = folder.run(&["--fix"]);
    assert!(done.err.contains("_posts/2022-01-07-a.md stays as it is: it is read-only"), "{}", done.err);
    assert!(
        done.out.contains("_posts/2022-01-07-a.md:6:14: warning[html/duplicate-attribute]"),
        "{}",
        done.out
    );
    assert!(done.err.contains("fixed 1 finding in 1 file"), "{}", done.err);
    assert_eq!(done.code, 2);
    assert_eq!(folder.read("_posts/2022-01-08-b.md"), text.replace(" class=\"a\"", ""));
    // A link is followed to the file that it names.
    fs::remove_file(&locked).unwrap();
    folder.write("_drafts/real.md", text.as_bytes());
    symlink("../_drafts/real.md", &locked).unwrap();
    folder.run(&["--fix", "_posts/2022-01-07-a.md"]);
    assert!(fs::symlink_metadata(&locked).unwrap().is_symlink());
    assert_eq!(folder.read("_drafts/real.md"), text.replace(" class=\"a\"", ""));
}

#[test]
fn what_a_killed_run_left_is_taken_away_by_the_next_one() {
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", POST), ("_posts/.postlint-77-3.tmp", "half")]);
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    folder.write("page.md", text.as_bytes());
    folder.run(&[]);
    assert!(folder.path("_posts/.postlint-77-3.tmp").exists());
    folder.run(&["--fix"]);
    assert!(!folder.path("_posts/.postlint-77-3.tmp").exists());
}

#[test]
fn what_is_known_is_not_fixed() {
    let text = post("<p class=\"a\" class=\"b\">x</p>\n");
    let folder = Folder::new(&[("_posts/2022-01-07-a.md", &text)]);
    let done =
        Command::new(env!("CARGO_BIN_EXE_postlint")).current_dir(folder.0.path()).arg("baseline").output();
    assert!(done.unwrap().status.success());
    let more = format!("{text}\n<i id=\"a\" id=\"b\">y</i>\n");
    folder.write("_posts/2022-01-07-a.md", more.as_bytes());
    let done = folder.run(&["--fix"]);
    assert_eq!(folder.read("_posts/2022-01-07-a.md"), more.replace(" id=\"a\"", ""), "{}", done.err);
    assert_eq!(done.code, 0, "{}", done.out);
    folder.run(&["--fix", "--no-baseline"]);
    assert!(!folder.read("_posts/2022-01-07-a.md").contains("class=\"a\""));
    let done = folder.run(&["--fix"]);
    assert!(done.code == 1 && done.out.contains("baseline/stale"), "{}", done.out);
}
