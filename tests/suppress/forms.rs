//! What each form of the comment covers.

use crate::run::{NOW, POST, Run, expect, found, row};

const IMG: &str = "<img src=\"\">";

#[test]
fn behind_something_it_covers_its_line() {
    expect(
        &format!("---\n---\n{IMG} <!-- postlint-ignore image/empty-source: x -->\n{IMG}\n"),
        &["3:6"],
        &["4:6"],
    );
    expect(
        &format!("---\n---\n<!-- postlint-ignore image/empty-source -->{IMG}\n{IMG}\n"),
        &["3:49"],
        &["4:6"],
    );
}

#[test]
fn alone_it_covers_the_next_line_that_is_not_blank() {
    expect(
        &format!("---\n---\n<!-- postlint-ignore image/empty-source -->\n\n \t\n{IMG}\n{IMG}\n"),
        &["6:6"],
        &["7:6"],
    );
    expect(&format!("---\n---\n> <!-- postlint-ignore image/empty-source -->\n>\n> {IMG}\n"), &["5:8"], &[]);
    // At the end of a file nothing follows.
    expect(
        &format!("---\n---\n{IMG}\n\n<!-- postlint-ignore image/empty-source -->"),
        &[],
        &["3:6", "5:22 suppression/unused"],
    );
}

#[test]
fn comments_above_each_other_cover_the_same_line() {
    let text = format!(
        "---\n---\n<!-- postlint-ignore image/empty-source -->\n<!-- postlint-ignore image/without-alt -->\n{IMG}\n"
    );
    let (shown, aside) = found(POST, &text, "image/empty-source, image/without-alt");
    assert_eq!(aside.len(), 2, "{aside:?} {shown:?}");
    let text = format!(
        "---\n---\n<!-- postlint-ignore image/empty-source --> <!-- postlint-ignore image/without-alt -->\n{IMG}\n"
    );
    assert_eq!(found(POST, &text, "image/empty-source, image/without-alt").1.len(), 2);
    let text = format!(
        "---\n---\n{IMG} <!-- postlint-ignore image/empty-source --> <!-- postlint-ignore image/without-alt -->\n{IMG}\n"
    );
    assert_eq!(found(POST, &text, "image/empty-source, image/without-alt").1.len(), 2);
}

#[test]
fn over_several_lines_it_covers_them_or_the_next() {
    expect(
        &format!(
            "---\n---\n<!-- postlint-ignore\n  image/empty-source: because\n  of this -->\n\n{IMG}\n{IMG}\n"
        ),
        &["7:6"],
        &["8:6"],
    );
    expect(
        &format!("---\n---\n<p>{IMG} <!-- postlint-ignore\nimage/empty-source --> {IMG}</p>\n{IMG}\n"),
        &["3:9", "4:29"],
        &["5:6"],
    );
}

#[test]
fn explicit_scopes() {
    expect(
        &format!("---\n---\n{IMG} <!-- postlint-ignore-line image/empty-source -->\n{IMG}\n"),
        &["3:6"],
        &["4:6"],
    );
    expect(
        &format!("---\n---\n{IMG} <!-- postlint-ignore-next-line image/empty-source -->\n\n{IMG}\n"),
        &["5:6"],
        &["3:6"],
    );
    // Its own line, though it stands there alone.
    expect(
        &format!("---\n---\n<!-- postlint-ignore-line image/empty-source -->\n{IMG}\n"),
        &[],
        &["3:27 suppression/unused", "4:6"],
    );
    expect(
        &format!("---\n---\n{IMG}\n\n{IMG}\n\n<!-- postlint-ignore-file image/empty-source -->\n"),
        &["3:6", "5:6"],
        &[],
    );
    expect(
        &format!("---\n# postlint-ignore-file image/empty-source: old\ntitle: a\n---\n{IMG}\n"),
        &["5:6"],
        &[],
    );
}

#[test]
fn ranges() {
    let start = "<!-- postlint-ignore-start image/empty-source -->";
    expect(
        &format!("---\n---\n{IMG}\n\n{start}\n\n{IMG}\n\n{IMG}\n\n<!-- postlint-ignore-end -->\n\n{IMG}\n"),
        &["7:6", "9:6"],
        &["3:6", "13:6"],
    );
    expect(
        &format!("---\n---\n{start}\n\n{IMG}\n\n<!-- postlint-ignore-end image/empty-source -->\n\n{IMG}\n"),
        &["5:6"],
        &["9:6"],
    );
    expect(&format!("---\n---\n{start}\n\n{IMG}\n"), &["5:6"], &["3:6 suppression/unclosed-range"]);
    expect(
        &format!("---\n---\n{IMG}\n\n<!-- postlint-ignore-end image/empty-source -->\n"),
        &[],
        &["3:6", "5:26 suppression/unclosed-range"],
    );
    expect("---\n---\n<!-- postlint-ignore-end -->\n", &[], &["3:6 suppression/unclosed-range"]);
    // From the front matter into the body.
    expect(
        &format!(
            "---\n# postlint-ignore-start image/empty-source\n---\n{IMG}\n\n<!-- postlint-ignore-end -->\n{IMG}\n"
        ),
        &["4:6"],
        &["7:6"],
    );
}

