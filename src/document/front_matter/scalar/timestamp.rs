//! Dates and times as SafeYAML reads them: `to_date.rb` and `parse/date.rb`, the first through
//! Ruby's `Date.parse`, the second through `DateTime.parse(…).to_time`. May not know of zones by name.

use super::calendar::{gregorian_days, reformed_civil, reformed_days};
use crate::document::front_matter::Typed;

/// Ruby's `Date._parse` refuses longer texts.
const LONGEST: usize = 128;

/// A date or a time; `None` where the value stays text.
pub(super) fn read(text: &str) -> Option<Typed> {
    if text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let mut rest = Rest(text.as_bytes());
    let year = rest.digits(4, 4)?;
    rest.byte(b"-")?;
    let month_width = rest.width();
    let month = rest.digits(1, 2)?;
    rest.byte(b"-")?;
    let day_width = rest.width();
    let day = rest.digits(1, 2)?;
    let civil = (i64::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if rest.0.is_empty() {
        let is_padded = month_width == 2 && day_width == 2;
        return (is_padded && reformed_days(civil).is_some())
            .then(|| Typed::Date(civil.0.try_into().unwrap_or(0), civil.1, civil.2));
    }
    time(civil, rest)
}

fn time(civil: (i64, u8, u8), mut rest: Rest<'_>) -> Option<Typed> {
    if rest.byte(b"Tt").is_none() && rest.blanks() == 0 {
        return None;
    }
    let hour = rest.digits(1, 2)?;
    rest.byte(b":")?;
    let minute = rest.digits(2, 2)?;
    rest.byte(b":")?;
    let second = rest.digits(2, 2)?;
    let fraction = if rest.byte(b".").is_some() { rest.fraction() } else { 0 };
    rest.blanks();
    let (offset, has_offset) = if rest.0.is_empty() { (0, false) } else { (offset(rest)?, true) };
    let second = if second == 60 { 59 } else { second };
    let is_time = hour < 24 && minute < 60 && second < 60;
    let is_end_of_day = (hour, minute, second) == (24, 0, 0);
    if !is_time && !is_end_of_day {
        return None;
    }
    let day = reformed_days(civil)? + i64::from(is_end_of_day);
    let second_of_day = if is_end_of_day { 0 } else { hour * 3_600 + minute * 60 + second };
    // The fields are those of the reformed calendar; `to_time` takes them for Gregorian ones.
    let days = gregorian_days(reformed_civil(day));
    let seconds = days * 86_400 + i64::from(second_of_day) - i64::from(offset);
    let nanoseconds = i128::from(seconds) * 1_000_000_000 + i128::from(fraction);
    Some(Typed::Time { nanoseconds, has_offset, offset })
}

/// `Z`, or a sign and `H`, `HH`, `HMM`, `HHMM` with or without a colon, in seconds. `DateTime`
/// ignores an offset of more than a day; one of exactly a day is refused by `to_time`.
fn offset(mut rest: Rest<'_>) -> Option<i32> {
    if rest.0 == b"Z" {
        return Some(0);
    }
    let is_negative = rest.byte(b"+-")? == b'-';
    let width = rest.width();
    let (hours, minutes) = match (width, rest.0.len()) {
        (1 | 2, len) if len == width => (rest.digits(1, 2)?, 0),
        (3 | 4, len) if len == width => (rest.digits(width - 2, width - 2)?, rest.digits(2, 2)?),
        (1 | 2, _) => {
            let hours = rest.digits(1, 2)?;
            rest.byte(b":")?;
            (hours, rest.digits(2, 2)?)
        }
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok().filter(|_| rest.0.is_empty())?;
    match seconds {
        86_400 => None,
        86_401.. => Some(0),
        _ => Some(if is_negative { -seconds } else { seconds }),
    }
}

/// What is left of the text.
#[derive(Clone, Copy)]
struct Rest<'t>(&'t [u8]);

impl Rest<'_> {
    fn byte(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first().filter(|(first, _)| wanted.contains(first))?;
        self.0 = rest;
        Some(*first)
    }

    /// How many digits follow.
    fn width(self) -> usize {
        self.0.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// A number of at least and at most so many digits.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let width = self.width().min(most);
        let (digits, rest) = self.0.split_at_checked(width).filter(|_| width >= least)?;
        self.0 = rest;
        Some(digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// The digits after the dot of a second, in nanoseconds.
    fn fraction(&mut self) -> u32 {
        let (digits, rest) = self.0.split_at(self.width());
        self.0 = rest;
        let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
        padded.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }

    /// Skips white space as Ruby's `\s` has it; how much there was.
    fn blanks(&mut self) -> usize {
        let blanks = self.0.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0x0b).count();
        self.0 = self.0.get(blanks..).unwrap_or_default();
        blanks
    }
}
