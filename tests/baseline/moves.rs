//! A file with another name keeps its entries, as far as git can tell where it went.

use crate::bench::Bench;

const POST: &str = "_posts/2022-01-07-lake.md";
const NEW: &str = "_posts/2022-01-07-the-lake.md";
const TEXT: &str = "---\ntitle: Lake\ndate: 2022-01-07\n---\nThe [ferry]() leaves at dawn.\n\n\
    It is small and old, and nobody knows who built it.\n";

fn site() -> Bench {
    let site = Bench::new(&[(POST, TEXT), ("about.md", "---\ntitle: About\n---\nText.\n")]);
    site.run(&["baseline"]).exits(0);
    site.commit();
    site
}

/// The entries hold under the new name, and `--prune` writes it.
#[track_caller]
fn holds(site: &Bench) {
    let ran = site.check(&[]).exits(0);
    assert!(ran.err.contains("a file that was renamed"), "{}", ran.err);
    site.run(&["baseline", "--prune"]).exits(0);
    let text = site.read(".postlint/baseline");
    assert!(text.contains("the-lake.md") && !text.contains("07-lake.md"), "{text}");
    let ran = site.check(&[]).exits(0);
    assert!(!ran.err.contains("renamed"), "{}", ran.err);
}

#[test]
fn renamed_by_git_and_not_committed() {
    let site = site();
    site.git(&["mv", POST, NEW]);
    holds(&site);
}

#[test]
fn renamed_and_committed() {
    let site = site();
    site.git(&["mv", POST, NEW]);
    site.commit();
    site.edit("about.md", "Text", "Words");
    site.commit();
    holds(&site);
}

#[test]
fn renamed_without_git_and_edited() {
    let site = site();
    site.rename(POST, NEW);
    site.edit(NEW, "dawn", "noon");
    holds(&site);
}

#[test]
fn renamed_and_mended() {
    let site = site();
    site.git(&["mv", POST, NEW]);
    site.edit(NEW, "[ferry]()", "ferry");
    let found = site.check(&[]).exits(1).findings();
    assert_eq!(found, [".postlint/baseline baseline/stale"]);
}

#[test]
fn what_did_not_run_keeps_its_entry_under_the_new_name() {
    let site = site();
    site.git(&["mv", POST, NEW]);
    site.run(&["baseline", "--prune", "--select", "html"]).exits(0);
    assert!(site.read(".postlint/baseline").contains("the-lake.md"));
    site.check(&[]).exits(0);
}

#[test]
fn another_file_in_its_place_is_no_rename() {
    let site = site();
    site.remove(POST);
    site.write(NEW, "---\ntitle: Pier\ndate: 2022-01-07\n---\nA [boat]() of steel.\n");
    let found = site.check(&[]).exits(1).findings();
    assert!(found.contains(&format!("{NEW} link/empty")), "{found:?}");
    assert!(found.contains(&".postlint/baseline baseline/stale".to_owned()), "{found:?}");
}
