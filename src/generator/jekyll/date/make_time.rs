//! Ruby's `Time.parse` on the fields of a text (`lib/time.rb`, `make_time` and what it calls): what
//! is missing comes from now, zones by name, days and hours out of range. May not read texts.

use jiff::tz::TimeZone;

use super::Failure;
use super::fields::{Fields, LARGEST};
use super::zone::{abbreviation_at, civil_at, midnight, offset_at, universal};
use crate::document::front_matter::scalar::calendar::month_days;

/// A point in time, and the offset that the text gave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    /// Seconds since 1970 UTC.
    pub(super) seconds: i128,
    /// The offset of the zone in the text, if Ruby knows it.
    pub(super) zone: Option<i32>,
}

/// A day and a time of day that may not exist: the numbers of the text.
#[derive(Clone, Copy, Debug)]
struct Clock {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

/// What the fields name, in a build with this zone and clock (nanoseconds since 1970 UTC).
pub(super) fn make_time(fields: &Fields, zone: &TimeZone, now: i128) -> Result<Time, Failure> {
    if fields.is_empty() {
        return Err(Failure::Invalid);
    }
    let now = now.div_euclid(super::NANOSECONDS);
    match fields.yday {
        Some(yday) => of_year_day(fields, yday, zone, now),
        None => of_month_day(fields, zone, now),
    }
}

/// A day of the year: first guessed by months of 31 days, then moved by what the guess is off.
fn of_year_day(fields: &Fields, yday: i64, zone: &TimeZone, now: i128) -> Result<Time, Failure> {
    if !(1..=366).contains(&yday) {
        return Err(Failure::Invalid);
    }
    let (mut month, mut day) = ((yday - 1).div_euclid(31) + 1, (yday - 1).rem_euclid(31) + 1);
    let guess = Fields { month: Some(month), day: Some(day), ..fields.clone() };
    let time = of_month_day(&guess, zone, now)?;
    let shown_in = time.zone.unwrap_or_else(|| offset_at(zone, time.seconds));
    let wall = time.seconds + i128::from(shown_in);
    let (year, _, _) = civil_at(wall);
    let diff = yday - 1 - i64::try_from((wall - midnight(year, 1, 1)).div_euclid(86_400)).unwrap_or(0);
    if diff == 0 {
        return Ok(time);
    }
    day += diff;
    let year_of_text = fields.year.unwrap_or_else(|| year_at(zone, now));
    let length = u8::try_from(month).map_or(0, |month| i64::from(month_days(year_of_text, month)));
    if day > 28 && day > length {
        month += 1;
        if month > 12 {
            return Err(Failure::Invalid);
        }
        day -= length;
    }
    of_month_day(&Fields { month: Some(month), day: Some(day), ..fields.clone() }, zone, now)
}

fn of_month_day(fields: &Fields, zone: &TimeZone, now: i128) -> Result<Time, Failure> {
    let year_before = fields.year.unwrap_or_else(|| year_at(zone, now));
    let named = fields.zone.as_deref();
    let mut offset = named.and_then(|name| zone_offset(name, year_before, zone));
    if offset.is_some_and(|offset| offset.abs() >= 86_400) {
        return Err(Failure::Invalid);
    }
    let clock = filled(fields, now + i128::from(offset.unwrap_or_else(|| offset_at(zone, now))));
    if clock.year != year_before {
        offset = named.and_then(|name| zone_offset(name, clock.year, zone));
    }
    let seconds = match offset {
        Some(offset) => clock.minus(i64::from(offset)).wall()?,
        None => local(clock, zone)?,
    };
    // A number with so many digits is cut off, and its year is not the one that Ruby counts.
    if clock.year.abs() >= LARGEST {
        return Err(Failure::OutOfRange);
    }
    Ok(Time { seconds, zone: offset })
}

/// `Time.local`: a leap second counts on from the second before it.
fn local(clock: Clock, zone: &TimeZone) -> Result<i128, Failure> {
    let wall = clock.wall()?;
    let leap = i128::from(clock.second == 60);
    Ok(universal(zone, wall - leap) + leap)
}

fn year_at(zone: &TimeZone, now: i128) -> i64 {
    civil_at(now + i128::from(offset_at(zone, now))).0
}

/// What the text does not say comes from now (seconds on the wall) down to the first field that it
/// says; below that everything is the smallest.
fn filled(fields: &Fields, now: i128) -> Clock {
    let (year, month, day) = civil_at(now);
    let second = i64::try_from(now.rem_euclid(86_400)).unwrap_or(0);
    let mut says_more = false;
    let mut fill = |field: Option<i64>, now: i64, smallest: i64| {
        says_more |= field.is_some();
        field.unwrap_or(if says_more { smallest } else { now })
    };
    Clock {
        year: fill(fields.year, year, 1_970),
        month: fill(fields.month, i64::from(month), 1),
        day: fill(fields.day, i64::from(day), 1),
        hour: fill(fields.hour, second / 3_600, 0),
        minute: fill(fields.minute, second / 60 % 60, 0),
        second: fill(fields.second, second % 60, 0),
    }
}

impl Clock {
    /// Ruby's `apply_offset`, which does not check its numbers: day 0 of month 13 can become the
    /// 31st of December, and hour 30 the morning after.
    fn minus(mut self, offset: i64) -> Self {
        let sign = if offset < 0 { 1 } else { -1 };
        let mut left = offset.abs();
        for (field, size) in [(&mut self.second, 60), (&mut self.minute, 60), (&mut self.hour, 24)] {
            let part = left.rem_euclid(size);
            left = left.div_euclid(size);
            if part != 0 {
                let sum = *field + sign * part;
                *field = sum.rem_euclid(size);
                left += sign * sum.div_euclid(size);
            }
        }
        self.day += sign * left;
        if left != 0 && sign > 0 && self.month_days().is_some_and(|days| days < self.day) {
            (self.month, self.day) = (self.month + 1, 1);
            if self.month > 12 {
                (self.year, self.month) = (self.year + 1, 1);
            }
        } else if left != 0 && sign < 0 && self.day < 1 {
            self.month -= 1;
            if self.month < 1 {
                (self.year, self.month) = (self.year - 1, 12);
            }
            self.day = self.month_days().unwrap_or(1);
        }
        self
    }

