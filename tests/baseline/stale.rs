//! A baseline may only shrink: what is fixed must be taken out, and only that is judged which ran.

use crate::bench::Bench;

const POST: &str = "_posts/2022-01-07-lake.md";
const OTHER: &str = "_posts/2022-01-08-pier.md";
const TEXT: &str = "---\ntitle: Lake\ndate: 2022-01-07\n---\nThe [ferry]() and the [pier]( ).\n";

fn site() -> Bench {
    let site = Bench::new(&[
        (POST, TEXT),
        (OTHER, "---\ntitle: Pier\ndate: 2022-01-08\n---\n<center>The [boat]() lies there.</center>\n"),
    ]);
    site.run(&["baseline"]).exits(0);
    site
}

#[test]
fn a_fixed_finding_fails_until_it_is_pruned() {
    let site = site();
    site.edit(POST, "[ferry]()", "ferry");
    let ran = site.check(&[]).exits(1);
    assert_eq!(ran.findings(), [".postlint/baseline baseline/stale"]);
    let line = site.read(".postlint/baseline").lines().position(|line| line.contains("[ferry]()")).unwrap();
    assert!(ran.out.contains(&format!(".postlint/baseline:{}:1: ", line + 1)), "{}", ran.out);
    assert!(
        ran.out.contains("the finding of link/empty on `[ferry]()` in _posts/2022-01-07-lake.md is gone")
    );
    site.run(&["baseline", "--prune"]).exits(0);
    site.check(&[]).exits(0);
}

#[test]
fn pruning_adds_nothing() {
    let site = site();
    site.edit(POST, "[ferry]()", "[new]()");
    assert_eq!(site.check(&[]).exits(1).findings().len(), 2);
    let ran = site.run(&["baseline", "--prune"]).exits(0);
    assert!(ran.err.contains("1 other finding"), "{}", ran.err);
    assert!(!site.read(".postlint/baseline").contains("[new]()"));
    assert_eq!(site.check(&[]).exits(1).findings(), [format!("{POST} link/empty")]);
}

#[test]
fn it_grows_only_when_told() {
    let site = site();
    let before = site.read(".postlint/baseline");
    site.edit(POST, "[ferry]()", "[ferry]() [new]()");
    let ran = site.run(&["baseline"]).exits(1);
    assert!(ran.err.contains("may only shrink") && ran.err.contains("[new]()"), "{}", ran.err);
    assert_eq!(site.read(".postlint/baseline"), before);
    site.run(&["baseline", "--update"]).exits(0);
    assert_ne!(site.read(".postlint/baseline"), before);
    site.check(&[]).exits(0);
    site.edit(POST, " [new]()", "");
    // Without anything new, the plain command takes out what is fixed.
    site.run(&["baseline"]).exits(0);
    assert_eq!(site.read(".postlint/baseline"), before);
}

#[test]
fn what_did_not_run_is_not_judged() {
    let site = site();
    let before = site.read(".postlint/baseline");
    site.edit(POST, "[ferry]()", "ferry");
    site.check(&["--select", "html"]).exits(0);
    site.check(&["--ignore", "link/empty"]).exits(0);
    site.check(&[OTHER]).exits(0);
    site.check(&[POST]).exits(1);
    site.check(&["_posts"]).exits(1);
    site.run(&["baseline", "--prune", "--select", "html"]).exits(0);
    site.run(&["baseline", "--prune", OTHER]).exits(0);
    assert_eq!(site.read(".postlint/baseline"), before);
}

#[test]
fn a_file_that_is_gone_takes_its_entries_along() {
    let site = site();
    site.remove(OTHER);
    let found = site.check(&[]).exits(1).findings();
    assert!(
        !found.is_empty() && found.iter().all(|one| one == ".postlint/baseline baseline/stale"),
        "{found:?}"
    );
    site.run(&["baseline", "--prune"]).exits(0);
    assert!(!site.read(".postlint/baseline").contains("pier.md"));
    site.check(&[]).exits(0);
}

#[test]
fn an_excluded_file_is_not_judged() {
    let site = site();
    site.write(".postlint.yml", "exclude: [\"*-pier.md\"]\n");
    site.check(&[]).exits(0);
}

#[test]
fn an_editor_hears_nothing_of_entries() {
    let site = site();
    site.edit(POST, "[ferry]()", "ferry");
    let text = site.read(POST);
    site.run_on(&text, &["check", "--stdin-filename", POST]).exits(0);
}

#[test]
fn a_rule_that_there_is_no_more_is_stale() {
    let site = site();
    let text = site.read(".postlint/baseline");
    site.write(".postlint/baseline", &format!("{text}{POST} link/forgotten \"x\"\n"));
    assert_eq!(site.check(&[]).exits(1).findings(), [".postlint/baseline baseline/stale"]);
}

#[test]
fn exit_codes_are_those_of_errors() {
    let site = site();
    site.edit(POST, "[ferry]()", "ferry");
    site.check(&["--fail-on", "error"]).exits(1);
    site.check(&["--fail-on", "never"]).exits(0);
    site.check(&["--exit-zero"]).exits(0);
}
