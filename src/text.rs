//! Small questions about words that several stages ask. May not know of files or rules.

use std::borrow::Cow;

/// The candidate most like a name, if any is like it: "did you mean".
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let scored = candidates.into_iter().map(|one| (strsim::damerau_levenshtein(name, one), one));
    let (distance, near) = scored.min()?;
    (distance <= name.chars().count().max(3) / 3).then_some(near)
}

/// A text as a message quotes it: not longer than a line.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// RFC 3339 of an instant in nanoseconds since 1970 UTC, at an offset from UTC in seconds.
#[must_use]
pub fn instant(nanoseconds: i128, offset: i32) -> String {
    let seconds = i64::try_from(nanoseconds.div_euclid(1_000_000_000)).unwrap_or_default();
    let civil = jiff::tz::Offset::from_seconds(offset)
        .ok()
        .zip(jiff::Timestamp::from_second(seconds).ok())
        .map(|(offset, timestamp)| offset.to_datetime(timestamp));
    let Some(civil) = civil else { return format!("@{seconds}") };
    let year = civil.year();
    let sign = if year < 0 { "-" } else { "" };
    let rest = civil.strftime("%m-%dT%H:%M:%S");
    let zone = match offset {
        0 => "+00:00".to_owned(),
        _ => {
            let minutes = offset.unsigned_abs() / 60;
            let sign = if offset < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    };
    format!("{sign}{:04}-{rest}{zone}", year.unsigned_abs())
}
