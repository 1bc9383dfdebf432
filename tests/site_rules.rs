//! Rules that real sites enforce with scripts of their own, each written as a declarative rule: what
//! the script would complain of is found, and what it would pass is not.

#![expect(clippy::unwrap_used, reason = "a configuration that must be read stops the test")]

use postlint::check;
use postlint::config::{Config, declared_rule};
use postlint::generator::jekyll::Jekyll;
use postlint::matcher::of_manifest;
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// The paths and places that a rule finds in a site.
fn found(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    let text = format!("---\nsummary: A rule\nseverity: warning\nsince: 0.1.0\nmessage: x\n{rule}\n---\n");
    assert_eq!(of_manifest(&text, None).err(), None, "{rule}");
    assert!(rule.lines().count() <= 15, "{rule}");
    let own = vec![declared_rule("own/it", &text)];
    let config = Config { select: Some(vec!["own".to_owned()]), own, ..Config::default() };
    let settings = Settings::resolve(&config).unwrap();
    let mut bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    bytes.sort_by_key(|(path, _)| *path);
    let now = 1_768_478_400_000_000_000;
    let outcome = check::run(&Inventory::in_memory(&bytes), &Jekyll::new(&[], now), &settings, &|| ());
    let row = |one: &postlint::finding::Finding| {
        let start = one.location.start;
        format!("{}:{}:{}", one.location.path, start.line, start.column)
    };
    outcome.findings.iter().map(row).collect()
}

const POST: &str = "en/_posts/2022-01-07-a.md";

