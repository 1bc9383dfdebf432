//! What identifies a finding across edits: its rule, its file, the text that it marks, and which of
//! several equal ones it is; not lines, offsets or messages, which edits elsewhere change.
//! May not read files.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::source::{Lines, Source, Span};

/// The longest text that is kept whole, in characters; of a longer one, this much and a digest.
pub const LONGEST: usize = 80;

/// The text that a finding marks, with every run of blanks as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The text, or its beginning.
    pub text: String,
    /// Of a longer text: the digest of all of it.
    pub digest: Option<u64>,
    /// Whether nothing is marked but a place: the text is that of its line, and may change.
    pub is_place: bool,
}

impl Mark {
    /// The mark of a span; without a source, that of a file as a whole.
    #[must_use]
    pub fn of(source: Option<(&Source, &Lines<'_>)>, span: Span) -> Self {
        let Some((source, lines)) = source else { return Self { is_place: true, ..Self::default() } };
        let text = source.slice(span);
        if text.trim().is_empty() {
            return Self { is_place: true, ..Self::of_text(line(source, lines, span)) };
        }
        Self::of_text(text)
    }

    /// The mark of a text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut mark = Self::default();
        let mut left = LONGEST;
        let mut hash = Fnv::default();
        let mut is_whole = true;
        for (at, word) in text.split_whitespace().enumerate() {
            hash.write(if at == 0 { b"" } else { b"\0" });
            hash.write(word.as_bytes());
            if !is_whole {
                continue;
            }
            if at > 0 {
                mark.text.push(' ');
                left = left.saturating_sub(1);
            }
            match word.char_indices().nth(left) {
                None => {
                    mark.text.push_str(word);
                    left -= word.chars().count();
                }
                Some((end, _)) => {
                    mark.text.push_str(word.get(..end).unwrap_or_default());
                    is_whole = false;
                }
            }
        }
        mark.digest = (!is_whole).then_some(hash.0);
        mark
    }
}

/// The line around a place; at the end of a text, the last one that is not empty.
fn line<'s>(source: &'s Source, lines: &Lines<'_>, span: Span) -> &'s str {
    let mut number = lines.position(span.start).line;
    loop {
        let Some(start) = lines.start_of(number) else { return "" };
        let end = lines.start_of(number + 1).map_or(source.text().len(), |end| end as usize);
        let text = source.slice(Span::new(start as usize, end));
        if !text.trim().is_empty() || number <= 1 {
            return text;
        }
        number -= 1;
    }
}

/// What identifies a finding across edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// Path of the file, relative to the site's root.
    pub path: std::sync::Arc<str>,
    /// Id of the rule.
    pub rule: &'static str,
    /// What is marked.
    pub mark: Mark,
    /// Which one of several equal ones in the file, from 0.
    pub ordinal: u32,
}

/// The fingerprints of the findings of one file, in their order. `source` is the file, if it is a text.
#[must_use]
pub fn of_file(source: Option<&Source>, findings: &[Finding]) -> Vec<Fingerprint> {
    let lines = source.map(Source::lines);
    let mut seen: HashMap<(&'static str, Mark), u32> = HashMap::new();
    let fingerprint = |finding: &Finding| {
        let (start, end) = (finding.location.start.offset, finding.location.end.offset);
        let mark = Mark::of(source.zip(lines.as_ref()), Span { start, end });
        let count = seen.entry((finding.rule, mark.clone())).or_default();
        *count += 1;
        let path = std::sync::Arc::clone(&finding.location.path);
        Fingerprint { path, rule: finding.rule, mark, ordinal: *count - 1 }
    };
    findings.iter().map(fingerprint).collect()
}

/// FNV-1a, 64 bits: short, and fixed for all time.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(pub u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
