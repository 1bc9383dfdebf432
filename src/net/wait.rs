//! How long to wait before a host is asked again: what it says in `Retry-After`, or else longer with
//! every try. May not sleep, nor ask a clock or chance: whoever calls says what time it is.

use std::hash::Hasher;
use std::time::Duration;

use rustc_hash::FxHasher;

/// The first wait where the host says nothing.
const FIRST: Duration = Duration::from_millis(500);

/// How long a `Retry-After` asks to wait (RFC 9110, 10.2.3): seconds, or a date, which is compared
/// with the `Date` of the same answer where there is one, so that clocks need not agree, and with
/// `now` in seconds since 1970 otherwise. None where it is neither.
#[must_use]
pub fn retry_after(value: &str, date: Option<&str>, now: i64) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    if value.len() > 3 && value.bytes().all(|one| one.is_ascii_digit()) {
        return Some(Duration::MAX);
    }
    let until = http_date(value)?;
    let from = date.and_then(http_date).unwrap_or(now);
    Some(Duration::from_secs(u64::try_from(until.saturating_sub(from)).unwrap_or(0)))
}

/// Seconds since 1970 of an IMF-fixdate (RFC 9110, 5.6.7), or of RFC 850's and `asctime`'s forms.
fn http_date(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(zoned) = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text) {
        return Some(zoned.as_second());
    }
    let civil = jiff::civil::DateTime::strptime("%A, %d-%b-%y %H:%M:%S GMT", text)
        .or_else(|_| jiff::civil::DateTime::strptime("%a %b %e %H:%M:%S %Y", text));
    jiff::tz::TimeZone::UTC.to_timestamp(civil.ok()?).ok().map(jiff::Timestamp::as_second)
}

/// The wait before the next try of a URL where the host says nothing: twice as long each time, and
/// shorter by up to a half, so that what failed together is not asked together again. The same for
/// the same seed, URL and try.
#[must_use]
pub fn backoff(seed: u64, url: &str, tries: u32) -> Duration {
    let mut hasher = FxHasher::default();
    hasher.write_u64(seed);
    hasher.write(url.as_bytes());
    hasher.write_u32(tries);
    // The upper bits of this hash are the good ones.
    let chance = f64::from(u32::try_from(hasher.finish() >> 32).unwrap_or(0)) / f64::from(u32::MAX);
    FIRST.saturating_mul(1 << tries.min(6)).mul_f64(1.0 - chance / 2.0)
}
