//! What the parts of a time and of a date in three parts mean (`parse_time_cb` and `s3e` of
//! `date_parse.c`). May not look for them.

use super::text::{Groups, nanoseconds, number};
use super::{Draft, month_number};
use crate::generator::jekyll::date::Failure;
use crate::generator::jekyll::date::pattern;

impl Draft {
    /// A time of day and its zone. An hour of ten digits before `pm` raises in Ruby.
    pub(super) fn time(&mut self, found: &Groups) -> Result<(), Failure> {
        self.fields.zone = found.string("zone");
        let Some(clock) = found.get("clock").and_then(|clock| Groups::find(&pattern::CLOCK, clock)) else {
            return Ok(());
        };
        let hour = clock.number("hour").unwrap_or(0);
        let hour = match clock.get("half") {
            None => hour,
            Some(_) if i32::try_from(hour).is_err() => return Err(Failure::OutOfRange),
            Some([b'p' | b'P', ..]) => hour % 12 + 12,
            Some(_) => hour % 12,
        };
        self.fields.hour = Some(hour);
        self.fields.minute = clock.number("minute");
        self.fields.second = clock.number("second");
        self.fields.nanosecond = clock.get("fraction").map(nanoseconds);
        Ok(())
    }

    /// A date in three parts; which is which depends on their lengths and quotes.
    pub(super) fn three_parts(&mut self, found: &Groups) {
        let month = found.get("month").map(|month| month_number(month).to_string());
        let is_named =
            found.get("month").is_some_and(|month| month.first().is_some_and(u8::is_ascii_alphabetic));
        let month = if is_named { month.as_deref().map(str::as_bytes) } else { found.get("month") };
        let era_is_before = matches!(found.get("era"), Some([b'b' | b'B', ..]));
        self.assign(found.get("year"), month, found.get("day"));
        self.before_christ |= era_is_before;
    }

    /// A year of an era: `R4.1.7`.
    pub(super) fn japanese(&mut self, found: &Groups) {
        let first = match found.get("era").and_then(<[u8]>::first).map(u8::to_ascii_lowercase) {
            Some(b'm') => 1_867,
            Some(b't') => 1_911,
            Some(b's') => 1_925,
            Some(b'h') => 1_988,
            _ => 2_018,
        };
        self.fields.year = found.number("year").map(|year| year + first);
        self.fields.month = found.number("month");
        self.fields.day = found.number("day");
    }

    fn assign<'t>(
        &mut self,
        mut year: Option<&'t [u8]>,
        mut month: Option<&'t [u8]>,
        mut day: Option<&'t [u8]>,
    ) {
        let is_long = |part: Option<&[u8]>| part.is_some_and(|part| part.len() > 2);
        let is_quoted = |part: Option<&[u8]>| part.is_some_and(|part| part.first() == Some(&b'\''));
        if year.is_some() && month.is_some() && day.is_none() {
            (year, month, day) = (None, year, month);
        }
        if year.is_none() && (is_long(day) || is_quoted(day)) {
            (year, day) = (day, None);
        }
        // `22nd` in the place of the year is the day.
        if let Some((digits, rest)) = year.and_then(signed_digits)
            && !rest.is_empty()
        {
            (year, day) = (day, Some(digits));
        }
        if is_quoted(month) || is_long(month) {
            (year, month, day) = (month, day, year);
        }
        if is_quoted(day) || is_long(day) {
            (year, day) = (day, year);
        }
        if let Some((digits, _)) = year.and_then(signed_digits) {
            let is_signed = digits.first().is_some_and(|byte| !byte.is_ascii_digit());
            self.full_year |= is_signed || digits.len() > 2;
            self.fields.year = Some(number(digits));
        }
        self.fields.month = month.and_then(first_digits).map(number).or(self.fields.month);
        self.fields.day = day.and_then(first_digits).map(number).or(self.fields.day);
    }
}

/// From the first sign or digit on: an optional sign with its digits, and what follows.
fn signed_digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = text.iter().position(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9'))?;
    let text = text.get(start..)?;
    let sign = usize::from(text.first().is_some_and(|byte| !byte.is_ascii_digit()));
    let digits = text.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
    text.split_at_checked(sign + digits)
}

/// The first run of digits.
fn first_digits(text: &[u8]) -> Option<&[u8]> {
    let start = text.iter().position(u8::is_ascii_digit)?;
    let text = text.get(start..)?;
    text.get(..text.iter().take_while(|byte| byte.is_ascii_digit()).count())
}
