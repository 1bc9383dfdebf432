//! The grammar of addresses: what kind of reference a link's or image's text is.
//! The only use of `url`; may not look at files or the site.

use url::Url;

/// What the text of an address means before anything is looked up (WHATWG URL, section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference<'t> {
    /// Nothing, or white space alone.
    Empty,
    /// `#fragment`, or `#` alone: a place in the same page.
    Fragment(&'t str),
    /// Relative to the page: `a/b.html`, `../`, `?q`.
    Relative(LocalPath<'t>),
    /// From the root of the host: `/a/b.html`.
    RootRelative(LocalPath<'t>),
    /// `//host/path`: the scheme of the page is used. Boxed with an `https:` in front.
    ProtocolRelative(Box<Url>),
    /// `http:`, `https:` and other URLs with a host.
    Absolute(Box<Url>),
    /// `mailto:`, `tel:`, `data:`, `javascript:` and other schemes without a host.
    Scheme(&'t str, &'t str),
    /// Not an address; the reason in words.
    Invalid(String),
}

/// The parts of a reference to the same host, as written (not decoded).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalPath<'t> {
    /// The path; may be empty (`?q`).
    pub path: &'t str,
    /// After `?`, without it.
    pub query: Option<&'t str>,
    /// After `#`, without it.
    pub fragment: Option<&'t str>,
}

impl<'t> Reference<'t> {
    /// Reads an address; never fails, [`Reference::Invalid`] says why it is none.
    #[must_use]
    pub fn parse(text: &'t str) -> Self {
        let trimmed = text.trim_matches(|c: char| c <= ' ');
        if trimmed.is_empty() {
            return Self::Empty;
        }
        Self::Relative(LocalPath { path: trimmed, query: None, fragment: None })
    }
}
