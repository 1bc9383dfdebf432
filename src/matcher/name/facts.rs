//! Facts of documents and of the site by their names. May not judge them.

use std::borrow::Cow;

use super::super::subject::Property;
use crate::document::{Header, Markup};
use crate::entry::Entry;
use crate::publication::{Answer, DateAnswer, DateFact, Day, FatalKind, Kind, SiteFacts, Status};
use crate::source::{Encoding, Span};

/// A fact of the document, as the generator sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Fact {
    Path,
    Name,
    Folder,
    /// The folder above `_posts`.
    Section,
    Kind,
    Collection,
    Status,
    Slug,
    Title,
    Url,
    Date,
    Category,
    Layout,
    /// The day in the file's name.
    FileDate,
    Markup,
    Header,
    Encoding,
    /// How the first line ends.
    LineEnd,
    /// What stops the whole build here, in words.
    Fatal,
    /// Of what kind that is.
    FatalKind,
}

const FACTS: [(&str, Fact); 20] = [
    ("path", Fact::Path),
    ("name", Fact::Name),
    ("folder", Fact::Folder),
    ("section", Fact::Section),
    ("kind", Fact::Kind),
    ("collection", Fact::Collection),
    ("status", Fact::Status),
    ("slug", Fact::Slug),
    ("title", Fact::Title),
    ("url", Fact::Url),
    ("date", Fact::Date),
    ("category", Fact::Category),
    ("layout", Fact::Layout),
    ("file-date", Fact::FileDate),
    ("markup", Fact::Markup),
    ("header", Fact::Header),
    ("encoding", Fact::Encoding),
    ("line-end", Fact::LineEnd),
    ("fatal", Fact::Fatal),
    ("fatal-kind", Fact::FatalKind),
];

/// A fact by its name.
///
/// # Errors
/// In words, with the facts that there are.
pub(in crate::matcher) fn fact(word: &str) -> Result<Fact, String> {
    let found = FACTS.iter().find(|(name, _)| *name == word).map(|(_, fact)| *fact);
    found.ok_or_else(|| {
        let known: Vec<&str> = FACTS.iter().map(|(name, _)| *name).collect();
        format!("a document has no `{word}`; it has {}", known.join(", "))
    })
}

/// The text of a fact; a date is written by `format`.
pub(in crate::matcher) fn of_document<'e>(
    entry: &'e Entry<'_>,
    fact: Fact,
    format: Option<&str>,
) -> Property<'e> {
    let publication = entry.publication;
    let text = |text: Option<&'e str>| text.map_or(Property::Missing, |text| Property::Text(text.into()));
    let path = entry.document.path();
    match fact {
        Fact::Path => text(Some(path)),
        Fact::Name => text(path.rsplit('/').next()),
        Fact::Folder => text(path.rsplit_once('/').map(|(folder, _)| folder)),
        Fact::Section => text(path.split("_posts/").next()),
        Fact::Kind => text(kind(&publication.kind)),
        Fact::Collection => text(match &publication.kind {
            Kind::Collection(name) => Some(name.as_str()),
            Kind::Post | Kind::Draft => Some("posts"),
            _ => None,
        }),
        Fact::Status => match &publication.status {
            Status::Undecided(_) => Property::Unknown,
            Status::Published => text(Some("published")),
            Status::Fatal => text(Some("fatal")),
            Status::Skipped(skip) => text(Some(skip.as_str())),
        },
        Fact::Slug => text(publication.slug.as_deref()),
        Fact::Title => text(publication.title.as_deref()),
        Fact::Url => match &publication.url {
            Answer::Known(url) => text(Some(url)),
            Answer::Undecided(_) => Property::Unknown,
        },
        Fact::Category => text(publication.categories.first().map(|term| term.name.as_str())),
        Fact::Layout => text(publication.layout.as_deref()),
        Fact::Date => match &publication.date {
            DateAnswer::Date(fact) => date(fact, format),
            DateAnswer::Undecided(_) => Property::Unknown,
            _ => Property::Missing,
        },
        Fact::FileDate => match publication.name_date.filter(|name| name.exists) {
            Some(name) => written(of_day(full_year(name.day), format)),
            None => Property::Missing,
        },
        Fact::Markup => text(Some(match entry.markup {
            Markup::Markdown => "markdown",
            Markup::Html => "html",
            Markup::Plain => "other",
        })),
        Fact::Header => text(Some(match &entry.header {
            Header::Found(_) => "found",
            Header::Absent => "absent",
            Header::Unclosed { .. } => "unclosed",
            Header::Misplaced { .. } => "misplaced",
        })),
        Fact::LineEnd => {
            let (before, _) = entry.source.text().split_once('\n').unwrap_or_default();
            text(Some(if before.ends_with('\r') { "crlf" } else { "lf" }))
        }
        Fact::Fatal => text(publication.fatal.as_deref().map(|fatal| fatal.message.as_ref())),
        Fact::FatalKind => text(publication.fatal.as_deref().map(|fatal| match fatal.kind {
            FatalKind::Date => "date",
            FatalKind::FrontMatter => "front-matter",
            FatalKind::Permalink => "permalink",
            FatalKind::Liquid => "liquid",
            FatalKind::UnknownTag => "unknown-tag",
            FatalKind::Configuration => "configuration",
        })),
        Fact::Encoding => text(Some(match entry.source.encoding() {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        })),
    }
}

