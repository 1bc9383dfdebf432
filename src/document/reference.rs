//! The grammar of addresses: what kind of reference a link's or image's text is.
//! The only use of `url`; may not look at files or the site.

mod absolute;

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
    /// Reads an address; never fails, [`Reference::Invalid`] says why it is none. Blanks and control
    /// characters around it do not count, as in browsers (WHATWG URL 4.4, step 1).
    #[must_use]
    pub fn parse(text: &'t str) -> Self {
        let trimmed = text.trim_matches(|c: char| c <= ' ');
        let bytes = trimmed.as_bytes();
        match bytes {
            [] => Self::Empty,
            [b'#', ..] => Self::Fragment(trimmed.get(1..).unwrap_or_default()),
            [b'/' | b'\\', b'/' | b'\\', ..] => absolute::protocol_relative(trimmed),
            [b'/' | b'\\', ..] => Self::RootRelative(LocalPath::split(trimmed)),
            [first, ..] if first.is_ascii_alphabetic() => match scheme_length(bytes) {
                Some(length) => absolute::with_scheme(trimmed, length),
                None => absolute::without_scheme(trimmed)
                    .map_or_else(|| Self::Relative(LocalPath::split(trimmed)), Self::Invalid),
            },
            [first, ..] if !first.is_ascii() => absolute::after_odd_blank(trimmed)
                .map_or_else(|| Self::Relative(LocalPath::split(trimmed)), Self::Invalid),
            _ => Self::Relative(LocalPath::split(trimmed)),
        }
    }
}

impl<'t> LocalPath<'t> {
    /// Cuts a reference without scheme and host at its first `#`, then at its first `?`.
    #[must_use]
    pub fn split(text: &'t str) -> Self {
        let (rest, fragment) = match text.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (text, None),
        };
        match rest.split_once('?') {
            Some((path, query)) => Self { path, query: Some(query), fragment },
            None => Self { path: rest, query: None, fragment },
        }
    }
}

/// The length of the scheme before a `:` (WHATWG URL 4.4, scheme state).
fn scheme_length(bytes: &[u8]) -> Option<usize> {
    let is_of_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let length = bytes.iter().take_while(|byte| is_of_scheme(byte)).count();
    (bytes.get(length) == Some(&b':')).then_some(length)
}

/// Every `%XX` as its byte; a `%` that no two hexadecimal digits follow stays (WHATWG URL,
/// "percent-decode"). The bytes need not be UTF-8.
#[must_use]
pub fn percent_decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |offset: usize| char::from(*bytes.get(at + offset)?).to_digit(16);
        match (byte, digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}
