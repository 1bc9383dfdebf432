//! Integers and floats as SafeYAML reads them (`to_integer.rb`, `to_float.rb`, `sexagesimal.rb`,
//! `hexadecimal.rb`). May not know of dates.

use std::borrow::Cow;

use crate::document::front_matter::Typed;

/// An integer, or a base-60 number, which is a float. `_` and `,` count nowhere.
pub(super) fn integer(text: &str) -> Option<Typed> {
    // An integer begins like one; this keeps dates and prose away from what follows.
    if !text.bytes().all(|byte| {
        byte.is_ascii_hexdigit() || matches!(byte, b'+' | b'-' | b'_' | b',' | b':' | b'x' | b'X')
    }) {
        return None;
    }
    let text = without_marks(text, |byte| matches!(byte, b'_' | b','));
    let (sign, unsigned) = split_sign(&text);
    if is_decimal(unsigned) {
        return Some(parsed(&text, 10));
    }
    if let Some(digits) = prefixed(unsigned, "0x", |byte| byte.is_ascii_hexdigit()) {
        return Some(parsed(&format!("{sign}{digits}"), 16));
    }
    if !sign.is_empty() {
        return base_60_integer(&text);
    }
    if let Some(digits) = prefixed(&text, "0X", |byte| byte.is_ascii_hexdigit()) {
        return Some(parsed(digits, 16));
    }
    if let Some(digits) = prefixed(&text, "0b", |byte| matches!(byte, b'0' | b'1')) {
        return Some(parsed(digits, 2));
    }
    if let Some(digits) = prefixed(&text, "0", |byte| matches!(byte, b'0'..=b'7')) {
        return Some(parsed(digits, 8));
    }
    base_60_integer(&text)
}

/// A float: digits after the dot, a signed exponent; the nine names; base 60 with a fraction.
pub(super) fn float(text: &str) -> Option<Typed> {
    if let Some(named) = named_float(text) {
        return Some(Typed::Float(named));
    }
    if is_float(text) {
        return Some(ruby_float(text).map_or(Typed::Refused, Typed::Float));
    }
    let (whole, fraction) = text.split_once('.')?;
    if !is_base_60(whole) || !fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return None;
    }
    Some(base_60(whole, fraction).map_or(Typed::Refused, Typed::Float))
}

fn split_sign(text: &str) -> (&str, &str) {
    let signed = usize::from(text.starts_with(['+', '-']));
    text.split_at(signed)
}

fn without_marks(text: &str, is_mark: fn(u8) -> bool) -> Cow<'_, str> {
    if text.bytes().any(is_mark) {
        Cow::Owned(text.chars().filter(|ch| !u8::try_from(*ch).is_ok_and(is_mark)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_decimal(digits: &str) -> bool {
    digits == "0"
        || (!digits.starts_with('0')
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn prefixed<'t>(text: &'t str, prefix: &str, is_digit: fn(u8) -> bool) -> Option<&'t str> {
    let digits = text.strip_prefix(prefix)?;
    (!digits.is_empty() && digits.bytes().all(is_digit)).then_some(digits)
}

fn parsed(digits: &str, base: u32) -> Typed {
    i128::from_str_radix(digits, base).map_or(Typed::BigInteger, Typed::Integer)
}

fn base_60_integer(text: &str) -> Option<Typed> {
    if !is_base_60(text) {
        return None;
    }
    Some(base_60(text, "").map_or(Typed::Refused, Typed::Float))
}

/// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+`
fn is_base_60(text: &str) -> bool {
    let (_, unsigned) = split_sign(text);
    let mut fields = unsigned.split(':');
    let is_first = |field: &str| {
        field.starts_with(|ch: char| ch.is_ascii_digit())
            && field.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    let is_later = |field: &str| match field.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [b'0'..=b'5', digit] => digit.is_ascii_digit(),
        _ => false,
    };
    fields.next().is_some_and(is_first) && unsigned.contains(':') && fields.all(is_later)
}

/// The sum from the right. The sign is part of the first field, and is applied once more to the
/// whole: `-1:30` is 30. `None` where Ruby's `Float()` raises.
fn base_60(whole: &str, fraction: &str) -> Option<f64> {
    let mut sum = 0.0;
    let mut weight = 1.0;
    for field in whole.rsplit(':') {
        sum += ruby_float(field)? * weight;
        weight *= 60.0;
    }
    if !fraction.is_empty() {
        sum += ruby_float(&format!(".{fraction}"))?;
    }
    Some(if whole.starts_with('-') { -sum } else { sum })
}

fn named_float(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        _ => None,
    }
}

/// `[-+]?(\d[\d_]*)?\.[\d_]+([eE][-+]\d+)?`
fn is_float(text: &str) -> bool {
    let (_, unsigned) = split_sign(text);
    let Some((whole, rest)) = unsigned.split_once('.') else { return false };
    let (fraction, exponent) = rest.split_once(['e', 'E']).map_or((rest, None), |(f, e)| (f, Some(e)));
    let is_part = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let is_exponent = |part: &str| {
        let (sign, digits) = split_sign(part);
        !sign.is_empty() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_part(whole)
        && !whole.starts_with('_')
        && !fraction.is_empty()
        && is_part(fraction)
        && exponent.is_none_or(is_exponent)
}

/// Ruby's `Float()` for a text of digits, dot, exponent and `_`: every `_` stands between two
/// digits, or it raises (`None`).
fn ruby_float(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let is_digit = |index: Option<usize>| index.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let stands_between = |at: usize| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    if bytes.iter().enumerate().any(|(at, byte)| *byte == b'_' && !stands_between(at)) {
        return None;
    }
    without_marks(text, |byte| byte == b'_').parse().ok()
}
