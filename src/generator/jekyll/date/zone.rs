//! The zone of a build: what `timezone:` means to the C library below Ruby, and how Ruby goes
//! between local and universal time. May not read date texts.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use crate::document::front_matter::scalar::calendar::{Civil, gregorian_civil, gregorian_days};

/// The Gregorian calendar repeats after 400 years, weekdays and all, and so do zone rules.
const CYCLE: i128 = 146_097 * 86_400;
/// From here on, about the year 5,879,610, the C library counts days past what an `int` holds, and
/// the rules of a zone stay as they are in January. Ruby takes over where years leave an `int`.
const OVERFLOW: std::ops::Range<i128> = 185_542_587_187_200..67_768_036_160_140_800;
/// 9000-01-01 and -9000-01-01, well inside what `jiff` can express.
const LATEST: i128 = 221_845_392_000;
const EARLIEST: i128 = -346_179_744_000;

/// The zone that `timezone:` of a configuration gives the build (Jekyll sets `TZ` to it): a name of
/// the zone database in its exact spelling, or a POSIX rule (`EST5EDT`, `UTC+8`, which lies *west*
/// of UTC). Anything else is UTC, without a word.
#[must_use]
pub fn build_zone(name: &str) -> TimeZone {
    let name = name.strip_prefix(':').unwrap_or(name);
    let named = TimeZone::get(name).ok().filter(|zone| zone.iana_name() == Some(name));
    named.or_else(|| posix(name)).unwrap_or(TimeZone::UTC)
}

fn posix(rule: &str) -> Option<TimeZone> {
    if let Ok(zone) = TimeZone::posix(rule) {
        return Some(zone);
    }
    // A summer time without its rule follows that of the United States.
    TimeZone::posix(&format!("{rule},M3.2.0,M11.1.0")).ok().filter(|_| !rule.contains(','))
}

/// Offset from UTC in seconds at an instant, in seconds since 1970 UTC.
pub(super) fn offset_at(zone: &TimeZone, seconds: i128) -> i32 {
    zone.to_offset(timestamp(seconds)).seconds()
}

/// The abbreviation of the zone at an instant (`CST`), in capitals.
pub(super) fn abbreviation_at(zone: &TimeZone, seconds: i128) -> String {
    zone.to_offset_info(timestamp(seconds)).abbreviation().to_ascii_uppercase()
}

/// From the clock on the wall, in seconds since 1970 as if it were UTC, to universal time.
/// `Time.local` takes the later of two equal clock times, and moves one that was skipped forward.
pub(super) fn universal(zone: &TimeZone, wall: i128) -> i128 {
    if OVERFLOW.contains(&wall) {
        return wall - i128::from(offset_at(zone, wall));
    }
    let cycles = cycles_away(wall);
    let inside = wall - cycles * CYCLE;
    let offset = match datetime(inside).map(|datetime| zone.to_ambiguous_timestamp(datetime).offset()) {
        Some(AmbiguousOffset::Unambiguous { offset }) => offset,
        Some(AmbiguousOffset::Gap { before, .. }) => before,
        Some(AmbiguousOffset::Fold { after, .. }) => after,
        None => Offset::UTC,
    };
    inside - i128::from(offset.seconds()) + cycles * CYCLE
}

/// An instant that `jiff` can express and at which the same rules hold.
fn timestamp(seconds: i128) -> Timestamp {
    let seconds = if OVERFLOW.contains(&seconds) { LATEST } else { seconds };
    let inside = i64::try_from(seconds - cycles_away(seconds) * CYCLE).unwrap_or(0);
    Timestamp::from_second(inside).unwrap_or_default()
}

fn cycles_away(seconds: i128) -> i128 {
    if seconds > LATEST {
        (seconds - LATEST).div_euclid(CYCLE) + 1
    } else if seconds < EARLIEST {
        (seconds - EARLIEST).div_euclid(CYCLE)
    } else {
        0
    }
}

fn datetime(wall: i128) -> Option<DateTime> {
    let (year, month, day) = civil_at(wall);
    let second = wall.rem_euclid(86_400);
    let part = |number: i128| i8::try_from(number).ok();
    DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        part(second / 3_600)?,
        part(second / 60 % 60)?,
        part(second % 60)?,
        0,
    )
    .ok()
}

/// Seconds since 1970 at the start of a day, as if it were UTC.
pub(super) fn midnight(year: i64, month: u8, day: u8) -> i128 {
    i128::from(gregorian_days((year, month, day))) * 86_400
}

/// The day of a clock on the wall, in seconds since 1970 as if it were UTC.
pub(super) fn civil_at(wall: i128) -> Civil {
    gregorian_civil(i64::try_from(wall.div_euclid(86_400)).unwrap_or(0))
}
