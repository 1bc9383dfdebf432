//! A JSON Schema that the front matter of a group of documents keeps, but for what is clearly a slip.
//! May not demand what most documents do not have.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::form::Form;
use super::keys::{Key, Keys};
use super::portrait::Group;
use super::sample::Sample;
use super::terms;
use super::words::{part, share};

/// Fewer documents than this have no schema.
const FEWEST: usize = 10;
/// What occurs in one of so many documents is a slip, where everything else agrees.
const RARE: usize = 200;

/// So many values of a key are counted one by one.
const LISTED: usize = 12;

/// A schema and what it would find today.
#[derive(Debug)]
pub(super) struct Learned {
    /// The schema.
    pub(super) schema: Value,
    /// How many documents it finds something in, for each of its demands that one does not keep.
    pub(super) broken: usize,
    /// The keys that it demands.
    pub(super) required: Vec<String>,
}

/// What a group is called: a file name for its schema, its documents in words, its paths.
pub(super) struct Named {
    pub(super) file: String,
    pub(super) words: String,
    pub(super) plural: &'static str,
    pub(super) paths: Vec<String>,
    pub(super) exclude: Vec<String>,
}

/// The name of a group.
pub(super) fn named(group: &Group) -> Named {
    let plain = |text: &str| -> String {
        let safe = |one: char| if one.is_alphanumeric() || matches!(one, '-' | '_') { one } else { '-' };
        text.chars().map(safe).collect()
    };
    match group {
        Group::Posts => Named {
            file: "post".to_owned(),
            words: "posts".to_owned(),
            plural: "posts",
            paths: vec!["_posts/".to_owned()],
            exclude: Vec::new(),
        },
        Group::Collection(label, folder) => Named {
            file: plain(label),
            words: format!("the collection `{label}`"),
            plural: "documents",
            paths: vec![format!("/{}/", escaped(folder))],
            exclude: Vec::new(),
        },
        Group::Pages(folder) => Named {
            file: format!("{}-pages", plain(folder)),
            words: format!("pages in `{folder}`"),
            plural: "pages",
            paths: vec![format!("/{}/", escaped(folder))],
            exclude: vec!["_posts/".to_owned(), "_drafts/".to_owned()],
        },
    }
}

/// A path as a pattern that matches it alone.
pub(super) fn escaped(path: &str) -> String {
    let mut pattern = String::new();
    for one in path.chars() {
        if matches!(one, '*' | '?' | '[' | ']' | '{' | '}' | '\\' | '!' | '#') {
            pattern.push('\\');
        }
        pattern.push(one);
    }
    pattern
}

/// The schema of a group, if one is worth having. `is_strict`: what is clearly a slip is none of it.
pub(super) fn of(group: &Group, keys: &Keys, is_strict: bool) -> Option<Learned> {
    if keys.documents < FEWEST {
        return None;
    }
    let name = named(group);
    let all = keys.documents;
    let is_rare = |count: usize| is_strict && count * RARE <= all;
    let mut broken = 0;
    let mut required = Vec::new();
    let mut properties = Map::new();
    let mut by_count: Vec<(&str, &Key)> = keys.keys.iter().map(|(name, key)| (&**name, key)).collect();
    by_count.sort_by(|(one, a), (other, b)| b.sample.count.cmp(&a.sample.count).then_with(|| one.cmp(other)));
    for (key_name, key) in by_count {
        let count = key.sample.count;
        if count * 20 < all && count < FEWEST {
            continue;
        }
        let lacking = all - count;
        if lacking == 0 || is_rare(lacking) {
            required.push(key_name.to_owned());
            broken += lacking;
        }
        let (schema, outside) = of_key(key_name, key, is_strict, all, name.plural);
        broken += outside;
        properties.insert(key_name.to_owned(), schema);
    }
    // Of pages, each of which may be like no other, a single key in common says nothing.
    let fewest = if matches!(group, Group::Pages(_)) { 2 } else { 0 };
    if properties.is_empty() || required.len() < fewest {
        return None;
    }
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(format!("Front matter of {}", name.words)));
    schema.insert(
        "$comment".to_owned(),
        json!(format!("Learned by `postlint init` from {}.", part(all, all, name.plural))),
    );
    schema.insert("type".to_owned(), json!("object"));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    Some(Learned { schema: Value::Object(schema), broken, required })
}