fn post(front_matter: &str, body: &str) -> [(&'static str, String); 1] {
    [(POST, format!("---\n{front_matter}---\n{body}"))]
}

#[track_caller]
fn holds(rule: &str, rows: &[(&str, &str, &[&str])]) {
    for (front_matter, body, expected) in rows {
        let files = post(front_matter, body);
        let expected: Vec<String> = expected.iter().map(|place| format!("{POST}:{place}")).collect();
        assert_eq!(found(rule, &[(files[0].0, &files[0].1)]), expected, "{rule}\n{front_matter}{body}");
    }
}

#[test]
fn the_language_is_that_of_the_folder() {
    let rule = "match:
  - {front-matter: lang, required: true}
  - {front-matter: lang, all: [{type: text}, {empty: false}]}
  - {in: {path: \"en/**\"}, front-matter: lang, equals: en}";
    holds(rule, &[("lang: en\n", "", &[]), ("lang: de\n", "", &["2:7"]), ("title: A\n", "", &["1:1"])]);
}

#[test]
fn an_author_is_a_text() {
    let rule = "match:\n  - {front-matter: author, required: true}\n  - {front-matter: author, type: text}";
    holds(
        rule,
        &[("author: \"Ann\"\n", "", &[]), ("author: 7\n", "", &["2:9"]), ("lang: en\n", "", &["1:1"])],
    );
}

#[test]
fn a_new_post_has_a_translator_even_if_nobody() {
    let rule = "match:
  in: {when: {document.file-date: {not: {before: 2013-04-01}}}}
  front-matter: translator
  required: true";
    holds(rule, &[("translator:\n", "", &[]), ("translator: Bo\n", "", &[]), ("lang: en\n", "", &["1:1"])]);
    assert!(found(rule, &[("en/_posts/2012-01-07-a.md", "---\nlang: en\n---\n")]).is_empty());
}

#[test]
fn a_date_is_that_of_the_file_and_in_utc() {
    let rule = "match:
  - {front-matter: date, on: \"{document.file-date}\"}
  - {front-matter: date, pattern: ' (\\+0000|\\+00:00|UTC|Z)$'}";
    holds(
        rule,
        &[
            ("date: 2022-01-07 10:00:00 +0000\n", "", &[]),
            ("date: 2022-01-08 10:00:00 +0000\n", "", &["2:7"]),
            ("date: 2022-01-07 10:00:00 +0900\n", "", &["2:7"]),
        ],
    );
}

#[test]
fn checksums_are_as_long_as_they_must_be() {
    let rule = "match:
  - {text: 'SHA1: *(?<sum>[0-9a-f]+)', pattern: ' [0-9a-f]{40}$'}
  - {text: 'SHA256: *(?<sum>[0-9a-f]+)', pattern: ' [0-9a-f]{64}$'}";
    let right = format!("SHA1: {}\nSHA256: {}\n", "a".repeat(40), "b".repeat(64));
    holds(rule, &[("a: b\n", &right, &[]), ("a: b\n", "SHA1: abc\nSHA256: {{ x }}\n", &["4:1"])]);
}

#[test]
fn lines_end_cleanly() {
    let rule = "match:
  - {file: '(?m) +$', forbidden: true}
  - {file: '\\n\\n\\z', forbidden: true}
  - {file: '\\r\\n', forbidden: true}
  - {file: '[^\\n]\\z', forbidden: true}";
    holds(
        rule,
        &[
            ("a: b\n", "Text.\n", &[]),
            ("a: b \n", "Text.\n", &["2:5"]),
            ("a: b\n", "Text.\n\n", &["4:6"]),
            ("a: b\n", "Text", &["4:4"]),
        ],
    );
}

#[test]
fn keys_of_a_reference_page_are_known_and_in_order() {
    let rule = "match:
  - {front-matter: title, required: true}
  - {front-matter: slug, required: true}
  - {front-matter: page-type, one-of: [guide, landing-page, web-api]}
  - {keys: \"*\", one-of: [title, short-title, slug, page-type, status, sidebar]}
  - {keys: \"*\", order: [title, short-title, slug, page-type, status, sidebar]}
  - {front-matter: \"status[*]\", one-of: [deprecated, experimental, non-standard]}";
    holds(
        rule,
        &[
            ("title: A\nslug: Web/A\npage-type: guide\nstatus:\n  - experimental\n", "", &[]),
            ("slug: Web/A\ntitle: A\n", "", &["3:1"]),
            ("title: A\nslug: Web/A\ntags: [x]\n", "", &["4:1"]),
            ("title: A\n", "", &["1:1"]),
            ("title: A\nslug: A\npage-type: gide\nstatus: [old]\n", "", &["4:12", "5:10"]),
        ],
    );
}

#[test]
fn titles_follow_a_style_guide() {
    let rule = "match:
  - {front-matter: title, length: {max: 20}}
  - {front-matter: title, not: {pattern: '[.!]$'}}
  - {front-matter: title, not: {pattern: '^\\p{Ll}'}}";
    holds(
        rule,
        &[
            ("title: A Fine Title\n", "", &[]),
            ("title: A fine title that runs on\n", "", &["2:8"]),
            ("title: \"Stop!\"\n", "", &["2:8"]),
            ("title: low\n", "", &["2:8"]),
        ],
    );
}

#[test]
fn headings_begin_at_the_second_level_and_are_few() {
    let rule = "match:\n  - {element: h1, forbidden: true}\n  - {element: h2, count: {max: 2}}";
    holds(
        rule,
        &[("a: b\n", "## A\n\n## B\n", &[]), ("a: b\n", "# A\n\n## B\n\n## C\n\n## D\n", &["4:1", "10:1"])],
    );
}

#[test]
fn links_to_ourselves_have_no_host() {
    let rule = "fix: unsafe
replace: \"{item.path}\"
match: {link: url, where: {host: {host-in: [docs.example]}}, forbidden: true}";
    holds(
        rule,
        &[
            ("a: b\n", "[a](/b) [c](https://other.example/)\n", &[]),
            ("a: b\n", "[a](https://docs.example/b)\n", &["4:5"]),
        ],
    );
}

#[test]
fn a_fix_keeps_the_quotes_and_adds_those_it_needs() {
    let fixed = |value: &str, replace: &str| {
        let rule = format!(
            "---\nsummary: A\nseverity: note\nsince: 0.1.0\nfix: safe\nmatch: {{front-matter: a, forbidden: true}}\nmessage: x\nreplace: {replace}\n---\n"
        );
        let own = vec![declared_rule("own/it", &rule)];
        let config = Config { select: Some(vec!["own".to_owned()]), own, ..Config::default() };
        let settings = Settings::resolve(&config).unwrap();
        let page = format!("---\na: {value}\n---\n");
        let inventory = Inventory::in_memory(&[("a.md", page.as_bytes())]);
        let outcome = check::run(&inventory, &Jekyll::new(&[], 0), &settings, &|| ());
        let fix = outcome.findings[0].fix.as_ref().unwrap();
        let edit = &fix.edits[0];
        let (start, end) = (edit.location.start.offset as usize, edit.location.end.offset as usize);
        format!("{}{}{}", &page[..start], edit.text, &page[end..])
    };
    assert_eq!(fixed("'x'", "y"), "---\na: 'y'\n---\n");
    assert_eq!(fixed("\"x\"", "y"), "---\na: \"y\"\n---\n");
    assert_eq!(fixed("x", "y z"), "---\na: y z\n---\n");
    assert_eq!(fixed("x", "\"y: #z\""), "---\na: \"y: #z\"\n---\n");
}
