//! The text of a date, prepared for the patterns, of which each match is taken out as it is read.
//! May not know what the parts mean.

use std::sync::LazyLock;

use regex_automata::util::captures::Captures;

use crate::generator::jekyll::date::pattern::Pattern;

/// Numbers from here on are far out of range, or a year of which nothing is said.
pub(in crate::generator::jekyll::date) const LARGEST: i64 = 10_000_000_000_000_000;

/// What is left of a text, and the byte at which each part of it stood in the whole, and the end.
pub(super) struct Text {
    bytes: Vec<u8>,
    origins: Vec<u32>,
}

impl Text {
    /// Keeps letters, digits and `-+',./:@[]`; anything else becomes one space. A letter that is
    /// not ASCII becomes `X` (and a real `X` becomes `x`), such a digit `_`.
    pub(super) fn new(text: &str) -> Self {
        let (mut bytes, mut origins) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (at, ch) in text.char_indices() {
            let byte = match ch {
                'X' => b'x',
                'a'..='z' | 'A'..='Z' | '0'..='9' => ch as u8,
                '-' | '+' | '\'' | ',' | '.' | '/' | ':' | '@' | '[' | ']' => ch as u8,
                _ if ch.is_ascii() => b' ',
                _ if ch.is_alphabetic() => b'X',
                _ if is_decimal_digit(ch) => b'_',
                _ => b' ',
            };
            if byte != b' ' || bytes.last() != Some(&b' ') {
                bytes.push(byte);
                origins.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        origins.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { bytes, origins }
    }

    /// Whether a pattern matches.
    pub(super) fn has(&self, pattern: &'static Pattern) -> bool {
        LazyLock::force(pattern).as_ref().is_some_and(|regex| regex.is_match(&self.bytes))
    }

    /// The first match of a pattern, which a space replaces.
    pub(super) fn take(&mut self, pattern: &'static Pattern) -> Option<Groups> {
        let groups = Groups::find(pattern, &self.bytes)?;
        let whole = groups.captures.get_match()?;
        self.bytes.splice(whole.range(), [b' ']);
        let origin = self.origins.get(whole.start()).copied().unwrap_or_default();
        self.origins.splice(whole.range(), [origin]);
        Some(groups)
    }

    /// From the first to the last thing that is left: digits, or where there are none, words. The
    /// `T` between day and time is neither. A letter that is not ASCII may be longer than one byte.
    pub(super) fn unread(&self) -> Option<(u32, u32)> {
        let is_digit = |at: usize| matches!(self.bytes.get(at), Some(b'0'..=b'9' | b'_'));
        let is_letter = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let is_word =
            |at: usize| is_letter(at) && (is_letter(at + 1) || at.checked_sub(1).is_some_and(is_letter));
        let all = 0..self.bytes.len();
        let (first, last) =
            match (all.clone().find(|at| is_digit(*at)), all.clone().rfind(|at| is_digit(*at))) {
                (Some(first), Some(last)) => (first, last),
                _ => (all.clone().find(|at| is_word(*at))?, all.clone().rfind(|at| is_word(*at))?),
            };
        Some((*self.origins.get(first)?, *self.origins.get(last + 1)?))
    }
}

/// The named parts of a match.
pub(super) struct Groups {
    captures: Captures,
    haystack: Vec<u8>,
}

impl Groups {
    /// The first match in a text.
    pub(super) fn find(pattern: &'static Pattern, haystack: &[u8]) -> Option<Self> {
        let regex = LazyLock::force(pattern).as_ref()?;
        let mut captures = regex.create_captures();
        regex.captures(haystack, &mut captures);
        captures.is_match().then(|| Self { captures, haystack: haystack.to_vec() })
    }

    /// The bytes of a part; `None` where the pattern has no such part, or it took no part.
    pub(super) fn get(&self, name: &str) -> Option<&[u8]> {
        let span = self.captures.get_group_by_name(name)?;
        self.haystack.get(span.range())
    }

    /// The same as text.
    pub(super) fn string(&self, name: &str) -> Option<String> {
        self.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// The number that a part of digits is.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name).map(number)
    }
}

/// The number that digits are, with a sign before them or not; 0 for anything else.
pub(super) fn number(text: &[u8]) -> i64 {
    let (negative, digits) = match text.split_first() {
        Some((b'-', digits)) => (true, digits),
        Some((b'+', digits)) => (false, digits),
        _ => (false, text),
    };
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    let number = digits.fold(0_i64, |number, digit| (number * 10 + i64::from(digit - b'0')).min(LARGEST));
    if negative { -number } else { number }
}

/// The first nine digits of a fraction, as nanoseconds.
pub(super) fn nanoseconds(digits: &[u8]) -> u32 {
    let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
    padded.fold(0, |number, digit| number * 10 + u32::from(digit.wrapping_sub(b'0') % 10))
}

/// Whether it is a decimal digit (general category Nd) outside ASCII.
fn is_decimal_digit(ch: char) -> bool {
    /// The zeros of the scripts of the Basic Multilingual Plane.
    const ZEROS: [u32; 37] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
        0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
        0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0,
    ];
    let code = u32::from(ch);
    ZEROS.iter().any(|zero| (*zero..zero + 10).contains(&code))
        || (ch.is_numeric() && code > 0xffff && code < 0x1f100)
}
