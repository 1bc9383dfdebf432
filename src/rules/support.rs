//! Small questions that several rules ask of an entry. May not report anything.

pub(crate) mod categories;
pub(crate) mod invalid_address;
pub(crate) mod missing_tag;
pub(crate) mod online;
pub(crate) mod rewrite;
pub(crate) mod unresolved;

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::document::reference::Reference;
use crate::document::{Address, Document, Element, Header, Shape};
use crate::publication::SiteFacts;
use crate::source::Span;

/// Whether a span lies in a code span, a code block or an opaque Liquid block.
pub(crate) fn is_in_code(document: &Document<'_>, span: Span) -> bool {
    let code = &document.body.code;
    let after = code.partition_point(|one| one.start <= span.start);
    let in_code = after.checked_sub(1).and_then(|at| code.get(at)).is_some_and(|one| span.start < one.end);
    in_code || document.body.liquid.is_opaque_at(span.start)
}

/// Whether a span lies in the front matter.
pub(crate) fn is_in_front_matter(document: &Document<'_>, span: Span) -> bool {
    matches!(&document.header, Header::Found(found) if found.span.contains(span))
}

/// Whether a host is the site's own.
pub(crate) fn is_own_host(site: &SiteFacts, host: &str) -> bool {
    site.own_hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
}

/// A text as a message quotes it: not longer than a line.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// A hash of a text, the same in every run: eight bytes at a time are folded into 64 bits.
pub(crate) fn digest(seed: u64, text: &[u8]) -> u64 {
    let fold = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
        let [low, high] = [product & u128::from(u64::MAX), product >> 64];
        u64::try_from(low ^ high).unwrap_or_default().rotate_left(23)
    };
    let mut hash = seed ^ 0x51_7c_c1_b7_27_22_0a_95;
    for word in text.chunks(8) {
        let mut bytes = [0_u8; 8];
        for (to, from) in bytes.iter_mut().zip(word) {
            *to = *from;
        }
        hash = fold(hash, u64::from_le_bytes(bytes));
    }
    fold(hash, text.len() as u64)
}

/// Liquid in a tag that stands in no value: it may write attributes that nobody sees here.
pub(crate) fn has_hidden_attributes(document: &Document<'_>, element: &Element<'_>) -> bool {
    let attributes = document.body.attributes_of(element);
    document.body.liquid.within(element.span).iter().any(|piece| {
        let at = attributes.partition_point(|attribute| attribute.span.end <= piece.span.start);
        let holder = attributes.get(at).filter(|attribute| attribute.value.is_some());
        !holder.is_some_and(|attribute| attribute.span.contains(piece.span))
    })
}

/// Why an address is no URL, in words. Most addresses are seen to be one without parsing them.
pub(crate) fn invalid_reason(address: &Address<'_>) -> Option<String> {
    if is_plainly_valid(address) {
        return None;
    }
    match Reference::parse(address.text) {
        Reference::Invalid(reason) => Some(reason),
        _ => None,
    }
}

/// `https://`, a host of letters, digits, dots and hyphens that does not end in a digit, and a path.
fn is_plainly_valid(address: &Address<'_>) -> bool {
    match address.shape {
        Shape::Absolute => {}
        Shape::Empty | Shape::Template | Shape::Fragment | Shape::RootRelative => return true,
        _ => return false,
    }
    let host = address.authority().unwrap_or_default().as_bytes();
    let after_scheme = address.scheme().map_or(0, str::len);
    let two_slashes = address.text.get(after_scheme..address.authority_range().start) == Some("://");
    let is_of_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    two_slashes
        && host.contains(&b'.')
        && host.last().is_some_and(u8::is_ascii_alphabetic)
        && !host.windows(4).any(|part| part == b"xn--")
        && host.iter().all(is_of_host)
}

/// Whether a text shows where the reader is to put something of his own.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let is_shouted =
        |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let in_brackets = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inner, _)| inner);
    text.contains(['<', '>', '{', '}', '$', '*', '…'])
        || in_brackets.is_some_and(|inner| !inner.contains(':'))
        || text.contains("...")
        || text.starts_with("localhost")
        || text.split(|one: char| !one.is_ascii_alphanumeric() && one != '_').any(is_shouted)
}

/// Whether a host is the reader's own computer or a network that nobody else sees (RFC 1918, 4193,
/// 6761, 6762).
pub(crate) fn is_local_host(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inner.parse::<Ipv6Addr>().is_ok_and(|ip| {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        });
    }
    if let Ok(ip) = host.parse::<Ipv4Addr>() {
        return ip.is_loopback() || ip.is_unspecified() || ip.is_private() || ip.is_link_local();
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost") || (last.len() < host.len() && last.eq_ignore_ascii_case("local"))
}

/// What an address was meant to be whose scheme stands twice, is misspelt or has lost its signs.
pub(crate) fn corrected_address(text: &str) -> Option<String> {
    const LONGEST: usize = 12;
    let is_sign =
        |one: char| matches!(one, ':' | '/' | '\\' | ';' | ' ' | '\u{ff1a}' | '\u{a0}' | '\u{3000}');
    let mut rest = text.trim_start_matches(|one: char| !one.is_ascii_alphabetic());
    let mut scheme = None;
    loop {
        let end = rest.find(|one: char| !one.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).filter(|(word, _)| word.len() <= LONGEST)?;
        let is_near = strsim::osa_distance(&word.to_ascii_lowercase(), "https") <= 2
            && word.to_ascii_lowercase().contains('p');
        if !is_near || !after.starts_with(is_sign) {
            break;
        }
        scheme = Some(if word.to_ascii_lowercase().contains('s') { "https" } else { "http" });
        rest = after.trim_start_matches(is_sign);
    }
    let corrected = format!("{}://{rest}", scheme?);
    matches!(Reference::parse(&corrected), Reference::Absolute(_)).then_some(corrected)
}
