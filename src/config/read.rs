//! The configuration's YAML to its types: every problem is kept, none ends the reading.
//! May not know which rules exist.

mod online;

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::{Map, Number, Value};

use super::{Config, FixLevel, Level, Override, Place, Problem, RuleConfig};
use crate::document::front_matter::{Node, Typed, yaml};
use crate::source::Span;
use crate::text::nearest;

/// Where every part of a configuration stands.
#[derive(Debug, Default)]
pub(super) struct Spans(BTreeMap<Place, Span>);

impl Spans {
    /// The bytes of a place, or of the nearest one around it.
    pub(super) fn of(&self, place: &Place) -> Span {
        let mut place = place.clone();
        loop {
            if let Some(span) = self.0.get(&place) {
                return *span;
            }
            if place.is_key {
                place.is_key = false;
            } else if place.steps.pop().is_none() {
                return Span::default();
            }
        }
    }
}

/// Reads a configuration: what could be read, what could not, and where all of it stands.
pub(super) fn read(text: &str) -> (Config, Vec<Problem>, Spans) {
    let mut reader = Reader::default();
    let mut config = Config::default();
    match yaml::parse(text, 0) {
        Err(error) => {
            reader.spans.0.insert(Place::default(), error.span);
            let help = (!error.help.is_empty()).then_some(error.help);
            reader.problems.push(Problem { place: Place::default(), message: error.message, help });
        }
        Ok(tree) if tree.root().is_null() => {}
        Ok(tree) => reader.config(tree.root(), &mut config),
    }
    (config, reader.problems, reader.spans)
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
    spans: Spans,
    steps: Vec<String>,
}

const KEYS: [&str; 11] = [
    "select",
    "ignore",
    "rules",
    "exclude",
    "overrides",
    "generator",
    "fail-on",
    "packs",
    "online",
    "image-keys",
    "link-keys",
];
const OVERRIDE_KEYS: [&str; 3] = ["paths", "ignore", "rules"];

impl Reader {
    fn config(&mut self, root: Node<'_>, config: &mut Config) {
        self.mapping(root, Some(&KEYS), |reader, key, value| match key {
            "select" => config.select = (!value.is_null()).then(|| reader.words(value)),
            "ignore" => config.ignore = reader.words(value),
            "exclude" => config.exclude = reader.words(value),
            "rules" => config.rules = reader.rules(value),
            "overrides" => config.overrides = reader.overrides(value),
            "packs" => config.packs = reader.words(value),
            "image-keys" => config.image_keys = reader.words(value),
            "link-keys" => config.link_keys = reader.words(value),
            "online" => config.online = reader.online(value),
            "generator" => config.generator = reader.choice(value).unwrap_or_default(),
            _ => config.fail_on = reader.choice(value).unwrap_or_default(),
        });
    }

    fn overrides(&mut self, node: Node<'_>) -> Vec<Override> {
        let mut overrides = Vec::new();
        self.list(node, "a list of overrides, each with `paths`", |reader, item| {
            let mut one = Override::default();
            reader.mapping(item, Some(&OVERRIDE_KEYS), |reader, key, value| match key {
                "paths" => one.paths = reader.words(value),
                "ignore" => one.ignore = reader.words(value),
                _ => one.rules = reader.rules(value),
            });
            if item.is_mapping() && item.get("paths").is_none() {
                reader.problem(false, "the override has no `paths`, so it applies to no file", None);
            }
            overrides.push(one);
        });
        overrides
    }

    fn rules(&mut self, node: Node<'_>) -> BTreeMap<String, RuleConfig> {
        let mut rules = BTreeMap::new();
        self.mapping(node, None, |reader, id, value| {
            rules.insert(id.to_owned(), reader.rule(value));
        });
        rules
    }

    fn rule(&mut self, node: Node<'_>) -> RuleConfig {
        let mut rule = RuleConfig::default();
        if node.text().is_some() && !node.is_null() {
            rule.severity = self.choice::<Level>(node);
            return rule;
        }
        self.mapping(node, None, |reader, key, value| {
            if key == "severity" {
                rule.severity = reader.choice(value);
            } else if key == "fix" {
                rule.fix = reader.choice::<FixLevel>(value);
            } else if let Some(json) = reader.json(value, 0) {
                rule.options.insert(key.to_owned(), json);
            }
        });
        rule
    }

