//! Every address of a body in one list: of links, images, scripts, frames and forms, whichever
//! syntax wrote them, cut into scheme, host and the rest. Made once for all rules.
//! May not resolve anything; whether an address is a URL at all is `reference`'s question.

mod validity;

use std::borrow::Cow;
use std::ops::{Deref, Range};

use crate::document::body::LinkSyntax;
use crate::document::{Attribute, Body, Element, ElementKind};
use crate::source::Span;

pub use validity::{corrected_address, invalid_reason};

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `href` of `<a>` and `<area>`: a reader follows it.
    Link,
    /// A picture: `src` and `srcset` of `<img>`, `srcset` of `<source>`, `poster`.
    Image,
    /// What the page loads otherwise: scripts, style sheets, frames, sound, film.
    Resource,
    /// `action` of a form.
    Form,
}

impl Role {
    /// The word that outputs and rules have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Image => "image",
            Self::Resource => "resource",
            Self::Form => "form",
        }
    }
}

/// What an address starts with, and so what it is relative to (WHATWG URL, 4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing, or blanks.
    Empty,
    /// Liquid decides it.
    Template,
    /// `#…`
    Fragment,
    /// Relative to the page.
    Relative,
    /// `/…`
    RootRelative,
    /// `//host…`
    ProtocolRelative,
    /// `http:`, `https:`, `ws:`, `wss:`, `ftp:`.
    Absolute,
    /// Any other scheme.
    Scheme,
}

impl Shape {
    /// Of a text that no Liquid touches.
    #[must_use]
    pub fn of(text: &str) -> Self {
        cut(text.trim(), false).0
    }
}

/// What is kept of one address: no text that stands in the file.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What it is for.
    pub role: Role,
    /// Index of its element in [`Body::elements`]; of several links that share a reference
    /// definition, the first.
    pub element: usize,
    /// The bytes of the address; may be empty.
    pub span: Span,
    /// The bytes to point at: those of the address, or where it has none, of its attribute or link.
    pub place: Span,
    /// Whether Liquid touches it.
    pub is_liquid: bool,
    /// What it starts with.
    pub shape: Shape,
    /// The text, where it is not bytes of the file.
    unescaped: Option<Box<str>>,
    /// Byte of the file at which the text starts.
    base: usize,
    /// Length of the text in bytes, and how many of them stand in the file letter for letter.
    length: usize,
    verbatim: usize,
    scheme: usize,
    authority: Range<usize>,
}

/// One address with its text: escapes resolved, and without the blanks and line ends that browsers
/// remove. Dereferences to what is [`Stored`].
#[derive(Clone, Copy, Debug)]
pub struct Address<'d> {
    stored: &'d Stored,
    /// The text.
    pub text: &'d str,
}

impl Deref for Address<'_> {
    type Target = Stored;

    fn deref(&self) -> &Stored {
        self.stored
    }
}

impl Stored {
    fn new(role: Role, element: usize, span: Span, raw: Cow<'_, str>, is_liquid: bool) -> Self {
        let (text, blanks) = trimmed(raw);
        let (shape, scheme, authority) = cut(&text, is_liquid);
        let (base, length) = (span.start as usize + blanks, text.len());
        let unescaped = match text {
            Cow::Owned(text) => Some(text.into_boxed_str()),
            Cow::Borrowed(_) => None,
        };
        let verbatim = length;
        Self {
            role,
            element,
            span,
            place: span,
            is_liquid,
            shape,
            unescaped,
            base,
            length,
            verbatim,
            scheme,
            authority,
        }
    }

    /// The address that a text alone is, such as the value of an attribute.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let span = Span::new(0, text.len());
        Self::new(Role::Link, 0, span, Cow::Borrowed(text), text.contains("{{") || text.contains("{%"))
    }

    /// Notes how far the text and the bytes of the file agree.
    fn compare(mut self, file: &str) -> Self {
        if let Some(text) = &self.unescaped {
            let written = file.get(self.base..).unwrap_or_default().bytes();
            self.verbatim = text.bytes().zip(written).take_while(|(one, other)| one == other).count();
        }
        self
    }

    /// With its text, out of the text of the whole file.
    #[must_use]
    pub fn with_text<'d>(&'d self, file: &'d str) -> Address<'d> {
        let in_file = || file.get(self.base..self.base + self.length).unwrap_or_default();
        Address { stored: self, text: self.unescaped.as_deref().unwrap_or_else(in_file) }
    }
}

