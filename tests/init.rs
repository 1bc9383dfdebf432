//! `postlint init`: what it learns from sites of several kinds, and that a check takes what it writes.

#![expect(clippy::unwrap_used, reason = "a site that cannot be written stops the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn postlint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postlint"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// How many findings each rule has.
fn findings(folder: &Path) -> BTreeMap<String, usize> {
    let output = postlint(folder, &["check", "--format", "json", "--at", "2026-01-15"]);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut counts = BTreeMap::new();
    for finding in json["findings"].as_array().unwrap() {
        *counts.entry(finding["rule"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

/// A paper's digest: sixty posts, each with its source, and a slip here and there.
fn digest() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "_config.yml", "url: https://digest.test\ntimezone: Asia/Shanghai\n");
    put(root, "_layouts/post.html", "{{ content }}\n");
    for at in 0..60 {
        let (day, month) = (1 + at % 28, 1 + at / 28);
        let zone = if at < 2 { "" } else { " +0800" };
        let category = match at {
            7 => "lakee",
            _ if at % 2 == 0 => "lakes",
            _ => "birds",
        };
        let key = if at == 9 { "sourcce" } else { "source" };
        let text = format!(
            "---\nlayout: post\ntitle: Report {at}\ndate: 2022-{month:02}-{day:02} 10:20:30{zone}\ncategories: {category}\n\
             {key}: http://paper.test/{at}\nskyline: /assets/lake.png\n---\nThe water rose by {at} fingers.\n\n\
             (Editor: Ada)\n\n<http://paper.test/2022/{at}.html>\n\n[Back](/) | [About](/about.html)"
        );
        put(root, &format!("_posts/2022-{month:02}-{day:02}-report-{at}.md"), &text);
    }
    for at in 0..5 {
        let text = format!("---\ntitle: N{at}\n---\n[Shop](/shop/{at}.html)\n");
        put(root, &format!("note-{at}.md"), &text);
    }
    put(root, "index.md", "---\ntitle: Home\n---\nWelcome.\n");
    put(root, "about.md", "---\ntitle: About\n---\nWho we are.\n");
    put(root, "assets/lake.png", "");
    put(root, "assets/vendor/swipe/README.md", "# Swipe\n\n[a](missing.md)\n");
    folder
}

#[test]
fn a_site_is_learned() {
    let site = digest();
    let output = postlint(site.path(), &["init", "--at", "2026-01-15"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = out(&output);
    let config = fs::read_to_string(site.path().join(".postlint.yml")).unwrap();
    for line in [
        "generator: jekyll",
        "  - /assets/vendor/  # 1 file",
        "  - skyline  # 60 values name a picture that is there",
        "      - lakes  # 30 posts",
        "      - birds  # 29 posts",
        "      - paper.test  # 60 posts",
        "      - /shop/  # 5 files",
        "  text/no-final-newline: off",
    ] {
        assert!(config.contains(line), "{line}\n{config}");
    }
    assert!(!config.contains("- lakee"), "{config}");
    for line in [
        "`sourcce` in 1 of 60 posts; did you mean `source`? _posts/2022-01-10-report-9.md",
        "category `lakee` in 1 post; did you mean `lakes`, as 30 posts have?",
        "`date` has no zone in 3.3 % (2 of 60 posts), all of 2022",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

#[test]
fn a_check_takes_what_was_written_and_finds_less() {
    let site = digest();
    let before = findings(site.path());
    assert!(postlint(site.path(), &["init", "--at", "2026-01-15"]).status.success());
    let after = findings(site.path());
    let sum = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
    assert!(sum(&after) < sum(&before), "{before:#?}\n{after:#?}");
    assert_eq!(after.get("text/no-final-newline"), None);
    assert_eq!(after.get("date/no-time-zone"), before.get("date/no-time-zone"));
    assert_eq!(after.get("category/unknown"), Some(&1));
}

#[test]
fn the_front_matter_has_a_schema() {
    let site = tempfile::tempdir().unwrap();
    put(site.path(), "_config.yml", "collections:\n  boats: {output: true}\n");
    for at in 0..60 {
        let text = format!(
            "---\ntitle: Row {at}\nlayout: boat\nbuilt: 2022-01-07 08:00:{at:02} +0800\nsails: {at}\nlinks: [https://a.test]\n---\nText\n"
        );
        put(site.path(), &format!("_boats/row-{at}.md"), &text);
    }
    put(site.path(), "_boats/bare.md", "---\n---\nText\n");
    assert!(postlint(site.path(), &["init"]).status.success());
    let config = fs::read_to_string(site.path().join(".postlint.yml")).unwrap();
    assert!(config.contains("  - paths: [/_boats/]\n    schema: .postlint/schemas/boats.json\n"), "{config}");
    let schema = fs::read_to_string(site.path().join(".postlint/schemas/boats.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    // One document in sixty-one has none of the keys.
    assert_eq!(schema.get("required"), None);
    let properties = &schema["properties"];
    assert_eq!(properties["layout"]["enum"], serde_json::json!(["boat"]));
    assert_eq!(properties["built"]["format"], "date-time");
    assert_eq!(properties["sails"]["type"], "integer");
    assert_eq!(properties["links"]["items"]["type"], "string");
    assert_eq!(properties["layout"]["$comment"], "in 60 of 61 documents (98.4 %): boat 60");
    assert_eq!(properties["links"]["items"]["enum"], serde_json::json!(["https://a.test"]));
    assert_eq!(properties["title"]["$comment"], "in 60 of 61 documents (98.4 %)");
    findings(site.path());
}

#[test]
fn slips_break_the_schema_where_other_noise_is_gone() {
    let site = tempfile::tempdir().unwrap();
    put(site.path(), "_config.yml", "title: x\n");
    for at in 0..400 {
        let tags = if at == 3 { "tags: 7" } else { "tags: [wind]" };
        let author = if at == 5 { "" } else { "author: Ada\n" };
        let text = format!("---\ntitle: Row {at}\nlayout: none\n{author}{tags}\n---\nText {at}");
        put(site.path(), &format!("_posts/2022-01-07-row-{at}.md"), &text);
    }
    let before: usize = findings(site.path()).values().sum();
    assert!(postlint(site.path(), &["init"]).status.success());
    let after = findings(site.path());
    assert!(after.values().sum::<usize>() < before, "{after:?}");
    assert_eq!(after.get("front-matter/schema"), Some(&2), "{after:?}");
}

#[test]
fn nothing_is_overwritten() {
    let site = digest();
    put(site.path(), ".postlint.yml", "# mine\n");
    let output = postlint(site.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
    assert_eq!(fs::read_to_string(site.path().join(".postlint.yml")).unwrap(), "# mine\n");
    assert!(!site.path().join(".postlint").exists());
}

#[test]
fn a_dry_run_prints_and_writes_nothing() {
    let site = digest();
    let output = postlint(site.path(), &["init", "--dry-run", "--at", "2026-01-15"]);
    assert!(output.status.success());
    assert!(out(&output).contains("generator: jekyll"));
    assert!(!site.path().join(".postlint.yml").exists());
    let again = postlint(site.path(), &["init", "--stdout", "--at", "2026-01-15"]);
    assert_eq!(out(&output), out(&again), "the same in every run");
}

#[test]
fn a_folder_with_nothing_in_it_has_nothing_to_teach() {
    let empty = tempfile::tempdir().unwrap();
    let output = postlint(empty.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn small_and_other_sites_have_small_configurations() {
    let one = tempfile::tempdir().unwrap();
    put(one.path(), "_posts/2022-01-07-a.md", "---\ntitle: A\n---\nText\n");
    let hugo = tempfile::tempdir().unwrap();
    put(hugo.path(), "hugo.toml", "title = 'x'\n");
    for at in 0..12 {
        let text = format!("+++\ntitle = 'No. {at}'\ndate = 2022-01-{:02}\n+++\nText\n", at + 1);
        put(hugo.path(), &format!("content/posts/{at}.md"), &text);
    }
    let docs = tempfile::tempdir().unwrap();
    put(docs.path(), "docs/a.md", "# A\n\n[b](b.md)\n");
    put(docs.path(), "docs/b.md", "# B\n");
    for (site, generator) in [(&one, "jekyll"), (&hugo, "none"), (&docs, "none")] {
        let output = postlint(site.path(), &["init"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let config = fs::read_to_string(site.path().join(".postlint.yml")).unwrap();
        assert!(config.contains(&format!("\ngenerator: {generator}\n")), "{config}");
        assert!(!config.contains("off"), "{config}");
        findings(site.path());
    }
}

#[test]
fn of_several_sites_one_must_be_named() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "one/_config.yml", "title: x\n");
    put(folder.path(), "one/index.md", "---\ntitle: x\n---\nText\n");
    put(folder.path(), "two/_posts/2022-01-07-a.md", "---\ntitle: A\n---\nText\n");
    let output = postlint(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    let output = postlint(folder.path(), &["init", "one"]);
    assert!(output.status.success());
    assert!(folder.path().join("one/.postlint.yml").exists());
}

#[test]
fn names_that_yaml_would_read_otherwise_stay_names() {
    let site = tempfile::tempdir().unwrap();
    put(site.path(), "_config.yml", "title: x\n");
    for at in 0..60 {
        let category = ["'no'", "'2016'", "\"c: d\"", "\"it's\"", "'#x'"][at % 5];
        let text = format!("---\ntitle: T{at}\ncategories: [{category}]\n---\nText\n");
        put(site.path(), &format!("_posts/2022-01-07-a{at}.md"), &text);
    }
    let before: usize = findings(site.path()).values().sum();
    assert!(postlint(site.path(), &["init"]).status.success());
    let after: usize = findings(site.path()).values().sum();
    assert!(after <= before);
    let config = fs::read_to_string(site.path().join(".postlint.yml")).unwrap();
    for item in ["'no'", "'2016'", "'c: d'", "'it''s'", "'#x'"] {
        assert!(config.contains(&format!("- {item}")), "{config}");
    }
}
