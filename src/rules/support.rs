//! Small questions that several rules ask of an entry. May not report anything.

pub(crate) mod categories;
pub(crate) mod missing_tag;
pub(crate) mod online;
pub(crate) mod unresolved;

use crate::publication::SiteFacts;

pub(crate) use crate::document::address::invalid_reason;
pub(crate) use crate::document::place::{has_hidden_attributes, is_in_code};
pub(crate) use crate::text::excerpt;

/// Whether a host is the site's own.
pub(crate) fn is_own_host(site: &SiteFacts, host: &str) -> bool {
    site.is_own_host(host)
}

/// A hash of a text, the same in every run: eight bytes at a time are folded into 64 bits.
pub(crate) fn digest(seed: u64, text: &[u8]) -> u64 {
    let fold = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
        let [low, high] = [product & u128::from(u64::MAX), product >> 64];
        u64::try_from(low ^ high).unwrap_or_default().rotate_left(23)
    };
    let mut hash = seed ^ 0x51_7c_c1_b7_27_22_0a_95;
    for word in text.chunks(8) {
        let mut bytes = [0_u8; 8];
        for (to, from) in bytes.iter_mut().zip(word) {
            *to = *from;
        }
        hash = fold(hash, u64::from_le_bytes(bytes));
    }
    fold(hash, text.len() as u64)
}

/// Whether a text shows where the reader is to put something of his own.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let is_shouted =
        |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let in_brackets = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inner, _)| inner);
    text.contains(['<', '>', '{', '}', '$', '*', '…'])
        || in_brackets.is_some_and(|inner| !inner.contains(':'))
        || text.contains("...")
        || text.starts_with("localhost")
        || text.split(|one: char| !one.is_ascii_alphanumeric() && one != '_').any(is_shouted)
}