impl<'d> Address<'d> {
    /// The scheme as written, without `:`.
    #[must_use]
    pub fn scheme(&self) -> Option<&'d str> {
        if self.scheme == 0 { None } else { self.text.get(..self.scheme) }
    }

    /// Whether the scheme is this one (given in lower case).
    #[must_use]
    pub fn has_scheme(&self, scheme: &str) -> bool {
        self.scheme().is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    }

    /// User, host and port as written.
    #[must_use]
    pub fn authority(&self) -> Option<&'d str> {
        match self.shape {
            Shape::Absolute | Shape::ProtocolRelative => self.text.get(self.authority.clone()),
            _ => None,
        }
    }

    /// Where the authority stands in the text; empty at its start where there is none.
    #[must_use]
    pub fn authority_range(&self) -> Range<usize> {
        self.authority.clone()
    }

    /// The host as written, without user and port; `None` where Liquid has a part in it.
    #[must_use]
    pub fn host(&self) -> Option<&'d str> {
        let authority = self.authority()?;
        if self.is_liquid && authority.contains(['{', '}']) {
            return None;
        }
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        if host.starts_with('[') {
            return host.find(']').and_then(|close| host.get(..=close));
        }
        Some(host.split_once(':').map_or(host, |(host, _)| host))
    }

    /// Path, query and fragment.
    #[must_use]
    pub fn rest(&self) -> &'d str {
        let from = match self.shape {
            Shape::Absolute | Shape::ProtocolRelative => self.authority.end,
            Shape::Scheme => self.scheme + 1,
            _ => 0,
        };
        self.text.get(from..).unwrap_or_default()
    }

    /// The path alone.
    #[must_use]
    pub fn path(&self) -> &'d str {
        let rest = self.rest();
        rest.find(['?', '#']).and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    /// The bytes of a part of the text in the file; the whole address where escapes stand between.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        if range.end <= self.verbatim {
            return Span::new(self.base + range.start, self.base + range.end);
        }
        self.span
    }

    /// Whether the text stands in the file letter for letter.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        self.verbatim == self.text.len()
    }
}

/// The text without leading and trailing C0 controls and blanks, and without tabs and line ends
/// (WHATWG URL, 4.4, steps 1 to 3), and how many bytes were taken from its start.
fn trimmed(raw: Cow<'_, str>) -> (Cow<'_, str>, usize) {
    let is_blank = |character: char| character <= ' ';
    let blanks = raw.len() - raw.trim_start_matches(is_blank).len();
    if let Cow::Borrowed(text) = raw {
        let text = text.trim_matches(is_blank);
        if !text.as_bytes().iter().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
            return (Cow::Borrowed(text), blanks);
        }
    }
    let kept = raw.trim_matches(is_blank).replace(['\t', '\n', '\r'], "");
    (Cow::Owned(kept), blanks)
}

fn cut(text: &str, is_liquid: bool) -> (Shape, usize, Range<usize>) {
    let bytes = text.as_bytes();
    let slashes =
        |from: usize| bytes.iter().skip(from).take_while(|byte| matches!(byte, b'/' | b'\\')).count() + from;
    let authority = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let length = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        from..from + length
    };
    let word = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        .count();
    match bytes.first() {
        None => (Shape::Empty, 0, 0..0),
        Some(b'#') => (Shape::Fragment, 0, 0..0),
        Some(b'/' | b'\\') => match slashes(0) {
            1 if is_liquid && text.starts_with("/{") => (Shape::Template, 0, 0..0),
            1 => (Shape::RootRelative, 0, 0..0),
            from => (Shape::ProtocolRelative, 0, authority(from)),
        },
        Some(first) if first.is_ascii_alphabetic() && bytes.get(word) == Some(&b':') => {
            if is_special(bytes.get(..word).unwrap_or_default()) {
                (Shape::Absolute, word, authority(slashes(word + 1)))
            } else {
                (Shape::Scheme, word, 0..0)
            }
        }
        Some(_) if is_liquid && text.find(['/', '?', '#']).unwrap_or(text.len()) > liquid_start(text) => {
            (Shape::Template, 0, 0..0)
        }
        Some(_) => (Shape::Relative, 0, 0..0),
    }
}

