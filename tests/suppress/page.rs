//! The examples of the page that explains the comments: what they say is found, is.

use crate::run::{POST, found};

/// The fenced examples of four backticks.
fn examples() -> Vec<String> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/SUPPRESSING.md")).unwrap();
    let mut parts = page.split("````markdown\n");
    parts.next();
    parts.map(|part| part.split("````").next().unwrap().to_owned()).collect()
}

#[test]
fn what_the_page_says_is_found_is() {
    assert_eq!(examples().len(), 3);
    for example in examples() {
        let mut promised: Vec<&str> =
            example.lines().flat_map(|line| line.split(" found: ").skip(1)).map(str::trim).collect();
        let text: String =
            example.lines().map(|line| format!("{}\n", line.split(" found: ").next().unwrap())).collect();
        let (shown, aside) = found(POST, &text, "image/empty-source, image/without-alt, date/future");
        let mut shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        shown.retain(|row| !row.ends_with("without-reason") && !row.ends_with("without-alt"));
        shown.sort_unstable();
        promised.sort_unstable();
        assert_eq!(shown, promised, "{text}");
        assert_eq!(
            aside.iter().any(|row| row.contains("empty-source")),
            !text.contains("emtpy"),
            "{aside:?}"
        );
    }
}

#[test]
fn the_page_names_every_rule_on_comments() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/SUPPRESSING.md")).unwrap();
    for rule in postlint::rules::RULES.iter().filter(|rule| rule.group() == "suppression") {
        assert!(page.contains(&format!("({}.md)", rule.id)), "{}", rule.id);
    }
}
