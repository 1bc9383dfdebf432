//! The type that upstream Jekyll gives an unquoted YAML scalar: SafeYAML 1.0.5, `transform.rb` and
//! the files below it. May not look at quotes, tags or structure; the reader of the tree does.

pub(crate) mod calendar;
mod number;
mod show;
mod timestamp;

pub use show::ruby_to_s;

use super::Typed;

/// The type of a plain scalar, in SafeYAML's order: integer, float, null, boolean, date, time, text.
#[must_use]
pub fn type_plain(text: &str) -> Typed {
    match text.as_bytes().first() {
        None => Typed::Null,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'_' | b',') => {
            { number::integer(text).or_else(|| number::float(text)).or_else(|| timestamp::read(text)) }
                .unwrap_or(Typed::String)
        }
        Some(b'~' | b'n' | b'N' | b'y' | b'Y' | b'o' | b'O' | b't' | b'T' | b'f' | b'F') => word(text),
        Some(_) => Typed::String,
    }
}

/// Null and booleans: their words in any mix of cases (`to_nil.rb`, `to_boolean.rb`).
fn word(text: &str) -> Typed {
    if text.len() > 5 {
        return Typed::String;
    }
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_one_of(&["~", "null"]) {
        Typed::Null
    } else if is_one_of(&["yes", "on", "true"]) {
        Typed::Bool(true)
    } else if is_one_of(&["no", "off", "false"]) {
        Typed::Bool(false)
    } else {
        Typed::String
    }
}
