//! The JSON Schema of the configuration against its reader: what one knows the other knows, and what
//! the reader takes the schema takes.

#![expect(clippy::unwrap_used, reason = "a schema that cannot be made stops the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use postlint::config::{Config, KEYS, SITE_KEYS, preset, schema};
use postlint::document::front_matter::{Node, Style, Typed, yaml};
use postlint::manifest::Manifest;
use postlint::rules::RULES;
use postlint::settings::Settings;
use serde_json::{Map, Value, json};

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema::schema(&[])).unwrap()
}

/// A YAML text as an editor reads it: by YAML 1.2, where `off` is a word.
fn value(text: &str) -> Option<Value> {
    yaml::parse(text, 0).ok().map(|tree| json_of(tree.root()))
}

fn json_of(node: Node<'_>) -> Value {
    if node.is_mapping() {
        let pairs = node.pairs().map(|pair| (pair.key.text().unwrap().to_owned(), json_of(pair.value)));
        return Value::Object(pairs.collect::<Map<_, _>>());
    }
    let Some(text) = node.text() else { return Value::Array(node.items().map(json_of).collect()) };
    match node.typed() {
        _ if node.style() != Style::Plain => json!(text),
        Some(Typed::Null) => Value::Null,
        Some(Typed::Bool(truth)) if ["true", "false"].contains(&text) => json!(truth),
        Some(Typed::Integer(number)) => json!(i64::try_from(*number).unwrap()),
        Some(Typed::Float(number)) => json!(number),
        _ => json!(text),
    }
}

/// The keys that the reader knows below some keys, as its help lists them.
fn known(text: &str) -> BTreeSet<String> {
    let words = Config::parse(text).unwrap_err().to_string();
    let (_, list) = words.split_once("the keys here are ").unwrap();
    let list = list.split(')').next().unwrap();
    list.split(", ").map(str::to_owned).collect()
}

fn keys(schema: &Value) -> BTreeSet<String> {
    schema.get("properties").and_then(Value::as_object).unwrap().keys().cloned().collect()
}

#[test]
fn both_know_the_same_keys() {
    let schema = schema::schema(&[]);
    assert_eq!(keys(&schema), known("zzzzzzzzzzzzzz: 1"));
    assert_eq!(keys(&schema), KEYS.iter().map(|&key| key.to_owned()).collect());
    assert!(SITE_KEYS.iter().chain(&schema::ADDING).all(|key| KEYS.contains(key)));
    let properties = schema.get("properties").and_then(Value::as_object).unwrap();
    for (key, value) in properties {
        if value.get("properties").is_some() {
            assert_eq!(keys(value), known(&format!("{key}: {{zzzzzzzzzzzzzz: 1}}")), "{key}");
        }
    }
    let one = schema.pointer("/$defs/override").unwrap();
    assert_eq!(keys(one), known("overrides: [{paths: a, zzzzzzzzzzzzzz: 1}]"));
}

#[test]
fn both_know_the_same_rules() {
    let schema = schema::schema(&[]);
    let rules = schema.pointer("/$defs/rules/properties").and_then(Value::as_object).unwrap();
    assert_eq!(rules.len(), RULES.len() + preset::rules().count());
    let names = schema.pointer("/$defs/names/anyOf/0/anyOf/0/enum").and_then(Value::as_array).unwrap();
    for rule in RULES {
        let options: BTreeSet<String> = Manifest::meta(rule.manifest).unwrap().options.into_keys().collect();
        let known = rules.get(rule.id).and_then(|rule| rule.pointer("/anyOf/1")).unwrap();
        let known: BTreeSet<String> =
            keys(known).into_iter().filter(|key| !["severity", "fix"].contains(&&**key)).collect();
        assert_eq!(known, options, "{}", rule.id);
        assert!(names.contains(&json!(rule.id)) && names.contains(&json!(rule.group())));
    }
}

#[test]
fn defaults_fit_and_have_a_type() {
    let (schema, validator) = (schema::schema(&[]), validator());
    let rules = schema.pointer("/$defs/rules/properties").and_then(Value::as_object).unwrap();
    for (id, rule) in rules {
        let options = rule.pointer("/anyOf/1/properties").and_then(Value::as_object).unwrap();
        for (name, option) in options.iter().filter(|(name, _)| !["severity", "fix"].contains(&name.as_str()))
        {
            let config = json!({ "rules": { id: { name: option.get("default").unwrap() } } });
            assert!(validator.is_valid(&config), "{config} against {option}");
            assert!(option.get("type").is_some() || option.get("anyOf").is_some(), "{id} {name}: {option}");
        }
    }
    let meta = jsonschema::meta::validate(&schema);
    assert!(meta.is_ok(), "{:?}", meta.err());
}

/// Every text of a configuration in the tests, the manifests and the presets.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for preset in preset::PRESETS {
        texts.push((preset.name.to_owned(), preset.text.to_owned()));
    }
    for rule in RULES {
        for example in Manifest::parse(rule.manifest).unwrap().examples().unwrap() {
            for (path, bytes) in example.beside.into_iter().filter(|(path, _)| path == ".postlint.yml") {
                texts.push((format!("{} {path}", rule.id), String::from_utf8(bytes).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests/cmd"), root.join("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_config = path.file_name().unwrap() == ".postlint.yml"
                || (path.extension().is_some_and(|one| one == "yml")
                    && path.parent().unwrap().ends_with("tests/cmd/config.in"));
            if path.is_dir() {
                folders.push(path);
            } else if is_config && !path.ends_with("_config.yml") {
                texts.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for block in readme.split("```yaml\n").skip(1).filter_map(|rest| rest.split("\n```").next()) {
        texts.push(("README.md".to_owned(), block.to_owned()));
    }
    texts
}

#[test]
fn what_the_reader_takes_the_schema_takes() {
    let validator = validator();
    let mut count = 0;
    for (name, text) in texts() {
        // Files cannot be extended from a text.
        let text = text.replace("./", "");
        let taken = Config::parse(&text).ok().and_then(|config| Settings::resolve(&config).ok());
        if taken.is_none() {
            continue;
        }
        count += 1;
        let value = value(&text).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}\n{text}");
    }
    assert!(count > 12, "{count}");
}

#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let validator = validator();
    for text in [
        "selct: a",
        "select: imgae",
        "rules: {image: off}",
        "rules: {image/empty-source: of}",
        "rules: {image/empty-source: {most: 3}}",
        "rules: {category/missing: {always: 3}}",
        "rules: {category/near-duplicate: {frequent: many}}",
        "rules: {source/missing: {categories: all}}",
        "overrides: [{rules: {}}]",
        "overrides: {paths: a}",
        "overrides: [{paths: a, fail-on: error}]",
        "generator: hugo",
        "online: {retries: 11}",
        "online: {timeout: soon}",
        "online: {cache: ''}",
        "root: maybe",
        "extends: strickt",
        "- a",
    ] {
        assert!(!validator.is_valid(&value(text).unwrap()), "the schema takes {text}");
        let taken = Config::parse(text).ok().and_then(|config| Settings::resolve(&config).ok());
        assert!(taken.is_none(), "the reader takes {text}");
    }
    for text in [
        "",
        "extends: [strict, ./shared/a.yml]",
        "select: all\nignore: [own/a, image]",
        "rules: {source/missing: {categories: [a]}, own/a: {severity: note}, link/insecure: {fix: off}}",
        "online: {timeout: 20, keep-good: 7d}",
        "exclude: 2020",
    ] {
        assert!(validator.is_valid(&value(text).unwrap()), "the schema refuses {text}");
    }
}
