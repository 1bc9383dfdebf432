//! `link/token-in-url`: a key, token or password inside an address.
//! Looks at the bytes of the address, where `&` may be written `&amp;`.

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct TokenInUrl {
    names: Vec<String>,
    min_length: usize,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: TokenInUrl = options.read()?;
    Ok(Box::new(settings))
}

impl Check for TokenInUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if let Some(span) = password(&address) {
                sink.report(credentials(span));
            }
            if address.has_scheme("data") || address.has_scheme("javascript") {
                continue;
            }
            let raw = entry.text(address.span);
            let Some(query) = raw.find(['?', '#', ';']) else { continue };
            let mut at = query;
            for part in raw.get(query..).unwrap_or_default().split_inclusive(['?', '&', '#', ';']) {
                let pair = part.trim_end_matches(['?', '&', '#', ';']);
                if let Some((name, value)) = pair.split_once('=')
                    && self.is_secret(name, value)
                {
                    let start = address.span.start as usize + at;
                    sink.report(token(Span::new(start, start + pair.len()), name, address.role));
                }
                at += part.len();
            }
        }
    }
}

impl TokenInUrl {
    fn is_secret(&self, name: &str, value: &str) -> bool {
        if PREFIXES.iter().any(|prefix| value.starts_with(prefix)) && looks_random(value, self.min_length) {
            return true;
        }
        if !self.names.iter().any(|one| one.eq_ignore_ascii_case(name)) {
            return false;
        }
        if name.to_ascii_lowercase().contains("pass") {
            return is_password(value);
        }
        looks_random(value, self.min_length)
    }
}

/// How tokens of well-known services begin, whatever the parameter is called.
const PREFIXES: &[&str] =
    &["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "rk_live_", "npm_"];

/// Words of which placeholders are made.
const FILLERS: &[&str] = &[
    "your",
    "xxx",
    "example",
    "placeholder",
    "changeme",
    "secret",
    "token",
    "insert",
    "replace",
    "dummy",
    "sample",
    "password",
    "123456789",
    "abcdef",
    "apikey",
    "api_key",
    "api-key",
    "deadbeef",
    "...",
    "redacted",
    "hidden",
];

/// Long, of letters and digits, of many different ones, and no placeholder.
fn looks_random(value: &str, min_length: usize) -> bool {
    let is_of_token = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'%' | b'+' | b'/' | b'=')
    };
    if value.len() < min_length || !value.bytes().all(is_of_token) {
        return false;
    }
    let seen = value.bytes().fold(0_u128, |seen, byte| seen | 1 << (byte & 0x7f));
    seen.count_ones() >= 8
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !is_filler(value)
}

fn is_filler(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    FILLERS.iter().any(|filler| value.contains(filler))
}

fn is_password(value: &str) -> bool {
    let is_placeholder = value.contains(['<', '{', '[', '$', '*', '…']) || is_filler(value);
    let has_more_than_letters = value.bytes().any(|byte| !byte.is_ascii_alphabetic());
    value.len() >= 6 && has_more_than_letters && !is_placeholder
}

/// `user:password` before the `@` of a host.
fn password(address: &Address<'_>) -> Option<Span> {
    let authority = address.authority()?;
    let (user_info, _) = authority.rsplit_once('@')?;
    let (user, password) = user_info.split_once(':')?;
    let same = user.eq_ignore_ascii_case(password);
    let filler = ["pass", "passwd", "pw", "pwd"].iter().any(|one| one.eq_ignore_ascii_case(password));
    if address.is_liquid
        || same
        || filler
        || password.is_empty()
        || is_filler(password)
        || is_placeholder(password)
    {
        return None;
    }
    let start = address.authority_range().start;
    Some(address.part(start..start + user_info.len()))
}

fn token(span: Span, name: &str, role: Role) -> Report {
    let harm = match role {
        Role::Image => "and the image is gone when it expires",
        _ => "and can use what it opens",
    };
    Report::new(
        span,
        format!(
            "`{}` holds what looks like a key: everybody who sees the page has it, {harm}",
            excerpt(name)
        ),
    )
    .help("use an address without it, and withdraw the key if it is yours")
}

fn credentials(span: Span) -> Report {
    Report::new(
        span,
        "the address holds a user name and a password, which everybody who sees the page can use",
    )
    .help("take them out of the address, and change the password if it is yours")
}
