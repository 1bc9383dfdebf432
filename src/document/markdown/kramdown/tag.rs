//! One HTML tag as kramdown recognises it (`HTML_TAG_RE`, `HTML_TAG_CLOSE_RE` and
//! `HTML_ATTRIBUTE_RE` in its lib/kramdown/parser/html.rb): what does not fit is text.
//! May not push elements.

use super::chars::{is_word_char, run, skip_space, xml_name};
use super::miss::Miss;

/// What keeps the scan of tags linear.
#[derive(Debug, Default)]
pub(super) struct TagLimits {
    double: Miss,
    single: Miss,
    /// Bytes that may still be spent on tags that turn out to be none.
    pub(super) fuel: usize,
}

impl TagLimits {
    pub(super) fn new(fuel: usize) -> Self {
        Self { fuel, ..Self::default() }
    }
}

/// An opening tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    /// Where its name begins and ends.
    pub(super) name: (usize, usize),
    /// The byte after it.
    pub(super) end: usize,
    /// Whether it is written with `/>`.
    pub(super) closed: bool,
    /// The value of its `markdown` attribute.
    pub(super) markdown: Option<(usize, usize)>,
}

/// One attribute of a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawAttribute {
    pub(super) name: (usize, usize),
    pub(super) value: Option<(usize, usize)>,
    pub(super) end: usize,
}

/// The opening tag at `at`, a `<`.
pub(super) fn open_tag(bytes: &[u8], at: usize, limit: usize, limits: &mut TagLimits) -> Option<Tag> {
    if limits.fuel == 0 {
        return None;
    }
    let name_end = xml_name(bytes, at + 1, limit);
    if name_end == at + 1 {
        return None;
    }
    let mut markdown = None;
    let mut end = name_end;
    while let Some(attribute) = next_attribute(bytes, end, limit, limits) {
        let name = bytes.get(attribute.name.0..attribute.name.1).unwrap_or_default();
        if name.eq_ignore_ascii_case(b"markdown") {
            markdown = attribute.value;
        }
        end = attribute.end;
    }
    let mut close = skip_space(bytes, end, limit);
    let closed = close < limit && bytes.get(close) == Some(&b'/');
    close += usize::from(closed);
    if close < limit && bytes.get(close) == Some(&b'>') {
        return Some(Tag { name: (at + 1, name_end), end: close + 1, closed, markdown });
    }
    limits.fuel = limits.fuel.saturating_sub(close - at);
    None
}

/// The attribute after at least one blank at `at`.
pub(super) fn next_attribute(
    bytes: &[u8],
    at: usize,
    limit: usize,
    limits: &mut TagLimits,
) -> Option<RawAttribute> {
    let start = skip_space(bytes, at, limit);
    if start == at {
        return None;
    }
    let name_end = xml_name(bytes, start, limit);
    if name_end == start {
        return None;
    }
    let bare = RawAttribute { name: (start, name_end), value: None, end: name_end };
    let equals = skip_space(bytes, name_end, limit);
    if equals >= limit || bytes.get(equals) != Some(&b'=') {
        return Some(bare);
    }
    let value = skip_space(bytes, equals + 1, limit);
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) if value < limit => {
            let miss = if *quote == b'"' { &mut limits.double } else { &mut limits.single };
            let close = miss.find(bytes, value + 1, limit, |rest| memchr::memchr(*quote, rest));
            let Some(close) = close else { return Some(bare) };
            Some(RawAttribute { value: Some((value + 1, close)), end: close + 1, ..bare })
        }
        _ => {
            let end = run(bytes, value, limit, is_word_char);
            Some(if end > value { RawAttribute { value: Some((value, end)), end, ..bare } } else { bare })
        }
    }
}

/// The closing tag at `at` (`</`): its name, and the byte after it.
pub(super) fn close_tag(bytes: &[u8], at: usize, limit: usize) -> Option<((usize, usize), usize)> {
    let name_end = xml_name(bytes, at + 2, limit);
    if name_end == at + 2 {
        return None;
    }
    let close = skip_space(bytes, name_end, limit);
    (close < limit && bytes.get(close) == Some(&b'>')).then_some(((at + 2, name_end), close + 1))
}

/// The next closing tag of a name, in any letter case: where it begins, and the byte after it.
pub(super) fn find_close(bytes: &[u8], from: usize, limit: usize, name: &[u8]) -> Option<(usize, usize)> {
    let rest = bytes.get(from..limit)?;
    memchr::memmem::find_iter(rest, b"</").find_map(|at| {
        let after = at + 2 + name.len();
        let word = rest.get(at + 2..after)?;
        if !word.eq_ignore_ascii_case(name) {
            return None;
        }
        let close = skip_space(rest, after, rest.len());
        (rest.get(close) == Some(&b'>')).then_some((from + at, from + close + 1))
    })
}
