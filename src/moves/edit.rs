//! Replacements in the files of a site, kept by the path that each file has before the move.
//! May not read a file or decide what is replaced.

use std::collections::BTreeMap;

use crate::source::Span;

/// A stretch of a file and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; empty where text is only added.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

/// Replacements by file; those of one file never overlap.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    files: BTreeMap<String, Vec<Edit>>,
}

impl Edits {
    /// Adds a replacement. False where another one is wanted for some of the same bytes; the first
    /// stays then.
    pub fn add(&mut self, path: &str, span: Span, text: impl Into<String>) -> bool {
        let edit = Edit { span, text: text.into() };
        let edits = self.files.entry(path.to_owned()).or_default();
        let at = edits.partition_point(|one| (one.span.start, one.span.end) < (span.start, span.end));
        if edits.get(at) == Some(&edit) {
            return true;
        }
        let is_free = |one: Option<&Edit>| {
            one.is_none_or(|one| {
                one.span != span && (one.span.end <= span.start || span.end <= one.span.start)
            })
        };
        let before = at.checked_sub(1).and_then(|before| edits.get(before));
        if !is_free(before) || !is_free(edits.get(at)) {
            return false;
        }
        edits.insert(at, edit);
        true
    }

    /// Whether bytes of a file are already replaced.
    #[must_use]
    pub fn touch(&self, path: &str, span: Span) -> bool {
        let edits = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
        edits.iter().any(|one| one.span.start < span.end && span.start < one.span.end)
    }

    /// The paths of the files that change.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether a file changes.
    #[must_use]
    pub fn change(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|edits| !edits.is_empty())
    }

    /// How many replacements there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// Where a byte of a file lies after the replacements before it.
    #[must_use]
    pub fn shift(&self, path: &str, offset: u32) -> u32 {
        let edits = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
        let before = edits.iter().take_while(|one| one.span.end <= offset && one.span.start < offset.max(1));
        let moved: i64 = before
            .map(|one| {
                i64::try_from(one.text.len()).unwrap_or(0) - i64::try_from(one.span.len()).unwrap_or(0)
            })
            .sum();
        u32::try_from(i64::from(offset) + moved).unwrap_or(u32::MAX)
    }

    /// The bytes of a file after its replacements; every other byte stays what it is.
    #[must_use]
    pub fn apply(&self, path: &str, bytes: &[u8]) -> Vec<u8> {
        let edits = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
        let mut out = Vec::with_capacity(bytes.len() + edits.iter().map(|one| one.text.len()).sum::<usize>());
        let mut at = 0;
        for one in edits {
            let range = one.span.range();
            out.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
            out.extend_from_slice(one.text.as_bytes());
            at = range.end;
        }
        out.extend_from_slice(bytes.get(at..).unwrap_or_default());
        out
    }
}
