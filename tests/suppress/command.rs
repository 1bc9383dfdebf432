//! The command: what is counted, listed and shown, and the exit code.

use std::fs;
use std::process::Command;

use serde_json::Value;

/// A site of one post in a folder of its own, and what the command says of it.
fn check(text: &str, arguments: &[&str]) -> (String, String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("_posts")).unwrap();
    fs::write(folder.path().join("_config.yml"), "title: a\n").unwrap();
    fs::write(folder.path().join("_posts/2022-01-07-a.md"), text).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_postlint"))
        .current_dir(folder.path())
        .args(["check", "--at", "2026-01-15", "--select", "image/empty-source,suppression"])
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(run.stdout), text(run.stderr), run.status.code())
}

const POST: &str =
    "---\n---\n<img src=\"\"> <!-- postlint-ignore image/empty-source: the picture comes later -->\n";

#[test]
fn what_is_suppressed_is_counted_and_fails_nothing() {
    let (out, said, code) = check(POST, &["--fail-on", "note"]);
    assert_eq!((out.as_str(), code), ("", Some(0)));
    assert_eq!(said, "nothing found in 1 file; 1 suppressed\n");
    let (_, said, _) = check(POST, &["--statistics"]);
    assert!(said.contains("0  image/empty-source (1 suppressed)"), "{said}");
}

#[test]
fn without_suppressions_everything_is_shown() {
    let (out, said, code) = check(POST, &["--no-suppressions", "--format", "concise"]);
    assert!(out.starts_with("_posts/2022-01-07-a.md:3:6: error[image/empty-source]"), "{out}");
    assert_eq!((out.lines().count(), code), (1, Some(1)), "{out}{said}");
}

#[test]
fn what_is_suppressed_is_listed_on_request() {
    let (out, _, code) = check(POST, &["--list-suppressed", "--format", "concise"]);
    assert!(out.contains(":3:6: suppressed[image/empty-source]"), "{out}");
    assert!(out.ends_with("(the picture comes later)\n"), "{out}");
    assert_eq!(code, Some(0));
    let (out, _, _) = check(POST, &["--list-suppressed", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    let schema: Value = serde_json::from_str(postlint::output::JSON_SCHEMA).unwrap();
    assert!(jsonschema::is_valid(&schema, &json), "{out}");
    assert_eq!(json["summary"]["suppressed"], 1);
    assert_eq!(json["suppressed"][0]["rule"], "image/empty-source");
    assert_eq!(json["suppressed"][0]["reason"], "the picture comes later");
    let (out, _, _) = check(POST, &["--list-suppressed", "--format", "jsonl"]);
    assert!(out.starts_with("{\"kind\":\"suppressed\""), "{out}");
    let (out, _, _) = check(POST, &["--list-suppressed", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&out).unwrap();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["justification"], "the picture comes later");
    let (out, _, _) = check(POST, &["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()), "a code host would show it");
}

#[test]
fn an_end_of_the_day_is_that_of_the_run() {
    let post = POST.replace(": the", " until 2026-01-14: the");
    assert_eq!(check(&post, &[]).2, Some(1));
    assert_eq!(check(&post, &["--at", "2026-01-14"]).2, Some(2), "`--at` is given once");
}
