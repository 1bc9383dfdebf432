//! Fixes of the rules on such comments: exactly the comment goes, or the name.

use postlint::finding::{PlacedEdit, Safety};

use crate::run::{NOW, POST, Run};

/// A file after the fixes of one rule, and whether all of them are safe.
fn fixed(text: &str, rule: &str) -> (String, bool) {
    let config = format!("select: [image/empty-source, image/without-alt, {rule}]");
    let outcome = Run { files: &[(POST, text)], config: &config, site: "", now: NOW }.outcome();
    let findings = outcome.findings.iter().filter(|one| one.rule == rule);
    let fixes: Vec<_> = findings.filter_map(|one| one.fix.as_deref()).collect();
    let is_safe = fixes.iter().all(|fix| fix.safety == Safety::Safe);
    let mut edits: Vec<&PlacedEdit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.location.start.offset));
    let mut fixed = text.to_owned();
    for edit in edits {
        let (start, end) = (edit.location.start.offset as usize, edit.location.end.offset as usize);
        fixed.replace_range(start..end, &edit.text);
    }
    (fixed, is_safe)
}

#[track_caller]
fn unused(before: &str, after: &str) {
    assert_eq!(fixed(before, "suppression/unused"), (after.to_owned(), true), "{before}");
}

#[test]
fn a_comment_that_has_its_line_takes_it_along() {
    unused(
        "---\n---\nOne.\n\n<!-- postlint-ignore image/empty-source -->\n\nTwo.\n",
        "---\n---\nOne.\n\n\nTwo.\n",
    );
    unused("---\n---\n<!-- postlint-ignore\nimage/empty-source -->\nTwo.\n", "---\n---\nTwo.\n");
    unused(
        "---\r\n# postlint-ignore image/empty-source\r\ntitle: a\r\n---\r\n",
        "---\r\ntitle: a\r\n---\r\n",
    );
    unused("---\n---\nOne.\n\n<!-- postlint-ignore image/empty-source -->", "---\n---\nOne.\n\n");
    unused("\u{feff}<!-- postlint-ignore image/empty-source -->\nOne.\n", "\u{feff}One.\n");
}

#[test]
fn a_comment_behind_something_takes_the_blank_along() {
    unused("---\n---\nOne. <!-- postlint-ignore image/empty-source: x --> Two.\n", "---\n---\nOne. Two.\n");
    unused("---\n---\nOne.\t  <!-- postlint-ignore image/empty-source: x -->\n", "---\n---\nOne.\n");
    unused("---\ntitle: a  # postlint-ignore image/empty-source: x\n---\n", "---\ntitle: a\n---\n");
    unused(
        "---\n---\nOne. {% comment %}postlint-ignore image/empty-source{% endcomment %}\n",
        "---\n---\nOne.\n",
    );
}

#[test]
fn of_several_names_the_idle_ones_go() {
    let text =
        |names: &str| format!("---\n---\n<img src=\"\" alt=\"a\"> <!-- postlint-ignore {names}: x -->\n");
    unused(&text("image/empty-source, image/without-alt"), &text("image/empty-source"));
    unused(&text("image/without-alt, image/empty-source"), &text("image/empty-source"));
    unused(&text("image/without-alt, image/empty-source, image/without-alt"), &text("image/empty-source"));
    unused(&text("image/empty-source,image/empty-source"), &text("image/empty-source"));
}

#[test]
fn a_range_goes_with_its_end() {
    unused(
        "---\n---\nOne.\n\n<!-- postlint-ignore-start image/empty-source -->\nTwo.\n\n<!-- postlint-ignore-end -->\n\nThree.\n",
        "---\n---\nOne.\n\nTwo.\n\n\nThree.\n",
    );
    let (text, _) = fixed(
        "---\n---\n<!-- postlint-ignore-start image/empty-source, image/without-alt -->\n<img src=\"\" alt=\"a\">\n\n<!-- postlint-ignore-end -->\n",
        "suppression/unused",
    );
    assert!(text.contains("start image/empty-source -->"), "{text}");
}

#[test]
fn where_the_page_could_change_the_author_is_asked() {
    for text in [
        "---\n---\n* One.\n\n<!-- postlint-ignore image/empty-source -->\n\n* Two.\n",
        "---\n---\nOne.\n<!-- postlint-ignore image/empty-source -->\nTwo.\n",
        "---\n---\n# One <!-- postlint-ignore image/empty-source -->\n",
        "---\n---\nOne. {%- comment -%}postlint-ignore image/empty-source{%- endcomment -%} Two.\n",
    ] {
        let (_, is_safe) = fixed(text, "suppression/unused");
        assert!(!is_safe, "{text}");
    }
}

#[test]
fn names_and_forms_are_corrected() {
    let text = |said: &str| format!("---\n---\n<img src=\"\" alt=\"a\"> <!-- postlint-ignore{said} -->\n");
    let good = text(" image/empty-source: x");
    assert_eq!(fixed(&text(" image/emtpy-source: x"), "suppression/unknown-rule").0, good);
    assert_eq!(fixed(&text(" empty-source: x"), "suppression/unknown-rule").0, good);
    assert_eq!(fixed(&text(" image/empty-source -- x"), "suppression/malformed").0, good);
    assert_eq!(fixed(&text(" image/empty-source — x"), "suppression/malformed").0, good);
    assert_eq!(
        fixed(&text(" image/empty-source because"), "suppression/malformed").0,
        text(" image/empty-source: because")
    );
    assert_eq!(
        fixed(&text("-lines image/empty-source: x"), "suppression/malformed").0,
        text("-line image/empty-source: x")
    );
}
