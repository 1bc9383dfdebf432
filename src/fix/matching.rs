//! Which findings after some fixes are those from before. What is left over is new. Findings are the
//! same where they lie in the same place once edits have moved it, or where the same text in the same
//! file has the same rule; lines and messages count nothing. May not run a check.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::edit::{Moves, Place};
use crate::finding::{Finding, Severity};

/// The edits and bytes of a file that is edited.
pub(super) struct EditedFile<'f> {
    pub(super) moves: &'f Moves,
    pub(super) old: &'f [u8],
    pub(super) new: &'f [u8],
}

/// What a file's findings were and are.
#[derive(Default)]
struct Pair<'f> {
    before: Vec<&'f Finding>,
    after: Vec<&'f Finding>,
}

/// The findings `after` that none of those `before` accounts for. Those that were to be fixed account
/// for none: `is_fixed` by their index. `read` gives the bytes of a file that is not edited.
pub(super) fn new_ones<'f>(
    before: &'f [Finding],
    is_fixed: &[bool],
    after: &'f [Finding],
    edited: &dyn Fn(&str) -> Option<EditedFile<'f>>,
    read: &dyn Fn(&str) -> Option<Arc<[u8]>>,
) -> Vec<&'f Finding> {
    let mut files: BTreeMap<&str, Pair<'f>> = BTreeMap::new();
    for (finding, _) in before.iter().zip(is_fixed).filter(|(_, is_fixed)| !**is_fixed) {
        files.entry(&finding.location.path).or_default().before.push(finding);
    }
    for finding in after {
        files.entry(&finding.location.path).or_default().after.push(finding);
    }
    let mut new = Vec::new();
    for (path, pair) in files {
        let edits = edited(path);
        pair.leave_new(path, edits.as_ref(), read, &mut new);
    }
    new
}

impl<'f> Pair<'f> {
    fn leave_new(
        mut self,
        path: &str,
        edits: Option<&EditedFile<'_>>,
        read: &dyn Fn(&str) -> Option<Arc<[u8]>>,
        new: &mut Vec<&'f Finding>,
    ) {
        self.cancel(
            |one| match edits.map(|edits| edits.moves.of(bounds(one).0, bounds(one).1)) {
                None => Some(bounds(one)),
                Some(Place::At(start, end)) => Some((start, end)),
                Some(Place::Within(..)) => None,
            },
            |one| Some(bounds(one)),
        );
        if self.after.is_empty() {
            return;
        }
        if !self.before.is_empty() {
            let bytes = if edits.is_none() { read(path) } else { None };
            let bytes = bytes.as_deref().unwrap_or_default();
            let (old, now) = edits.map_or((bytes, bytes), |edits| (edits.old, edits.new));
            self.cancel(|one| old.get(range(one)), |one| now.get(range(one)));
        }
        if let Some(edits) = edits {
            self.cancel_within(edits.moves);
        }
        self.cancel_replaced(edits);
        new.append(&mut self.after);
    }

    /// Takes away pairs of findings of one rule that have the same key.
    fn cancel<K: std::hash::Hash + Eq>(
        &mut self,
        old_key: impl Fn(&Finding) -> Option<K>,
        new_key: impl Fn(&Finding) -> Option<K>,
    ) {
        let mut counts: HashMap<(&str, K), usize> = HashMap::new();
        for one in &self.after {
            if let Some(key) = new_key(one) {
                *counts.entry((one.rule, key)).or_default() += 1;
            }
        }
        let mut gone: HashMap<(&str, K), usize> = HashMap::new();
        self.before.retain(|one| {
            let Some(key) = old_key(one) else { return true };
            match counts.get_mut(&(one.rule, key)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    if let Some(key) = old_key(one) {
                        *gone.entry((one.rule, key)).or_default() += 1;
                    }
                    false
                }
                _ => true,
            }
        });
        self.after.retain(|one| {
            let Some(key) = new_key(one) else { return true };
            match gone.get_mut(&(one.rule, key)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
    }

    /// Takes away, one for one, what is said of a place of which as bad was said before: a link to
    /// nothing that a redirect somewhere else has mended is one to a former address.
    fn cancel_replaced(&mut self, edits: Option<&EditedFile<'_>>) {
        let mut gone: HashMap<(usize, usize), Vec<Severity>> = HashMap::new();
        for one in &self.before {
            let (start, end) = bounds(one);
            let place = match edits.map(|edits| edits.moves.of(start, end)) {
                None => (start, end),
                Some(Place::At(start, end)) => (start, end),
                Some(Place::Within(..)) => continue,
            };
            gone.entry(place).or_default().push(one.severity);
        }
        self.after.retain(|one| {
            let Some(said) = gone.get_mut(&bounds(one)) else { return true };
            let place = said.iter().position(|severity| one.severity <= *severity);
            place.map(|at| said.swap_remove(at)).is_none()
        });
    }

    /// Takes away what lies where an edit has changed the text of an old finding.
    fn cancel_within(&mut self, moves: &Moves) {
        let mut hulls: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for one in &self.before {
            if let Place::Within(start, end) = moves.of(bounds(one).0, bounds(one).1) {
                hulls.entry(one.rule).or_default().push((start, end));
            }
        }
        self.after.retain(|one| {
            let (start, end) = bounds(one);
            let Some(hulls) = hulls.get_mut(one.rule) else { return true };
            let place = hulls.iter().position(|hull| hull.0 <= start && end <= hull.1);
            place.map(|at| hulls.remove(at)).is_none()
        });
    }
}

fn bounds(finding: &Finding) -> (usize, usize) {
    (finding.location.start.offset as usize, finding.location.end.offset as usize)
}

fn range(finding: &Finding) -> std::ops::Range<usize> {
    let (start, end) = bounds(finding);
    start..end
}
