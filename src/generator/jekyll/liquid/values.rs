//! Values of Liquid as far as they are known. May not look a name up or apply filters.

use std::borrow::Cow;

use crate::document::front_matter::scalar::type_plain;
use crate::document::front_matter::{Kind as NodeKind, Node, Typed};
use crate::publication::Text;
use crate::publication::rendering::Part;

/// A value, or why it is not known.
#[derive(Clone, Debug)]
pub(super) enum Value<'v> {
    Nil,
    Bool(bool),
    Integer(i64),
    /// A fraction; how Ruby prints one is not followed.
    Float,
    Text(Cow<'v, str>),
    /// A list or mapping that somebody wrote.
    Node(Node<'v>),
    /// A list that a filter made, or names of categories.
    List(Vec<Self>),
    /// An instant in nanoseconds since 1970 UTC, and the offset that it is shown with, in seconds.
    Time(i128, i32),
    /// `blank`, `empty`
    Emptiness,
    /// Text of which a part is an address that only the index knows.
    Parts(Vec<Part>),
    Unknown(Text),
}

pub(super) const NO_TEXT: &str = "a key that YAML reads as something else than text";

/// Whether YAML makes no text of a key that is written like this: `on`, `12`.
pub(super) fn is_no_text(key: &str) -> bool {
    type_plain(key) != Typed::String
}

/// Texts that grow beyond this many bytes are not followed.
pub(super) const LONGEST: usize = 4096;

impl<'v> Value<'v> {
    pub(super) fn unknown(why: &'static str) -> Self {
        Self::Unknown(Cow::Borrowed(why))
    }

    /// Of a node in front matter or configuration.
    pub(super) fn of(node: Node<'v>) -> Self {
        let NodeKind::Scalar { text, typed } = node.kind() else { return Self::Node(node) };
        match typed {
            Typed::Null => Self::Nil,
            Typed::Bool(flag) => Self::Bool(*flag),
            Typed::Integer(number) => {
                i64::try_from(*number).map_or(Self::unknown("a number of this size"), Self::Integer)
            }
            Typed::Float(_) => Self::Float,
            Typed::String => Self::Text(Cow::Borrowed(text)),
            Typed::Date(..) | Typed::Time { .. } => Self::unknown("a date in data"),
            Typed::BigInteger | Typed::Refused => Self::unknown("a number of this size"),
        }
    }

    /// What Liquid prints; `None` where that is not known.
    pub(super) fn print(&self) -> Result<Cow<'v, str>, Text> {
        Ok(match self {
            Self::Nil | Self::Emptiness => Cow::Borrowed(""),
            Self::Bool(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Text(text) => text.clone(),
            Self::Unknown(why) => return Err(why.clone()),
            Self::Float => return Err("how a fraction is printed".into()),
            Self::Node(_) | Self::List(_) => return Err("how a list is printed".into()),
            Self::Time(..) => return Err("how a date is printed".into()),
            Self::Parts(_) => return Err("a filter over the address of a post or file".into()),
        })
    }

    /// Whether a condition takes it as true.
    pub(super) fn is_true(&self) -> Result<bool, Text> {
        match self {
            Self::Nil | Self::Bool(false) => Ok(false),
            Self::Unknown(why) => Err(why.clone()),
            _ => Ok(true),
        }
    }

    /// The items of a list, if it is one.
    pub(super) fn items(&self) -> Option<Vec<Self>> {
        match self {
            Self::List(items) => Some(items.clone()),
            Self::Node(node) if matches!(node.kind(), NodeKind::Sequence(_)) => {
                Some(node.items().map(Value::of).collect())
            }
            _ => None,
        }
    }

    /// The value at a key, as `VariableLookup#evaluate` finds it.
    pub(super) fn at(self, key: &Value<'_>, is_word: bool) -> Self {
        if let Self::Unknown(_) = self {
            return self;
        }
        match key {
            Value::Unknown(why) => return Self::Unknown(why.clone()),
            Value::Integer(index) => {
                let Some(items) = self.items() else { return Self::Nil };
                let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
                let at = if *index < 0 { index + length } else { *index };
                return usize::try_from(at).ok().and_then(|at| items.get(at).cloned()).unwrap_or(Self::Nil);
            }
            _ => {}
        }
        let Value::Text(key) = key else { return Self::unknown("an index that is no name or number") };
        if is_no_text(key) {
            return Self::unknown(NO_TEXT);
        }
        if let Self::Node(node) = &self
            && node.is_mapping()
        {
            return match node.get(key) {
                Some(pair) => Self::of(pair.value),
                None if is_word && matches!(&**key, "size" | "first") => {
                    Self::unknown("the size of a mapping")
                }
                None => Self::Nil,
            };
        }
        if !is_word {
            return Self::Nil;
        }
        match (&**key, self.items()) {
            ("size", Some(items)) => Self::Integer(i64::try_from(items.len()).unwrap_or(i64::MAX)),
            ("first", Some(items)) => items.into_iter().next().unwrap_or(Self::Nil),
            ("last", Some(items)) => items.into_iter().next_back().unwrap_or(Self::Nil),
            ("size", None) => match self {
                Self::Text(text) => Self::Integer(i64::try_from(text.chars().count()).unwrap_or(i64::MAX)),
                Self::Nil | Self::Bool(_) => Self::Nil,
                _ => Self::unknown("the size of what is no text or list"),
            },
            _ => Self::Nil,
        }
    }
}
