//! What is proposed where the answer is known.

use super::site::{CONFIG, POST, run};

/// A post after every fix of its findings, and whether all of them are safe.
fn fixed(schema: &str, header: &str) -> (String, bool) {
    let text = format!("---\n{header}\n---\nText.\n");
    let outcome = run(&[(".postlint.yml", CONFIG), ("s.json", schema), (POST, &text)]);
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut is_safe = true;
    for fix in outcome.findings.iter().filter_map(|one| one.fix.as_ref()) {
        is_safe &= fix.safety == postlint::finding::Safety::Safe;
        for edit in &fix.edits {
            let (start, end) = (edit.location.start.offset as usize, edit.location.end.offset as usize);
            edits.push((start, end, edit.text.clone()));
        }
    }
    edits.sort();
    let mut text = text;
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, &new);
    }
    (text.strip_prefix("---\n").unwrap().split("---\n").next().unwrap().trim_end().to_owned(), is_safe)
}

#[test]
fn quotes_come_and_go() {
    let text = r#"{"properties":{"a":{"type":"string"}}}"#;
    assert_eq!(fixed(text, "a: 5"), ("a: \"5\"".to_owned(), true));
    assert_eq!(fixed(text, "a: 010"), ("a: \"010\"".to_owned(), false));
    let number = r#"{"properties":{"a":{"type":["integer","boolean"]}}}"#;
    assert_eq!(fixed(number, "a: '5'"), ("a: 5".to_owned(), true));
    assert_eq!(fixed(number, "a: \"yes\""), ("a: yes".to_owned(), false));
    assert_eq!(fixed(number, "a: five").0, "a: five");
}

#[test]
fn values_become_those_that_are_near() {
    let schema = r#"{"properties":{"a":{"enum":["news","long essay","yes"]},"b":{"const":"post: one"},
        "c":{"type":"array"}}}"#;
    assert_eq!(fixed(schema, "a: News").0, "a: news");
    assert_eq!(fixed(schema, "a: long esay").0, "a: long essay");
    assert_eq!(fixed(schema, "a: yess").0, "a: \"yes\"");
    assert_eq!(fixed(schema, "a: else").0, "a: else");
    assert_eq!(fixed(schema, "b: x").0, "b: \"post: one\"");
    assert_eq!(fixed(schema, "c: x y").0, "c: [x y]");
}

#[test]
fn keys_are_renamed_and_added() {
    let schema = r#"{"required":["layout","draft"],"properties":{"title":{},"layout":{"const":"post"},
        "draft":{"default":false},"author":{"required":["role"],"properties":{"role":{"default":"a: b"}}}},
        "additionalProperties":false}"#;
    assert_eq!(
        fixed(schema, "titel: x\nauthor:\n  name: y").0,
        "title: x\nauthor:\n  role: \"a: b\"\n  name: y\ndraft: false\nlayout: post"
    );
}

#[test]
fn other_languages_are_written_as_they_are() {
    let schema = r#"{"required":["layout"],"properties":{"layout":{"default":"post"},"a":{"enum":["x"]}}}"#;
    let config = "schemas: [{paths: [/a.md], schema: s.json}]";
    let edits = |text: &str| {
        let files = [(".postlint.yml", config), ("_config.yml", "none"), ("s.json", schema), ("a.md", text)];
        let outcome = run(&files);
        let fixes = outcome.findings.iter().filter_map(|one| one.fix.as_ref());
        fixes.flat_map(|fix| &fix.edits).map(|edit| edit.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(edits("+++\na = \"y\"\n+++\n"), ["layout = \"post\"\n", "\"x\""]);
    assert_eq!(edits("{\"a\": \"y\"}\n"), ["\"layout\": \"post\", ", "\"x\""]);
}
