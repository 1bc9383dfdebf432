//! A typed scalar as Ruby's `to_s` prints it: Jekyll reads dates, categories and titles from that.
//! May not decide types.

use std::borrow::Cow;

use super::calendar::gregorian_civil;
use crate::document::front_matter::Typed;

/// Longer integers are shown as written: no page needs their digits, and converting them takes
/// time that grows with the square of their length.
const LONGEST_INTEGER: usize = 4_096;

/// What `to_s` gives for a scalar of this type and text.
#[must_use]
pub fn ruby_to_s<'t>(typed: &Typed, text: &'t str) -> Cow<'t, str> {
    match typed {
        Typed::Null => Cow::Borrowed(""),
        Typed::Bool(true) => Cow::Borrowed("true"),
        Typed::Bool(false) => Cow::Borrowed("false"),
        Typed::Integer(number) => Cow::Owned(number.to_string()),
        Typed::BigInteger => big_integer(text),
        Typed::Float(number) => Cow::Owned(float(*number)),
        Typed::Date(year, month, day) => Cow::Owned(format!("{year:04}-{month:02}-{day:02}")),
        Typed::Time { nanoseconds, offset, .. } => Cow::Owned(time(*nanoseconds, *offset)),
        Typed::String | Typed::Refused => Cow::Borrowed(text),
    }
}

/// `Float#to_s`: the shortest digits that read back; an exponent below 1e-4 and from 1e15 on.
fn float(number: f64) -> String {
    if !number.is_finite() {
        return if number.is_nan() {
            "NaN".into()
        } else if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        };
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>().unwrap_or(0) {
        -4..=14 => format!("{number:?}"),
        // A whole number of sixteen digits is shown with an exponent, one with a half is not.
        15 if number.fract() != 0.0 => format!("{number:?}"),
        exponent => {
            let dot = if digits.contains('.') { "" } else { ".0" };
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}{dot}e{sign}{:02}", exponent.unsigned_abs())
        }
    }
}

/// `Time#to_s`: `2022-01-07 08:00:09 +0800`.
fn time(nanoseconds: i128, offset: i32) -> String {
    let local = i64::try_from(nanoseconds.div_euclid(1_000_000_000)).unwrap_or(0) + i64::from(offset);
    let (year, month, day) = gregorian_civil(local.div_euclid(86_400));
    let second = local.rem_euclid(86_400);
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} {sign}{:02}{:02}",
        second / 3_600,
        second / 60 % 60,
        second % 60,
        minutes / 60,
        minutes % 60
    )
}

fn big_integer(text: &str) -> Cow<'_, str> {
    if text.len() > LONGEST_INTEGER {
        return Cow::Borrowed(text);
    }
    let plain: String = text.chars().filter(|ch| !matches!(ch, '_' | ',' | '+')).collect();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let lower = digits.to_ascii_lowercase();
    let (base, digits) = if let Some(hex) = lower.strip_prefix("0x") {
        (16, hex)
    } else if let Some(binary) = lower.strip_prefix("0b") {
        (2, binary)
    } else if lower.starts_with('0') {
        (8, lower.as_str())
    } else {
        return Cow::Owned(plain);
    };
    Cow::Owned(format!("{sign}{}", in_decimal(digits, base)))
}

/// Schoolbook conversion, the lowest decimal digit first.
fn in_decimal(digits: &str, base: u32) -> String {
    let mut decimal: Vec<u32> = vec![0];
    for digit in digits.chars().filter_map(|ch| ch.to_digit(base)) {
        let mut carry = digit;
        for place in &mut decimal {
            let value = *place * base + carry;
            (*place, carry) = (value % 10, value / 10);
        }
        while carry > 0 {
            decimal.push(carry % 10);
            carry /= 10;
        }
    }
    decimal.iter().rev().filter_map(|digit| char::from_digit(*digit, 10)).collect()
}