#[test]
fn a_named_end_ends_that_range_alone() {
    let text = format!(
        "---\n---\n<!-- postlint-ignore-start image/empty-source, image/without-alt -->\n\n{IMG}\n\n\
         <!-- postlint-ignore-end image/without-alt -->\n\n{IMG}\n\n<!-- postlint-ignore-end -->\n\n{IMG}\n"
    );
    let (shown, aside) = found(POST, &text, "image/empty-source, image/without-alt");
    assert_eq!(aside.len(), 3, "{aside:?}");
    let shown: Vec<&str> = shown.iter().map(String::as_str).filter(|row| !row.contains("reason")).collect();
    assert_eq!(shown, ["9:1 image/without-alt", "13:1 image/without-alt", "13:6 image/empty-source"]);
}

#[test]
fn what_begins_on_a_covered_line_is_covered_to_its_end() {
    expect(
        "---\n---\n<!-- postlint-ignore image/empty-source -->\n<img\n  alt=\"a\"\n  src=\"\">\n",
        &["6:3"],
        &[],
    );
    expect(
        "---\n---\n<p><img\n  alt=\"a\"\n  src=\"\"> <!-- postlint-ignore image/empty-source --></p>\n",
        &["5:3"],
        &[],
    );
}

#[test]
fn groups_are_named_and_all_is_not() {
    expect(&format!("---\n---\n{IMG} <!-- postlint-ignore image -->\n"), &["3:6"], &[]);
    expect(
        &format!("---\n---\n{IMG} <!-- postlint-ignore all -->\n"),
        &[],
        &["3:6", "3:35 suppression/unknown-rule"],
    );
    expect(
        &format!("---\n---\n{IMG} <!-- postlint-ignore -->\n"),
        &[],
        &["3:6", "3:19 suppression/without-rule"],
    );
}

#[test]
fn a_finding_on_the_file_is_covered_by_a_comment_before_all_else() {
    let future = "_posts/2030-01-07-a.md";
    for comment in ["# postlint-ignore date/future", "# postlint-ignore-file date/future"] {
        let text = format!("---\n{comment}: planned\ntitle: a\n---\n");
        let (shown, aside) = found(future, &text, "date/future");
        assert_eq!(aside, ["1:1 date/future"], "{shown:?}");
        assert!(shown.is_empty(), "{shown:?}");
    }
    let text = "<!-- postlint-ignore front-matter/missing: a part -->\nText.\n";
    let (shown, aside) = found(POST, text, "front-matter/missing");
    assert_eq!(aside, ["1:1 front-matter/missing"], "{shown:?}");
    // Further down it is about its own line.
    let text = "---\ntitle: a\n# postlint-ignore date/future: planned\nlayout: b\n---\n";
    assert_eq!(found(future, text, "date/future").1, [""; 0]);
}

#[test]
fn findings_of_the_whole_site_are_covered_too() {
    let post = |comment: &str| format!("---\ntitle: One\n---\n[a](/nowhere/) {comment}\n");
    let (with, without) = (post("<!-- postlint-ignore link/missing-file: later -->"), post(""));
    let files = [(POST, with.as_str()), ("_posts/2022-01-08-b.md", without.as_str())];
    let outcome =
        Run { files: &files, config: "select: [link/missing-file, suppression]", site: "", now: NOW }
            .outcome();
    assert_eq!(outcome.suppressed.len(), 1);
    assert_eq!(&*outcome.suppressed[0].finding.location.path, POST);
    assert_eq!(&*outcome.suppressed[0].reason, "later");
    assert_eq!(outcome.findings.iter().map(row).collect::<Vec<_>>(), ["4:5 link/missing-file"]);
    // A finding about two files stands in one of them; the comment has to stand there.
    let same = "---\ntitle: One\n---\nThe very same text.\n";
    let other = "---\ntitle: One # postlint-ignore site/duplicate-title: twins\n---\nAnother text.\n";
    let files = [(POST, same), ("_posts/2022-01-08-b.md", other)];
    let outcome =
        Run { files: &files, config: "select: [site/duplicate-title]", site: "", now: NOW }.outcome();
    assert_eq!(outcome.findings.len() + outcome.suppressed.len(), 1);
}

#[test]
fn the_nearest_comment_counts() {
    // The one for the file is not needed where the one for the line does its work.
    expect(
        &format!(
            "---\n# postlint-ignore-file image/empty-source\n---\n{IMG} <!-- postlint-ignore image/empty-source -->\n"
        ),
        &["4:6"],
        &["2:24 suppression/unused"],
    );
    expect(&format!("---\n---\n{IMG} <!-- postlint-ignore image, image/empty-source -->\n"), &["3:6"], &[]);
}
