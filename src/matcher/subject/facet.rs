//! The properties of what a declarative rule looks at, by their names. May not look at documents.

use super::Part;

/// What sort of thing is looked at: which properties it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Sort {
    FrontMatter,
    Key,
    Element,
    Address,
    Heading,
    Text,
    Character,
    Document,
    Date,
    Reference,
    Term,
}

/// A property of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Facet {
    /// Whether Liquid writes what is looked at.
    IsOfLiquid,
    /// A part of an address.
    Part(Part),
    /// What an address is for.
    Role,
    /// What an address begins with.
    Shape,
    /// Whether a host is the site's own.
    IsOwn,
    /// Whether a host is the reader's own computer or network.
    IsLocal,
    /// How many bytes an address takes in the file.
    Bytes,
    /// The text of a link; what stands behind a start tag up to the next tag.
    Inner,
    /// The name of an element.
    Element,
    /// The name of the attribute that is looked at.
    Attribute,
    /// Who wrote an element: Markdown or HTML.
    Syntax,
    /// `2` of `h2`.
    Level,
    /// Whether HTML has an element of this name.
    IsKnown,
    /// A declaration in the `style` of an element.
    Style(String),
    /// Another attribute of the element.
    Of(String),
    /// A part of the address in an attribute of the element.
    PartOf(String, Part),
    /// What the address in an attribute begins with.
    ShapeOf(String),
    /// The end of what is looked at.
    End,
    /// A named part of what a pattern found.
    Found(String),
    /// The key of a value.
    Key,
    /// The slug that the generator makes of a name.
    Slug,
    /// The usual name of a character.
    Name,
    /// Why an address is no URL.
    Invalid,
    /// What the address was meant to be.
    Meant,
    /// The type of a value.
    Type,
    /// The bytes of a value as they stand in the file.
    Written,
    /// In what a text stands: front matter, code, address or prose.
    Place,
    /// The code point of the first character.
    Code,
    /// A part of a date, or what the generator makes of it.
    Date(When),
    /// Whether a reference is a link's or an image's.
    What,
    /// The published address that is most like it.
    Closest,
    /// That address with the query and fragment of the written one, where it can stand in its place.
    Corrected,
    /// Why it leads to nothing.
    Lost,
}

/// A part of a date, or what the generator makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum When {
    /// All of it, as written.
    Text,
    Day,
    Time,
    Zone,
    /// What the generator passes over.
    Unread,
    /// The day that is written, in numbers.
    WrittenDay,
    Year,
    /// How the zone was found.
    ZoneRead,
    /// The offset that is written.
    Offset,
    /// The offset of the site's zone when its clocks show the time that is written.
    SiteOffset,
    /// The offset with which the generator shows it.
    ShownOffset,
    /// How far the site's zone is from UTC, in words.
    FromUtc,
    /// How far the offset that is written is from the one with which it is shown, in words.
    Difference,
    /// Whether its month has such a day.
    Exists,
    /// Whether it names the whole day.
    IsComplete,
}

const WHEN: [(&str, When); 15] = [
    ("text", When::Text),
    ("day", When::Day),
    ("time", When::Time),
    ("zone", When::Zone),
    ("unread", When::Unread),
    ("written-day", When::WrittenDay),
    ("year", When::Year),
    ("zone-read", When::ZoneRead),
    ("offset", When::Offset),
    ("site-offset", When::SiteOffset),
    ("shown-offset", When::ShownOffset),
    ("from-utc", When::FromUtc),
    ("difference", When::Difference),
    ("exists", When::Exists),
    ("complete", When::IsComplete),
];

impl When {
    /// # Errors
    /// In words, with the parts that there are.
    pub(in crate::matcher) fn read(word: &str) -> Result<Self, String> {
        let found = WHEN.iter().find(|(name, _)| *name == word);
        found
            .map(|(_, when)| *when)
            .ok_or_else(|| lacks("a date", word, WHEN.map(|(name, _)| name).as_slice()))
    }
}

/// The properties of addresses besides their parts.
const OF_ADDRESSES: [(&str, Facet); 10] = [
    ("role", Facet::Role),
    ("shape", Facet::Shape),
    ("own-host", Facet::IsOwn),
    ("local-host", Facet::IsLocal),
    ("bytes", Facet::Bytes),
    ("inner", Facet::Inner),
    ("element", Facet::Element),
    ("syntax", Facet::Syntax),
    ("invalid", Facet::Invalid),
    ("meant", Facet::Meant),
];

impl Facet {
    /// # Errors
    /// In words, with the properties that there are.
    pub(in crate::matcher) fn read(word: &str, sort: Sort) -> Result<Self, String> {
        let one_of = |what: &str, known: &[(&str, Self)]| {
            let found = known.iter().find(|(name, _)| *name == word);
            let names = || known.iter().map(|(name, _)| *name).collect::<Vec<_>>();
            found.map(|(_, facet)| facet.clone()).ok_or_else(|| lacks(what, word, &names()))
        };
        match sort {
            _ if word == "liquid" => Ok(Self::IsOfLiquid),
            _ if word == "end" => Ok(Self::End),
            _ if word.starts_with("part.") => Ok(Self::Found(word.trim_start_matches("part.").to_owned())),
            Sort::Address => {
                let found = OF_ADDRESSES.iter().find(|(name, _)| *name == word);
                match found {
                    Some((_, facet)) => Ok(facet.clone()),
                    None => Part::read(word).map(Self::Part),
                }
            }
            Sort::Element | Sort::Heading => Ok(match word {
                "element" => Self::Element,
                "attribute" => Self::Attribute,
                "syntax" => Self::Syntax,
                "level" => Self::Level,
                "known" => Self::IsKnown,
                "inner" => Self::Inner,
                "written" => Self::Written,
                _ => match word.split_once('.') {
                    Some(("style", name)) => Self::Style(name.to_ascii_lowercase()),
                    Some((name, "shape")) => Self::ShapeOf(name.to_ascii_lowercase()),
                    Some((name, part)) => Self::PartOf(name.to_ascii_lowercase(), Part::read(part)?),
                    None => Self::Of(word.to_ascii_lowercase()),
                },
            }),
            Sort::Date => When::read(word).map(Self::Date),
            Sort::FrontMatter | Sort::Key => {
                let known = [("type", Self::Type), ("written", Self::Written), ("key", Self::Key)];
                one_of("a value of the front matter", &known)
            }
            Sort::Text | Sort::Character => {
                one_of("a text", &[("place", Self::Place), ("code", Self::Code), ("name", Self::Name)])
            }
            Sort::Term => one_of("a category or tag", &[("slug", Self::Slug), ("written", Self::Written)]),
            Sort::Reference => one_of(
                "a reference",
                &[
                    ("what", Self::What),
                    ("closest", Self::Closest),
                    ("corrected", Self::Corrected),
                    ("lost", Self::Lost),
                ],
            ),
            Sort::Document => Err(format!("write `document.{word}` for a fact of the document")),
        }
    }
}

fn lacks(what: &str, word: &str, known: &[&str]) -> String {
    format!("{what} has no `{word}`; it has {}", known.join(", "))
}
