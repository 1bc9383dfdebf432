//! Whether front matter says after a fix what it said before, wherever the fix does not touch it.
//! May not know what the fix is for.

use std::collections::HashMap;
use std::sync::Arc;

use super::edit::{Moves, Place};
use crate::document::front_matter::{self, Format, Kind, Node, NodeId, Tree, Typed, yaml};
use crate::document::{Dialect, Header, is_data};
use crate::source::Source;

/// What a fix did to the front matter of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// What it does not touch says the same.
    Kept,
    /// It could not be read before, and can be now.
    Mended,
    /// It cannot be read any more, or says something else where nothing was to change.
    Lost,
}

pub(super) fn judge(path: &Arc<str>, old: &[u8], new: &[u8], moves: &Moves, dialect: Dialect) -> Verdict {
    let source = |bytes: &[u8]| Source::from_bytes(Arc::clone(path), bytes.to_vec());
    let (old, new) = (source(old), source(new));
    let text = old.text();
    if is_data(path) {
        // YAML's grammar holds JSON's.
        let (old, new) = (yaml::parse(text, 0), yaml::parse(new.text(), 0));
        return match (old.ok(), new.ok()) {
            (Some(old), Some(new)) if is_kept(text, &old, &new, moves) => Verdict::Kept,
            (Some(_), _) => Verdict::Lost,
            (None, _) => Verdict::Kept,
        };
    }
    let (before, after) = (front_matter::read(&old, dialect), front_matter::read(&new, dialect));
    match (parsed(&before), parsed(&after)) {
        (Some((format, before)), Some((same, after))) if format == same => {
            if is_kept(text, before, after, moves) { Verdict::Kept } else { Verdict::Lost }
        }
        (Some(_), _) => Verdict::Lost,
        (None, Some(_)) => Verdict::Mended,
        (None, None) => Verdict::Kept,
    }
}

fn parsed(header: &Header) -> Option<(Format, &Tree)> {
    match header {
        Header::Found(found) => found.tree.as_ref().ok().map(|tree| (found.format, tree)),
        _ => None,
    }
}

/// Each node that no edit touches stands where it has to stand and is what it was, and each key of the
/// outermost mapping still has its value. Nodes are compared one by one, each with its span, so that
/// no nesting and no alias makes it long.
fn is_kept(text: &str, before: &Tree, after: &Tree, moves: &Moves) -> bool {
    let mut places: HashMap<(usize, usize), Vec<Node<'_>>> = HashMap::new();
    for node in after.nodes() {
        places.entry(bounds(node)).or_default().push(node);
    }
    let nodes_stay = before.nodes().all(|node| match place(text, node, moves) {
        Place::Within(..) => true,
        Place::At(start, end) => {
            let there = places.get(&(start, end)).map(Vec::as_slice).unwrap_or_default();
            there.iter().any(|other| is_same(node, *other))
        }
    });
    nodes_stay && keys_stay(text, before, after, moves)
}

/// Of two equal keys the last one counts: a fix may not put one behind another's back.
fn keys_stay(text: &str, before: &Tree, after: &Tree, moves: &Moves) -> bool {
    let last = |tree: &Tree| -> HashMap<String, NodeId> {
        tree.pairs().filter_map(|pair| Some((pair.key.text()?.to_owned(), pair.value.id()))).collect()
    };
    let now = last(after);
    last(before).into_iter().all(|(key, id)| match place(text, before.node(id), moves) {
        Place::Within(..) => true,
        // A key that is gone was touched itself, or its node would be missed.
        Place::At(start, end) => now.get(&key).is_none_or(|id| bounds(after.node(*id)) == (start, end)),
    })
}

/// Where a node goes. What is not there, and what may end in something that is not there, is touched by
/// what is put on its line.
fn place(text: &str, node: Node<'_>, moves: &Moves) -> Place {
    let (start, end) = bounds(node);
    let rest = || text.get(end..).unwrap_or_default();
    let is_open = start == end || node.text().is_none();
    let line_end = if is_open { end + rest().find('\n').unwrap_or(rest().len()) } else { end };
    match moves.of(start, line_end) {
        Place::At(start, to) => Place::At(start, to - (line_end - end)),
        within @ Place::Within(..) => within,
    }
}

fn bounds(node: Node<'_>) -> (usize, usize) {
    (node.span().start as usize, node.span().end as usize)
}

/// Whether two nodes are of one kind; what they hold is compared by itself.
fn is_same(a: Node<'_>, b: Node<'_>) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::Scalar { text, typed }, Kind::Scalar { text: other, typed: type_of_other }) => {
            text == other && is_same_type(typed, type_of_other)
        }
        (Kind::Sequence(items), Kind::Sequence(others)) => items.len() == others.len(),
        (Kind::Mapping(pairs), Kind::Mapping(others)) => pairs.len() == others.len(),
        _ => false,
    }
}

fn is_same_type(a: &Typed, b: &Typed) -> bool {
    match (a, b) {
        // Not a number is none it equals.
        (Typed::Float(a), Typed::Float(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    }
}
