//! What an error means, in a writer's words, and where the answer is known, what to write instead.
//! May not decide what is an error.

mod limits;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use super::fix::{self, Place};
use super::judge::replacing;
use super::shape;
use super::spot::Spot;
use crate::document::front_matter::scalar::{ruby_to_s, type_plain};
use crate::document::front_matter::{Format, Node, Style, Typed};
use crate::finding::Safety;
use crate::source::Span;
use crate::text::nearest;

/// Most keys of one mapping that are spoken of.
const MOST: usize = 100;

/// A fix: its title, whether it is safe, what it replaces, by what.
pub(super) type Fix = (String, Safety, Span, String);

/// A defect.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) fix: Option<Fix>,
    /// A template may yet change the value.
    pub(super) is_undecided: bool,
    /// Of a key that the schema has not: the key that was probably meant.
    pub(super) meant: Option<String>,
    /// The key that is missing.
    pub(super) lacks: Option<String>,
}

/// What is looked at, and where its schema may be asked.
pub(super) struct Case<'c> {
    pub(super) place: &'c Place<'c>,
    /// The part of the schema that an error comes from.
    pub(super) part: &'c dyn Fn(&ValidationError<'_>) -> Option<&'c Value>,
    /// Whether a schema is looked at, by the schema of its draft.
    pub(super) is_schema: bool,
}

