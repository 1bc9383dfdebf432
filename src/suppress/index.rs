//! Which name of which comment covers a byte: a lookup in logarithmic time, however many comments and
//! findings a file has. May not know what covering means.

use std::collections::{BTreeSet, HashMap};

use super::{Comment, Meaning, Scope};

/// By name, the stretches of a file with the comment that counts there.
#[derive(Clone, Debug, Default)]
pub(super) struct Index(HashMap<Box<str>, Layer>);

/// From each byte on, what covers it.
#[derive(Clone, Debug, Default)]
struct Layer(Vec<(u32, Option<Mark>)>);

/// A name of a comment. The greatest counts: the nearest comment, and of equal ones the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    rank: u8,
    start: u32,
    /// Counted down, so that earlier ones are greater.
    comment: std::cmp::Reverse<usize>,
    name: std::cmp::Reverse<usize>,
}

impl Index {
    /// The comments whose last day is over, or the others.
    pub(super) fn of(comments: &[Comment], is_expired: bool) -> Self {
        let mut marks: HashMap<&str, Vec<(u32, bool, Mark)>> = HashMap::new();
        for (at, comment) in comments.iter().enumerate().filter(|(_, one)| one.is_expired == is_expired) {
            let rank = match comment.scope {
                Scope::Line | Scope::NextLine => 2,
                Scope::Start => 1,
                Scope::File => 0,
                Scope::End => continue,
            };
            for (name, named) in comment.names.iter().enumerate() {
                if !matches!(named.meaning, Meaning::Known { .. }) {
                    continue;
                }
                for covered in &named.covers {
                    let start = if rank == 1 { covered.start } else { 0 };
                    let (comment, name) = (std::cmp::Reverse(at), std::cmp::Reverse(name));
                    let mark = Mark { rank, start, comment, name };
                    let changes = marks.entry(&named.text).or_default();
                    changes.extend([(covered.start, true, mark), (covered.end, false, mark)]);
                }
            }
        }
        Self(marks.into_iter().map(|(name, changes)| (name.into(), Layer::of(changes))).collect())
    }

    /// The comment and its name that cover a finding of a rule at a byte. The nearest comment counts; of
    /// one that names a rule and its group, the rule.
    pub(super) fn find(&self, rule: &str, offset: u32) -> Option<(usize, usize)> {
        if self.0.is_empty() {
            return None;
        }
        let group = rule.split('/').next().unwrap_or_default();
        let of = |name: &str| self.0.get(name).and_then(|layer| layer.at(offset));
        let (by_rule, by_group) = (of(rule), of(group));
        let mark = match (by_rule, by_group) {
            (Some(rule), Some(group)) if (group.rank, group.start) > (rule.rank, rule.start) => group,
            (Some(mark), _) | (None, Some(mark)) => mark,
            (None, None) => return None,
        };
        Some((mark.comment.0, mark.name.0))
    }
}

impl Index {
    /// The comments and names that cover a byte and are of a group, or name it.
    pub(super) fn of_group(&self, group: &str, offset: u32) -> Vec<(usize, usize)> {
        let is_of = |name: &str| name.split('/').next() == Some(group);
        let layers = self.0.iter().filter(|(name, _)| is_of(name)).map(|(_, layer)| layer);
        layers.filter_map(|layer| layer.at(offset)).map(|mark| (mark.comment.0, mark.name.0)).collect()
    }
}

impl Layer {
    fn of(mut changes: Vec<(u32, bool, Mark)>) -> Self {
        changes.sort_unstable();
        let mut layer = Vec::new();
        let mut open = BTreeSet::new();
        for here in changes.chunk_by(|a, b| a.0 == b.0) {
            for (_, _, mark) in here.iter().filter(|(_, begins, _)| !begins) {
                open.remove(mark);
            }
            for (_, _, mark) in here.iter().filter(|(_, begins, _)| *begins) {
                open.insert(*mark);
            }
            if let Some((at, _, _)) = here.first() {
                layer.push((*at, open.last().copied()));
            }
        }
        Self(layer)
    }

    fn at(&self, offset: u32) -> Option<Mark> {
        let next = self.0.partition_point(|(from, _)| *from <= offset);
        self.0.get(next.checked_sub(1)?)?.1
    }
}
