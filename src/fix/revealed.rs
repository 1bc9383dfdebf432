//! What a fix shows that was there before, and what it makes. Front matter that cannot be read hides all
//! that is to be said of it, an address that leads to nothing all that is to be said of its target, and what
//! is wrong with a value altogether the smaller things. May not excuse anything else.

use super::edit::{Moves, Place};
use crate::finding::{Finding, Location};

/// The findings of a trial that are fixed, and what each of them may have hidden.
pub(super) struct Hidden<'f> {
    fixed: Vec<&'f Finding>,
    mended: &'f [usize],
}

impl<'f> Hidden<'f> {
    /// `mended` are the files whose front matter can be read again.
    pub(super) fn new(before: &'f [Finding], is_fixed: &[bool], mended: &'f [usize]) -> Self {
        let fixed = before.iter().zip(is_fixed).filter(|(_, is_fixed)| **is_fixed);
        Self { fixed: fixed.map(|(one, _)| one).collect(), mended }
    }

    /// Whether a finding that is new in a file was hidden there. Except for front matter, a finding that
    /// is fixed hides one other at most, so that they do not become more.
    pub(super) fn shows(&mut self, file: usize, moves: &Moves, new: &Finding) -> bool {
        if self.mended.contains(&file) {
            return true;
        }
        let (start, end) = (new.location.start.offset as usize, new.location.end.offset as usize);
        let hides = |old: &&Finding| {
            let is_there = |span: &Location| {
                let place = moves.of(span.start.offset as usize, span.end.offset as usize);
                matches!(place, Place::Within(from, to) if from <= end && start <= to)
            };
            let mut edits = old.fix.iter().flat_map(|fix| &fix.edits);
            old.location.path == new.location.path
                && (new.severity < old.severity || (is_address(old) && is_address(new)))
                && edits.any(|edit| is_there(&edit.location))
        };
        match self.fixed.iter().position(hides) {
            Some(at) => {
                self.fixed.swap_remove(at);
                true
            }
            None => false,
        }
    }
}

/// Whether a rule looks at where an address leads.
fn is_address(finding: &Finding) -> bool {
    finding.rule.starts_with("image/") || finding.rule.starts_with("link/")
}