    /// Calls `each` for the pairs of a mapping; null counts as an empty one.
    fn mapping<'t>(
        &mut self,
        node: Node<'t>,
        known: Option<&[&str]>,
        mut each: impl FnMut(&mut Self, &'t str, Node<'t>),
    ) {
        if !node.is_mapping() && !node.is_null() {
            self.problem(false, "a mapping of keys to values is expected here", None);
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for pair in node.pairs() {
            let Some(key) = pair.key.text() else { continue };
            self.steps.push(key.to_owned());
            self.spans.0.insert(Place { steps: self.steps.clone(), is_key: true }, pair.key.span());
            let value = Place { steps: self.steps.clone(), is_key: false };
            self.spans.0.entry(value).or_insert_with(|| pair.value.span());
            if known.is_some_and(|known| !known.contains(&key)) {
                let help = match nearest(key, known.unwrap_or_default().iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys here are {}", known.unwrap_or_default().join(", ")),
                };
                self.problem(true, &format!("there is no key `{key}`"), Some(help));
            } else if seen.contains(&key) {
                self.problem(true, &format!("the key `{key}` is written twice"), None);
            } else {
                seen.push(key);
                each(self, key, pair.value);
            }
            self.steps.pop();
        }
    }

    fn list<'t>(&mut self, node: Node<'t>, expected: &str, mut each: impl FnMut(&mut Self, Node<'t>)) {
        if node.is_null() {
            return;
        }
        if node.is_mapping() || node.text().is_some() {
            self.problem(false, &format!("{expected} is expected here"), None);
            return;
        }
        for (at, item) in node.items().enumerate() {
            self.steps.push(at.to_string());
            self.spans.0.insert(Place { steps: self.steps.clone(), is_key: false }, item.span());
            each(self, item);
            self.steps.pop();
        }
    }

    /// A list of words; a single word counts as a list of one.
    fn words(&mut self, node: Node<'_>) -> Vec<String> {
        if let Some(word) = node.text().filter(|_| !node.is_null()) {
            self.steps.push("0".to_owned());
            self.spans.0.insert(Place { steps: self.steps.clone(), is_key: false }, node.span());
            self.steps.pop();
            return vec![word.to_owned()];
        }
        let mut words = Vec::new();
        self.list(node, "a list of words", |reader, item| match item.text() {
            Some(word) if !word.is_empty() => words.push(word.to_owned()),
            _ => reader.problem(false, "a word is expected here", None),
        });
        words
    }

    fn choice<T: ValueEnum>(&mut self, node: Node<'_>) -> Option<T> {
        let chosen = node.text().and_then(|text| T::from_str(text, false).ok());
        if chosen.is_none() {
            let names: Vec<String> = T::value_variants()
                .iter()
                .filter_map(|one| Some(one.to_possible_value()?.get_name().to_owned()))
                .collect();
            let written = node.text().unwrap_or_default();
            let help = nearest(written, names.iter().map(String::as_str)).map_or_else(
                || format!("choose one of {}", names.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.problem(false, &format!("`{written}` is none of {}", names.join(", ")), Some(help));
        }
        chosen
    }

    /// A value of an option. Deeper than any option's type, it is a problem.
    fn json(&mut self, node: Node<'_>, depth: usize) -> Option<Value> {
        if depth > 8 {
            self.problem(false, "this is nested deeper than any option", None);
            return None;
        }
        if node.is_mapping() {
            let mut map = Map::new();
            self.mapping(node, None, |reader, key, value| {
                if let Some(value) = reader.json(value, depth + 1) {
                    map.insert(key.to_owned(), value);
                }
            });
            return Some(Value::Object(map));
        }
        let text = match node.text() {
            Some(text) => text,
            None => {
                return Some(Value::Array(
                    node.items().filter_map(|one| self.json(one, depth + 1)).collect(),
                ));
            }
        };
        Some(match node.typed() {
            Some(Typed::Null) => Value::Null,
            Some(Typed::Bool(value)) => Value::Bool(*value),
            Some(Typed::Integer(value)) => {
                let number = i64::try_from(*value).ok().map(Number::from);
                number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
            }
            Some(Typed::Float(value)) => {
                Number::from_f64(*value).map_or_else(|| Value::String(text.to_owned()), Value::Number)
            }
            _ => Value::String(text.to_owned()),
        })
    }

    fn problem(&mut self, is_key: bool, message: &str, help: Option<String>) {
        let place = Place { steps: self.steps.clone(), is_key };
        self.problems.push(Problem { place, message: message.to_owned(), help });
    }
}
