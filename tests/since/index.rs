//! `--staged`: the index is checked, not the work tree.

use super::{OTHER, POST, links, site};
use crate::bench::Bench;

const NOTHING: [&str; 0] = [];
const STAGED: &[&str] = &["--staged"];

#[test]
fn the_index_counts_and_not_the_disk() {
    let site = site();
    site.edit(POST, "leaves", "leaves [at]( ) noon");
    assert_eq!(links(&site, STAGED), NOTHING);
    site.git(&["add", POST]);
    assert_eq!(links(&site, STAGED).len(), 2);
    // Mended on disk, and still to be committed as it was.
    site.edit(POST, "[at]( )", "at");
    site.edit(POST, "[ferry]()", "ferry");
    let ran = site.check(&["--staged", "--select", "link"]).exits(1);
    assert_eq!(ran.findings().len(), 2);
    let pretty = site.run(&["check", "--staged", "--select", "link"]);
    assert!(pretty.out.contains("leaves [at]( ) noon"), "{}", pretty.out);
    site.git(&["add", POST]);
    assert_eq!(links(&site, STAGED), NOTHING);
}

#[test]
fn files_that_are_not_staged_are_not_there() {
    let site = site();
    site.edit(OTHER, "/map.png", "/chart.png");
    site.git(&["add", OTHER]);
    site.write("chart.png", "no picture");
    assert_eq!(links(&site, STAGED), [format!("{OTHER} link/missing-file")]);
    // Git is told that it will come, but it is not in the index yet.
    site.git(&["add", "-N", "chart.png"]);
    assert_eq!(links(&site, STAGED), [format!("{OTHER} link/missing-file")]);
    site.git(&["add", "chart.png"]);
    assert_eq!(links(&site, STAGED), NOTHING);
    site.remove("chart.png");
    assert_eq!(links(&site, STAGED), NOTHING);
}

#[test]
fn what_git_ignores_is_as_it_lies_there() {
    let site = site();
    site.write(".gitignore", "built/\n");
    site.write("built/chart.png", "no picture");
    site.edit(OTHER, "/map.png", "/built/chart.png");
    site.git(&["add", "-A"]);
    assert_eq!(links(&site, STAGED), NOTHING);
}

#[test]
fn what_is_taken_away_is_gone_and_what_is_broken_by_it_shown() {
    let site = site();
    site.git(&["rm", "-q", "--cached", "about.md"]);
    assert_eq!(links(&site, STAGED), [format!("{OTHER} link/missing-file")]);
    site.git(&["reset", "-q"]);
    site.remove("about.md");
    assert_eq!(links(&site, STAGED), NOTHING);
    site.git(&["add", "-A"]);
    assert_eq!(links(&site, STAGED), [format!("{OTHER} link/missing-file")]);
}

#[test]
fn a_file_that_is_gone_from_the_disk_is_checked_as_staged() {
    let site = site();
    site.write("news/new.md", "---\ntitle: New\n---\n[a]()\n");
    site.git(&["add", "news"]);
    site.remove("news/new.md");
    assert_eq!(links(&site, STAGED), ["news/new.md link/empty"]);
}

#[test]
fn the_configuration_of_the_site_is_that_of_the_index() {
    let site = site();
    site.write("_config.yml", "title: Lake\nexclude: [about.md]\n");
    assert_eq!(links(&site, STAGED), NOTHING);
    site.git(&["add", "_config.yml"]);
    site.write("_config.yml", "title: Lake\n");
    assert!(links(&site, STAGED).iter().any(|one| one.starts_with(OTHER)));
}

#[test]
fn the_first_commit_is_checked_whole() {
    let site = Bench::new(&[(POST, "---\ntitle: Lake\ndate: 2022-01-07\n---\n[a]()\n")]);
    site.git(&["init", "-q"]);
    assert_eq!(links(&site, STAGED), NOTHING);
    site.git(&["add", "-A"]);
    assert_eq!(links(&site, STAGED), [format!("{POST} link/empty")]);
}

#[test]
fn a_baseline_is_that_of_the_index() {
    let site = site();
    site.run(&["baseline"]).exits(0);
    site.commit();
    site.edit(POST, "[ferry]()", "ferry");
    site.git(&["add", POST]);
    assert_eq!(site.check(STAGED).exits(1).findings(), [".postlint/baseline baseline/stale"]);
    site.run(&["baseline", "--prune"]).exits(0);
    assert_eq!(site.check(STAGED).exits(1).findings(), [".postlint/baseline baseline/stale"]);
    site.git(&["add", "-A"]);
    site.check(STAGED).exits(0);
}

#[test]
fn a_hook_that_commits_some_files_is_told_of_its_index() {
    let site = site();
    let hook = site.path(".git/hooks/pre-commit");
    let binary = env!("CARGO_BIN_EXE_postlint");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(
        &hook,
        format!("#!/bin/sh\nexec '{binary}' check --staged --select link -f concise >found\n"),
    )
    .unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    site.edit("about.md", "Twice", "Thrice");
    site.edit(OTHER, "/map.png", "/chart.png");
    // Only the page is committed, which is fine; the post is not.
    site.git(&["commit", "-q", "-m", "a page", "--", "about.md"]);
    assert_eq!(site.read("found"), "");
    let failed = std::panic::catch_unwind(|| site.git(&["commit", "-q", "-m", "a post", "--", OTHER]));
    assert!(failed.is_err(), "{}", site.read("found"));
    assert!(site.read("found").contains("link/missing-file"));
}
