//! Repositories of every form, and those that are none: a clear line, and exit code 2.

use std::fs;

use super::{OTHER, POST, links, site};
use crate::bench::Bench;

#[test]
fn without_a_repository_it_says_so() {
    let site = Bench::new(&[(POST, "---\ntitle: Lake\n---\n")]);
    for arguments in [&["--since", "HEAD"][..], &["--staged"]] {
        let ran = site.check(arguments).exits(2);
        assert!(ran.err.contains("lies in no git repository"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
}

#[test]
fn names_that_mean_no_commit_are_said() {
    let site = site();
    for name in ["nowhere", "main..topic", "--output=x", "HEAD:about.md"] {
        let ran = site.check(&[&format!("--since={name}")]).exits(2);
        assert!(ran.err.contains(&format!("`{name}` is no commit")), "{}", ran.err);
    }
    assert!(!site.path("x").exists());
    let ran = site.check(&["--since", "HEAD", "--staged"]).exits(2);
    assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
}

#[test]
fn histories_without_a_common_commit_are_said() {
    let site = site();
    site.git(&["checkout", "-q", "--orphan", "other"]);
    site.edit("about.md", "Twice", "Thrice");
    site.commit();
    let ran = site.check(&["--since", "main"]).exits(2);
    assert!(ran.err.contains("have no commit in common"), "{}", ran.err);
}

#[test]
fn a_merge_that_is_not_finished_is_said() {
    let site = site();
    site.git(&["checkout", "-q", "-b", "topic"]);
    site.edit("about.md", "Twice", "Thrice");
    site.commit();
    site.git(&["checkout", "-q", "main"]);
    site.edit("about.md", "Twice", "Once");
    site.commit();
    assert!(std::panic::catch_unwind(|| site.git(&["merge", "topic"])).is_err());
    let ran = site.check(&["--staged"]).exits(2);
    assert!(ran.err.contains("a merge is not finished: about.md"), "{}", ran.err);
}

#[test]
fn a_shallow_clone_is_said_to_be_one() {
    let site = site();
    site.git(&["checkout", "-q", "-b", "topic"]);
    site.edit("about.md", "Twice", "Thrice");
    site.commit();
    site.git(&["checkout", "-q", "main"]);
    site.edit("about.md", "Twice", "Once");
    site.commit();
    let clone = site.path("clone");
    let from = format!("file://{}", site.path("").display());
    let to = clone.to_string_lossy().into_owned();
    site.git(&["clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "topic", &from, &to]);
    let ran = site.run_in("clone", &["check", "--since", "origin/main"]).exits(2);
    assert!(ran.err.contains("shallow") && ran.err.contains("fetch-depth: 0"), "{}", ran.err);
    site.run_in("clone", &["check", "--since", "HEAD"]).exits(0);
}

#[test]
fn a_site_in_a_folder_of_its_repository_and_in_a_second_work_tree() {
    let site = Bench::new(&[]);
    site.remove("_config.yml");
    site.write("docs/_config.yml", "title: Lake\n");
    site.write("docs/about.md", "---\ntitle: About\npermalink: /about/\n---\nText.\n");
    site.write("docs/index.md", "---\ntitle: Home\n---\n[a](/about/) [b]()\n");
    site.commit();
    site.git(&["worktree", "add", "-q", "second"]);
    for folder in ["docs", "second/docs"] {
        fs::remove_file(site.path(&format!("{folder}/about.md"))).unwrap();
        let ran = site.run_in(
            folder,
            &["check", "-f", "concise", "--since", "HEAD", "--select", "link", "--fail-on", "note"],
        );
        assert_eq!(ran.exits(1).findings(), ["index.md link/missing-file"]);
        let ran = site.run_in(folder, &["check", "-f", "concise", "--staged", "--select", "link"]);
        ran.exits(0);
        Bench::git_in(&site.path(folder), &["add", "-A", "."]);
        let ran = site
            .run_in(folder, &["check", "-f", "concise", "--staged", "--select", "link", "--fail-on", "note"]);
        assert_eq!(ran.exits(1).findings(), ["index.md link/missing-file"]);
    }
}

#[test]
fn other_repositories_inside_are_no_files_of_it() {
    let site = site();
    let inner = Bench::new(&[("inner.md", "---\ntitle: Inner\n---\n[a]()\n")]);
    inner.commit();
    let from = inner.path("").to_string_lossy().into_owned();
    site.git(&["submodule", "add", "-q", &from, "inner"]);
    site.commit();
    fs::write(site.path("inner/new.md"), "---\ntitle: N\n---\n[a]()\n").unwrap();
    let nothing: [&str; 0] = [];
    assert_eq!(links(&site, &["--since", "HEAD"]), nothing);
    assert_eq!(links(&site, &["--staged"]), nothing);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_taken_as_they_are() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let site = site();
    let name = OsStr::from_bytes(b"caf\xe9\"x.md");
    fs::write(site.path("").join(name), "---\ntitle: A\n---\n[a]()\n").unwrap();
    assert_eq!(links(&site, &["--since", "HEAD"]).len(), 1);
    site.git(&["add", "-A"]);
    fs::write(site.path("").join(name), "---\ntitle: A\n---\n[a]() [b]()\n").unwrap();
    assert_eq!(links(&site, &["--staged"]).len(), 1);
    assert_eq!(links(&site, &["--since", "HEAD"]).len(), 2);
}

#[cfg(unix)]
#[test]
fn links_to_files_are_followed_as_before() {
    let site = site();
    std::os::unix::fs::symlink("map.png", site.path("chart.png")).unwrap();
    site.edit(OTHER, "/map.png", "/chart.png");
    assert_eq!(links(&site, &["--since", "HEAD"]), [""; 0]);
    site.git(&["add", OTHER]);
    assert_eq!(links(&site, &["--staged"]), [format!("{OTHER} link/missing-file")]);
    site.git(&["add", "-A"]);
    assert_eq!(links(&site, &["--staged"]), [""; 0]);
    fs::remove_file(site.path("chart.png")).unwrap();
    assert_eq!(links(&site, &["--staged"]), [""; 0]);
}

#[test]
fn settings_of_the_user_change_nothing() {
    let site = site();
    for setting in [
        ["diff.noprefix", "true"],
        ["diff.relative", "true"],
        ["diff.renames", "copies"],
        ["diff.external", "false"],
        ["status.showUntrackedFiles", "no"],
        ["core.quotePath", "true"],
        ["color.ui", "always"],
        ["core.autocrlf", "true"],
    ] {
        site.git(&["config", setting[0], setting[1]]);
    }
    site.rename("about.md", "über uns.md");
    site.edit("über uns.md", "/about/", "/us/");
    let found = links(&site, &["--since", "HEAD"]);
    assert_eq!(found, [format!("{OTHER} link/missing-file")]);
    site.git(&["add", "-A"]);
    assert_eq!(links(&site, &["--staged"]), found);
}
