//! Where in a front matter a part of its value stands, and what it is called. May not judge it.

use jsonschema::paths::Location;

use crate::document::front_matter::{Kind, Node, Tree};
use crate::source::Span;

/// A part of a tree.
#[derive(Clone, Debug)]
pub(super) struct Spot<'t> {
    /// It.
    pub(super) node: Node<'t>,
    /// The key that it is the value of.
    pub(super) key: Option<Node<'t>>,
    /// The nearest key around it.
    pub(super) around: Option<Node<'t>>,
    /// What it is called: `author.name`, `tags[2]`; empty for the whole.
    pub(super) name: String,
}

/// The part that a JSON Pointer leads to; nothing where it leads out of the tree.
pub(super) fn find<'t>(tree: &'t Tree, location: &Location) -> Option<Spot<'t>> {
    let mut spot = Spot { node: tree.root(), key: None, around: None, name: String::new() };
    for step in location.as_str().split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        spot = match spot.node.kind() {
            Kind::Mapping(_) => spot.child(&step)?,
            _ => {
                let at: usize = step.parse().ok()?;
                let node = spot.node.items().nth(at)?;
                let name = format!("{}[{}]", spot.name, at);
                Spot { node, key: None, around: spot.around, name }
            }
        };
    }
    Some(spot)
}

impl<'t> Spot<'t> {
    /// The value of a key in it.
    pub(super) fn child(&self, key: &str) -> Option<Self> {
        let pair = self.node.get(key)?;
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        Some(Self { node: pair.value, key: Some(pair.key), around: Some(pair.key), name })
    }

    /// Its bytes; those of its key where it has none of its own, or where it is written elsewhere and an
    /// alias stands for it.
    pub(super) fn span(&self) -> Span {
        let span = self.node.span();
        match self.around {
            Some(key) if span.is_empty() || span.start < key.span().start => key.span(),
            _ => span,
        }
    }

    /// The fewest bytes that stand for a mapping or list as a whole: its key; of an item, its first key.
    pub(super) fn handle(&self, opening: Span) -> Span {
        if let Some(key) = self.key {
            return key.span();
        }
        if self.around.is_none() && self.name.is_empty() {
            return opening;
        }
        let first = self.node.pairs().next().map(|pair| pair.key.span());
        first.unwrap_or_else(|| self.span())
    }

    /// What it is called, for a sentence.
    pub(super) fn subject(&self) -> String {
        if self.name.is_empty() { "the front matter".to_owned() } else { format!("`{}`", self.name) }
    }

    /// What a key in it is called.
    pub(super) fn named(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }
}
