//! What Jekyll makes of a date: `Time.parse(value.to_s).localtime` (`utils.rb`, `parse_date`), with
//! Ruby 3.1's `Date._parse` and `Time.parse` below it. May not decide where the text comes from.

mod fields;
mod make_time;
mod pattern;
mod plain;
mod zone;

pub use zone::build_zone;

use jiff::tz::TimeZone;

use crate::document::front_matter::Typed;
use crate::document::front_matter::scalar::ruby_to_s;
use crate::publication::{Cause, DateFact, DateZone, Day};
use fields::Fields;

const NANOSECONDS: i128 = 1_000_000_000;

/// A date as Jekyll reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The instant, in nanoseconds since 1970-01-01T00:00:00Z.
    pub instant: i128,
    /// Offset from UTC in seconds in the zone of the build at that instant.
    pub offset: i32,
    /// The day in the zone of the build.
    pub day: Day,
    /// How the zone of the text was found.
    pub zone: DateZone,
    /// The text names a day its month does not have, and Ruby moved it.
    pub overflowed: bool,
    /// The text does not name the whole day; the rest is that of the moment of the build.
    pub from_now: bool,
    /// The day that the text names in its own zone, after an overflow.
    pub written_day: Day,
    /// Offset in seconds that the zone of the build has when its clocks show the time of the text.
    pub wall_offset: i32,
    /// The part of the text that Ruby does not read, as a range of its bytes.
    pub unread: Option<(u32, u32)>,
}

impl Reading {
    /// The same as a fact about a document whose date stands at `cause`.
    #[must_use]
    pub fn fact(&self, cause: Cause) -> DateFact {
        DateFact {
            cause,
            instant: self.instant,
            offset: self.offset,
            day: self.day,
            zone: self.zone,
            overflowed: self.overflowed,
            from_now: self.from_now,
            written_day: self.written_day,
            wall_offset: self.wall_offset,
            unread: self.unread,
        }
    }
}

/// Why there is no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Ruby raises an `ArgumentError`: Jekyll reports an invalid date and stops.
    Invalid,
    /// Ruby raises a `RangeError` (a month of eleven digits): Jekyll logs a read error, and the
    /// document loses its data. Or the year has seventeen digits, and nothing is said of it.
    OutOfRange,
}

/// Reads the `date:` of a front matter, whose scalar has this type and text, in a build whose
/// zone is `zone` and whose clock shows `now` (nanoseconds since 1970 UTC).
///
/// # Errors
/// Where Ruby raises.
pub fn read(typed: &Typed, text: &str, zone: &TimeZone, now: i128) -> Result<Reading, Failure> {
    match *typed {
        Typed::Time { nanoseconds, has_offset, offset } => {
            let named = if has_offset { DateZone::Explicit(offset) } else { DateZone::ImplicitUtc };
            Ok(reading(nanoseconds.div_euclid(NANOSECONDS), 0, named, zone))
        }
        Typed::String => parse(text, zone, now),
        _ => parse(&ruby_to_s(typed, text), zone, now),
    }
}

/// Reads a text, as Jekyll does with the date of a file name (`2022-01-07`).
///
/// # Errors
/// Where Ruby raises.
pub fn parse(text: &str, zone: &TimeZone, now: i128) -> Result<Reading, Failure> {
    let fields = match plain::fields(text) {
        Some(fields) => fields,
        None => Fields::parse(text)?,
    };
    let time = make_time::make_time(&fields, zone, now)?;
    let named = match (time.zone, &fields.zone, fields.hour) {
        (Some(offset), _, _) => DateZone::Explicit(offset),
        (None, Some(_), _) => DateZone::Ignored,
        (None, None, Some(_)) => DateZone::Build,
        (None, None, None) => DateZone::DateOnly,
    };
    let read = reading(time.seconds, fields.nanosecond.unwrap_or(0), named, zone);
    let has_day =
        fields.year.is_some() && (fields.yday.is_some() || (fields.month.is_some() && fields.day.is_some()));
    Ok(Reading { overflowed: fields.overflows(), from_now: !has_day, unread: fields.unread, ..read })
}

fn reading(seconds: i128, nanosecond: u32, named: DateZone, zone: &TimeZone) -> Reading {
    let offset = zone::offset_at(zone, seconds);
    let offset_of_text = match named {
        DateZone::Explicit(offset) => offset,
        DateZone::ImplicitUtc => 0,
        DateZone::Build | DateZone::Ignored | DateZone::DateOnly => offset,
    };
    let wall = seconds + i128::from(offset_of_text);
    let wall_offset = if offset == 0 || offset == offset_of_text {
        offset
    } else {
        i32::try_from(wall - zone::universal(zone, wall)).unwrap_or(offset)
    };
    Reading {
        instant: seconds * NANOSECONDS + i128::from(nanosecond),
        offset,
        day: day_of(seconds + i128::from(offset)),
        zone: named,
        overflowed: false,
        from_now: false,
        written_day: day_of(wall),
        wall_offset,
        unread: None,
    }
}

fn day_of(wall: i128) -> Day {
    let (year, month, day) = zone::civil_at(wall);
    (i32::try_from(year).unwrap_or(if year < 0 { i32::MIN } else { i32::MAX }), month, day)
}
