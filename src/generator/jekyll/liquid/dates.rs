//! Filters over dates that are known: `date`, `date_to_xmlschema`, `date_to_string` (Liquid 4.0.4,
//! `standardfilters.rb`; Jekyll's `filters/date_filters.rb`). May not read a clock.

use std::borrow::Cow;
use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::values::Value;
use crate::generator::jekyll::date;
use crate::generator::jekyll::permalink::MONTHS;
use crate::publication::Text;

/// The value of a filter over a date; `None` if the filter is another.
pub(super) fn apply<'v>(
    name: &str,
    input: &Value<'v>,
    arguments: &[Value<'v>],
    zone: &TimeZone,
    now: i128,
) -> Option<Result<Value<'v>, Text>> {
    let format = match (name, arguments) {
        ("date", [Value::Text(format)]) => format.clone(),
        ("date_to_xmlschema", []) => Cow::Borrowed("%Y-%m-%dT%H:%M:%S%:z"),
        ("date_to_string", []) => Cow::Borrowed("%d %b %Y"),
        ("date_to_long_string", []) => Cow::Borrowed("%d %B %Y"),
        ("date" | "date_to_xmlschema" | "date_to_string" | "date_to_long_string", _) => {
            return Some(Err("a form of date that is not followed".into()));
        }
        _ => return None,
    };
    let instant = match input {
        Value::Time(instant, _) => *instant,
        Value::Text(text) if is_date(text) => match date::parse(text, zone, now) {
            Ok(reading) => reading.instant,
            Err(_) => return Some(Err("a text that is no date".into())),
        },
        _ => return Some(Err("a value that is no date".into())),
    };
    let Ok(stamp) = Timestamp::from_nanosecond(instant) else {
        return Some(Err("a date of that year".into()));
    };
    // `date` shows a time with the offset that it has, Jekyll's own filters in the zone of the build.
    let zone = match input {
        Value::Time(_, offset) if name == "date" => match jiff::tz::Offset::from_seconds(*offset) {
            Ok(offset) => TimeZone::fixed(offset),
            Err(_) => return Some(Err("an offset of that size".into())),
        },
        _ => zone.clone(),
    };
    let (local, offset) = (zone.to_datetime(stamp), zone.to_offset(stamp).seconds());
    Some(match print(local, offset, &format) {
        Some(text) => Ok(Value::Text(Cow::Owned(text))),
        None => Err("a form of date that is not followed".into()),
    })
}

/// `2022-01-07`, alone: what else `Time.parse` takes has an offset or depends on the clock.
fn is_date(text: &str) -> bool {
    let digits = |from: usize, to: usize| {
        text.get(from..to).is_some_and(|part| part.bytes().all(|one| one.is_ascii_digit()))
    };
    let bytes = text.as_bytes();
    bytes.len() == 10
        && digits(0, 4)
        && digits(5, 7)
        && digits(8, 10)
        && bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
}

/// The directives that addresses are made with; `None` for any other.
fn print(time: DateTime, offset: i32, format: &str) -> Option<String> {
    let month = MONTHS.get(usize::try_from(time.month()).ok()?.checked_sub(1)?)?;
    let mut out = String::with_capacity(format.len() * 2);
    let mut rest = format.chars();
    while let Some(one) = rest.next() {
        if one != '%' {
            out.push(one);
            continue;
        }
        let _ = match rest.next()? {
            'Y' if (1000..10_000).contains(&time.year()) => write!(out, "{}", time.year()),
            'm' => write!(out, "{:02}", time.month()),
            'd' => write!(out, "{:02}", time.day()),
            'H' => write!(out, "{:02}", time.hour()),
            'M' => write!(out, "{:02}", time.minute()),
            'S' => write!(out, "{:02}", time.second()),
            'y' => write!(out, "{:02}", time.year() % 100),
            'j' => write!(out, "{:03}", time.date().day_of_year()),
            'B' => write!(out, "{month}"),
            'b' => write!(out, "{}", month.get(..3)?),
            '%' => write!(out, "%"),
            '-' => match rest.next()? {
                'd' => write!(out, "{}", time.day()),
                'm' => write!(out, "{}", time.month()),
                _ => return None,
            },
            ':' if rest.next() == Some('z') => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs() / 60;
                write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            _ => return None,
        };
    }
    Some(out)
}
