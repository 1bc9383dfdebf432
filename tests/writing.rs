//! The page on writing rules: every example on it holds, and it has an example of every word.

#![expect(clippy::unwrap_used, reason = "a page that cannot be read stops the test")]

use postlint::check::example;
use postlint::config::declared_rule;
use postlint::manifest::{Manifest, head};
use postlint::matcher::{of_manifest, vocabulary};
use postlint::rules::Rule;

const PAGE: &str = include_str!("../rules/WRITING.md");

fn manifests() -> Vec<String> {
    let fence = "\n`````markdown\n";
    let after = PAGE.split(fence).skip(1);
    after.map(|rest| format!("{}\n", rest.split("\n`````").next().unwrap())).collect()
}

#[test]
fn every_example_holds() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("_data")).unwrap();
    std::fs::write(folder.path().join("_data/towns.yml"), "- Mill\n- Quay\n").unwrap();
    let root: &'static std::path::Path = Box::leak(folder.path().to_owned().into_boxed_path());
    let mut count = 0;
    for text in manifests() {
        assert_eq!(of_manifest(&text, Some(root)).err(), None, "{text}");
        let rule = Rule { root: Some(root), ..declared_rule("own/it", &text) };
        for one in Manifest::parse(&text).unwrap().examples().unwrap() {
            let judged = example::judge(rule.id, &[rule], &one);
            assert_eq!(judged, Ok(()), "line {} of the page of\n{text}", one.line);
            count += 1;
        }
    }
    assert!(count > 25, "{count} examples");
}

#[test]
fn every_word_has_an_example_and_a_line() {
    let heads: Vec<String> = manifests().iter().map(|text| head(text).unwrap().to_owned()).collect();
    let heads = heads.join("\n");
    for word in vocabulary() {
        assert!(PAGE.contains(&format!("`{word}")), "the page does not explain `{word}`");
        assert!(heads.contains(&format!("{word}:")), "no example has `{word}`");
    }
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let schema: serde_json::Value = serde_json::from_str(postlint::output::MANIFEST_SCHEMA).unwrap();
    let words = schema["$defs"]["case"]["properties"].as_object().unwrap();
    let scopes = words["in"]["properties"].as_object().unwrap();
    for word in vocabulary() {
        assert!(words.contains_key(word) || scopes.contains_key(word), "the schema lacks `{word}`");
    }
    assert_eq!(words.len() + scopes.len(), vocabulary().count(), "the schema has words that mean nothing");
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in manifests() {
        let value: serde_json::Value = serde_yaml::from_str(head(&text).unwrap()).unwrap();
        let problems: Vec<String> = validator.iter_errors(&value).map(|one| one.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?} in\n{text}");
    }
    let wrong = serde_json::json!({"summary": "A", "severity": "note", "since": "0.1.0", "message": "x",
        "match": {"front-mater": "title", "required": true}});
    assert!(!validator.is_valid(&wrong));
}
