//! Edits that leave a finding alone leave its entry alone, and the others show.

use crate::bench::Bench;

const POST: &str = "_posts/2022-01-07-lake.md";
const TEXT: &str = "---\ntitle: Lake\ndate: 2022-01-07 10:00:00\ncategories: [news]\n---\n\
    The ferry [leaves]() at dawn.\n\nAt noon it [returns]( ) to the quay.\n";

fn site() -> Bench {
    let site = Bench::new(&[(POST, TEXT)]);
    site.run(&["baseline"]).exits(0);
    site.check(&[]).exits(0);
    site
}

#[test]
fn a_recorded_site_is_clean() {
    let site = Bench::new(&[(POST, TEXT)]);
    assert!(site.check(&[]).exits(1).findings().len() >= 2);
    let ran = site.run(&["baseline"]).exits(0);
    assert!(ran.out.contains(".postlint/baseline"), "{}", ran.out);
    let ran = site.check(&[]).exits(0);
    assert_eq!(ran.findings(), [""; 0]);
    assert!(ran.err.contains("known (.postlint/baseline)"), "{}", ran.err);
    assert!(site.check(&["--no-baseline"]).exits(1).findings().len() >= 2);
}

#[test]
fn edits_elsewhere_and_moved_paragraphs_change_nothing() {
    let site = site();
    site.edit(POST, "The ferry", "A line before.\n\nThe old ferry");
    site.check(&[]).exits(0);
    site.write(
        POST,
        "---\ncategories: [news]\ndate: 2022-01-07 10:00:00\ntitle: Lake\n---\n\
        At noon it [returns]( ) to the quay.\n\nThe ferry [leaves]() at dawn.\n",
    );
    site.check(&[]).exits(0);
    site.write(POST, &TEXT.replace('\n', "\r\n"));
    site.check(&[]).exits(0);
}

#[test]
fn a_new_finding_shows_alone() {
    let site = site();
    site.edit(POST, "to the quay", "to the [quay]()");
    assert_eq!(site.check(&[]).exits(1).findings(), [format!("{POST} link/empty")]);
    site.write("_posts/2022-01-08-pier.md", &TEXT.replace("Lake", "Pier"));
    let found = site.check(&[]).exits(1).findings();
    assert!(found.iter().filter(|one| one.contains("pier")).count() >= 2, "{found:?}");
}

#[test]
fn a_place_without_text_stays_though_its_line_changes() {
    let site = Bench::new(&[(POST, TEXT.trim_end())]);
    let select = ["--select", "text/no-final-newline", "--fail-on", "note"];
    site.run(&["baseline", "--select", "text/no-final-newline"]).exits(0);
    site.check(&select).exits(0);
    site.edit(POST, "quay.", "long quay.");
    site.check(&select).exits(0);
    site.edit(POST, "quay.", "quay.\n");
    assert_eq!(site.check(&select).exits(1).findings(), [".postlint/baseline baseline/stale"]);
}

#[test]
fn a_long_text_stays_while_it_begins_the_same() {
    let src = format!("/img/{}.png", "lake-".repeat(30));
    let post = TEXT.replace("[leaves]()", &format!("<img src=\"{src}\" alt=\"\" width=\"1\" height=\"1\">"));
    let site = Bench::new(&[(POST, &post)]);
    site.run(&["baseline"]).exits(0);
    assert!(site.read(".postlint/baseline").contains("lake-lake"), "{}", site.read(".postlint/baseline"));
    site.edit(POST, ".png", "-shore.png");
    site.check(&[]).exits(0);
}

#[test]
fn one_of_two_equal_findings_can_be_fixed() {
    let site = Bench::new(&[(POST, "---\ntitle: Lake\ndate: 2022-01-07\n---\n[a]() and [a]() and [a]()\n")]);
    site.run(&["baseline", "--select", "link/empty"]).exits(0);
    assert!(site.read(".postlint/baseline").contains("\"[a]()\" ×3"));
    site.edit(POST, "[a]()", "a");
    let ran = site.check(&["--select", "link"]).exits(1);
    assert!(ran.out.contains("1 of 3 findings of link/empty"), "{}", ran.out);
    site.run(&["baseline", "--prune"]).exits(0);
    assert!(site.read(".postlint/baseline").contains("\"[a]()\" ×2"));
    site.check(&["--select", "link"]).exits(0);
}
