//! Generators: from a document to what would be published. One folder each, one trait.
//! May not know of rules or output.

pub mod explanation;
pub mod github;
pub mod jekyll;

use std::sync::Arc;

use crate::document::front_matter::Node;
use crate::document::liquid::LiquidMap;
use crate::document::{Dialect, Document, Header};
use crate::generator::explanation::Fact;
use crate::publication::given::Given;
use crate::publication::rendering::Rendering;
use crate::publication::{Day, Kind, Publication, SiteFacts, Skip, Text};
use crate::source::Span;

/// What stops a generator, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file, relative to the site's root.
    pub path: Arc<str>,
    /// The bytes in it.
    pub span: Span,
    /// In words.
    pub message: String,
}

/// What becomes of a file whose text is not read: an image, a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is copied to the same path.
    Copied,
    /// It is copied to another path.
    CopiedTo(String),
    /// It stays behind.
    Withheld(Skip),
}

/// What a generator needs to know of a site's files to say which pages it adds to them.
#[derive(Debug)]
pub struct Census<'c> {
    /// The documents that are published, in the order of their paths.
    pub documents: Vec<CensusDocument<'c>>,
    /// Paths of the files whose text is not read, sorted.
    pub assets: &'c [Arc<str>],
}

/// A published document in a [`Census`].
#[derive(Debug)]
pub struct CensusDocument<'c> {
    /// Path relative to the site's root.
    pub path: &'c str,
    /// What it is.
    pub kind: &'c Kind,
    /// Its URL without `baseurl`, if known.
    pub url: Option<&'c str>,
    /// The file that is written, if known.
    pub output: Option<&'c str>,
    /// Of a post: its day in the zone of the build.
    pub day: Option<Day>,
    /// Of a post: its categories and tags, where the generator asked for them.
    pub terms: Option<&'c Terms>,
}

/// The categories and tags of a post.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Names of its categories.
    pub categories: Box<[Box<str>]>,
    /// Names of its tags.
    pub tags: Box<[Box<str>]>,
}

impl Census<'_> {
    /// Whether a file of this path lies below the root and is published or copied.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.documents.binary_search_by(|one| one.path.cmp(path)).is_ok()
            || self.assets.binary_search_by(|one| (**one).cmp(path)).is_ok()
    }

    /// Whether a page or a copied file has this URL.
    #[must_use]
    pub fn has_page_at(&self, url: &str) -> bool {
        let is_page = |one: &&CensusDocument<'_>| matches!(one.kind, Kind::Page | Kind::Static);
        self.documents.iter().filter(is_page).any(|one| one.url == Some(url))
    }
}

/// What is known of a theme whose files are not among the sources.
#[derive(Clone, Copy, Debug)]
pub struct KnownTheme {
    /// Its layouts that show no text of other pages.
    pub layouts: &'static [&'static str],
    /// The ids in all of its layouts and includes.
    pub ids: &'static [&'static str],
}

/// Pages that come from no file of their own.
#[derive(Clone, Debug, Default)]
pub struct Additions {
    /// Files that are written.
    pub outputs: Vec<String>,
    /// Paths below which the generator writes what cannot be told from the sources, with the
    /// reason; an empty path stands for the whole site.
    pub open: Vec<(String, Text)>,
    /// The folder of the layouts.
    pub layouts_dir: String,
    /// The folder of the includes.
    pub includes_dir: String,
    /// The folder of the collections, empty for the root.
    pub collections_dir: String,
    /// Why layouts and includes may come from elsewhere too, if they may.
    pub layouts_elsewhere: Option<Text>,
    /// What is known of the theme.
    pub known_theme: Option<KnownTheme>,
    /// Why pages may hold what the sources do not show, if they may: a plugin of which nothing is known.
    pub reworked: Option<Text>,
    /// Paths of the site's own plugins.
    pub own_plugins: Vec<String>,
    /// Whether Markdown links in pages may name the source file of their target.
    pub links_by_source_in_pages: bool,
    /// The same for posts and documents of collections.
    pub links_by_source_in_documents: bool,
}

/// A static site generator's rules, without running it.
pub trait Generator: Send + Sync {
    /// Its name: `jekyll`.
    fn name(&self) -> &'static str;

    /// Facts of the site as a whole.
    fn facts(&self) -> &SiteFacts;

    /// What stops it before it reads a document: a configuration it cannot use.
    fn failure(&self) -> Option<Failure> {
        None
    }

    /// The dialects a file is written in.
    fn dialect(&self, path: &str) -> Dialect;

    /// The dialects of a file whose front matter is known.
    fn dialect_of(&self, path: &str, _header: &Header) -> Dialect {
        self.dialect(path)
    }

    /// What the site's configuration says of the front matter of a file with a header, in mappings of
    /// which the last counts most.
    fn defaults(&self, _path: &str) -> Vec<Node<'_>> {
        Vec::new()
    }

    /// The ids of the elements on the page of a document.
    fn anchors(&self, _document: &Document<'_>) -> Vec<String> {
        Vec::new()
    }

    /// The same, where other files may be asked for their text by their paths.
    fn anchors_with(&self, document: &Document<'_>, _read: &dyn Fn(&str) -> Option<Arc<str>>) -> Vec<String> {
        self.anchors(document)
    }

    /// What becomes of a file that is not read.
    fn fate(&self, _path: &str) -> Fate {
        Fate::Copied
    }

    /// The pages that it adds to those of the files.
    fn additions(&self, _census: &Census<'_>) -> Additions {
        Additions::default()
    }

    /// What becomes of the Liquid in an include that is given these values.
    fn rendering_of(&self, _text: &str, _liquid: &LiquidMap, _given: &[(Box<str>, Given)]) -> Rendering {
        Rendering::default()
    }

    /// What it would make of one document.
    fn publication(&self, document: &Document<'_>) -> Publication;

    /// Why it makes that of it: every fact with its cause, the most important first.
    fn explain(&self, _document: &Document<'_>, _publication: &Publication) -> Vec<Fact> {
        Vec::new()
    }
}

/// The day of a time on the clock.
fn day_of(time: jiff::civil::DateTime) -> Day {
    let narrow = |value: i8| u8::try_from(value).unwrap_or_default();
    (time.year().into(), narrow(time.month()), narrow(time.day()))
}

/// No generator: files are checked as they are, and nothing is said about publication.
#[derive(Debug, Default)]
pub struct Plain {
    facts: SiteFacts,
}

impl Plain {
    /// A site without a generator; `now` in nanoseconds since 1970 UTC.
    #[must_use]
    pub fn new(now: i128) -> Self {
        let timestamp = jiff::Timestamp::from_nanosecond(now).unwrap_or_default();
        let today = day_of(jiff::tz::TimeZone::UTC.to_datetime(timestamp));
        Self { facts: SiteFacts { now, today, ..SiteFacts::default() } }
    }
}

impl Generator for Plain {
    fn name(&self) -> &'static str {
        "none"
    }

    fn facts(&self) -> &SiteFacts {
        &self.facts
    }

    fn dialect(&self, _path: &str) -> Dialect {
        Dialect { liquid: false, kramdown: false, yaml_only: false, ..Dialect::default() }
    }

    fn anchors(&self, document: &Document<'_>) -> Vec<String> {
        github::anchors(document)
    }

    fn publication(&self, _document: &Document<'_>) -> Publication {
        Publication::unknown()
    }
}
