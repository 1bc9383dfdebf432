//! Days and instants that are written as texts, for comparing them. May not know of documents.

/// The day that a text begins with: `2022-01-07` or `20220107`.
pub(super) fn day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    let digits = || {
        let digits = text.get(..8).filter(|_| text.len() == 8)?;
        jiff::civil::Date::strptime("%Y%m%d", digits).ok()
    };
    text.get(..10).and_then(|day| day.parse().ok()).or_else(digits)
}

/// A day, or an instant, on one line of time: seconds since 1970 UTC. What stands behind the day and is
/// no time is not looked at.
pub(super) fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    let midnight = day(text)?.to_datetime(jiff::civil::Time::midnight());
    let utc = |at: jiff::civil::DateTime| jiff::tz::TimeZone::UTC.to_timestamp(at).ok();
    let seconds = utc(midnight)?.as_second();
    let rest = text.get(10..).unwrap_or_default().trim_start_matches(['T', 't', ' ']);
    let end = rest.find(|one: char| !matches!(one, '0'..='9' | ':' | '.')).unwrap_or(rest.len());
    let Some(time) = rest.get(..end).and_then(|time| time.parse::<jiff::civil::Time>().ok()) else {
        return Some(seconds);
    };
    let in_day = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some(seconds + in_day - offset(rest.get(end..).unwrap_or_default().trim()).unwrap_or(0))
}

/// `+08:00` or `+0800` in seconds.
fn offset(text: &str) -> Option<i64> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.trim_start_matches(['+', '-']).chars().filter(|one| *one != ':').collect();
    let number: i64 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    Some(sign * (number / 100 * 3600 + number % 100 * 60))
}
