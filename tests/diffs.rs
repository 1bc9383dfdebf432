//! A diff is one that `git apply` takes, whatever the bytes and the name, and says no more than what
//! changed.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

use std::fs;
use std::path::Path;
use std::process::Command;

use postlint::diff::{Change, Side, write};
use proptest::prelude::*;

fn diff(change: &Change<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, change).unwrap();
    out
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git").current_dir(folder).args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Applies a diff in a folder that is no repository.
fn apply(folder: &Path, patch: &[u8]) {
    fs::write(folder.join("patch"), patch).unwrap();
    git(folder, &["apply", "--whitespace=nowarn", "patch"]);
}

#[test]
fn git_takes_any_bytes() {
    let cases: &[(&[u8], &[u8])] = &[
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\r\nb\r\n", b"a\r\nB\r\n"),
        (b"a\nb", b"a\nB"),
        (b"a\nb", b"a\nb\n"),
        (b"a\nb\n", b"a\nb"),
        (b"\xef\xbb\xbf---\na: 1\n", b"---\na: 1\n"),
        (b"\xff\xfe\n\x80\n", b"\xff\xfe\n\x81\n"),
        (b"a\0b\nc\n", b"a\0c\nc\n"),
        (b"", b"new\n"),
        (b"old\n", b""),
        (b"a\rb\rc", b"a\rB\rc"),
        (b"-- a\n++ b\n@@ c\n", b"-- a\n++ B\n@@ c\n\\ d\n"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    for (old, new) in cases {
        fs::write(&file, old).unwrap();
        apply(folder.path(), &diff(&Change::edited(b"a.md", old, new)));
        assert_eq!(fs::read(&file).unwrap(), *new);
    }
}

#[cfg(unix)]
#[test]
fn git_takes_any_name() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("_posts")).unwrap();
    let names: [&[u8]; 7] = [
        b"_posts/a b.md",
        "_posts/2022-01-07-größe-中文.md".as_bytes(),
        b"_posts/\"q\".md",
        b"_posts/back\\slash.md",
        b"_posts/tab\there.md",
        b"_posts/line\nend.md",
        b"_posts/\xff\xfe.md",
    ];
    for name in names {
        let file = folder.path().join(std::ffi::OsStr::from_bytes(name));
        fs::write(&file, "a\nb\n").unwrap();
        apply(folder.path(), &diff(&Change::edited(name, b"a\nb\n", b"a\nc\n")));
        assert_eq!(fs::read(&file).unwrap(), b"a\nc\n", "{}", String::from_utf8_lossy(name));
    }
}

#[test]
fn files_come_go_and_move() {
    let folder = tempfile::tempdir().unwrap();
    let side = |path: &'static [u8], bytes: &'static [u8]| Some(Side { path, bytes });
    apply(folder.path(), &diff(&Change { old: None, new: side(b"new.md", b"one\ntwo") }));
    assert_eq!(fs::read(folder.path().join("new.md")).unwrap(), b"one\ntwo");
    let moved = Change { old: side(b"new.md", b"one\ntwo"), new: side(b"d/m \xc3\xa4.md", b"one\n2") };
    apply(folder.path(), &diff(&moved));
    assert!(!folder.path().join("new.md").exists());
    assert_eq!(fs::read(folder.path().join("d/m ä.md")).unwrap(), b"one\n2");
    let pure = Change { old: side(b"d/m \xc3\xa4.md", b"one\n2"), new: side(b"b.md", b"one\n2") };
    apply(folder.path(), &diff(&pure));
    assert_eq!(fs::read(folder.path().join("b.md")).unwrap(), b"one\n2");
    apply(folder.path(), &diff(&Change { old: side(b"b.md", b"one\n2"), new: None }));
    assert!(!folder.path().join("b.md").exists());
    apply(folder.path(), &[diff(&Change { old: None, new: side(b"e", b"") }), diff(&moved_b())].concat());
    assert!(folder.path().join("e").exists());
}

fn moved_b() -> Change<'static> {
    Change { old: None, new: Some(Side { path: b"f", bytes: b"f\n" }) }
}

#[test]
fn a_diff_holds_what_changed_and_its_context() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n";
    let new = "1\n2\n3\nfour\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\nsixteen\nmore\n";
    let text = String::from_utf8(diff(&Change::edited(b"a b.md", old.as_bytes(), new.as_bytes()))).unwrap();
    let expected = "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n\
        @@ -1,7 +1,7 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n\
        @@ -13,4 +13,5 @@\n 13\n 14\n 15\n-16\n+sixteen\n+more\n";
    assert_eq!(text, expected);
    assert!(diff(&Change::edited(b"a", b"x\n", b"x\n")).is_empty());
}

#[test]
fn long_texts_that_differ_everywhere_are_compared_in_no_time() {
    let old: String = (0..200_000).map(|at| format!("{}\n", at % 7)).collect();
    let new: String = (0..200_000).map(|at| format!("{}\n", at % 5)).collect();
    let started = std::time::Instant::now();
    let patch = diff(&Change::edited(b"a", old.as_bytes(), new.as_bytes()));
    assert!(started.elapsed().as_secs() < 10);
    assert!(!patch.is_empty());
}

/// Reads a diff of one file and does what it says.
fn applied(old: &[u8], patch: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = old.split_inclusive(|byte| *byte == b'\n').collect();
    let mut new: Vec<u8> = Vec::new();
    let mut at = 0;
    let mut rest = patch.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = rest.next() {
        let no_end = rest.peek().is_some_and(|next| next.starts_with(b"\\"));
        let body = |line: &[u8]| line[1..line.len() - usize::from(no_end)].to_vec();
        if line.starts_with(b"@@") {
            let words = std::str::from_utf8(line).unwrap();
            let range = words.trim_start_matches("@@ -").split(' ').next().unwrap();
            let (start, count) = range.split_once(',').unwrap_or((range, "1"));
            let start = start.parse::<usize>().unwrap() - usize::from(count != "0");
            new.extend(lines[at..start].concat());
            at = start;
        } else if line.starts_with(b" ") {
            assert_eq!(lines[at], body(line));
            new.extend(body(line));
            at += 1;
        } else if line.starts_with(b"-") && !line.starts_with(b"--- a") {
            assert_eq!(lines[at], body(line));
            at += 1;
        } else if line.starts_with(b"+") && !line.starts_with(b"+++ b") {
            new.extend(body(line));
        }
    }
    new.extend(lines[at..].concat());
    new
}

proptest! {
    #[test]
    fn what_a_diff_says_gives_the_new_text(
        old in proptest::collection::vec("[ab]{0,2}\n?", 0..40),
        new in proptest::collection::vec("[ab]{0,2}\n?", 0..40),
    ) {
        let (old, new) = (old.concat(), new.concat());
        let patch = diff(&Change::edited(b"a", old.as_bytes(), new.as_bytes()));
        prop_assert_eq!(applied(old.as_bytes(), &patch), new.as_bytes());
    }
}
