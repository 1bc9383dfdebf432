//! Conditions on a value: what must hold of a text. May not look anything up but the value, and what
//! templates are filled in from.

use std::collections::BTreeSet;

use regex_automata::meta::Regex;

use super::subject::Item;
use super::template::{Lookup, Template};
use crate::document::front_matter::{Kind, Typed};

/// What must hold.
#[derive(Debug)]
pub(super) enum Condition {
    /// All of them.
    All(Vec<Self>),
    /// At least one of them.
    Any(Vec<Self>),
    /// The opposite.
    Not(Box<Self>),
    /// One of these texts.
    OneOf(BTreeSet<String>),
    /// This text.
    Equals(Template),
    /// A pattern finds something in it.
    Pattern(Pattern),
    /// As many characters, at least and at most.
    Length(Limits),
    /// A number, at least and at most.
    Range(Limits),
    /// Before this date or instant.
    Before(Template),
    /// After it.
    After(Template),
    /// On the day of this one, each as it is written.
    On(Template),
    /// Begins with this.
    StartsWith(Template),
    /// Ends with it.
    EndsWith(Template),
    /// Holds it.
    Contains(Template),
    /// A host, or one below it.
    HostIn(BTreeSet<String>),
    /// A value of this type.
    Type(Type),
    /// Nothing at all, or blanks.
    Empty(bool),
}

/// At least and at most; both ends belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Limits {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
}

impl Limits {
    pub(super) fn hold(self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

/// The type of a value in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Number,
    Boolean,
    Date,
    List,
    Map,
    Null,
}

/// The names of the types.
pub(super) const TYPES: [(&str, Type); 7] = [
    ("text", Type::Text),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("date", Type::Date),
    ("list", Type::List),
    ("map", Type::Map),
    ("null", Type::Null),
];

/// A compiled pattern, and conditions on its named parts.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
    pub(super) parts: Vec<(String, Condition)>,
}

impl Pattern {
    /// Compiles a pattern: linear in the length of any text, and small.
    ///
    /// # Errors
    /// In the words of the compiler.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        const LARGEST: usize = 4 << 20;
        let config = Regex::config().nfa_size_limit(Some(LARGEST)).onepass_size_limit(Some(LARGEST));
        let regex = Regex::builder().configure(config).build(text).map_err(|error| {
            let words = error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string);
            // The compiler draws the place over several lines, the reason last.
            let last = words.lines().last().unwrap_or_default().trim();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        })?;
        Ok(Self { regex, parts: Vec::new() })
    }

    /// The names of its parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.regex.group_info().all_names().filter_map(|(_, _, name)| name)
    }

    /// The text of a named part of what it finds.
    pub(super) fn part<'v>(&self, value: &'v str, name: &str) -> Option<&'v str> {
        let mut captures = self.regex.create_captures();
        self.regex.captures(value, &mut captures);
        captures.get_group_by_name(name).and_then(|span| value.get(span.range()))
    }
}

impl Condition {
    /// Whether it holds of a value; none where that cannot be told (a name without a value).
    pub(super) fn holds(&self, value: &str, item: &Item<'_>, lookup: &dyn Lookup) -> Option<bool> {
        match self {
            Self::All(all) => every(all.iter().map(|one| one.holds(value, item, lookup))),
            Self::Any(all) => every(all.iter().map(|one| one.holds(value, item, lookup).map(|holds| !holds)))
                .map(|none| !none),
            Self::Not(one) => one.holds(value, item, lookup).map(|holds| !holds),
            Self::OneOf(texts) => Some(texts.contains(value)),
            Self::Equals(text) => Some(text.fill(lookup)? == value),
            Self::StartsWith(text) => Some(value.starts_with(text.fill(lookup)?.as_str())),
            Self::EndsWith(text) => Some(value.ends_with(text.fill(lookup)?.as_str())),
            Self::Contains(text) => Some(value.contains(text.fill(lookup)?.as_str())),
            Self::Pattern(pattern) => pattern.holds(value, item, lookup),
            Self::Length(limits) => Some(limits.hold(length(value))),
            Self::Range(limits) => Some(value.trim().parse().is_ok_and(|number| limits.hold(number))),
            Self::Before(date) => Some(moment(value)? < moment(&date.fill(lookup)?)?),
            Self::After(date) => Some(moment(value)? > moment(&date.fill(lookup)?)?),
            Self::On(date) => Some(day(value)? == day(&date.fill(lookup)?)?),
            Self::HostIn(hosts) => Some(is_below(value, hosts)),
            Self::Type(wanted) => Some(item.kind().is_some_and(|kind| type_of(kind) == *wanted)),
            Self::Empty(wanted) => Some(value.trim().is_empty() == *wanted),
        }
    }

