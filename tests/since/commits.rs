//! `--since`: files that changed, and what that broke elsewhere.

use super::{OTHER, POST, links, site};

const NOTHING: [&str; 0] = [];

#[test]
fn old_faults_in_files_that_did_not_change_are_silent() {
    let site = site();
    assert!(!links(&site, &[]).is_empty());
    assert_eq!(links(&site, &["--since", "HEAD"]), NOTHING);
    site.edit("about.md", "Twice", "Thrice");
    assert_eq!(links(&site, &["--since", "HEAD"]), NOTHING);
    site.edit(POST, "leaves", "leaves [at]( ) noon");
    let found = links(&site, &["--since", "HEAD"]);
    assert_eq!(found, [format!("{POST} link/empty"), format!("{POST} link/empty")]);
}

#[test]
fn what_a_change_broke_elsewhere_is_shown() {
    let site = site();
    site.edit("about.md", "## Tides", "## Tide tables");
    assert_eq!(links(&site, &["--since", "HEAD"]), [format!("{OTHER} link/missing-anchor")]);
    site.edit("about.md", "/about/", "/us/");
    assert_eq!(links(&site, &["--since", "HEAD"]), [format!("{OTHER} link/missing-file")]);
    site.remove("about.md");
    site.remove("map.png");
    let found = links(&site, &["--since", "HEAD"]);
    assert_eq!(found, [format!("{OTHER} link/missing-file"), format!("{OTHER} link/missing-file")]);
    site.commit();
    assert_eq!(links(&site, &["--since", "HEAD"]), NOTHING);
    assert_eq!(links(&site, &["--since", "HEAD~1"]), found);
}

#[test]
fn a_change_of_the_configuration_is_seen() {
    let site = site();
    site.write("_config.yml", "title: Lake\ntimezone: UTC\nexclude: [about.md]\n");
    let found = links(&site, &["--since", "HEAD"]);
    assert!(found.iter().any(|one| one.starts_with(OTHER)), "{found:?}");
    assert!(!found.iter().any(|one| one.starts_with(POST)), "{found:?}");
}

#[test]
fn a_title_taken_twice_shows_wherever_it_stands() {
    let site = site();
    site.write("_posts/2021-12-01-early.md", "---\ntitle: Lake\ndate: 2021-12-01\n---\nText.\n");
    let found = links(&site, &["--since", "HEAD", "--select", "site/duplicate-title"]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn files_that_git_does_not_know_count_as_changed() {
    let site = site();
    site.write("new.md", "---\ntitle: New\n---\n[a]()\n");
    assert_eq!(links(&site, &["--since", "HEAD"]), ["new.md link/empty"]);
    site.write(".gitignore", "new.md\n");
    assert_eq!(links(&site, &["--since", "HEAD"]), NOTHING);
}

#[test]
fn fixes_are_made_in_changed_files_alone() {
    let site = site();
    let old = "---\ntitle: Old\ndate: 2022-01-09\n---\n<p></p>\n\nText.\n";
    site.write("_posts/2022-01-09-old.md", old);
    site.write("_posts/2022-01-10-new.md", old);
    site.commit();
    site.edit("_posts/2022-01-10-new.md", "Text", "Words");
    let select = ["--select", "html/empty-paragraph", "--unsafe-fixes", "--fix"];
    site.check(&[&select[..], &["--since", "HEAD"]].concat());
    assert_eq!(site.read("_posts/2022-01-09-old.md"), old);
    assert!(!site.read("_posts/2022-01-10-new.md").contains("<p>"));
    let ran = site.check(&["--staged", "--fix"]).exits(2);
    assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
}

#[test]
fn it_looks_from_where_the_branch_left() {
    let site = site();
    site.git(&["checkout", "-q", "-b", "topic"]);
    site.write("mine.md", "---\ntitle: Mine\n---\n[a]()\n");
    site.commit();
    site.git(&["checkout", "-q", "main"]);
    site.remove(POST);
    site.commit();
    site.git(&["checkout", "-q", "topic"]);
    // The post that main took away is no change of this branch.
    assert_eq!(links(&site, &["--since", "main"]), ["mine.md link/empty"]);
}

#[test]
fn known_findings_stay_known_and_entries_of_other_files_are_left() {
    let site = site();
    site.run(&["baseline"]).exits(0);
    site.commit();
    site.edit(POST, "leaves", "leaves [at]( ) noon");
    assert_eq!(site.check(&["--since", "HEAD"]).exits(1).findings(), [format!("{POST} link/empty")]);
    site.git(&["checkout", "-q", "--", POST]);
    site.edit(POST, "[ferry]()", "ferry");
    let found = site.check(&["--since", "HEAD"]).exits(1).findings();
    assert_eq!(found, [".postlint/baseline baseline/stale"]);
    site.commit();
    site.edit("about.md", "Twice", "Thrice");
    site.check(&["--since", "HEAD"]).exits(0);
    site.check(&[]).exits(1);
}
