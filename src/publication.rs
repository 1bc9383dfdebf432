//! What a generator would make of one document: published or not, when, where, under which names.
//! Facts only, each with the bytes it came from; no rule and no generator may live here.

pub mod given;
pub mod rendering;

use std::borrow::Cow;

use crate::source::Span;

/// What a file is to the generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A dated post.
    Post,
    /// A post in `_drafts`.
    Draft,
    /// A page.
    Page,
    /// A document of a collection of that name.
    Collection(String),
    /// A layout.
    Layout,
    /// An include.
    Include,
    /// A data file.
    Data,
    /// Copied as it is (a Markdown or HTML file without front matter, for one).
    Static,
    /// Not read at all.
    Ignored,
    /// No generator is known for this file.
    Unknown,
}

/// Whether a document reaches the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is written.
    Published,
    /// It is not, and the generator says little or nothing about it.
    Skipped(Skip),
    /// The whole build stops here.
    Fatal,
    /// Cannot be told from the sources; the reason.
    Undecided(Text),
}

/// Why a document is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Its date lies after now, and `future` is off.
    Future,
    /// `published: false`.
    Unpublished,
    /// A draft, and drafts are off.
    Draft,
    /// In `_posts` with a name that is not `DATE-TITLE.EXT`.
    BadName,
    /// `exclude`, an underscore, a dot, a tilde.
    Excluded,
    /// A collection without `output: true`.
    NoOutput,
    /// A file that cannot be read as UTF-8.
    Unreadable,
    /// Read for the sake of others: a layout, an include, data.
    Part,
}

impl Skip {
    /// Its name in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::Unpublished => "unpublished",
            Self::Draft => "draft",
            Self::BadName => "bad-name",
            Self::Excluded => "excluded",
            Self::NoOutput => "no-output",
            Self::Unreadable => "unreadable",
            Self::Part => "part",
        }
    }
}

/// Text that is mostly fixed.
pub type Text = Cow<'static, str>;

/// A fact, or why it cannot be known from the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// Known.
    Known(T),
    /// Not known, because.
    Undecided(Text),
}

impl<T> Answer<T> {
    /// The fact, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(fact) => Some(fact),
            Self::Undecided(_) => None,
        }
    }
}

/// Where a fact came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The front matter, at these bytes (the value).
    FrontMatter(Span),
    /// The file's name or folder.
    Path,
    /// `defaults:` in the site's configuration, at these bytes of its file (the value).
    Default(Span),
    /// The generator's own rule.
    Generator,
}

/// A category or tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its name, as the generator sees it.
    pub name: String,
    /// Where it came from; for the front matter the bytes of this one word or item.
    pub cause: Cause,
}

/// A calendar date: year, month, day.
pub type Day = (i32, u8, u8);

/// The date of a document as the generator reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFact {
    /// Where the text of the date stands.
    pub cause: Cause,
    /// The instant, in nanoseconds since 1970-01-01T00:00:00Z.
    pub instant: i128,
    /// Offset from UTC in seconds in the zone of the build at that instant.
    pub offset: i32,
    /// The day in the zone of the build: the one in the URL.
    pub day: Day,
    /// How the zone of the text was found.
    pub zone: DateZone,
    /// The text names a day its month does not have, and the generator moved it (30 February).
    pub overflowed: bool,
    /// The text does not name the whole day, and the rest is that of the moment of the build.
    pub from_now: bool,
    /// The day that the text names in its own zone, after an overflow.
    pub written_day: Day,
    /// Offset in seconds that the zone of the build has when its clocks show the time of the text.
    pub wall_offset: i32,
    /// The part of the text that the generator does not read, as a range of its bytes.
    pub unread: Option<(u32, u32)>,
}

/// How the zone of a date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateZone {
    /// The text names it: offset in seconds.
    Explicit(i32),
    /// A full time without an offset: the YAML loader reads it as UTC.
    ImplicitUtc,
    /// No offset, read in the zone of the build (`timezone:`, or the machine's).
    Build,
    /// The text names a zone that the generator does not know, and so it read it in the zone of the build.
    Ignored,
    /// A date without a time of day: midnight in the zone of the build.
    DateOnly,
}

/// What the generator makes of the `date:` of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateAnswer {
    /// No date applies (a page).
    None,
    /// A date.
    Date(DateFact),
    /// The generator stops: the text is no date for it.
    Fatal {
        /// Where the text stands.
        cause: Cause,
        /// The text, as the generator prints it.
        text: String,
    },
    /// Cannot be told.
    Undecided(Text),
}