fn liquid_start(text: &str) -> usize {
    let of = |mark: &str| text.find(mark).unwrap_or(text.len());
    of("{{").min(of("{%"))
}

/// The special schemes of WHATWG URL but `file`, which has no host to speak of.
fn is_special(scheme: &[u8]) -> bool {
    [&b"http"[..], b"https", b"ws", b"wss", b"ftp"].iter().any(|one| one.eq_ignore_ascii_case(scheme))
}

/// The addresses of a body in the order of its elements. A reference definition that several links
/// share counts once, for the first of them.
#[must_use]
pub fn collect(body: &Body<'_>) -> Vec<Stored> {
    let mut found = Vec::new();
    let mut used = vec![false; body.definitions.len()];
    for (index, element) in body.elements.iter().enumerate() {
        if !matches!(element.kind, ElementKind::Open | ElementKind::Empty) {
            continue;
        }
        if let Some(LinkSyntax::Reference { definition }) = element.link
            && let Some(used) = used.get_mut(definition as usize)
            && std::mem::replace(used, true)
        {
            continue;
        }
        for (name, role) in names_of(element.name) {
            let Some(attribute) = body.attribute(element, name) else { continue };
            if *name == "srcset" {
                candidates(body, index, attribute, &mut found);
            } else if role_fits(body, element, name) {
                found.push(single(body, index, element, attribute, *role));
            }
        }
    }
    found
}

fn names_of(element: &str) -> &'static [(&'static str, Role)] {
    match element {
        "a" | "area" => &[("href", Role::Link)],
        "img" => &[("src", Role::Image), ("srcset", Role::Image)],
        "source" => &[("src", Role::Resource), ("srcset", Role::Image)],
        "input" => &[("src", Role::Image)],
        "video" => &[("src", Role::Resource), ("poster", Role::Image)],
        "script" | "iframe" | "embed" | "audio" | "track" | "frame" => &[("src", Role::Resource)],
        "link" => &[("href", Role::Resource)],
        "object" => &[("data", Role::Resource)],
        "form" => &[("action", Role::Form)],
        _ => &[],
    }
}

/// `<link>` loads something only for some values of `rel`; `<link rel="canonical">` does not.
fn role_fits(body: &Body<'_>, element: &Element<'_>, name: &str) -> bool {
    if element.name != "link" || name != "href" {
        return true;
    }
    let Some(rel) = body.attribute(element, "rel") else { return false };
    let loads = ["stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"];
    body.value(rel)
        .split_ascii_whitespace()
        .any(|word| loads.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

fn single(
    body: &Body<'_>,
    index: usize,
    element: &Element<'_>,
    attribute: &Attribute<'_>,
    role: Role,
) -> Stored {
    let span = attribute.value.unwrap_or(Span::at(attribute.span.end as usize));
    let is_liquid = body.liquid.touches(span);
    let mut address =
        Stored::new(role, index, span, body.value(attribute), is_liquid).compare(body.file_text());
    if span.is_empty() {
        address.place = if attribute.span.is_empty() { element.span } else { attribute.span };
    }
    address
}

/// The candidates of a `srcset` (HTML, 4.8.4.3.10): an address, then descriptors up to a comma.
fn candidates(body: &Body<'_>, index: usize, attribute: &Attribute<'_>, found: &mut Vec<Stored>) {
    let Some(value) = attribute.value.filter(|value| !body.liquid.touches(*value)) else { return };
    let raw = body.file_text().get(value.range()).unwrap_or_default();
    let is_blank = |byte: u8| byte.is_ascii_whitespace();
    let bytes = raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at += bytes.iter().skip(at).take_while(|byte| is_blank(**byte) || **byte == b',').count();
        let length = bytes.iter().skip(at).take_while(|byte| !is_blank(**byte)).count();
        let word = raw.get(at..at + length).unwrap_or_default();
        let address = word.trim_end_matches(',');
        if !address.is_empty() {
            let start = value.start as usize + at;
            let text = crate::document::html::unescape(address);
            let span = Span::new(start, start + address.len());
            found.push(Stored::new(Role::Image, index, span, text, false).compare(body.file_text()));
        }
        at += length;
        if address.len() == word.len() {
            at += bytes.iter().skip(at).take_while(|byte| **byte != b',').count();
        }
    }
}
