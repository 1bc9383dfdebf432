//! The part of the schema that is about rules: their names, and their options with the types that each
//! rule takes, asked of the rule itself. May not run a rule.

use serde_json::{Map, Value, json};

use crate::config::preset;
use crate::manifest::{Manifest, Meta};
use crate::rules::{OWN, Options, RULES, Rule};

/// Names of rules and groups.
pub(super) fn names(own: &[Rule]) -> Value {
    let mut names: Vec<&str> = vec!["all"];
    let mut ids = Vec::new();
    for rule in all(own) {
        if !names.contains(&rule.group()) {
            names.push(rule.group());
        }
        ids.push(rule.id);
    }
    names.extend(ids);
    let name =
        json!({ "anyOf": [{ "enum": names }, { "type": "string", "pattern": format!("^{OWN}|^own$") }] });
    json!({ "anyOf": [name, { "type": "array", "items": name }, { "type": "null" }] })
}

/// What may be said of each rule.
pub(super) fn configured(own: &[Rule]) -> Value {
    let mut properties = Map::new();
    for rule in all(own) {
        let Ok(meta) = Manifest::meta(rule.manifest) else { continue };
        properties.insert(rule.id.to_owned(), of_rule(rule, &meta));
    }
    json!({
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": properties,
        "patternProperties": { format!("^{OWN}"): of_any() },
    })
}

/// The built-in rules, those of presets, and these.
fn all(own: &[Rule]) -> impl Iterator<Item = &Rule> {
    let known = |id: &str| preset::rules().any(|rule| rule.id == id);
    RULES
        .iter()
        .chain(preset::rules().map(|rule| -> &Rule { rule }))
        .chain(own.iter().filter(move |rule| !known(rule.id)))
}

fn of_rule(rule: &Rule, meta: &Meta) -> Value {
    let mut properties = common();
    for (name, usual) in &meta.options {
        properties.insert(name.clone(), option(rule, meta, name, usual));
    }
    let usual = if meta.opt_in { "off" } else { meta.severity.as_str() };
    json!({
        "description": format!("{} [default: {usual}]", meta.summary),
        "anyOf": [{ "$ref": "#/$defs/level" }, mapping(properties)],
    })
}

fn of_any() -> Value {
    json!({ "anyOf": [{ "$ref": "#/$defs/level" }, mapping(common())] })
}

fn common() -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("severity".to_owned(), json!({ "$ref": "#/$defs/level" }));
    properties.insert("fix".to_owned(), json!({ "$ref": "#/$defs/fix" }));
    properties
}

fn mapping(properties: Map<String, Value>) -> Value {
    json!({ "type": ["object", "null"], "additionalProperties": false, "properties": properties })
}

/// The types that a rule takes for an option.
fn option(rule: &Rule, meta: &Meta, name: &str, usual: &Value) -> Value {
    let takes = |value: Value| {
        let mut options: Map<String, Value> = meta.options.clone().into_iter().collect();
        options.insert(name.to_owned(), value);
        rule.build(&Options(options)).is_ok()
    };
    let mut schema = Map::new();
    let scalars: Vec<&str> = [
        ("boolean", json!(true)),
        ("number", json!(0.5)),
        ("integer", json!(1)),
        ("string", json!("x")),
        ("object", json!({})),
    ]
    .into_iter()
    .filter(|(_, value)| takes(value.clone()))
    .map(|(name, _)| name)
    .collect();
    let mut any: Vec<Value> = Vec::new();
    if !scalars.is_empty() {
        any.push(json!({ "type": scalars }));
    }
    if takes(json!([])) {
        let items =
            [("string", json!("x")), ("number", json!(0.5)), ("integer", json!(1)), ("boolean", json!(true))];
        let items: Vec<&str> =
            items.into_iter().filter(|(_, one)| takes(json!([one]))).map(|(name, _)| name).collect();
        any.push(if items.is_empty() {
            json!({ "type": "array" })
        } else {
            json!({ "type": "array", "items": { "type": items } })
        });
    }
    // A word that has a meaning of its own.
    if usual.is_string() && !scalars.contains(&"string") {
        any.push(json!({ "const": usual }));
    }
    if takes(Value::Null) {
        any.push(json!({ "type": "null" }));
    }
    match any.len() {
        0 => {}
        1 => schema.extend(any.pop().and_then(|one| one.as_object().cloned()).unwrap_or_default()),
        _ => drop(schema.insert("anyOf".to_owned(), Value::Array(any))),
    }
    schema.insert("default".to_owned(), usual.clone());
    Value::Object(schema)
}
