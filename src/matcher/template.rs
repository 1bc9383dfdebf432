//! Texts with names in braces, `the title has {length} characters`, filled in from what was matched.
//! May not decide whether anything matches.

use std::borrow::Cow;

use super::name::{Name, Seen};
use super::subject::{Property, Sort};
use crate::text::excerpt;

/// A text with names in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A name, and what stands after its bar.
    Name(Name, Option<Form>),
}

/// How a name's text is written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// A date, by `strftime`.
    Date(String),
    Lower,
    Upper,
    /// Without blanks around it.
    Trim,
    /// However long it is.
    Whole,
}

impl Form {
    fn read(word: &str) -> Result<Self, String> {
        match word {
            "lower" => Ok(Self::Lower),
            "upper" => Ok(Self::Upper),
            "trim" => Ok(Self::Trim),
            "whole" => Ok(Self::Whole),
            _ if word.contains('%') => Ok(Self::Date(word.to_owned())),
            _ => Err(format!(
                "`|{word}` means nothing; write `|lower`, `|upper`, `|trim`, `|whole`, or how a date is written, such as `|%d.%m.%Y`"
            )),
        }
    }
}

/// What templates are read with.
#[derive(Clone, Copy)]
pub(super) struct Given<'g> {
    /// What is looked at, where that is known.
    pub(super) sort: Option<Sort>,
    /// The text of an option.
    pub(super) option: &'g dyn Fn(&str) -> Result<String, String>,
}

impl Template {
    /// Reads a text; `{{` and `}}` stand for braces.
    ///
    /// # Errors
    /// In words, on a brace that is never closed, and on a name that means nothing.
    pub(super) fn read(text: &str, given: Given<'_>) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(rest.get(..at).unwrap_or_default());
            let brace = rest.get(at..).unwrap_or_default();
            if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
                plain.push_str(brace.get(..1).unwrap_or_default());
                rest = after;
                continue;
            }
            let Some(inner) = brace.strip_prefix('{') else {
                return Err("a `}` closes nothing; write `}}` for a brace".to_owned());
            };
            let Some((word, after)) = inner.split_once('}') else {
                return Err("a `{` is never closed; write `{{` for a brace".to_owned());
            };
            rest = after;
            if let Some(option) = word.trim().strip_prefix("option.") {
                plain.push_str(&(given.option)(option)?);
                continue;
            }
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            let (word, form) = match word.split_once('|') {
                Some((word, form)) => (word, Some(Form::read(form)?)),
                None => (word, None),
            };
            parts.push(Part::Name(Name::read(word.trim(), given.sort)?, form));
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self(parts))
    }

    /// The same in small letters, as are the texts of its names.
    pub(super) fn lowered(self) -> Self {
        Self(
            self.0
                .into_iter()
                .map(|part| match part {
                    Part::Text(text) => Part::Text(text.to_lowercase()),
                    Part::Name(name, None) => Part::Name(name, Some(Form::Lower)),
                    part @ Part::Name(..) => part,
                })
                .collect(),
        )
    }

    /// The names in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().filter_map(|part| match part {
            Part::Name(name, _) => Some(name),
            Part::Text(_) => None,
        })
    }

    /// The text, where no name is in it.
    pub(super) fn plain(&self) -> Option<String> {
        match self.0.as_slice() {
            [] => Some(String::new()),
            [Part::Text(text)] => Some(text.clone()),
            _ => None,
        }
    }

    /// The text with every name filled in; none where one has no value here.
    pub(super) fn fill<'t>(&'t self, seen: &Seen<'_, '_>) -> Option<Cow<'t, str>> {
        match self.0.as_slice() {
            [] => return Some(Cow::Borrowed("")),
            [Part::Text(text)] => return Some(Cow::Borrowed(text)),
            _ => {}
        }
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Name(name, form) => text.push_str(&formed(name, form.as_ref(), seen)?),
            }
        }
        Some(Cow::Owned(text))
    }

    /// The same for people: a name without a value is shown as an ellipsis, a long one cut.
    pub(super) fn show(&self, seen: &Seen<'_, '_>) -> String {
        self.joined(seen, |text, value, form| match form {
            Some(Form::Whole) => text.push_str(value),
            _ => text.push_str(&excerpt(value)),
        })
    }

    /// The same at its whole length, for comparing.
    pub(super) fn whole(&self, seen: &Seen<'_, '_>) -> String {
        self.joined(seen, |text, value, _| text.push_str(value))
    }

    fn joined(&self, seen: &Seen<'_, '_>, push: impl Fn(&mut String, &str, Option<&Form>)) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Name(name, form) => match formed(name, form.as_ref(), seen) {
                    Some(value) => push(&mut text, &value, form.as_ref()),
                    None => text.push('…'),
                },
            }
        }
        text
    }
}

fn formed<'s>(name: &Name, form: Option<&Form>, seen: &Seen<'s, '_>) -> Option<Cow<'s, str>> {
    let format = match form {
        Some(Form::Date(format)) => Some(format.as_str()),
        _ => None,
    };
    let Property::Text(text) = seen.look(name, format) else { return None };
    Some(match form {
        Some(Form::Lower) => Cow::Owned(text.to_lowercase()),
        Some(Form::Upper) => Cow::Owned(text.to_uppercase()),
        Some(Form::Trim) => Cow::Owned(text.trim().to_owned()),
        Some(Form::Date(_) | Form::Whole) | None => text,
    })
}
