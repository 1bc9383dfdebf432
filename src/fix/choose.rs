//! Which fixes of a round can be applied together. The first in the file wins; what meets it waits for
//! the next round. May not know what comes of them.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::edit::{Edit, Edits};
use crate::finding::Finding;
use crate::source::{Encoding, Source, Span};

/// A fix that can be applied in this round.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The index of its file among the inputs.
    pub(super) file: usize,
    /// The index of its finding.
    pub(super) finding: usize,
    /// The rule of the finding.
    pub(super) rule: &'static str,
    /// What it is, wherever in the file it stands: two fixes that say the same have the same key.
    pub(super) key: u64,
    /// In the order of the file; they do not meet.
    pub(super) edits: Vec<Edit>,
}

/// The bytes of a file and what has to be known of them to edit it.
pub(super) struct Text<'b> {
    bytes: &'b [u8],
    invalid: Vec<Span>,
    masked: Option<String>,
    line_end: &'static str,
    is_utf16: bool,
}

impl<'b> Text<'b> {
    pub(super) fn new(path: &Arc<str>, bytes: &'b [u8]) -> Self {
        let (mut invalid, mut masked, mut is_utf16) = (Vec::new(), None, false);
        if std::str::from_utf8(bytes).is_err() {
            let source = Source::from_bytes(Arc::clone(path), bytes.to_vec());
            invalid = source.invalid().to_vec();
            is_utf16 = source.encoding() == Encoding::Utf16;
            masked = Some(source.text().to_owned());
        }
        let first = memchr::memchr(b'\n', bytes).and_then(|at| bytes.get(at.checked_sub(1)?));
        let line_end = if first == Some(&b'\r') { "\r\n" } else { "\n" };
        Self { bytes, invalid, masked, line_end, is_utf16 }
    }

    /// The edits of a finding's fix as edits of the bytes; `None` where it cannot be applied.
    pub(super) fn edits(&self, finding: &Finding) -> Option<Vec<Edit>> {
        let fix = finding.fix.as_deref().filter(|_| !self.is_utf16)?;
        let mut edits = Vec::with_capacity(fix.edits.len());
        for edit in &fix.edits {
            let (start, end) = (edit.location.start.offset as usize, edit.location.end.offset as usize);
            if edit.location.path != finding.location.path {
                return None;
            }
            edits.extend(self.edit(start, end, &edit.text)?);
        }
        edits.sort_by_key(|edit| (edit.start, edit.end));
        edits.dedup();
        let mut together = Edits::default();
        for edit in &edits {
            if !together.take(edit) {
                return None;
            }
            together.add(edit);
        }
        (!edits.is_empty()).then_some(edits)
    }

    /// One edit; nothing where it changes nothing.
    fn edit(&self, start: usize, end: usize, text: &str) -> Option<Option<Edit>> {
        let old = self.bytes.get(start..end)?;
        let text = self.with_line_ends(text);
        if old == text.as_bytes() {
            return Some(None);
        }
        let meets = |span: &Span| (span.start as usize) < end && start < span.end as usize;
        if !self.invalid.iter().any(meets) {
            return Some(Some(Edit { start, end, text: text.into_bytes() }));
        }
        // The text was made from one in which bytes that are not UTF-8 stand as `?`: what both share
        // is left as it is on the disk.
        let shown = self.masked.as_deref().unwrap_or_default().as_bytes().get(start..end)?;
        let text = text.as_bytes();
        let head = shown.iter().zip(text).take_while(|(a, b)| a == b).count();
        let most = shown.len().min(text.len()) - head;
        let tail = shown.iter().rev().zip(text.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let (start, end, text) = (start + head, end - tail, text.get(head..text.len() - tail)?);
        let meets = |span: &Span| (span.start as usize) < end && start < span.end as usize;
        let is_lossy = text.contains(&b'?') && self.invalid.iter().any(meets);
        (!is_lossy).then(|| Some(Edit { start, end, text: text.to_vec() }))
    }

    /// New lines end as those of the file do.
    fn with_line_ends(&self, text: &str) -> String {
        if self.line_end == "\n" || !text.contains('\n') {
            return text.to_owned();
        }
        text.replace("\r\n", "\n").replace('\n', self.line_end)
    }

    /// What a fix is, wherever it stands.
    pub(super) fn key(&self, finding: &Finding, edits: &[Edit]) -> u64 {
        let mut hasher = FxHasher::default();
        let (start, end) = (finding.location.start.offset as usize, finding.location.end.offset as usize);
        (finding.rule, &finding.location.path, self.bytes.get(start..end)).hash(&mut hasher);
        for edit in edits {
            (self.bytes.get(edit.start..edit.end), &edit.text).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Leaves those of one file that do not meet an earlier one. They come in the order of their findings.
pub(super) fn beside_each_other(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut order: Vec<Candidate> = candidates;
    order.sort_by_key(|one| one.edits.first().map(|edit| (edit.start, edit.end)));
    let mut taken = Edits::default();
    order.retain(|one| {
        let fits = one.edits.iter().all(|edit| taken.take(edit));
        if fits {
            one.edits.iter().for_each(|edit| taken.add(edit));
        }
        fits
    });
    order
}

/// The edits of some fixes of one file together.
pub(super) fn together<'c>(candidates: impl Iterator<Item = &'c Candidate>) -> Edits {
    let mut edits = Edits::default();
    candidates.flat_map(|one| &one.edits).for_each(|edit| edits.add(edit));
    edits
}
