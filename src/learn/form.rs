//! The form of a value of the front matter: its type for JSON Schema, and of a date how it is written.
//! May not judge it.

use crate::document::front_matter::{Kind, Node, Typed};

/// The type of a value, as JSON Schema names it. Dates are texts there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// Nothing, `~`.
    Null,
    /// `true`, `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Text, a date or a time.
    String,
    /// A list.
    Array,
    /// Keys and values.
    Object,
}

impl Form {
    /// Of a value; none of one that the loader refuses.
    pub(super) fn of(node: Node<'_>) -> Option<Self> {
        Some(match node.kind() {
            Kind::Sequence(_) => Self::Array,
            Kind::Mapping(_) => Self::Object,
            Kind::Scalar { typed, .. } => match typed {
                Typed::Null => Self::Null,
                Typed::Bool(_) => Self::Boolean,
                Typed::Integer(_) | Typed::BigInteger => Self::Integer,
                Typed::Float(_) => Self::Number,
                Typed::Date(..) | Typed::Time { .. } | Typed::String => Self::String,
                Typed::Refused => return None,
            },
        })
    }

    /// Its name in a JSON Schema.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Its name for people.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Boolean => "true or false",
            Self::Integer | Self::Number => "a number",
            Self::String => "text",
            Self::Array => "a list",
            Self::Object => "a mapping",
        }
    }
}

/// How a date is written: its text with a `0` for every digit and `a` for every letter but the `T` in
/// the middle. None where it is longer than any date.
pub(super) fn date_form(text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    if text.is_empty() || text.len() > LONGEST || !text.contains(|one: char| one.is_ascii_digit()) {
        return None;
    }
    let form = text.chars().map(|one| match one {
        '0'..='9' => '0',
        'T' | 'Z' => one,
        _ if one.is_alphabetic() => 'a',
        '+' | '-' => '-',
        _ => one,
    });
    // The sign of an offset is no difference of form.
    Some(form.collect())
}

/// What a form of date says of the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// An offset, or `Z`.
    Named,
    /// A time of day without one.
    Lacking,
    /// No time of day, so that none is needed.
    Needless,
}

/// Whether a form of date has a zone.
pub(super) fn zone_of(form: &str) -> Zone {
    let Some(colon) = form.find(':') else { return Zone::Needless };
    let after = form.get(colon..).unwrap_or_default();
    if after.contains(['-', 'Z', 'a']) { Zone::Named } else { Zone::Lacking }
}

/// In words: `0000-00-00 00:00:00 -0000` is a time with seconds and a zone.
pub(super) fn date_words(form: &str) -> String {
    let colon = form.find(':').unwrap_or(form.len());
    let time = form.get(colon..).unwrap_or_default().split(['-', 'Z', 'a']).next().unwrap_or_default();
    let precision = match time.matches(':').count() {
        0 => "a day alone",
        1 => "a time without seconds",
        _ => "a time with seconds",
    };
    match zone_of(form) {
        Zone::Needless => precision.to_owned(),
        Zone::Lacking => format!("{precision} and without a zone"),
        Zone::Named => format!("{precision} and a zone"),
    }
}
