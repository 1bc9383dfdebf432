//! Whether an address is a URL, and what it was meant to be. May not resolve anything.

use super::{Address, Shape};
use crate::document::reference::Reference;

/// Why an address is no URL, in words. Most addresses are seen to be one without parsing them.
#[must_use]
pub fn invalid_reason(address: &Address<'_>) -> Option<String> {
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

/// What an address was meant to be whose scheme stands twice, is misspelt or has lost its signs.
#[must_use]
pub fn corrected_address(text: &str) -> Option<String> {
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