/// Two digits of a year are 1969 to 2068 to Ruby. A year of the first century cannot be told from
/// them, and no post is that old.
fn full_year((year, month, day): Day) -> Day {
    let year = match year {
        0..=68 => year + 2_000,
        69..=99 => year + 1_900,
        _ => year,
    };
    (year, month, day)
}

/// The bytes that a fact comes from; the start of the file where they lie elsewhere.
pub(in crate::matcher) fn place_of(entry: &Entry<'_>, fact: Fact) -> Span {
    match fact {
        Fact::Fatal | Fact::FatalKind => {
            entry.publication.fatal.as_deref().map_or(Span::at(0), |fatal| fatal.span)
        }
        // The byte order mark says it.
        Fact::Encoding if entry.source.encoding() == Encoding::Utf16 => Span::new(0, 2),
        _ => Span::at(0),
    }
}

fn written<'p>(text: Option<String>) -> Property<'p> {
    text.map_or(Property::Missing, |text| Property::Text(Cow::Owned(text)))
}

/// A date as the generator reads it.
pub(in crate::matcher) fn date<'p>(fact: &DateFact, format: Option<&str>) -> Property<'p> {
    match format {
        None => written(of_day(fact.day, None)),
        Some(_) => written(instant(fact.instant, fact.offset, format)),
    }
}

/// The name of a kind of documents.
pub(in crate::matcher) fn kind(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Post => Some("post"),
        Kind::Draft => Some("draft"),
        Kind::Page => Some("page"),
        Kind::Collection(_) => Some("collection"),
        Kind::Layout => Some("layout"),
        Kind::Include => Some("include"),
        Kind::Data => Some("data"),
        Kind::Static => Some("static"),
        Kind::Ignored => Some("ignored"),
        Kind::Unknown => None,
    }
}

/// How a day is written unless told.
const DAY: &str = "%Y-%m-%d";

/// A day, as `strftime` writes it; `2022-01-07` unless told.
pub(in crate::matcher) fn of_day((year, month, day): Day, format: Option<&str>) -> Option<String> {
    let Some(format) = format else { return Some(format!("{year:04}-{month:02}-{day:02}")) };
    let at = jiff::civil::Date::new(i16::try_from(year).ok()?, month.try_into().ok()?, day.try_into().ok()?);
    jiff::fmt::strtime::format(format, at.ok()?).ok()
}

/// An instant in a zone, as `strftime` writes it; `2022-01-07` unless told.
pub(in crate::matcher) fn instant(nanoseconds: i128, offset: i32, format: Option<&str>) -> Option<String> {
    let timestamp = jiff::Timestamp::from_nanosecond(nanoseconds).ok()?;
    let offset = jiff::tz::Offset::from_seconds(offset).ok()?;
    let mut local = jiff::fmt::strtime::BrokenDownTime::from(offset.to_datetime(timestamp));
    local.set_offset(Some(offset));
    local.to_string(format.unwrap_or(DAY)).ok()
}

/// A fact of the site as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum SiteFact {
    Url,
    Host,
    BaseUrl,
    TimeZone,
    Https,
    Generator,
    Plugin(String),
}

impl SiteFact {
    /// # Errors
    /// In words, with the facts that there are.
    pub(in crate::matcher) fn read(word: &str) -> Result<Self, String> {
        Ok(match word {
            "url" => Self::Url,
            "host" => Self::Host,
            "baseurl" => Self::BaseUrl,
            "time-zone" => Self::TimeZone,
            "https" => Self::Https,
            "generator" => Self::Generator,
            _ => match word.strip_prefix("plugin.").filter(|name| !name.is_empty()) {
                Some(name) => Self::Plugin(name.to_owned()),
                None => {
                    return Err(format!(
                        "the site has no `{word}`; it has url, host, baseurl, time-zone, https, generator, plugin.NAME"
                    ));
                }
            },
        })
    }

    /// Its text.
    pub(in crate::matcher) fn of<'s>(&self, site: &'s SiteFacts) -> Option<Cow<'s, str>> {
        let flag = |is: bool| Some(Cow::Borrowed(if is { "true" } else { "false" }));
        match self {
            Self::Url => site.url.as_deref().map(Cow::Borrowed),
            Self::Host => site.own_hosts.first().map(|host| Cow::Borrowed(host.as_str())),
            Self::BaseUrl => Some(Cow::Borrowed(&site.baseurl)),
            Self::TimeZone => site.time_zone.as_deref().map(Cow::Borrowed),
            Self::Https => flag(site.is_https()),
            Self::Generator => flag(site.has_generator),
            Self::Plugin(name) => flag(site.plugins.contains(name)),
        }
    }
}