impl Fault {
    fn new(span: Span, message: String) -> Self {
        Self { span, message, help: None, fix: None, is_undecided: false, meant: None, lacks: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

/// Whether Liquid stands in a value. Jekyll does not render it there, but templates may.
fn has_liquid(node: Node<'_>) -> bool {
    node.text().is_some_and(|text| text.contains("{{") || text.contains("{%"))
}

/// The faults of one error.
pub(super) fn of(case: &Case<'_>, error: &ValidationError<'_>, spot: &Spot<'_>, faults: &mut Vec<Fault>) {
    let part = (case.part)(error);
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let known = part.and_then(|part| part.get("properties")?.as_object());
            let known = known.into_iter().flatten().map(|(key, _)| key.as_str());
            let known: Vec<&str> = known.filter(|key| spot.node.get(key).is_none()).collect();
            let unexpected = unexpected.iter().take(MOST);
            faults.extend(unexpected.filter_map(|key| unknown_key(case, spot, key, &known)));
        }
        Kind::PropertyNames { error: inner } => faults.extend(name(spot, inner)),
        Kind::Required { property } => faults.push(missing(case, error, spot, property, part)),
        Kind::Type { kind } => faults.push(other_type(case, spot, &shape::types(kind))),
        Kind::Enum { options } => {
            let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
            faults.push(other_value(case, spot, options));
        }
        Kind::Constant { expected_value } => {
            faults.push(other_value(case, spot, std::slice::from_ref(expected_value.as_ref())));
        }
        Kind::FalseSchema => faults.push(forbidden(spot, case)),
        Kind::AdditionalItems { limit } => faults.push(surplus(spot, *limit)),
        Kind::UnevaluatedItems { unexpected } => {
            faults.push(surplus(spot, spot.node.items().count().saturating_sub(unexpected.len())));
        }
        Kind::MaxItems { limit } => {
            faults.push(too_many(spot, usize::try_from(*limit).unwrap_or(usize::MAX)))
        }
        Kind::UniqueItems => faults.push(twice(spot)),
        Kind::Not { schema } => faults.push(excluded(spot, schema, case)),
        kind => faults.push(limits::of(case, spot, kind, part)),
    }
}

/// What the schema says of a value, to go with what is wrong.
fn described(part: Option<&Value>) -> Option<String> {
    let text = part?.get("description")?.as_str()?.trim();
    let line: String = text.lines().next()?.chars().take(120).collect();
    (!line.is_empty()).then(|| line.trim_end_matches('.').to_owned())
}

fn unknown_key(case: &Case<'_>, spot: &Spot<'_>, key: &str, known: &[&str]) -> Option<Fault> {
    let child = spot.child(key)?;
    let span = child.key.map(Node::span)?;
    let fault = Fault::new(span, format!("the schema has no key `{}`", spot.named(key)));
    Some(match nearest(key, known.iter().copied()) {
        Some(near) => {
            let is_plain = child.key.is_some_and(|key| key.style() == Style::Plain);
            let text = match case.place.format {
                Format::Json => Value::String(near.to_owned()).to_string(),
                _ => near.to_owned(),
            };
            let fix = (is_plain || case.place.format == Format::Json)
                .then(|| (format!("write `{near}`"), Safety::Unsafe, span, text));
            let meant = Some(spot.named(near));
            Fault { meant, ..fault.help(format!("did you mean `{near}`?")).fix(fix) }
        }
        None if known.is_empty() => fault.help("delete it, or add it to the schema"),
        None => {
            let known: Vec<String> = known.iter().take(12).map(|key| format!("`{key}`")).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            fault.help(format!("delete it, or use {}", shape::either(&known)))
        }
    })
}

fn name(spot: &Spot<'_>, error: &ValidationError<'_>) -> Option<Fault> {
    let key = error.instance().as_str()?.to_owned();
    let span = spot.child(&key)?.key?.span();
    let why = match error.kind() {
        Kind::Pattern { pattern } => format!("keys here match {}", shape::excerpt(pattern)),
        Kind::MaxLength { limit } => format!("keys here have at most {limit} characters"),
        Kind::MinLength { limit } => format!("keys here have at least {limit} characters"),
        Kind::Enum { options } => {
            let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
            format!("keys here are {}", shape::of_values(options))
        }
        Kind::Format { format } => format!("keys here are {}", limits::of_format(format)),
        _ => "the schema does not allow such a key".to_owned(),
    };
    Some(Fault::new(span, format!("the key `{key}` does not fit: {why}")))
}

fn missing(
    case: &Case<'_>,
    error: &ValidationError<'_>,
    spot: &Spot<'_>,
    property: &Value,
    part: Option<&Value>,
) -> Fault {
    let key = property.as_str().unwrap_or_default();
    let demanding = demanding(error, spot, part, key);
    let span = demanding.as_ref().map_or_else(|| spot.handle(case.place.opening), |(_, span)| *span);
    let name = spot.named(key);
    let message = match &demanding {
        Some((by, _)) => format!("`{by}` requires the key `{name}`, which is missing"),
        None => format!("the key `{name}` is missing, which the schema requires"),
    };
    let wanted = part.and_then(|part| part.get("properties")?.get(key));
    let answer = wanted.and_then(|wanted| wanted.get("default").or_else(|| wanted.get("const")));
    let insertion = answer.filter(|_| !case.is_schema);
    let insertion = insertion.and_then(|value| fix::insertion(case.place, spot, key, value));
    let fix = insertion.map(|(span, text)| (format!("add `{}`", text.trim()), Safety::Unsafe, span, text));
    let is = match described(wanted) {
        Some(words) => format!(": {words}"),
        None => wanted.and_then(kind_of).map(|kind| format!(": {kind}")).unwrap_or_default(),
    };
    Fault { lacks: Some(name), ..Fault::new(span, message).help(format!("add `{key}`{is}")).fix(fix) }
}

/// The key by whose presence another is required.
fn demanding(
    error: &ValidationError<'_>,
    spot: &Spot<'_>,
    part: Option<&Value>,
    key: &str,
) -> Option<(String, Span)> {
    let steps: Vec<&str> = error.schema_path().as_str().rsplit('/').take(3).collect();
    let by = match steps.as_slice() {
        [one @ ("dependentRequired" | "dependencies"), ..] => {
            let all = part?.get(*one)?.as_object()?;
            let demands =
                |list: &Value| list.as_array().is_some_and(|list| list.iter().any(|one| one == key));
            all.iter().find(|(by, list)| spot.node.get(by).is_some() && demands(list))?.0.clone()
        }
        ["required", by, "dependencies" | "dependentSchemas"] => by.replace("~1", "/").replace("~0", "~"),
        _ => return None,
    };
    Some((spot.named(&by), spot.child(&by)?.key?.span()))
}

/// What a schema wants a value to be, in a few words.
fn kind_of(schema: &Value) -> Option<String> {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return Some(shape::of_values(values));
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        return Some(limits::of_format(format));
    }
    let kind: JsonType = schema.get("type")?.as_str()?.parse().ok()?;
    Some(shape::of_type(kind).to_owned())
}

