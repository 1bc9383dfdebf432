//! Values and types in a writer's words. May not know where they stand.

use jsonschema::JsonType;
use jsonschema::error::TypeKind;
use serde_json::Value;

use crate::document::front_matter::{Kind, Node, Typed};

/// Most characters of a value that are shown.
const LONGEST: usize = 40;
/// Most values that are listed.
const MOST: usize = 8;

/// What a type is called.
pub(super) fn of_type(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "empty",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "text",
        JsonType::Array => "a list",
        JsonType::Object => "a mapping of keys to values",
    }
}

/// The types that are allowed.
pub(super) fn types(kind: &TypeKind) -> Vec<JsonType> {
    match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(all) => all.iter().collect(),
    }
}

/// The types in words: `text or a list`.
pub(super) fn of_types(types: &[JsonType]) -> String {
    let is_needless = |one: &JsonType| *one == JsonType::Integer && types.contains(&JsonType::Number);
    let mut words: Vec<&str> = Vec::new();
    for one in types.iter().filter(|one| !is_needless(one)).map(|one| of_type(*one)) {
        if !words.contains(&one) {
            words.push(one);
        }
    }
    either(&words)
}

/// `a, b or c`.
pub(super) fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// What stands there: `the number 5`, `the text …`.
pub(super) fn of_node(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Mapping(_) => "a mapping".to_owned(),
        Kind::Sequence(_) => "a list".to_owned(),
        Kind::Scalar { text, typed } => match typed {
            Typed::Null => "empty".to_owned(),
            Typed::Bool(true) => format!("`{text}`, which is true"),
            Typed::Bool(false) => format!("`{text}`, which is false"),
            Typed::Integer(_) | Typed::BigInteger | Typed::Float(_) => {
                format!("the number {}", excerpt(text))
            }
            Typed::Date(..) | Typed::Time { .. } => format!("the date {}", excerpt(text)),
            Typed::Refused | Typed::String if text.is_empty() => "an empty text".to_owned(),
            Typed::Refused | Typed::String => format!("the text {}", excerpt(text)),
        },
    }
}

/// A value of a schema, for people.
pub(super) fn of_value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => excerpt(text),
        other => excerpt(&other.to_string()),
    }
}

/// Values in words: `a`, `b` or `c`.
pub(super) fn of_values(values: &[Value]) -> String {
    let shown: Vec<String> = values.iter().take(MOST).map(of_value).collect();
    let mut shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let more = format!("{} more", values.len().saturating_sub(MOST));
    if values.len() > MOST {
        shown.push(&more);
    }
    either(&shown)
}

/// The start of a text between backticks, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let line: String =
        text.chars().map(|one| if one.is_control() { ' ' } else { one }).take(LONGEST).collect();
    let dots = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("`{line}{dots}`")
}
