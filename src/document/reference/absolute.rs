//! References with a scheme or a host, and the ways to write one that is none.
//! May not say that an address is wrong where a browser goes to the place that was meant.

use url::{ParseError, Url};

use super::Reference;

/// Schemes whose addresses have a host (WHATWG URL 4.2, special schemes) or usually do.
fn is_web(scheme: &str) -> bool {
    ["https", "http", "ftp", "ws", "wss"].iter().any(|one| one.eq_ignore_ascii_case(scheme))
}

/// Slips of the hand for `http` and `https`.
const NEAR_HTTP: &[&str] = &[
    "htp",
    "htps",
    "htt",
    "htts",
    "httpss",
    "httpd",
    "htttp",
    "htttps",
    "hhttp",
    "hhttps",
    "ttp",
    "ttps",
    "http.",
    "https.",
    "httphttp",
    "httphttps",
    "httpshttp",
    "httpshttps",
    "hpps",
    "htpp",
    "htpps",
    "hppt",
    "hptts",
    "hthttp",
    "hthttps",
    "httpps",
];

/// `//host/path`, with `\\` as browsers read it.
pub(super) fn protocol_relative(text: &str) -> Reference<'_> {
    match Url::parse(&format!("https:{text}")) {
        Ok(url) => {
            reject(text, &url).map_or_else(|| Reference::ProtocolRelative(Box::new(url)), Reference::Invalid)
        }
        Err(error) => Reference::Invalid(words(error, text)),
    }
}

/// `scheme:rest`; `length` is that of the scheme.
pub(super) fn with_scheme(text: &str, length: usize) -> Reference<'_> {
    let (scheme, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    if is_web(scheme) {
        return web(text, scheme, rest);
    }
    if length == 1 && rest.starts_with(['\\', '/']) {
        return Reference::Invalid(format!("`{scheme}:` begins a path on the author's own disk"));
    }
    if is_port(rest) && (scheme.contains('.') || scheme.eq_ignore_ascii_case("localhost")) {
        return Reference::Invalid(format!("`http://` is missing before `{scheme}:`"));
    }
    if NEAR_HTTP.iter().any(|near| near.eq_ignore_ascii_case(scheme)) {
        return Reference::Invalid(format!(
            "`{scheme}:` is no scheme that browsers know; `http` or `https` is meant"
        ));
    }
    if rest.starts_with("//")
        && let Ok(url) = Url::parse(text)
        && url.host_str().is_some_and(|host| !host.is_empty())
    {
        return Reference::Absolute(Box::new(url));
    }
    Reference::Scheme(scheme, rest)
}

fn is_port(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(rest.as_bytes().get(digits), None | Some(b'/' | b'?' | b'#'))
}

fn web<'t>(text: &'t str, scheme: &str, rest: &str) -> Reference<'t> {
    let slashes = rest.bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).count();
    if slashes != 2 {
        return Reference::Invalid(slashes_in_words(scheme, rest, slashes));
    }
    match Url::parse(text) {
        Ok(url) => reject(text, &url).map_or_else(|| Reference::Absolute(Box::new(url)), Reference::Invalid),
        Err(error) => Reference::Invalid(words(error, text)),
    }
}

fn slashes_in_words(scheme: &str, rest: &str, slashes: usize) -> String {
    if rest.is_empty() {
        return format!("nothing follows `{scheme}:`");
    }
    match slashes {
        0 if rest.starts_with(':') => format!("`{scheme}:` has a colon too many"),
        0 => format!("the two slashes after `{scheme}:` are missing"),
        1 => format!("one of the two slashes after `{scheme}:` is missing"),
        _ => format!("{slashes} slashes follow `{scheme}:` where two belong"),
    }
}

/// Addresses that a browser accepts, though they cannot lead where they should.
fn reject(text: &str, url: &Url) -> Option<String> {
    let authority = text.split_once("//").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.strip_suffix(':').unwrap_or(authority);
    let ends_with = |scheme: &str| {
        let at = host.len().checked_sub(scheme.len());
        at.and_then(|at| host.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    };
    if !url.path().starts_with("//") || !(ends_with("http") || ends_with("https")) {
        return None;
    }
    if host.len() <= "https".len() {
        return Some("the scheme stands twice".to_owned());
    }
    authority.ends_with(':').then(|| "two addresses stand here without anything between them".to_owned())
}

/// A word that looks like a path but was meant as an address with a scheme.
pub(super) fn without_scheme(text: &str) -> Option<String> {
    let word = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (scheme, rest) = text.split_at_checked(word)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    if rest.starts_with("//") {
        return Some(format!("the colon after `{scheme}` is missing"));
    }
    if rest.starts_with('\u{ff1a}') {
        return Some(format!("the colon after `{scheme}` is a full-width one (U+FF1A)"));
    }
    let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let is_spaced = spaced.len() < rest.len() && spaced.starts_with("://");
    (is_spaced || rest.starts_with(";//")).then(|| format!("`{scheme}` is not followed by `://`"))
}

/// An address after a character that looks like nothing, which makes it a path.
pub(super) fn after_odd_blank(text: &str) -> Option<String> {
    let odd = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let first = text.chars().next().filter(|first| odd(*first))?;
    let rest = text.trim_start_matches(odd);
    let scheme = rest.split_once("://").map_or("", |(scheme, _)| scheme);
    is_web(scheme).then(|| format!("U+{:04X} before `{scheme}:` makes it a path", u32::from(first)))
}

fn words(error: ParseError, text: &str) -> String {
    let authority = text.split_once("//").map_or(text, |(_, rest)| rest);
    let authority = authority.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    match error {
        ParseError::EmptyHost => "it names no host".to_owned(),
        ParseError::InvalidPort => format!("`{authority}` has no valid port number after its colon"),
        ParseError::InvalidIpv4Address => format!("`{authority}` is no valid IPv4 address"),
        ParseError::InvalidIpv6Address => format!("`{authority}` is no valid IPv6 address"),
        _ if authority.contains(char::is_whitespace) => format!("the host `{authority}` has a blank in it"),
        _ => format!("`{authority}` is no valid host name"),
    }
}
