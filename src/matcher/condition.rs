//! Conditions on a value: what must hold of a text. May not look anything up but the value, and what
//! templates are filled in from.

mod moment;

use std::collections::BTreeSet;

use super::name::{Name, Seen};
use super::pattern::Pattern;
use super::subject::{Property, type_of};
use super::template::Template;

use moment::{day, moment};

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
    /// Begins with one of these.
    StartsWith(Vec<Template>),
    /// Ends with one of them.
    EndsWith(Vec<Template>),
    /// Holds one of them.
    Contains(Vec<Template>),
    /// A host, or one below it.
    HostIn(BTreeSet<String>),
    /// A value of one of these types.
    Type(BTreeSet<String>),
    /// There, whatever it is.
    Present(bool),
    /// The same of the text in small letters.
    IgnoringCase(Box<Self>),
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

/// The names of the types of values in front matter.
pub(super) const TYPES: [&str; 7] = ["text", "number", "boolean", "date", "list", "map", "null"];

impl Condition {
    /// Whether it holds of a value; none where that cannot be told (a name without a value).
    pub(super) fn holds(&self, value: &str, seen: &Seen<'_, '_>) -> Option<bool> {
        match self {
            Self::All(all) => every(all.iter().map(|one| one.holds(value, seen))),
            Self::Any(all) => {
                every(all.iter().map(|one| one.holds(value, seen).map(|holds| !holds))).map(|none| !none)
            }
            Self::Not(one) => one.holds(value, seen).map(|holds| !holds),
            Self::OneOf(texts) => Some(texts.contains(value)),
            Self::Equals(text) => Some(text.fill(seen)? == value),
            Self::StartsWith(texts) => one_of(texts, seen, |text| value.starts_with(text)),
            Self::EndsWith(texts) => one_of(texts, seen, |text| value.ends_with(text)),
            Self::Contains(texts) => one_of(texts, seen, |text| value.contains(text)),
            Self::Pattern(pattern) => holds_in(pattern, value, seen),
            Self::Length(limits) => Some(limits.hold(length(value))),
            Self::Range(limits) => Some(value.trim().parse().is_ok_and(|number| limits.hold(number))),
            Self::Before(date) => Some(moment(value)? < moment(&date.fill(seen)?)?),
            Self::After(date) => Some(moment(value)? > moment(&date.fill(seen)?)?),
            Self::On(date) => Some(day(value)? == day(&date.fill(seen)?)?),
            Self::HostIn(hosts) => Some(is_below(value, hosts)),
            Self::Type(wanted) => Some(seen.item.kind().is_some_and(|kind| wanted.contains(type_of(kind)))),
            Self::Empty(wanted) => Some(value.trim().is_empty() == *wanted),
            Self::Present(wanted) => Some(*wanted),
            Self::IgnoringCase(one) => one.holds(&value.to_lowercase(), seen),
        }
    }

    /// The same condition on texts in small letters.
    pub(super) fn ignoring_case(self) -> Self {
        Self::IgnoringCase(Box::new(self.lowered()))
    }

    fn lowered(self) -> Self {
        let all = |list: Vec<Self>| list.into_iter().map(Self::lowered).collect();
        let texts = |list: Vec<Template>| list.into_iter().map(Template::lowered).collect();
        match self {
            Self::All(list) => Self::All(all(list)),
            Self::Any(list) => Self::Any(all(list)),
            Self::Not(one) => Self::Not(Box::new(one.lowered())),
            Self::OneOf(list) => Self::OneOf(list.iter().map(|text| text.to_lowercase()).collect()),
            Self::Equals(text) => Self::Equals(text.lowered()),
            Self::StartsWith(list) => Self::StartsWith(texts(list)),
            Self::EndsWith(list) => Self::EndsWith(texts(list)),
            Self::Contains(list) => Self::Contains(texts(list)),
            other => other,
        }
    }

    /// Whether it holds of a property; none where that cannot be told. What is missing is an empty
    /// text to those conditions that ask for nothing more.
    pub(super) fn holds_of(&self, property: &Property<'_>, seen: &Seen<'_, '_>) -> Option<bool> {
        let inner = |all: &[Self]| all.iter().map(|one| one.holds_of(property, seen)).collect::<Vec<_>>();
        match (self, property) {
            (Self::Present(wanted), Property::Missing) => Some(!wanted),
            (Self::Present(wanted), _) => Some(*wanted),
            (_, Property::Text(value)) => self.holds(value, seen),
            (_, Property::Unknown) => None,
            (Self::All(all), Property::Missing) => every(inner(all).into_iter()),
            (Self::Any(all), Property::Missing) => {
                every(inner(all).into_iter().map(|one| one.map(|holds| !holds))).map(|none| !none)
            }
            (Self::Not(one), Property::Missing) => one.holds_of(property, seen).map(|holds| !holds),
            (Self::IgnoringCase(one), Property::Missing) => one.holds_of(property, seen),
            (Self::Empty(wanted), Property::Missing) => Some(*wanted),
            (_, Property::Missing) => Some(false),
        }
    }

    /// Whether it asks for nothing but whether there is a text.
    pub(super) fn is_of_emptiness(&self) -> bool {
        matches!(self, Self::Empty(_))
    }

    /// The text of a list in it that is most like a value: at most one letter away, or two in a long one.
    pub(super) fn nearest(&self, value: &str) -> Option<&str> {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().find_map(|one| one.nearest(value)),
            Self::IgnoringCase(one) => one.nearest(value),
            Self::OneOf(texts) => {
                let lower = value.to_lowercase();
                let most = if lower.chars().take(6).count() < 6 { 1 } else { 2 };
                let near = texts.iter().filter(|text| text.len().abs_diff(value.len()) <= 4 * most);
                let near = near.map(|text| (strsim::osa_distance(&text.to_lowercase(), &lower), text));
                let best =
                    near.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance);
                best.map(|(_, text)| text.as_str())
            }
            _ => None,
        }
    }

    /// Every pattern in it whose parts have names.
    pub(super) fn patterns<'c>(&'c self, found: &mut Vec<&'c Pattern>) {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().for_each(|one| one.patterns(found)),
            Self::Not(one) | Self::IgnoringCase(one) => one.patterns(found),
            Self::Pattern(pattern) => {
                found.push(pattern);
                pattern.parts.iter().for_each(|(_, one)| one.patterns(found));
            }
            _ => {}
        }
    }
}

/// Whether one of some texts is such; none where one has a name without a value.
fn one_of(texts: &[Template], seen: &Seen<'_, '_>, is: impl Fn(&str) -> bool) -> Option<bool> {
    let mut any = Some(false);
    for text in texts {
        match text.fill(seen) {
            Some(text) if is(&text) => return Some(true),
            Some(_) => {}
            None => any = None,
        }
    }
    any
}

fn holds_in(pattern: &Pattern, value: &str, seen: &Seen<'_, '_>) -> Option<bool> {
    if !pattern.is_match(value) {
        return Some(false);
    }
    every(pattern.parts.iter().map(|(name, condition)| match pattern.part(value, name) {
        Some(part) => condition.holds(part, seen),
        None => Some(true),
    }))
}

/// Conditions on properties; all of them hold.
#[derive(Debug, Default)]
pub(super) struct Filter(pub(super) Vec<(Name, Condition)>);

impl Filter {
    /// Whether all hold; none where nobody can tell.
    pub(super) fn holds(&self, seen: &Seen<'_, '_>) -> Option<bool> {
        every(self.0.iter().map(|(name, condition)| condition.holds_of(&seen.look(name, None), seen)))
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
