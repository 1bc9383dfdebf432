//! The formats of dates, as front matter writes them: besides RFC 3339, every timestamp of YAML and TOML
//! is a `date-time`, and every date of theirs a `date`. May not know where a text stands.

use crate::document::front_matter::Typed;
use crate::document::front_matter::scalar::type_plain;

/// Whether a text is a day.
pub(super) fn is_date(text: &str) -> bool {
    matches!(type_plain(text), Typed::Date(..))
}

/// Whether a text is a day with a time of day.
pub(super) fn is_date_time(text: &str) -> bool {
    matches!(type_plain(text), Typed::Time { .. }) || is_rfc_3339(text)
}

/// RFC 3339, section 5.6: `2022-01-07T08:00:00.5+08:00`, with `T` and `Z` in either case, and a leap
/// second.
fn is_rfc_3339(text: &str) -> bool {
    let Some((day, time)) = text.split_once(['T', 't']) else { return false };
    let Some(clock) = time.get(..8) else { return false };
    let Some(mut zone) = time.get(8..) else { return false };
    if let Some(fraction) = zone.strip_prefix('.') {
        let rest = fraction.trim_start_matches(|one: char| one.is_ascii_digit());
        if rest.len() == fraction.len() {
            return false;
        }
        zone = rest;
    }
    let offset = zone.strip_prefix(['+', '-']);
    let is_zone = matches!(zone, "Z" | "z") || offset.is_some_and(|offset| is_clock(offset, &[23, 59]));
    day.len() == 10 && is_date(day) && is_clock(clock, &[23, 59, 60]) && is_zone
}

/// Two digits each, with colons between them, none greater than its limit.
fn is_clock(text: &str, limits: &[u8]) -> bool {
    let mut parts = text.split(':');
    let fits = |limit: &u8| {
        parts.next().is_some_and(|part| {
            part.len() == 2
                && part.bytes().all(|one| one.is_ascii_digit())
                && part.parse::<u8>().is_ok_and(|number| number <= *limit)
        })
    };
    limits.iter().all(fits) && parts.next().is_none()
}
