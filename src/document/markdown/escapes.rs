//! Escapes of a Markdown destination, title or alternative text (CommonMark 2.4 and 2.5).
//! May not be used on HTML attributes, whose references need no semicolon.

use std::borrow::Cow;

use crate::document::html;

/// Resolves backslashes before ASCII punctuation, and character references that end in `;`.
#[must_use]
pub fn unescape(raw: &str) -> Cow<'_, str> {
    let bytes = raw.as_bytes();
    if memchr::memchr2(b'\\', b'&', bytes).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\\', b'&', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes.get(at) == Some(&b'\\') {
            let escapes = bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation);
            if escapes {
                text.push_str(raw.get(copied..at).unwrap_or_default());
                copied = at + 1;
            }
            at += if escapes { 2 } else { 1 };
            continue;
        }
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
        let length = bytes.iter().skip(at + 1).take(40).take_while(|byte| word(byte)).count();
        let end = at + 1 + length;
        let reference = raw.get(at..=end).filter(|reference| reference.ends_with(';'));
        match reference.map(|reference| (html::unescape(reference), reference)) {
            Some((resolved, reference)) if resolved != reference && length > 0 => {
                text.push_str(raw.get(copied..at).unwrap_or_default());
                text.push_str(&resolved);
                at = end + 1;
                copied = at;
            }
            _ => at += 1,
        }
    }
    text.push_str(raw.get(copied..).unwrap_or_default());
    Cow::Owned(text)
}