    /// The length of the month; month 0 counts as December, since Ruby's arrays wrap.
    fn month_days(self) -> Option<i64> {
        let month = if self.month == 0 { 12 } else { u8::try_from(self.month).ok()? };
        Some(i64::from(month_days(self.year, month))).filter(|days| *days > 0)
    }

    /// Seconds since 1970 as if the clock showed UTC, after the checks of `time_arg` (`time.c`):
    /// first whether a number fits an `int` and its bits, then its range.
    fn wall(self) -> Result<i128, Failure> {
        let fields =
            [(self.month, 15), (self.day, 31), (self.hour, 31), (self.minute, 63), (self.second, 63)];
        for (field, largest) in fields {
            if i32::try_from(field).is_err() {
                return Err(Failure::OutOfRange);
            }
            if !(0..=largest).contains(&field) {
                return Err(Failure::Invalid);
            }
        }
        let is_time = self.hour < 24 && self.minute < 60 && self.second <= 60;
        let is_end_of_day = (self.hour, self.minute, self.second) == (24, 0, 0);
        let is_day = (1..=12).contains(&self.month) && self.day > 0;
        let small = |number: i64| u8::try_from(number).unwrap_or(1);
        if !is_day || !(is_time || is_end_of_day) {
            return Err(Failure::Invalid);
        }
        let days = midnight(self.year, small(self.month), small(self.day));
        Ok(days + i128::from(self.hour * 3_600 + self.minute * 60 + self.second))
    }
}

/// Ruby's `zone_offset`: `+08`, `+0800`, `+08:00`, `+08:00:00`; the names of RFC 822 and single
/// letters; what the zone of the build calls itself in January or July of the year. In seconds.
fn zone_offset(name: &str, year: i64, zone: &TimeZone) -> Option<i32> {
    // An `X` is a letter that is not ASCII; a real one is lower case here.
    if name.contains('X') {
        return None;
    }
    let name = name.to_ascii_uppercase();
    numeric(&name).or_else(|| named(&name)).or_else(|| {
        let at = |month: u8| universal(zone, midnight(year, month, 1));
        let start = [at(1), at(7)].into_iter().find(|start| abbreviation_at(zone, *start) == name)?;
        Some(offset_at(zone, start))
    })
}

fn numeric(name: &str) -> Option<i32> {
    let (sign, rest) = match name.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let number = |part: &str| {
        let is_pair = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i32>().ok().filter(|_| is_pair)
    };
    let parts: Vec<i32> = match rest.split_once(':') {
        Some(_) => rest.split(':').map(number).collect::<Option<_>>()?,
        None => (0..rest.len()).step_by(2).map(|at| number(rest.get(at..at + 2)?)).collect::<Option<_>>()?,
    };
    match parts.as_slice() {
        [hours] => Some(sign * hours * 3_600),
        [hours, minutes] => Some(sign * (hours * 3_600 + minutes * 60)),
        [hours, minutes, seconds] => Some(sign * (hours * 3_600 + minutes * 60 + seconds)),
        _ => None,
    }
}

fn named(name: &str) -> Option<i32> {
    let hours = match name.as_bytes() {
        b"UTC" | b"UT" | b"GMT" | b"Z" => 0,
        b"EDT" => -4,
        b"EST" | b"CDT" => -5,
        b"CST" | b"MDT" => -6,
        b"MST" | b"PDT" => -7,
        b"PST" => -8,
        [letter @ b'A'..=b'I'] => i32::from(letter - b'A') + 1,
        [letter @ b'K'..=b'M'] => i32::from(letter - b'K') + 10,
        [letter @ b'N'..=b'Y'] => -i32::from(letter - b'N') - 1,
        _ => return None,
    };
    Some(hours * 3_600)
}
