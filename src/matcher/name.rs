//! Names in manifests: what `{value}`, `{item.host}`, `{document.date}` and their like stand for, and
//! their texts for one thing that is looked at. May not decide whether anything matches.

mod facts;

use std::borrow::Cow;

use super::condition::Condition;
use super::pattern::Pattern;
use super::subject::{Facet, Item, Path, Property, Sort};
use crate::entry::Entry;
use crate::publication::SiteFacts;
use crate::source::Span;

pub(super) use facts::{Fact, SiteFact, fact, kind, of_document as facts_of, place_of as fact_place};

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
    Part(String),
    /// A property of the subject: the host of a link, an attribute of an element.
    Item(Facet),
    /// A value of the front matter.
    FrontMatter(Path),
    /// A fact of the document.
    Document(Fact),
    /// A fact of the site.
    Site(SiteFact),
    /// What `instead` says of the value.
    Instead,
    /// The text of a list that is most like the value.
    Nearest,
    /// The moment of the run.
    Now,
}

impl Name {
    /// Reads a name of a template.
    ///
    /// # Errors
    /// In words, where it names nothing.
    pub(super) fn read(word: &str, sort: Option<Sort>) -> Result<Self, String> {
        let nothing = || Err(format!("`{{{word}}}` names nothing"));
        Ok(match word {
            "value" => Self::Value,
            "length" => Self::Length,
            "count" => Self::Count,
            "now" => Self::Now,
            "instead" => Self::Instead,
            "nearest" => Self::Nearest,
            _ => match word.split_once('.') {
                Some(("item", name)) if !name.is_empty() => match sort {
                    Some(sort) => Self::Item(Facet::read(name, sort)?),
                    None => return nothing(),
                },
                Some((start, rest)) if !rest.is_empty() => match Self::of_place(start, rest)? {
                    Some(name) => name,
                    None => return nothing(),
                },
                None if word.chars().all(|one| one.is_alphanumeric() || one == '_') && !word.is_empty() => {
                    Self::Part(word.to_owned())
                }
                _ => return nothing(),
            },
        })
    }

    /// Reads a name of `where`: a property of the subject without `item.`, or a name with a dot.
    ///
    /// # Errors
    /// In words, where it names nothing.
    pub(super) fn property(word: &str, sort: Sort) -> Result<Self, String> {
        if let Some((start, rest)) = word.split_once('.')
            && let Some(name) = Self::of_place(start, rest)?
        {
            return Ok(name);
        }
        match word {
            "value" if sort != Sort::Element => Ok(Self::Value),
            "length" if sort != Sort::Element => Ok(Self::Length),
            "nearest" => Ok(Self::Nearest),
            _ => Facet::read(word, sort).map(Self::Item),
        }
    }

    fn of_place(start: &str, rest: &str) -> Result<Option<Self>, String> {
        Ok(Some(match start {
            "front-matter" => Self::FrontMatter(Path::read(rest)?),
            "document" => Self::Document(fact(rest)?),
            "site" => Self::Site(SiteFact::read(rest)?),
            "part" => Self::Part(rest.to_owned()),
            _ => return Ok(None),
        }))
    }
}

/// One thing that is looked at, with all that names are filled in from.
#[derive(Clone, Copy)]
pub(super) struct Seen<'s, 'e> {
    /// The document; none where the whole site is looked at.
    pub(super) entry: Option<&'s Entry<'e>>,
    pub(super) site: &'s SiteFacts,
    pub(super) item: &'s Item<'s>,
    /// The patterns whose named parts may be asked for.
    pub(super) patterns: &'s [&'s Pattern],
    /// What is asked of the value.
    pub(super) asked: Option<&'s Condition>,
    /// Texts by values.
    pub(super) instead: &'s [(String, String)],
    pub(super) count: u32,
    /// Whether the text counts as it stands, with the Liquid in it.
    pub(super) raw: bool,
}

impl<'s, 'e> Seen<'s, 'e> {
    /// The bytes of a property, or of a named part of what a pattern found.
    pub(super) fn place(&self, facet: &Facet) -> Option<Span> {
        let Some(entry) = self.entry else { return self.item.lost_place(facet) };
        let Facet::Found(name) = facet else { return self.item.place(entry, facet) };
        let value = self.item.value.as_deref()?;
        let range = self.patterns.iter().find_map(|pattern| pattern.range(value, name))?;
        Some(self.item.sub(entry, range))
    }

    /// A document without anything in it.
    pub(super) fn alone(entry: &'s Entry<'e>, item: &'s Item<'s>) -> Self {
        Self {
            entry: Some(entry),
            site: entry.site,
            item,
            patterns: &[],
            asked: None,
            instead: &[],
            count: 0,
            raw: false,
        }
    }

    /// What a name stands for here; `format` says how a date is written.
    pub(super) fn look(&self, name: &Name, format: Option<&str>) -> Property<'s> {
        let value = self.item.value.as_deref();
        let text = |text: Option<Cow<'s, str>>| text.map_or(Property::Missing, Property::Text);
        match name {
            Name::Value => match self.entry {
                Some(entry) if !self.raw && self.item.is_of_liquid(entry) => Property::Unknown,
                _ => text(value.map(Cow::Borrowed)),
            },
            Name::Length => text(value.map(|value| value.chars().count().to_string().into())),
            Name::Count => Property::Text(self.count.to_string().into()),
            Name::Part(name) => {
                let part = |pattern: &&'s Pattern| pattern.part(value?, name);
                text(self.patterns.iter().find_map(part).map(Cow::Borrowed))
            }
            Name::Instead => {
                let find = |value: &str| {
                    let at = self.instead.binary_search_by(|(key, _)| key.as_str().cmp(value)).ok()?;
                    self.instead.get(at)
                };
                text(value.and_then(find).map(|(_, text)| Cow::Borrowed(text.as_str())))
            }
            Name::Nearest => {
                let near = self.asked.and_then(|condition| condition.nearest(value?));
                text(near.map(Cow::Borrowed))
            }
            Name::Item(facet) => match facet {
                Facet::Found(name) => {
                    let part = |pattern: &&'s Pattern| pattern.part(value?, name);
                    text(self.patterns.iter().find_map(part).map(Cow::Borrowed))
                }
                _ => self.item.property(self.entry, facet, self.raw),
            },
            Name::Site(fact) => text(fact.of(self.site)),
            Name::Now => text(facts::instant(self.site.now, 0, format).map(Cow::Owned)),
            Name::FrontMatter(path) => {
                let node = self.entry.and_then(|entry| path.nodes(entry).next());
                text(node.and_then(|node| node.text()).map(Cow::Borrowed))
            }
            Name::Document(fact) => match self.entry {
                Some(entry) => facts::of_document(entry, *fact, format),
                None => Property::Missing,
            },
        }
    }
}
