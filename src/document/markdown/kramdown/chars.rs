//! Bytes and characters as Ruby's regular expressions class them. May not allocate.

use super::mask::NOTHING;

/// `\s`
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | NOTHING)
}

/// Whether `\s` follows, past what leaves no trace; not at the limit.
pub(super) fn space_follows(bytes: &[u8], at: usize, limit: usize) -> bool {
    let rest = bytes.get(at..limit).unwrap_or_default();
    rest.iter().find(|byte| **byte != NOTHING).is_some_and(|byte| is_space(*byte))
}

/// The last byte of `from..at` that leaves a trace.
pub(super) fn byte_before(bytes: &[u8], from: usize, at: usize) -> Option<u8> {
    bytes.get(from..at)?.iter().rev().find(|byte| **byte != NOTHING).copied()
}

/// Offset of the first byte from `at` on that is not `\s`, at most `limit`.
pub(super) fn skip_space(bytes: &[u8], mut at: usize, limit: usize) -> usize {
    while at < limit && bytes.get(at).is_some_and(|byte| is_space(*byte)) {
        at += 1;
    }
    at
}

/// The end of `from..to` without trailing `\s`.
pub(super) fn trim_end(bytes: &[u8], from: usize, mut to: usize) -> usize {
    while to > from && bytes.get(to - 1).is_some_and(|byte| is_space(*byte)) {
        to -= 1;
    }
    to
}

/// The character that begins at `at`.
pub(super) fn char_at(bytes: &[u8], at: usize) -> Option<char> {
    let first = *bytes.get(at)?;
    if first < 0x80 {
        return Some(char::from(first));
    }
    let length = match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    std::str::from_utf8(bytes.get(at..at + length)?).ok()?.chars().next()
}

/// The character that ends before `at`, not looking before `from`.
pub(super) fn char_before(bytes: &[u8], from: usize, at: usize) -> Option<char> {
    let mut start = at;
    while start > from {
        start -= 1;
        if bytes.get(start).is_some_and(|byte| byte & 0xc0 != 0x80) {
            return char_at(bytes, start);
        }
    }
    None
}

/// The end of a run of characters from `at` on.
pub(super) fn run(bytes: &[u8], mut at: usize, limit: usize, is_in: impl Fn(char) -> bool) -> usize {
    while at < limit {
        match char_at(bytes, at) {
            Some(character) if is_in(character) => at += character.len_utf8(),
            _ => break,
        }
    }
    at.min(limit)
}

/// `\w`, which knows ASCII alone.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// `\p{Word}`
pub(super) fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The end of a name of kramdown's attribute lists (`ALD_ID_NAME`), or `at` where there is none.
pub(super) fn list_name(bytes: &[u8], at: usize, limit: usize) -> usize {
    let rest = bytes.get(at..limit).unwrap_or_default();
    if !rest.first().is_some_and(|byte| is_word(*byte)) {
        return at;
    }
    at + rest.iter().take_while(|byte| is_word(**byte) || **byte == b'-').count()
}

/// The end of an XML name (`UNAME_STR` of REXML's baseparser.rb), or `at` where there is none.
pub(super) fn xml_name(bytes: &[u8], at: usize, limit: usize) -> usize {
    let part = |at: usize| {
        let first = if at < limit { char_at(bytes, at) } else { None };
        if !first.is_some_and(|one| one.is_alphabetic() || one == '_') {
            return at;
        }
        run(bytes, at, limit, |one| one.is_alphanumeric() || matches!(one, '-' | '.' | '_'))
    };
    let end = part(at);
    if end > at && end < limit && bytes.get(end) == Some(&b':') {
        let second = part(end + 1);
        if second > end + 1 {
            return second;
        }
    }
    end
}