    /// Whether it can hold of what is not there: `empty: true`, and the opposite of a condition.
    pub(super) fn is_of_absence(&self) -> bool {
        match self {
            Self::Empty(_) | Self::Not(_) => true,
            Self::All(all) => all.iter().all(Self::is_of_absence),
            Self::Any(all) => all.iter().any(Self::is_of_absence),
            _ => false,
        }
    }

    /// Whether it asks for nothing but whether there is a text.
    pub(super) fn is_of_emptiness(&self) -> bool {
        matches!(self, Self::Empty(_))
    }

    /// Every pattern in it whose parts have names.
    pub(super) fn patterns<'c>(&'c self, found: &mut Vec<&'c Pattern>) {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().for_each(|one| one.patterns(found)),
            Self::Not(one) => one.patterns(found),
            Self::Pattern(pattern) => {
                found.push(pattern);
                pattern.parts.iter().for_each(|(_, one)| one.patterns(found));
            }
            _ => {}
        }
    }
}

impl Pattern {
    fn holds(&self, value: &str, item: &Item<'_>, lookup: &dyn Lookup) -> Option<bool> {
        if !self.regex.is_match(value) {
            return Some(false);
        }
        every(self.parts.iter().map(|(name, condition)| match self.part(value, name) {
            Some(part) => condition.holds(part, item, lookup),
            None => Some(true),
        }))
    }
}

/// Whether all hold: no as soon as one does not, whatever is not known of the others.
fn every(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => all = None,
            Some(true) => {}
        }
    }
    all
}

/// In characters.
pub(super) fn length(value: &str) -> f64 {
    u32::try_from(value.chars().count()).unwrap_or(u32::MAX).into()
}

/// The day that a text begins with: `2022-01-07` or `20220107`.
fn day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    let digits = || {
        let digits = text.get(..8).filter(|_| text.len() == 8)?;
        jiff::civil::Date::strptime("%Y%m%d", digits).ok()
    };
    text.get(..10).and_then(|day| day.parse().ok()).or_else(digits)
}

/// A day, or an instant, on one line of time: seconds since 1970 UTC. What stands behind the day and is
/// no time is not looked at.
fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    let midnight = day(text)?.to_datetime(jiff::civil::Time::midnight());
    let utc = |at: jiff::civil::DateTime| jiff::tz::TimeZone::UTC.to_timestamp(at).ok();
    let seconds = utc(midnight)?.as_second();
    let rest = text.get(10..).unwrap_or_default().trim_start_matches(['T', 't', ' ']);
    let end = rest.find(|one: char| !matches!(one, '0'..='9' | ':' | '.')).unwrap_or(rest.len());
    let Some(time) = rest.get(..end).and_then(|time| time.parse::<jiff::civil::Time>().ok()) else {
        return Some(seconds);
    };
    let in_day = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some(seconds + in_day - offset(rest.get(end..).unwrap_or_default().trim()).unwrap_or(0))
}

/// `+08:00` or `+0800` in seconds.
fn offset(text: &str) -> Option<i64> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.trim_start_matches(['+', '-']).chars().filter(|one| *one != ':').collect();
    let number: i64 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    Some(sign * (number / 100 * 3600 + number % 100 * 60))
}

/// Whether a host is one of these, or lies below one.
fn is_below(host: &str, hosts: &BTreeSet<String>) -> bool {
    let host = host.to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        if hosts.contains(rest) {
            return true;
        }
        let Some((_, after)) = rest.split_once('.') else { return false };
        rest = after;
    }
}

fn type_of(kind: &Kind) -> Type {
    match kind {
        Kind::Sequence(_) => Type::List,
        Kind::Mapping(_) => Type::Map,
        Kind::Scalar { typed, .. } => match typed {
            Typed::Null => Type::Null,
            Typed::Bool(_) => Type::Boolean,
            Typed::Integer(_) | Typed::BigInteger | Typed::Float(_) => Type::Number,
            Typed::Date(..) | Typed::Time { .. } => Type::Date,
            _ => Type::Text,
        },
    }
}