/// The schema of a key's value, and how many values do not keep it.
fn of_key(name: &str, key: &Key, is_strict: bool, all: usize, plural: &str) -> (Value, usize) {
    let mut schema = Map::new();
    let count = key.sample.count;
    let mut comment = format!("in {} ({})", part(count, all, plural), share(count, all));
    let (forms, mut outside) = kept(&key.forms, count, is_strict);
    schema.insert("type".to_owned(), types(&forms));
    if forms == [Form::String] {
        // Categories are a rule's.
        if !matches!(name, "category" | "categories") {
            outside += vocabulary(key, is_strict, &mut schema);
        }
        outside += dates(key, is_strict, &mut schema);
        if !schema.contains_key("enum") && key.addresses == key.count(Form::String) && count >= FEWEST {
            schema.insert("pattern".to_owned(), json!("^https?://"));
        }
    }
    if forms.contains(&Form::Array) && !key.items.is_empty() {
        let items = key.items.values().map(|sample| sample.count).sum();
        let (forms, others) = kept(&key.items, items, is_strict);
        outside += others;
        let mut inner = Map::new();
        inner.insert("type".to_owned(), types(&forms));
        let is_of_words = forms == [Form::String] && key.forms.len() == 1;
        if is_of_words && !matches!(name, "category" | "categories") {
            outside += vocabulary(key, is_strict, &mut inner);
        }
        schema.insert("items".to_owned(), Value::Object(inner));
    }
    let words = key.values.by_count();
    if (1..=LISTED).contains(&words.len()) && key.values.total > words.len() {
        comment.push_str(&format!(": {}", terms::listed(&words, LISTED)));
    }
    if outside > 0 {
        comment.push_str(&format!("; {outside} of them otherwise"));
    }
    schema.insert("$comment".to_owned(), json!(comment));
    (Value::Object(schema), outside)
}

/// The types that belong to a key, and how many values have another.
fn kept(forms: &BTreeMap<Form, Sample>, all: usize, is_strict: bool) -> (Vec<Form>, usize) {
    let is_slip = |sample: &Sample| is_strict && sample.count * RARE <= all;
    let kept: Vec<Form> =
        forms.iter().filter(|(_, sample)| !is_slip(sample)).map(|(form, _)| *form).collect();
    let outside = forms.values().filter(|sample| is_slip(sample)).map(|sample| sample.count).sum();
    (kept, outside)
}

/// A whole number is a number.
fn types(forms: &[Form]) -> Value {
    let is_needless = |form: &Form| *form == Form::Integer && forms.contains(&Form::Number);
    let names: Vec<&str> = forms.iter().filter(|form| !is_needless(form)).map(|form| form.name()).collect();
    match names.as_slice() {
        [one] => json!(one),
        _ => json!(names),
    }
}

/// The format of a key whose values are days, or points in time, and how many are neither.
fn dates(key: &Key, is_strict: bool, schema: &mut Map<String, Value>) -> usize {
    let all = key.count(Form::String);
    let is_nearly_all = |count: usize| {
        all >= FEWEST && (count == all || (is_strict && count > 0 && (all - count) * RARE <= all))
    };
    if is_nearly_all(key.days) {
        schema.insert("format".to_owned(), json!("date"));
        return all - key.days;
    }
    if !is_nearly_all(key.times) {
        return 0;
    }
    schema.insert("format".to_owned(), json!("date-time"));
    if key.zoned == all {
        schema.insert("pattern".to_owned(), json!("([Zz]|[+-][0-9]{1,2}(:?[0-9]{2})?)$"));
    }
    all - key.times
}

/// The values of a key that has few, and how many documents have another.
fn vocabulary(key: &Key, is_strict: bool, schema: &mut Map<String, Value>) -> usize {
    const FEWEST_VALUES: usize = 50;
    const MOST_VALUES: usize = 20;
    let Some(closed) = terms::closed(&key.values, FEWEST_VALUES, MOST_VALUES) else { return 0 };
    if !is_strict {
        let all: Vec<&str> = key.values.by_count().into_iter().map(|(value, _)| value).collect();
        schema.insert("enum".to_owned(), json!(all));
        return 0;
    }
    // A rare value that is like no other may well be the first of its kind.
    let values: Vec<&str> = closed.iter().map(|(value, _)| *value).collect();
    let within: usize = closed.iter().map(|(_, one)| one.count).sum();
    schema.insert("enum".to_owned(), json!(values));
    key.values.total - within
}
