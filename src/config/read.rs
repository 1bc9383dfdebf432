//! The configuration's YAML to its types: every problem is kept, none ends the reading.
//! May not know which rules exist.

mod extends;
mod online;
mod schemas;
mod suppressions;

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::{Map, Number, Value};

use super::{Config, FixLevel, Level, Override, Place, Problem, RuleConfig, SuppressionsConfig};
use crate::document::front_matter::{Node, Typed};
use crate::source::Span;
use crate::text::nearest;

pub(super) use extends::Parsed;
pub use extends::Whose;

/// Where every part of the configuration files stands.
#[derive(Debug, Default)]
pub(super) struct Spans {
    of: BTreeMap<Place, Span>,
    /// The numbers of the files, later ones over earlier ones.
    order: Vec<usize>,
}

impl Spans {
    /// The file and the bytes of a place, or of the nearest one around it. Where the place names no
    /// file, the last one that has it.
    pub(super) fn of(&self, place: &Place) -> (usize, Span) {
        let mut place = place.clone();
        loop {
            let files =
                self.order.iter().rev().copied().filter(|file| place.file.is_none_or(|one| one == *file));
            for file in files.chain(place.file) {
                if let Some(span) = self.of.get(&place.clone().in_file(Some(file))) {
                    return (file, *span);
                }
            }
            if place.is_key {
                place.is_key = false;
            } else if place.steps.pop().is_none() {
                return (place.file.or(self.order.last().copied()).unwrap_or(0), Span::default());
            }
        }
    }

    /// The same, if a file says something there.
    pub(super) fn exactly(&self, place: &Place) -> Option<(usize, Span)> {
        let at = |file: usize| Some((file, *self.of.get(&place.clone().in_file(Some(file)))?));
        match place.file {
            Some(file) => at(file),
            None => self.order.iter().rev().find_map(|file| at(*file)),
        }
    }
}

/// Reads files one over the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
    pub(super) spans: Spans,
    pub(super) files: Vec<Parsed>,
    steps: Vec<String>,
    /// The number of the file that is read.
    file: usize,
    /// The files that are read, each extended by the one before it.
    open: Vec<std::path::PathBuf>,
    /// Whether what is read next is the first that holds, above which nothing does.
    is_root_next: bool,
    /// Whether the files are those of a folder in the site, and whether that is a site of its own.
    pub(super) nested: Option<bool>,
}

/// The keys of a configuration.
pub const KEYS: [&str; 18] = [
    "extends",
    "root",
    "select",
    "enable",
    "ignore",
    "rules",
    "exclude",
    "overrides",
    "schemas",
    "generator",
    "fail-on",
    "packs",
    "online",
    "baseline",
    "suppressions",
    "urls",
    "image-keys",
    "link-keys",
];
/// Those that speak of the whole site, and not of some of its paths.
pub const SITE_KEYS: [&str; 8] =
    ["generator", "fail-on", "packs", "online", "baseline", "urls", "image-keys", "link-keys"];
const OVERRIDE_KEYS: [&str; 6] = ["paths", "exclude", "select", "enable", "ignore", "rules"];

impl Reader {
    /// What a file says, over what was read before it.
    fn config(&mut self, root: Node<'_>, config: &mut Config) {
        let mut suppressions = SuppressionsConfig::default();
        self.mapping(root, Some(&KEYS), |reader, key, value| match key {
            key if reader.nested.is_some() && SITE_KEYS.contains(&key) => reader.misplaced(key),
            // Read before all others, whatever their order.
            "extends" => {}
            "root" => drop(reader.truth(value)),
            "select" => config.select = (!value.is_null()).then(|| reader.words(value)),
            "enable" => config.enable = reader.words(value),
            "ignore" => config.ignore = reader.words(value),
            "exclude" => config.exclude = reader.words(value),
            "rules" => config.rules = reader.rules(value),
            "overrides" => config.overrides = reader.overrides(value),
            "schemas" => config.schemas = reader.schemas(value),
            "packs" => reader.packs(value, config),
            "image-keys" => config.image_keys.extend(reader.words(value)),
            "link-keys" => config.link_keys.extend(reader.words(value)),
            "online" => reader.online(value, &mut config.online),
            "urls" => config.urls = reader.word(value).map(|file| reader.beside(&file)),
            "baseline" => config.baseline = reader.word(value).map(|file| reader.beside(&file)),
            "suppressions" => suppressions = reader.suppressions(value),
            "generator" => config.generator = reader.choice(value).unwrap_or_default(),
            _ => config.fail_on = reader.choice(value).unwrap_or_default(),
        });
        self.settle_suppressions(suppressions, config);
    }

    fn misplaced(&mut self, key: &str) {
        // What it extends may be extended by the site as well.
        if self.open.len() > 1 || self.nested == Some(true) {
            return;
        }
        let help = "write it in the `.postlint.yml` of the site's own folder".to_owned();
        self.problem(
            true,
            &format!("`{key}` holds for the whole site, not for one of its folders"),
            Some(help),
        );
    }

    fn packs(&mut self, node: Node<'_>, config: &mut Config) {
        let packs = self.words(node);
        config.packs.extend(packs.iter().map(|pack| self.beside(pack)));
    }

    /// A path as seen from the folder of the file that is read.
    fn beside(&self, path: &str) -> std::path::PathBuf {
        let folder = match self.files.get(self.file).map(|file| &file.whose) {
            Some(Whose::File(file)) => file.parent().map(std::path::Path::to_owned).unwrap_or_default(),
            _ => std::path::PathBuf::default(),
        };
        folder.join(path)
    }

    fn overrides(&mut self, node: Node<'_>) -> Vec<Override> {
        let mut overrides = Vec::new();
        self.list(node, "a list of overrides, each with `paths`", |reader, item| {
            let mut one = Override::default();
            reader.mapping(item, Some(&OVERRIDE_KEYS), |reader, key, value| match key {
                "paths" => one.paths = reader.words(value),
                "exclude" => one.exclude = reader.words(value),
                "select" => one.select = (!value.is_null()).then(|| reader.words(value)),
                "enable" => one.enable = reader.words(value),
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
            let (key_place, value_place) = (self.place(true), self.place(false));
            self.spans.of.insert(key_place, pair.key.span());
            self.spans.of.entry(value_place).or_insert_with(|| pair.value.span());
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
            let place = self.place(false);
            self.spans.of.insert(place, item.span());
            each(self, item);
            self.steps.pop();
        }
    }

    /// A list of words; a single word counts as a list of one.
    fn words(&mut self, node: Node<'_>) -> Vec<String> {
        if let Some(word) = node.text().filter(|_| !node.is_null()) {
            self.steps.push("0".to_owned());
            let place = self.place(false);
            self.spans.of.insert(place, node.span());
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
        let place = self.place(is_key);
        self.problems.push(Problem { place, message: message.to_owned(), help });
    }

    /// Where the reading stands.
    fn place(&self, is_key: bool) -> Place {
        Place { file: Some(self.file), steps: self.steps.clone(), is_key }
    }
}