/// A value of a type that is not allowed.
pub(super) fn other_type(case: &Case<'_>, spot: &Spot<'_>, types: &[JsonType]) -> Fault {
    let span = if spot.name.is_empty() { case.place.opening } else { spot.span() };
    let words = shape::of_types(types);
    let message = format!("{} must be {words}; this is {}", spot.subject(), shape::of_node(spot.node));
    let fault = Fault::new(span, message);
    match retyped(case, spot, types) {
        Some((help, fix)) => fault.help(help).fix(fix),
        None => fault,
    }
}

/// How a scalar becomes one of these types, where quotes or brackets alone decide.
fn retyped(case: &Case<'_>, spot: &Spot<'_>, types: &[JsonType]) -> Option<(String, Option<Fix>)> {
    let span = fix::replaceable(spot).filter(|_| !case.is_schema)?;
    let text = spot.node.text()?;
    let is_number = |typed: &Typed| matches!(typed, Typed::Integer(_) | Typed::Float(_));
    let written =
        |new: String, help: &str, safety| Some((help.to_owned(), Some((help.to_owned(), safety, span, new))));
    if types.contains(&JsonType::String) && spot.node.style() == Style::Plain && !spot.node.is_null() {
        let safety = if spot.node.typed().is_some_and(|typed| ruby_to_s(typed, text) == text) {
            Safety::Safe
        } else {
            Safety::Unsafe
        };
        return written(Value::String(text.to_owned()).to_string(), "put it in quotes", safety);
    }
    let bare = type_plain(text);
    let fits = match bare {
        Typed::Integer(_) => types.iter().any(|one| matches!(one, JsonType::Integer | JsonType::Number)),
        Typed::Float(_) => types.contains(&JsonType::Number),
        Typed::Bool(_) => types.contains(&JsonType::Boolean),
        _ => false,
    };
    let is_quoted = matches!(spot.node.style(), Style::SingleQuoted | Style::DoubleQuoted);
    if fits && is_quoted {
        let is_common = match case.place.format {
            Format::Yaml => true,
            _ => serde_json::from_str::<Value>(text).is_ok(),
        };
        let safety = if is_number(&bare) { Safety::Safe } else { Safety::Unsafe };
        return if is_common { written(text.to_owned(), "take the quotes away", safety) } else { None };
    }
    if types.contains(&JsonType::Array) && !spot.node.is_null() {
        let own = case.place.source.slice(span);
        let is_simple = !own.contains(['\n', '\r', ',', '[', ']', '{', '}', '#']) || is_quoted;
        let list = format!("[{own}]");
        let fix = is_simple.then(|| ("write a list of one".to_owned(), Safety::Unsafe, span, list.clone()));
        return Some((format!("write a list: `{list}`"), fix));
    }
    None
}

/// A value that is none of those allowed.
pub(super) fn other_value(case: &Case<'_>, spot: &Spot<'_>, options: &[Value]) -> Fault {
    let words = shape::of_values(options);
    let one_of = if options.len() > 1 { "one of " } else { "" };
    let what = shape::of_node(spot.node);
    let span = if spot.name.is_empty() { case.place.opening } else { spot.span() };
    let mut fault = Fault::new(span, format!("{} must be {one_of}{words}; this is {what}", spot.subject()));
    fault.is_undecided = has_liquid(spot.node);
    let text = spot.node.text().unwrap_or_default();
    let is_retyped = |one: &&Value| match one {
        Value::String(wanted) => wanted == text && !text.is_empty() && spot.node.as_str().is_none(),
        Value::Number(wanted) => *text == wanted.to_string() && spot.node.as_str().is_some(),
        Value::Bool(wanted) => *text == wanted.to_string() && spot.node.as_str().is_some(),
        _ => false,
    };
    if let Some(same) = options.iter().find(is_retyped).filter(|_| spot.node.text().is_some()) {
        let value = shape::of_value(same);
        let (words, help) = match same {
            Value::String(_) => (format!("the text {value}"), "put it in quotes"),
            _ => (format!("{value} without quotes"), "take the quotes away"),
        };
        fault.message = format!("{} must be {words}; this is {what}", spot.subject());
        return fault.help(help).fix(replacing(case, spot, same));
    }
    if let [one] = options {
        return fault.fix(replacing(case, spot, one));
    }
    let texts: Vec<&str> = options.iter().filter_map(Value::as_str).collect();
    let near = texts.iter().find(|one| one.to_lowercase() == text.trim().to_lowercase()).copied();
    match near.or_else(|| nearest(text, texts.iter().copied())).filter(|_| !text.is_empty()) {
        Some(near) => {
            let fix = replacing(case, spot, &Value::String(near.to_owned()));
            fault.help(format!("did you mean `{near}`?")).fix(fix)
        }
        None => fault,
    }
}