/// What the generator would make of one document.
#[derive(Clone, Debug)]
pub struct Publication {
    /// What it is.
    pub kind: Kind,
    /// Whether it is written.
    pub status: Status,
    /// Its date.
    pub date: DateAnswer,
    /// The date in a post's file name: the day as written, and whether it exists.
    pub name_date: Option<NameDate>,
    /// Its title.
    pub title: Option<String>,
    /// Its categories, in order.
    pub categories: Vec<Term>,
    /// Its tags, in order.
    pub tags: Vec<Term>,
    /// Its slug.
    pub slug: Option<String>,
    /// The layout it names.
    pub layout: Option<String>,
    /// Its URL, from the root of the site without `baseurl`.
    pub url: Answer<String>,
    /// The file that is written, relative to the output folder.
    pub output: Answer<String>,
    /// Other files that are written for it: pages that redirect to it (`redirect_from`).
    pub also: Vec<String>,
    /// What becomes of the Liquid in its body.
    pub rendering: rendering::Rendering,
    /// Why the whole build stops here, where it does. Boxed, since most documents have none.
    pub fatal: Option<Box<Fatal>>,
}

/// Of what kind a thing is that stops a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FatalKind {
    /// A date that cannot be read.
    Date,
    /// Front matter that cannot be read, where that stops the build.
    FrontMatter,
    /// A permalink or slug of which no address can be made.
    Permalink,
    /// Liquid that cannot be parsed.
    Liquid,
    /// A tag of Liquid that nothing defines.
    UnknownTag,
    /// The configuration.
    Configuration,
}

/// What stops a build, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fatal {
    /// Of what kind.
    pub kind: FatalKind,
    /// The bytes that cause it; empty at the start of the file where they lie elsewhere.
    pub span: Span,
    /// In words.
    pub message: Text,
}

/// The date at the start of a post's file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameDate {
    /// Year, month and day as written.
    pub day: Day,
    /// Whether a calendar has that day.
    pub exists: bool,
    /// Whether the generator can read it at all (month 13 it cannot).
    pub readable: bool,
}

impl Publication {
    /// Nothing is known: no generator.
    #[must_use]
    pub fn unknown() -> Self {
        let why = Cow::Borrowed("no generator is known for this file");
        Self {
            kind: Kind::Unknown,
            status: Status::Undecided(why.clone()),
            date: DateAnswer::None,
            name_date: None,
            title: None,
            categories: Vec::new(),
            tags: Vec::new(),
            slug: None,
            layout: None,
            url: Answer::Undecided(why.clone()),
            output: Answer::Undecided(why),
            also: Vec::new(),
            rendering: rendering::Rendering::default(),
            fatal: None,
        }
    }

    /// Whether the generator takes the front matter of such a file as data: not that of an include,
    /// and not that of a file which it copies or leaves alone.
    #[must_use]
    pub fn reads_front_matter(&self) -> bool {
        !matches!(self.kind, Kind::Include | Kind::Static | Kind::Ignored)
    }

    /// Whether it is a post (or a draft of one).
    #[must_use]
    pub fn is_post(&self) -> bool {
        matches!(self.kind, Kind::Post | Kind::Draft)
    }
}

/// Facts of the site as a whole that rules on single documents need.
#[derive(Clone, Debug, Default)]
pub struct SiteFacts {
    /// Whether a generator was recognised for this site.
    pub has_generator: bool,
    /// `url:` of the site.
    pub url: Option<String>,
    /// `baseurl:`, empty or starting with `/`.
    pub baseurl: String,
    /// Hosts that are the site itself: of `url:`, and of a `CNAME` file only if `url:` names none.
    pub own_hosts: Vec<String>,
    /// `timezone:` as written.
    pub time_zone: Option<String>,
    /// What "now" is, in nanoseconds since 1970-01-01T00:00:00Z.
    pub now: i128,
    /// The day of now in the zone of the build.
    pub today: Day,
    /// Whether posts with a date after now are published.
    pub future: bool,
    /// Plugins the configuration names, and those the platform switches on.
    pub plugins: Vec<String>,
    /// Whether the pages that plugins add depend on the categories and tags of posts.
    pub keeps_terms: bool,
    /// Paths below which a `_redirects` file answers, without a slash in front.
    pub redirects: Vec<String>,
    /// Keys of front matter and data that name an image, besides the usual ones.
    pub image_keys: Vec<String>,
    /// Keys that name a page or file.
    pub link_keys: Vec<String>,
}

impl SiteFacts {
    /// Whether the site is served over HTTPS, as far as `url:` says.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.url.as_deref().is_some_and(|url| url.starts_with("https:"))
    }

    /// Whether a host is the site's own.
    #[must_use]
    pub fn is_own_host(&self, host: &str) -> bool {
        self.own_hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}
