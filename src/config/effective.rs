//! What every key but those of rules comes to in the end, and which file said it: for people who ask
//! why. May not decide anything: the reader has.

use serde_json::{Number, Value};

use super::{ConfigFile, Layer, SITE_KEYS, schema};
use crate::document::front_matter::{Node, Style, Tree, Typed, yaml};
use crate::source::Span;

/// What says a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// Nobody: it holds unless something is said.
    Default,
    /// A file of the configuration, by its number, there.
    File(usize, Span),
    /// The command line.
    CommandLine,
}

/// A key and what it comes to.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The key; below another one, both with a dot between them.
    pub key: String,
    /// Whether it is a list.
    pub is_list: bool,
    /// Its value, or those of its list, each with what says it.
    pub values: Vec<(Value, SaidBy)>,
}

/// The keys of which every part is resolved by rule and path.
const RESOLVED: [&str; 2] = ["rules", "overrides"];

impl ConfigFile {
    /// Every key in the order of the schema, of the files of these layers, later ones over earlier ones.
    #[must_use]
    pub fn effective(&self, layers: &[Layer]) -> Vec<Effective> {
        // A file of a folder that stops those above it stops nothing that is of the whole site.
        let root = layers.iter().rposition(|layer| layer.origin.is_root).unwrap_or(0);
        let mut trees = Vec::new();
        for (at, layer) in layers.iter().enumerate() {
            let file = layer.origin.file;
            trees.extend(file.and_then(|file| Some((file, at >= root, self.tree(file)?))));
        }
        let said = |steps: &[&str]| -> Vec<(Node<'_>, usize)> {
            let is_of_site = steps.first().is_some_and(|key| SITE_KEYS.contains(key));
            let holding = trees.iter().filter(|(_, holds, _)| *holds || is_of_site);
            holding.filter_map(|(file, _, tree)| Some((node(tree, steps)?, *file))).collect()
        };
        let mut all = Vec::new();
        for (key, schema) in schema::properties().iter().filter(|(key, _)| !RESOLVED.contains(&key.as_str()))
        {
            match schema.get("properties").and_then(Value::as_object) {
                Some(inner) => {
                    for (name, schema) in inner {
                        all.push(effective(format!("{key}.{name}"), schema, said(&[key, name]), false));
                    }
                }
                None => {
                    let adds = schema::ADDING.contains(&key.as_str()) || key == "extends";
                    all.push(effective(key.clone(), schema, said(&[key]), adds));
                }
            }
        }
        all
    }

    fn tree(&self, file: usize) -> Option<Tree> {
        yaml::parse(self.source(file)?.text(), 0).ok()
    }
}

fn node<'t>(tree: &'t Tree, steps: &[&str]) -> Option<Node<'t>> {
    let mut at = tree.root();
    for step in steps {
        at = at.get(step)?.value;
    }
    (!at.is_null()).then_some(at)
}

fn effective(key: String, schema: &Value, said: Vec<(Node<'_>, usize)>, adds: bool) -> Effective {
    let of_schema = schema.get("$ref").and_then(Value::as_str).unwrap_or_default();
    let is_list = adds || of_schema.ends_with("/words") || of_schema.ends_with("/names");
    let counting = if adds { 0 } else { said.len().saturating_sub(1) };
    let mut values = Vec::new();
    for (node, file) in said.into_iter().skip(counting) {
        if is_list && node.text().is_none() {
            values.extend(node.items().map(|item| (value(item, 0), SaidBy::File(file, item.span()))));
        } else {
            values.push((value(node, 0), SaidBy::File(file, node.span())));
        }
    }
    if values.is_empty() && !is_list {
        values.push((schema.get("default").cloned().unwrap_or_default(), SaidBy::Default));
    }
    Effective { key, is_list, values }
}

/// How deep a value is looked into: no key of a configuration needs more.
const DEEPEST: usize = 8;

/// A value as it was meant: words stay words.
fn value(node: Node<'_>, depth: usize) -> Value {
    if depth > DEEPEST {
        return Value::Null;
    }
    if node.is_mapping() {
        let pairs = node.pairs().filter_map(|pair| Some((pair.key.text()?.to_owned(), pair.value)));
        return Value::Object(pairs.map(|(key, one)| (key, value(one, depth + 1))).collect());
    }
    let Some(text) = node.text() else {
        return Value::Array(node.items().map(|item| value(item, depth + 1)).collect());
    };
    let number = match node.typed() {
        _ if node.style() != Style::Plain => None,
        Some(Typed::Integer(number)) => i64::try_from(*number).ok().map(Number::from),
        _ => None,
    };
    match (number, text) {
        (Some(number), _) => Value::Number(number),
        (None, "true") => Value::Bool(true),
        (None, "false") => Value::Bool(false),
        _ => Value::from(text),
    }
}
