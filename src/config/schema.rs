//! The JSON Schema of `.postlint.yml`, for editors, and the one place that says of every key what it is
//! for and what holds without it. May not read a configuration.

mod rules;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::preset::PRESETS;
use super::{FailOn, FixLevel, GeneratorChoice, Level};
use crate::rules::Rule;

/// The schema, with the built-in rules and these.
#[must_use]
pub fn schema(own: &[Rule]) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of postlint (.postlint.yml)",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": properties(),
        "$defs": {
            "level": { "enum": words::<Level>() },
            "fix": {
                "enum": words::<FixLevel>(),
                "description": "What becomes of the rule's fixes: applied by `--fix`, by `--unsafe-fixes`, never",
            },
            "words": words_or_word(),
            "names": rules::names(own),
            "rules": rules::configured(own),
            "duration": {
                "type": ["string", "integer"],
                "pattern": "^\\s*[0-9]+\\s*[smhd]?\\s*$",
                "minimum": 0,
                "description": "A span of time: 90s, 30m, 12h, 7d; a number alone counts seconds",
            },
            "override": {
                "type": "object",
                "additionalProperties": false,
                "required": ["paths"],
                "properties": {
                    "paths": list("For which files: patterns as in .gitignore"),
                    "exclude": list("For which of them it does not hold"),
                    "select": names("Rules or groups that run there, and no others"),
                    "enable": names("Rules or groups that run there besides"),
                    "ignore": names("Rules or groups that do not run there"),
                    "rules": { "$ref": "#/$defs/rules" },
                },
            },
        },
    })
}

/// What every key of a configuration may be.
#[must_use]
pub fn properties() -> Map<String, Value> {
    let mut keys = Map::new();
    let mut key = |name: &str, schema: Value| keys.insert(name.to_owned(), schema);
    key("extends", extends());
    key("root", flag(false, "Whether nothing holds of the configurations in the folders above"));
    key("select", names("Rules or groups that run, and no others; `all` is every rule"));
    key("enable", names("Rules or groups that run besides, such as those that are off unless asked for"));
    key("ignore", names("Rules or groups that do not run"));
    key("rules", json!({ "$ref": "#/$defs/rules", "description": "Severity, options and fixes by rule" }));
    key("exclude", list("Files that are not checked unless named: patterns as in .gitignore"));
    key(
        "overrides",
        json!({
            "type": ["array", "null"],
            "items": { "$ref": "#/$defs/override" },
            "description": "Other settings for some paths; later ones over earlier ones",
        }),
    );
    key("schemas", schemas());
    key("generator", choice::<GeneratorChoice>("The generator of the site"));
    key("fail-on", choice::<FailOn>("The lowest severity that makes the exit code 1"));
    key("packs", list("Folders of rules besides .postlint/rules, relative to this file"));
    key("image-keys", list("Keys of front matter and data that name an image, besides the usual ones"));
    key("link-keys", list("Keys of front matter and data that name a page or a file"));
    key(
        "baseline",
        json!({
            "type": "string",
            "minLength": 1,
            "default": ".postlint/baseline",
            "description": "The file of findings that are known, relative to this file",
        }),
    );
    key(
        "suppressions",
        json!({
            "type": ["object", "null"],
            "additionalProperties": false,
            "properties": { "require-reason": flag(false, "Whether every such comment must say why") },
            "description": "What the comments that set findings aside must say",
        }),
    );
    key(
        "urls",
        json!({
            "type": "string",
            "minLength": 1,
            "default": ".postlint/urls",
            "description": "The record of what was published, relative to this file",
        }),
    );
    key("online", online());
    keys
}

/// The keys whose lists grow with every file that says something there; all others are replaced.
pub const ADDING: [&str; 8] =
    ["enable", "ignore", "exclude", "overrides", "schemas", "packs", "image-keys", "link-keys"];

fn extends() -> Value {
    let presets: Vec<Value> =
        PRESETS.iter().map(|one| json!({ "const": one.name, "description": one.summary })).collect();
    let mut name = presets;
    name.push(json!({ "type": "string", "pattern": "[/\\\\]|^\\.|\\.ya?ml$", "description": "A file, relative to this one" }));
    let one = json!({ "anyOf": name });
    json!({
        "anyOf": [one, { "type": "array", "items": one }, { "type": "null" }],
        "description": "Presets and files that this one goes over; later ones over earlier ones",
    })
}

fn schemas() -> Value {
    json!({
        "type": ["array", "null"],
        "description": "JSON Schemas that the front matter of some files keeps; all that speak of a file hold",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["paths", "schema"],
            "properties": {
                "paths": list("For which files: patterns as in .gitignore"),
                "exclude": list("For which of them it does not hold"),
                "schema": {
                    "type": "string",
                    "minLength": 1,
                    "description": "The file of the schema, in JSON or YAML, relative to this file",
                },
            },
        },
    })
}

fn online() -> Value {
    let number = |least: u32, most: u32, usual: u32, words: &str| json!({ "type": "integer", "minimum": least, "maximum": most, "default": usual, "description": words });
    let duration = |usual: &str, words: &str| json!({ "$ref": "#/$defs/duration", "default": usual, "description": words });
    json!({
        "type": ["object", "null"],
        "additionalProperties": false,
        "description": "How other hosts are asked with --online",
        "properties": {
            "include": list("Only these are asked: hosts, or globs over the address"),
            "exclude": list("These are not asked"),
            "allow": list("Private hosts that may be asked: names, addresses, networks, or `all`"),
            "concurrency": number(1, 1000, 32, "Requests under way at most"),
            "per-host": number(1, 100, 4, "Requests to one host under way at most"),
            "timeout": duration("20s", "How long a request may take"),
            "retries": number(0, 10, 2, "How often a request is tried again"),
            "longest-wait": duration("60s", "Who asks for a longer wait is not waited for"),
            "anchors": flag(false, "Whether the places in other hosts' pages are looked for"),
            "cache": {
                "type": "string",
                "minLength": 1,
                "default": ".postlint/cache/online.json",
                "description": "The file in which answers are kept, relative to this file",
            },
            "keep-good": duration("7d", "How long a good answer counts"),
            "keep-bad": duration("1h", "How long any other answer counts"),
            "patience": number(1, 1000, 3, "On how many days a fault that may pass must be seen"),
            "user-agent": { "type": "string", "minLength": 1, "description": "What hosts are told of who asks" },
        },
    })
}

fn flag(usual: bool, words: &str) -> Value {
    json!({ "type": "boolean", "default": usual, "description": words })
}

fn list(words: &str) -> Value {
    json!({ "$ref": "#/$defs/words", "default": [], "description": words })
}

fn names(words: &str) -> Value {
    json!({ "$ref": "#/$defs/names", "description": words })
}

/// A list of words; a word alone counts as a list of one.
fn words_or_word() -> Value {
    let word = json!({ "type": ["string", "number", "boolean"] });
    json!({ "anyOf": [word, { "type": "array", "items": word }, { "type": "null" }] })
}

fn choice<T: ValueEnum + Default>(description: &str) -> Value {
    let usual = T::default().to_possible_value().map(|value| value.get_name().to_owned());
    json!({ "enum": words::<T>(), "default": usual, "description": description })
}

/// The words of a choice, as the reader takes them.
fn words<T: ValueEnum>() -> Vec<String> {
    let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    names.map(|value| value.get_name().to_owned()).collect()
}
