//! Character references in attribute values (13.2.5.72 to 80). The table of names is html5ever's.
//! May not be used on text outside attributes, where `&copy=` reads otherwise.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Resolves character references in an attribute's value, as the WHATWG tokenizer does there: a
/// name without semicolon before `=` or a letter or digit stays text, so that `?a=1&copy=2` does.
#[must_use]
pub fn unescape(raw: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', raw.as_bytes()) else { return Cow::Borrowed(raw) };
    let mut text = String::new();
    let mut copied = 0;
    let mut at = first;
    loop {
        let rest = raw.get(at..).unwrap_or_default();
        if let Some((length, characters)) = reference(rest) {
            text.push_str(raw.get(copied..at).unwrap_or_default());
            text.extend(characters.into_iter().flatten());
            at += length;
            copied = at;
        } else {
            at += 1;
        }
        match memchr::memchr(b'&', raw.as_bytes().get(at..).unwrap_or_default()) {
            Some(next) => at += next,
            None => break,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(raw);
    }
    text.push_str(raw.get(copied..).unwrap_or_default());
    Cow::Owned(text)
}

/// The length in bytes of the reference at the start of `text` (a `&`), and what it stands for.
fn reference(text: &str) -> Option<(usize, [Option<char>; 2])> {
    if text.as_bytes().get(1) == Some(&b'#') {
        return numeric(text).map(|(length, character)| (length, [Some(character), None]));
    }
    named(text)
}

fn numeric(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let is_hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (start, radix) = if is_hex { (3, 16) } else { (2, 10) };
    let digits = bytes.get(start..)?.iter().take_while(|byte| char::from(**byte).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let end = start + digits;
    let significant = text.get(start..end)?.trim_start_matches('0');
    let number = match significant.len() {
        0 => 0,
        1..=7 => u32::from_str_radix(significant, radix).ok()?,
        _ => u32::MAX,
    };
    let length = end + usize::from(bytes.get(end) == Some(&b';'));
    let control = number.checked_sub(0x80).and_then(|index| C1_REPLACEMENTS.get(index as usize));
    let character = match control {
        Some(Some(replaced)) => *replaced,
        _ if number == 0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((length, character))
}

/// The longest name of the table that the text begins with.
fn named(text: &str) -> Option<(usize, [Option<char>; 2])> {
    let mut longest = None;
    let mut end = 1;
    while let Some(byte) = text.as_bytes().get(end) {
        end += 1;
        let Some(characters) = text.get(1..end).and_then(|name| NAMED_ENTITIES.get(name)) else { break };
        if characters.0 != 0 {
            longest = Some((end, *characters));
        }
        if *byte == b';' {
            break;
        }
    }
    let (length, (first, second)) = longest?;
    let ends_well = text.as_bytes().get(length - 1) == Some(&b';');
    let next = text.as_bytes().get(length);
    if !ends_well && next.is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric()) {
        return None;
    }
    let second = if second == 0 { None } else { char::from_u32(second) };
    Some((length, [char::from_u32(first), second]))
}
