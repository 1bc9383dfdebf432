//! Texts with names in braces, `the title has {length} characters`, filled in from what was matched.
//! May not decide whether anything matches.

use std::borrow::Cow;

use crate::entry::Entry;
use crate::publication::{DateAnswer, Kind};

/// A text with names in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A name, and after a bar how a date is written (`strftime`).
    Name(Name, Option<String>),
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// The value that is looked at.
    Value,
    /// Its length in characters.
    Length,
    /// How many there are.
    Count,
    /// A part of what a pattern found.
    Capture(String),
    /// A property of the subject: the host of a link, an attribute of an element.
    Item(String),
    /// A key of the front matter.
    FrontMatter(String),
    /// A fact of the document.
    Document(Fact),
    /// The moment of the run.
    Now,
}

/// A fact of the document, as the generator sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Path,
    Name,
    Kind,
    Slug,
    Title,
    Url,
    Date,
    Category,
    Layout,
    /// The day in the file's name.
    FileDate,
}

const FACTS: [(&str, Fact); 10] = [
    ("path", Fact::Path),
    ("name", Fact::Name),
    ("kind", Fact::Kind),
    ("slug", Fact::Slug),
    ("title", Fact::Title),
    ("url", Fact::Url),
    ("date", Fact::Date),
    ("category", Fact::Category),
    ("layout", Fact::Layout),
    ("file-date", Fact::FileDate),
];

/// A fact by its name.
///
/// # Errors
/// In words, with the facts that there are.
pub(super) fn fact(word: &str) -> Result<Fact, String> {
    let found = FACTS.iter().find(|(name, _)| *name == word).map(|(_, fact)| *fact);
    found.ok_or_else(|| {
        let known: Vec<&str> = FACTS.iter().map(|(name, _)| *name).collect();
        format!("a document has no `{word}`; it has {}", known.join(", "))
    })
}

/// What names are filled in from.
pub(super) trait Lookup {
    /// The text of a name that belongs to the match; none where it has no such part.
    fn own(&self, name: &Name) -> Option<Cow<'_, str>>;
    /// The document.
    fn entry(&self) -> &Entry<'_>;
}

impl Template {
    /// Reads a text; `{{` and `}}` stand for braces.
    ///
    /// # Errors
    /// In words, on a brace that is never closed, and on a name that means nothing.
    pub(super) fn read(text: &str) -> Result<Self, String> {
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
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            let (word, format) = match word.split_once('|') {
                Some((word, format)) => (word, Some(format.to_owned())),
                None => (word, None),
            };
            parts.push(Part::Name(Name::read(word.trim())?, format));
            rest = after;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self(parts))
    }

    /// A name alone.
    pub(super) fn name(name: Name) -> Self {
        Self(vec![Part::Name(name, None)])
    }

    /// The names in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().filter_map(|part| match part {
            Part::Name(name, _) => Some(name),
            Part::Text(_) => None,
        })
    }

    /// The text with every name filled in; none where one has no value here.
    pub(super) fn fill(&self, lookup: &dyn Lookup) -> Option<String> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Name(name, format) => text.push_str(&name.text(format.as_deref(), lookup)?),
            }
        }
        Some(text)
    }

    /// The same for people: a name without a value is shown as it is written.
    pub(super) fn show(&self, lookup: &dyn Lookup) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Name(name, format) => match name.text(format.as_deref(), lookup) {
                    Some(value) => text.push_str(&value),
                    None => text.push('…'),
                },
            }
        }
        text
    }
}

impl Name {
    fn read(word: &str) -> Result<Self, String> {
        let name = match word {
            "value" => Self::Value,
            "length" => Self::Length,
            "count" => Self::Count,
            "now" => Self::Now,
            _ => match word.split_once('.') {
                Some(("front-matter", key)) if !key.is_empty() => Self::FrontMatter(key.to_owned()),
                Some(("item", key)) if !key.is_empty() => Self::Item(key.to_owned()),
                Some(("document", key)) => Self::Document(fact(key)?),
                None if word.chars().all(|one| one.is_alphanumeric() || one == '_') && !word.is_empty() => {
                    Self::Capture(word.to_owned())
                }
                _ => return Err(format!("`{{{word}}}` names nothing")),
            },
        };
        Ok(name)
    }

    fn text(&self, format: Option<&str>, lookup: &dyn Lookup) -> Option<String> {
        let entry = lookup.entry();
        match self {
            Self::FrontMatter(key) => {
                let value = super::subject::Path::read(key).ok()?.nodes(entry).next()?;
                value.text().map(str::to_owned)
            }
            Self::Document(Fact::Date) => match &entry.publication.date {
                DateAnswer::Date(fact) => instant(fact.instant, fact.offset, format),
                _ => None,
            },
            Self::Document(Fact::FileDate) => {
                let (year, month, day) = entry.publication.name_date.filter(|name| name.exists)?.day;
                let at = jiff::civil::Date::new(
                    i16::try_from(year).ok()?,
                    month.try_into().ok()?,
                    day.try_into().ok()?,
                )
                .ok()?;
                jiff::fmt::strtime::format(format.unwrap_or(DAY), at).ok()
            }
            Self::Document(fact) => of_document(entry, *fact),
            Self::Now => instant(entry.site.now, 0, format),
            own => lookup.own(own).map(Cow::into_owned),
        }
    }
}

fn of_document(entry: &Entry<'_>, fact: Fact) -> Option<String> {
    let publication = entry.publication;
    match fact {
        Fact::Path => Some(entry.document.path().to_owned()),
        Fact::Name => entry.document.path().rsplit('/').next().map(str::to_owned),
        Fact::Kind => kind(&publication.kind).map(str::to_owned),
        Fact::Slug => publication.slug.clone(),
        Fact::Title => publication.title.clone(),
        Fact::Url => publication.url.known().cloned(),
        Fact::Category => publication.categories.first().map(|term| term.name.clone()),
        Fact::Layout => publication.layout.clone(),
        Fact::Date | Fact::FileDate => None,
    }
}

/// The name of a kind of documents.
pub(super) fn kind(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Post => Some("post"),
        Kind::Draft => Some("draft"),
        Kind::Page => Some("page"),
        Kind::Collection(_) => Some("collection"),
        Kind::Layout => Some("layout"),
        Kind::Include => Some("include"),
        _ => None,
    }
}

/// How a day is written unless told.
const DAY: &str = "%Y-%m-%d";

/// An instant in a zone, as `strftime` writes it; `2022-01-07` unless told.
fn instant(nanoseconds: i128, offset: i32, format: Option<&str>) -> Option<String> {
    let timestamp = jiff::Timestamp::from_nanosecond(nanoseconds).ok()?;
    let local = jiff::tz::Offset::from_seconds(offset).ok()?.to_datetime(timestamp);
    jiff::fmt::strtime::format(format.unwrap_or(DAY), local).ok()
}
