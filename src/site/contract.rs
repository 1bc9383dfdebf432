//! The record of what was published: addresses, and places in pages, that readers and other sites may
//! link to; and which of them the site no longer keeps. May not read a file.

use std::sync::Arc;

use crate::finding::{Edit, FileId, Text};
use crate::source::Span;

/// Where a record is kept, below the root of the site.
pub const RECORD: &str = ".postlint/urls";

/// The first line, up to the number of the form.
const FORM: &str = "# postlint urls ";
/// The form that is written.
const VERSION: u32 = 1;
/// What the first line says to people.
const WORDS: &str = ": what was published, and others may link to";

/// The beginnings of the lines that git leaves where it cannot merge.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// One line of a record: an address, or a place in a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Promise {
    /// The address from the root of the site, without `baseurl`, percent-encoded, with `#place` if it is
    /// one.
    pub url: String,
    /// The file that it came from.
    pub source: Option<String>,
    /// The title of that.
    pub title: Option<String>,
    /// The bytes of the address in the record.
    pub span: Span,
}

impl Promise {
    /// The address of the page, and the place in it.
    #[must_use]
    pub fn parts(&self) -> (&str, Option<&str>) {
        self.url.split_once('#').map_or((self.url.as_str(), None), |(page, place)| (page, Some(place)))
    }
}

/// Reads a record: a line each, its parts separated by tabs. A line that stands there twice counts once.
///
/// # Errors
/// The number of the first line that cannot be meant, and why.
pub fn parse(text: &str) -> Result<Vec<Promise>, (u32, String)> {
    let mut promises: Vec<Promise> = Vec::new();
    let mut start = 0;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let at = start;
        start += whole.len();
        let line = whole.trim_end();
        let unmarked = line.trim_start_matches('\u{feff}');
        let at = at + line.len() - unmarked.len();
        if CONFLICT.iter().any(|mark| unmarked.starts_with(mark)) {
            return Err((number, "a merge left a conflict here; keep the lines of both sides".to_owned()));
        }
        if let Some(rest) = unmarked.strip_prefix(FORM) {
            let digits = rest.split(|one: char| !one.is_ascii_digit()).next().unwrap_or_default();
            if digits.parse::<u32>().ok() != Some(VERSION) {
                let words = format!("this record has the form `{digits}`, and this postlint reads {VERSION}");
                return Err((number, words));
            }
        }
        if unmarked.is_empty() || unmarked.starts_with('#') {
            continue;
        }
        let mut parts = unmarked.split('\t').map(str::trim);
        let url = parts.next().unwrap_or_default();
        if !url.starts_with('/') || url.contains(char::is_whitespace) {
            return Err((number, "an address begins with `/`, and a tab ends it".to_owned()));
        }
        let mut part = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        let (source, title) = (part(), part());
        promises.push(Promise { url: url.to_owned(), source, title, span: Span::new(at, at + url.len()) });
    }
    promises.sort_by(|one, other| (&one.url, one.span).cmp(&(&other.url, other.span)));
    promises.dedup_by(|later, first| later.url == first.url);
    promises.sort_by_key(|one| one.span);
    Ok(promises)
}

/// The text of a record: sorted, one a line, none twice.
#[must_use]
pub fn write(promises: &[Promise]) -> String {
    let line = |one: &Promise| {
        let source = one.source.as_deref().unwrap_or_default();
        let title = one.title.as_deref().unwrap_or_default();
        format!("{}\t{source}\t{title}", one.url).trim_end().to_owned()
    };
    let mut lines: Vec<String> = promises.iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup_by(|later, first| later.split('\t').next() == first.split('\t').next());
    let mut text = format!("{FORM}{VERSION}{WORDS}\n");
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// What the site does not keep of its record, or may not.
#[derive(Debug)]
pub struct Broken {
    /// The record.
    pub record: FileId,
    /// The bytes in it: the address, or its place with the `#`.
    pub span: Span,
    /// The address, with the place if that is what is gone.
    pub url: Box<str>,
    /// What became of it.
    pub verdict: BrokenVerdict,
}

/// What became of something that was published.
#[derive(Debug)]
pub enum BrokenVerdict {
    /// Nothing is published there.
    Gone {
        /// Why, where the file is still there.
        why: Option<Text>,
        /// The page that was meant, under another address.
        moved: Option<Moved>,
        /// Whether `redirect_from` in front matter makes redirects.
        by_front_matter: bool,
    },
    /// The page does not have the place any more.
    Lost {
        /// The page.
        page: FileId,
        /// Its ids that are most like it.
        nearest: Vec<String>,
    },
    /// It cannot be told.
    Undecided(Text),
}

/// A page that has another address now.
#[derive(Debug)]
pub struct Moved {
    /// The page.
    pub file: FileId,
    /// What gives it its address, if a key of its front matter does, else where that begins.
    pub span: Span,
    /// Its address now.
    pub url: Box<str>,
    /// What makes a redirect from the old address, where front matter can.
    pub edits: Vec<Edit>,
}

/// The extensions of files that only pages load: nobody else links to them.
const LOADED: [&str; 11] =
    ["css", "js", "mjs", "cjs", "map", "woff", "woff2", "ttf", "otf", "eot", "webmanifest"];

/// Whether a file is one that only pages load.
#[must_use]
pub fn is_loaded(output: &str) -> bool {
    let extension = output.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, it)| it);
    extension.is_some_and(|it| LOADED.iter().any(|one| it.eq_ignore_ascii_case(one)))
}

/// The address of a written file, from the root of the site; what a URL cannot hold is encoded.
#[must_use]
pub fn address_of(output: &str) -> String {
    let page = output.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    format!("/{}", encoded(page.unwrap_or(output), false))
}

/// A path or fragment as it can stand in a record. If `is_url`, escapes stay what they are.
#[must_use]
pub fn encoded(text: &str, is_url: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        let is_odd = one.is_control() || one.is_whitespace() || "\"<>`\\^{|}".contains(one);
        if is_odd || (!is_url && "%?#".contains(one)) {
            let mut bytes = [0; 4];
            for byte in one.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(one);
        }
    }
    out
}

/// A path of a source as it can stand in a record.
#[must_use]
pub fn source_of(path: &Arc<str>) -> Option<String> {
    (!path.contains(['\t', '\n', '\r'])).then(|| path.to_string())
}
