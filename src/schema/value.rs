//! A part of a tree as the JSON value that a schema sees. Dates and times are texts as they are written;
//! of two equal keys the last one counts. May not know of schemas.

use serde_json::{Map, Number, Value};

use crate::document::front_matter::{Kind, Node, Typed};

/// Deepest nesting that is looked at: what checks the values calls itself for every level.
pub(super) const DEEPEST: usize = 64;

/// The value of a node; nothing where it is nested too deeply. Trees are limited in their size, aliases
/// included.
pub(super) fn of(node: Node<'_>, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    Some(match node.kind() {
        Kind::Mapping(_) => {
            let mut map = Map::new();
            for pair in node.pairs() {
                let key = pair.key.text().unwrap_or_default();
                map.insert(key.to_owned(), of(pair.value, depth + 1)?);
            }
            Value::Object(map)
        }
        Kind::Sequence(_) => {
            let items: Option<Vec<Value>> = node.items().map(|item| of(item, depth + 1)).collect();
            Value::Array(items?)
        }
        Kind::Scalar { text, typed } => scalar(text, typed),
    })
}

fn scalar(text: &str, typed: &Typed) -> Value {
    match typed {
        Typed::Null => Value::Null,
        Typed::Bool(truth) => Value::Bool(*truth),
        Typed::Integer(number) => integer(*number),
        Typed::BigInteger => float(if text.starts_with('-') { f64::MIN } else { f64::MAX }),
        Typed::Float(number) => float(*number),
        Typed::Date(..) | Typed::Time { .. } | Typed::Refused | Typed::String => {
            Value::String(text.to_owned())
        }
    }
}

fn integer(number: i128) -> Value {
    let small = i64::try_from(number).map(Number::from).or_else(|_| u64::try_from(number).map(Number::from));
    #[expect(clippy::cast_precision_loss, reason = "JSON has no larger numbers than these")]
    small.map_or_else(|_| float(number as f64), Value::Number)
}

/// JSON has no infinity: the largest number stands for it, and 0 for what is no number.
fn float(number: f64) -> Value {
    let number = if number.is_nan() { 0.0 } else { number.clamp(f64::MIN, f64::MAX) };
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// Puts what a mapping lacks from another one under it, key by key down to the last mapping; null lacks
/// all (`Utils.deep_merge_hashes` in Jekyll's `utils.rb`).
pub(super) fn put_under(value: &mut Value, under: Value) {
    let (Value::Object(over), Value::Object(under)) = (value, under) else { return };
    for (key, default) in under {
        match over.get_mut(&key) {
            Some(own) if own.is_null() => *own = default,
            Some(own) => put_under(own, default),
            None => drop(over.insert(key, default)),
        }
    }
}
