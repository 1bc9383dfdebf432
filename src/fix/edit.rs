//! Edits of the bytes of one file: which can stand beside each other, what they make together, and
//! where every offset goes. May not choose among fixes.

use std::collections::BTreeMap;

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// First byte to replace, and the byte after the last one.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What to put there.
    pub(super) text: Vec<u8>,
}

/// Edits of one file that do not meet.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits(BTreeMap<(usize, usize), Vec<u8>>);

impl Edits {
    /// Whether an edit can stand beside these: it is one of them, or meets none of them.
    pub(super) fn take(&self, new: &Edit) -> bool {
        if let Some(text) = self.0.get(&(new.start, new.end)) {
            return *text == new.text;
        }
        let up_to = self.0.range(..=(new.end, usize::MAX)).rev();
        let mut near = up_to.take_while(|((_, end), _)| *end >= new.start);
        // Where one is an insertion, the order of the two would decide what comes out even if they
        // only touch.
        near.all(|((start, end), _)| match *start == *end || new.start == new.end {
            true => *end < new.start || new.end < *start,
            false => *end <= new.start || new.end <= *start,
        })
    }

    /// Adds an edit that [`Edits::take`] allows.
    pub(super) fn add(&mut self, edit: &Edit) {
        self.0.insert((edit.start, edit.end), edit.text.clone());
    }

    /// The bytes with all edits; `None` where one lies outside of them.
    pub(super) fn apply(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut new = Vec::with_capacity(bytes.len() + 64);
        let mut at = 0;
        for ((start, end), text) in &self.0 {
            new.extend_from_slice(bytes.get(at..*start)?);
            bytes.get(*start..*end)?;
            new.extend_from_slice(text);
            at = *end;
        }
        new.extend_from_slice(bytes.get(at..)?);
        Some(new)
    }

    /// Where the offsets go.
    pub(super) fn moves(&self) -> Moves {
        let mut moves = Vec::with_capacity(self.0.len());
        let mut by = 0_isize;
        for ((start, end), text) in &self.0 {
            let new_start = start.saturating_add_signed(by);
            moves.push(Move { start: *start, end: *end, new_start, new_end: new_start + text.len() });
            by += text.len().cast_signed() - (end - start).cast_signed();
        }
        Moves(moves)
    }
}

#[derive(Clone, Copy, Debug)]
struct Move {
    start: usize,
    end: usize,
    new_start: usize,
    new_end: usize,
}

/// Where the offsets of a file go when it is edited.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves(Vec<Move>);

/// Where a span goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Exactly there: no edit touches it.
    At(usize, usize),
    /// Somewhere in here.
    Within(usize, usize),
}

impl Moves {
    pub(super) fn of(&self, start: usize, end: usize) -> Place {
        let first = self.0.partition_point(|edit| edit.end < start);
        let after = self.0.partition_point(|edit| edit.start <= end);
        let shifted = |offset: usize, edits: usize| match edits.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some(last) => offset - last.end + last.new_end,
            None => offset,
        };
        let touching = self.0.get(first..after).unwrap_or_default();
        let (Some(one), Some(last)) = (touching.first(), touching.last()) else {
            return Place::At(shifted(start, first), shifted(end, first));
        };
        let start = if one.start <= start { one.new_start } else { shifted(start, first) };
        let end = if last.end >= end { last.new_end } else { shifted(end, after) };
        Place::Within(start, end)
    }
}
