//! What programs read: json, jsonl, github and sarif.

use postlint::finding::Severity;
use postlint::output::{Format, JSON_SCHEMA, Terminal};
use serde_json::Value;

use super::small::{Small, small};

fn written(format: Format) -> String {
    small().write(format, Terminal::default())
}

/// Indents JSON for a snapshot, and takes the version out.
fn indented(text: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    serde_json::to_string_pretty(&value).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

pub(crate) fn assert_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

pub(crate) fn schema() -> Value {
    serde_json::from_str(JSON_SCHEMA).unwrap()
}

#[test]
fn json() {
    let text = written(Format::Json);
    assert_valid(&schema(), &serde_json::from_str(&text).unwrap());
    insta::assert_snapshot!(indented(&text));
}

#[test]
fn json_of_nothing() {
    let text = Small::new(&[("a.md", "")]).write(Format::Json, Terminal::default());
    assert_valid(&schema(), &serde_json::from_str(&text).unwrap());
    insta::assert_snapshot!(indented(&text));
}

#[test]
fn the_schema_refuses_what_is_not_the_format() {
    let mut value: Value = serde_json::from_str(&written(Format::Json)).unwrap();
    value["findings"][0]["severity"] = "fatal".into();
    assert!(!jsonschema::is_valid(&schema(), &value));
}

#[test]
fn jsonl_ends_with_the_summary() {
    let text = written(Format::Jsonl);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines[..3].iter().all(|line| line["kind"] == "finding"));
    assert_eq!(lines[3]["kind"], "summary");
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn github() {
    insta::assert_snapshot!(written(Format::Github));
}

#[test]
fn sarif() {
    let mut value: Value = serde_json::from_str(&written(Format::Sarif)).unwrap();
    for rule in value["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        rule.as_object_mut().unwrap().retain(|key, _| key == "id");
    }
    insta::assert_snapshot!(indented(&value.to_string()));
}

#[test]
fn sarif_tells_what_a_rule_is() {
    let value: Value = serde_json::from_str(&written(Format::Sarif)).unwrap();
    let rules = value["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "image/empty-source").unwrap();
    assert_eq!(rule["name"], "ImageEmptySource");
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    for text in
        ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown", "/helpUri"]
    {
        assert!(rule.pointer(text).and_then(Value::as_str).is_some_and(|text| !text.is_empty()), "{text}");
    }
    let markdown = rule["help"]["markdown"].as_str().unwrap();
    assert!(markdown.contains("```markdown\n") && !markdown.contains("bad="));
}

#[test]
fn sarif_paths_are_relative_uris() {
    let mut odd = Small::new(&[("a b/100%/新:?.md", "text\n")]);
    let place = odd.place("a b/100%/新:?.md", "text");
    odd.find(Severity::Note, place, "odd");
    let value: Value = serde_json::from_str(&odd.write(Format::Sarif, Terminal::default())).unwrap();
    let uri = &value["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a%20b/100%25/%E6%96%B0%3A%3F.md");
}

#[test]
fn sarif_fingerprints_stay_when_other_lines_change() {
    let prints = |text: &str| -> Vec<String> {
        let mut one = Small::new(&[("a.md", text)]);
        for at in text.match_indices("<img src=\"\">").map(|(at, _)| at).collect::<Vec<_>>() {
            let place = one.location("a.md", at, at + 12);
            one.find(Severity::Error, place, "empty");
        }
        let value: Value = serde_json::from_str(&one.write(Format::Sarif, Terminal::default())).unwrap();
        let results = value["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|one| one["partialFingerprints"]["postlint/v1"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = prints("one <img src=\"\">\n<img src=\"\">\n");
    assert_ne!(before[0], before[1]);
    assert_eq!(before, prints("more\nlines\n\n<img src=\"\"> and <img src=\"\">\n"));
}

#[test]
fn sarif_keeps_the_errors_where_not_all_fit() {
    let mut many = Small::new(&[("a.md", "text\n")]);
    let place = many.place("a.md", "text");
    for at in 0..6_000 {
        let severity = if at >= 5_990 { Severity::Error } else { Severity::Note };
        many.find(severity, place.clone(), "again");
    }
    let value: Value = serde_json::from_str(&many.write(Format::Sarif, Terminal::default())).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5_000);
    assert_eq!(results.iter().filter(|one| one["level"] == "error").count(), 10);
    let note = &value["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(note.as_str().unwrap().starts_with("1000 findings are left out"), "{note}");
}

#[test]
fn paths_of_several_sites_do_not_meet() {
    let one = small();
    let paths = |format, prefixes: &[&str]| -> Vec<Value> {
        let text = one.write_sites(format, prefixes);
        let value: Value = serde_json::from_str(&text).unwrap();
        match value.pointer("/runs/0/results") {
            Some(results) => results
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone())
                .collect(),
            None => value["findings"].as_array().unwrap().iter().map(|one| one["path"].clone()).collect(),
        }
    };
    assert_eq!(paths(Format::Json, &["docs/"])[0], "_posts/2022-01-07-a.md");
    assert_eq!(paths(Format::Sarif, &["docs/"])[0], "docs/_posts/2022-01-07-a.md");
    for format in [Format::Json, Format::Sarif] {
        let two = paths(format, &["docs/", "blog/"]);
        assert_eq!(
            (two.len(), &two[0], &two[3]),
            (6, &"docs/_posts/2022-01-07-a.md".into(), &"blog/_posts/2022-01-07-a.md".into())
        );
    }
}
