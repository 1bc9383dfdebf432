//! The files of a run, read again for excerpts: findings keep places, not texts. Each file is read
//! once as long as its findings come one after another.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use crate::check::{Outcome, read};
use crate::sink::Undecided;
use crate::source::{Position, Source};
use crate::walk::{Input, Inventory};

/// How many files stay in memory: the one at hand, and those its labels point to.
const KEPT: usize = 8;

/// Reads files by their path, and keeps the last few.
pub(crate) struct Sources<'r> {
    inputs: &'r [Input],
    recent: VecDeque<(Arc<str>, Rc<Source>)>,
}

impl<'r> Sources<'r> {
    pub(crate) fn new(inventory: &'r Inventory) -> Self {
        Self { inputs: &inventory.inputs, recent: VecDeque::new() }
    }

    /// The file of a path, or `None` where it is not of this run or cannot be read any more.
    pub(crate) fn get(&mut self, path: &str) -> Option<Rc<Source>> {
        if let Some(at) = self.recent.iter().position(|(known, _)| &**known == path) {
            let found = self.recent.remove(at)?;
            self.recent.push_front(found);
        } else {
            let at = self.inputs.binary_search_by(|input| (*input.path).cmp(path)).ok()?;
            let input = self.inputs.get(at)?;
            let source = Rc::new(read(input).ok()?);
            self.recent.truncate(KEPT - 1);
            self.recent.push_front((Arc::clone(&input.path), source));
        }
        self.recent.front().map(|(_, source)| Rc::clone(source))
    }
}

/// The first character of a file.
const START: Position = Position { offset: 0, line: 1, column: 1 };

/// A question without an answer, with its place.
pub(crate) struct PlacedUndecided<'r> {
    pub(crate) rule: &'static str,
    pub(crate) path: &'r str,
    pub(crate) start: Position,
    pub(crate) end: Position,
    pub(crate) reason: &'r str,
}

impl<'r> Sources<'r> {
    /// The questions of a run with their places, sorted as findings are. A file that cannot be read
    /// any more keeps its questions, at its start.
    pub(crate) fn place_undecided(&mut self, outcome: &'r Outcome) -> Vec<PlacedUndecided<'r>> {
        let mut order: Vec<&Undecided> = outcome.undecided.iter().collect();
        order.sort_by_key(|one| (one.file, one.span, one.rule));
        let inputs = self.inputs;
        let mut placed = Vec::with_capacity(order.len());
        for group in order.chunk_by(|a, b| a.file == b.file) {
            let Some(input) = group.first().and_then(|one| inputs.get(one.file.0 as usize)) else { continue };
            let source = self.get(&input.path);
            let lines = source.as_ref().map(|source| source.lines());
            let position = |offset| lines.as_ref().map_or(START, |lines| lines.position(offset));
            placed.extend(group.iter().filter_map(|one| {
                let (start, end) = (position(one.span.start), position(one.span.end));
                let rule = outcome.rules.get(one.rule)?.id;
                Some(PlacedUndecided { rule, path: &input.path, start, end, reason: &one.reason })
            }));
        }
        placed
    }
}