/// None of several keys is there, of which one must be.
pub(super) fn no_key_of(case: &Case<'_>, spot: &Spot<'_>, keys: &[String]) -> Fault {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", spot.named(key))).collect();
    let words = shape::either(&keys.iter().map(String::as_str).collect::<Vec<_>>());
    Fault::new(spot.handle(case.place.opening), format!("one key is missing: {words}"))
        .help("add the one that fits")
}

/// A value that has none of several forms, and is near to none.
pub(super) fn no_form(case: &Case<'_>, spot: &Spot<'_>, count: usize) -> Fault {
    let span = if spot.node.text().is_some() { spot.span() } else { spot.handle(case.place.opening) };
    let what = shape::of_node(spot.node);
    let message =
        format!("{} is {what}, which is none of the {count} forms that it may have", spot.subject());
    let mut fault = Fault::new(span, message);
    fault.is_undecided = has_liquid(spot.node);
    fault
}

fn forbidden(spot: &Spot<'_>, case: &Case<'_>) -> Fault {
    let span = spot
        .key
        .map_or_else(|| if spot.name.is_empty() { case.place.opening } else { spot.span() }, Node::span);
    Fault::new(span, format!("{} may not be here", spot.subject())).help("delete it")
}

fn surplus(spot: &Spot<'_>, limit: usize) -> Fault {
    let span = spot.node.items().nth(limit).map_or_else(|| spot.span(), Node::span);
    let message = format!("{} has more items than the schema knows: {limit}", spot.subject());
    Fault::new(span, message)
}

fn too_many(spot: &Spot<'_>, limit: usize) -> Fault {
    let count = spot.node.items().count();
    let span = spot.node.items().nth(limit).map_or_else(|| spot.span(), Node::span);
    let message = format!("{} may have at most {limit} items; this has {count}", spot.subject());
    Fault::new(span, message)
}

fn twice(spot: &Spot<'_>) -> Fault {
    let mut seen = std::collections::HashSet::new();
    let is_second = |item: &Node<'_>| {
        let value = super::value::of(*item, 0).unwrap_or_default();
        !seen.insert(value.to_string())
    };
    let second = spot.node.items().find(is_second);
    let span = second.map_or_else(|| spot.span(), Node::span);
    let what = second.map(|item| shape::of_node(item)).unwrap_or_default();
    Fault::new(span, format!("{} holds {what} twice", spot.subject())).help("delete one of them")
}

/// A value that a schema excludes.
fn excluded(spot: &Spot<'_>, schema: &Value, case: &Case<'_>) -> Fault {
    let required = schema
        .get("required")
        .and_then(Value::as_array)
        .filter(|_| schema.as_object().is_some_and(|schema| schema.len() == 1));
    let first = required.and_then(|keys| spot.child(keys.iter().filter_map(Value::as_str).next()?));
    if let Some(child) = first {
        let span = child.key.map_or_else(|| child.span(), Node::span);
        return Fault::new(span, format!("{} may not be here", child.subject())).help("delete it");
    }
    let span = if spot.node.text().is_some() { spot.span() } else { spot.handle(case.place.opening) };
    let what = shape::of_node(spot.node);
    let mut fault = Fault::new(span, format!("{} may not be what it is: {what}", spot.subject()));
    fault.is_undecided = has_liquid(spot.node);
    fault
}
