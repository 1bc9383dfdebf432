//! One parsed file: front matter as a tree and the body as one flat stream of elements, each with
//! its span. No module below may know of generators, sites or rules.

pub mod address;
pub mod body;
pub mod front_matter;
pub mod host;
pub mod html;
pub mod liquid;
pub mod markdown;
pub mod place;
pub mod reference;
pub mod suspects;

use std::cell::OnceCell;

use self::markdown::kramdown;
use crate::source::{Encoding, Source, Span};

pub use address::{Address, Role, Shape};
pub use body::{Attribute, Body, Element, ElementKind, Origin};
pub use front_matter::{FrontMatter, Header};
pub use suspects::{Suspect, Suspicion};

/// How the body of a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Markdown, with HTML in it.
    Markdown,
    /// HTML alone.
    Html,
    /// Neither: only the text is checked.
    Plain,
}

impl Markup {
    /// By the extension of a path: Jekyll's `markdown_ext` and `.html`, `.htm`, `.xhtml`.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
        let Some((_, extension)) = extension else { return Self::Plain };
        let is_one_of = |known: &[&str]| known.iter().any(|one| one.eq_ignore_ascii_case(extension));
        if is_one_of(&["md", "markdown", "mkdown", "mkdn", "mkd"]) {
            Self::Markdown
        } else if is_one_of(&["html", "htm", "xhtml"]) {
            Self::Html
        } else {
            Self::Plain
        }
    }
}

/// Whether a file that is neither Markdown nor HTML may begin with front matter of which the site
/// depends: a style sheet, a feed, a `LICENSE`, and whatever lies among the posts. Pictures, fonts,
/// sounds, archives and plugins are taken for what their names say, and not opened.
#[must_use]
pub fn may_have_front_matter(path: &str) -> bool {
    const BINARY: [&str; 55] = [
        "7z", "a", "avi", "avif", "bin", "bmp", "bz2", "class", "dll", "dmg", "doc", "docx", "eot", "epub",
        "exe", "flac", "gif", "gz", "heic", "ico", "jar", "jpeg", "jpg", "m4a", "m4v", "mkv", "mobi", "mov",
        "mp3", "mp4", "o", "odt", "ogg", "ogv", "otf", "pdf", "png", "ppt", "pptx", "psd", "rar", "rb", "so",
        "tar", "tgz", "tif", "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "zip",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else { return true };
    // The generator's own configuration.
    if stem == "_config" {
        return false;
    }
    is_among_posts(path) || !BINARY.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Whether a path leads through a folder in which every file is a post by its name alone.
#[must_use]
pub fn is_among_posts(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| matches!(part, "_posts" | "_drafts"))
}

/// Whether a file that is no text for readers names other files of the site: a style sheet, and data
/// such as a menu.
#[must_use]
pub fn may_have_references(path: &str) -> bool {
    let Some((_, extension)) = path.rsplit_once('.') else { return false };
    let is = |known: &[&str]| known.iter().any(|one| one.eq_ignore_ascii_case(extension));
    is(&["css", "scss", "sass"]) || (path.starts_with("_data/") && is(&["yml", "yaml", "json"]))
}

/// Whether a path is that of a data file, of which the whole text counts.
#[must_use]
pub fn is_data(path: &str) -> bool {
    let is_known = |one: &str| ["yml", "yaml", "json"].iter().any(|known| known.eq_ignore_ascii_case(one));
    path.rsplit_once('.').is_some_and(|(_, extension)| is_known(extension))
        && path.split('/').rev().skip(1).any(|part| part == "_data")
}

/// Which dialects a document is written in; the generator's configuration decides.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Whether Liquid runs over the body before Markdown does.
    pub liquid: bool,
    /// Whether kramdown reads the Markdown (attribute lists, `markdown="1"`, footnotes …).
    pub kramdown: bool,
    /// Whether only YAML between `---` lines is front matter (Jekyll), or TOML and JSON too.
    pub yaml_only: bool,
    /// How the body is written, where the extension of the path does not say it.
    pub markup: Option<Markup>,
    /// How kramdown reads, if it does.
    pub options: kramdown::Options,
}

impl Dialect {
    /// Jekyll's, as it is without a configuration.
    pub const JEKYLL: Self = Self {
        liquid: true,
        kramdown: true,
        yaml_only: true,
        markup: None,
        options: kramdown::Options::JEKYLL,
    };
}

impl Default for Dialect {
    fn default() -> Self {
        Self::JEKYLL
    }
}

/// A parsed file.
#[derive(Debug)]
pub struct Document<'s> {
    /// The file.
    pub source: &'s Source,
    /// How the body is written.
    pub markup: Markup,
    /// The front matter, or why there is none.
    pub header: Header,
    /// The body, as a stream of elements.
    pub body: Body<'s>,
    addresses: OnceCell<Vec<address::Stored>>,
    suspects: OnceCell<Vec<Suspect>>,
}

impl<'s> Document<'s> {
    /// Parses a file; any bytes give a document.
    #[must_use]
    pub fn parse(source: &'s Source, dialect: Dialect) -> Self {
        Self::parse_with(source, dialect, |_| dialect)
    }

    /// The same, where the front matter has a say in how the body is written.
    #[must_use]
    pub fn parse_with(source: &'s Source, dialect: Dialect, refine: impl FnOnce(&Header) -> Dialect) -> Self {
        let header = front_matter::read(source, dialect);
        let dialect = refine(&header);
        let markup = dialect.markup.unwrap_or_else(|| Markup::of_path(source.path()));
        let start = header.body_start(source);
        let body = Body::parse(source, Span::new(start, source.text().len()), markup, dialect);
        let (addresses, suspects) = (OnceCell::new(), OnceCell::new());
        Self { source, markup, header, body, addresses, suspects }
    }

    /// Every address of the body; collected when first asked for, since several rules ask.
    pub fn addresses(&self) -> impl Iterator<Item = Address<'_>> {
        let stored = self.addresses.get_or_init(|| address::collect(&self.body));
        stored.iter().map(|one| one.with_text(self.source.text()))
    }

    /// The suspicious characters of the whole file; looked for when first asked for. None in UTF-16,
    /// where no byte means what it seems.
    #[must_use]
    pub fn suspects(&self) -> &[Suspect] {
        self.suspects.get_or_init(|| match self.source.encoding() {
            Encoding::Utf8 => suspects::scan(self.source.text()),
            Encoding::Utf16 => Vec::new(),
        })
    }

    /// Path relative to the site's root.
    #[must_use]
    pub fn path(&self) -> &'s str {
        self.source.path()
    }

    /// The text at a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &'s str {
        self.source.slice(span)
    }

    /// The front matter where it was found and parsed as a tree.
    #[must_use]
    pub fn front_matter(&self) -> Option<&front_matter::Tree> {
        match &self.header {
            Header::Found(found) => found.tree.as_ref().ok(),
            _ => None,
        }
    }
}
