//! The few forms in which nearly every date is written, read without the patterns. Must give what
//! [`super::fields`] gives, or nothing; a test compares the two.

use super::fields::Fields;

/// `2022-01-07`, `2022-01-07 08:00`, `2022-01-07 08:00:09 +0800`.
pub(super) fn fields(text: &str) -> Option<Fields> {
    let mut rest = text.as_bytes();
    let year = digits(&mut rest, 4)?;
    byte(&mut rest, b'-')?;
    let month = digits(&mut rest, 2)?;
    byte(&mut rest, b'-')?;
    let day = digits(&mut rest, 2)?;
    let mut fields = Fields { year: Some(year), month: Some(month), day: Some(day), ..Fields::default() };
    if rest.is_empty() {
        return Some(fields);
    }
    byte(&mut rest, b' ')?;
    fields.hour = Some(digits(&mut rest, 2)?);
    byte(&mut rest, b':')?;
    fields.minute = Some(digits(&mut rest, 2)?);
    if byte(&mut rest, b':').is_some() {
        fields.second = Some(digits(&mut rest, 2)?);
    }
    if rest.is_empty() {
        return Some(fields);
    }
    byte(&mut rest, b' ')?;
    let zone = text.get(text.len() - rest.len()..)?;
    let (sign, hours) = rest.split_first()?;
    let is_offset = matches!(sign, b'+' | b'-') && hours.len() == 4 && hours.iter().all(u8::is_ascii_digit);
    fields.zone = Some(zone.to_owned());
    is_offset.then_some(fields)
}

fn byte(rest: &mut &[u8], wanted: u8) -> Option<()> {
    *rest = rest.strip_prefix(&[wanted])?;
    Some(())
}

fn digits(rest: &mut &[u8], width: usize) -> Option<i64> {
    let (digits, after) = rest.split_at_checked(width)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    *rest = after;
    Some(digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}
