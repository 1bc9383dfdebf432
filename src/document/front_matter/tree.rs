//! The tree of a front matter: nodes in one arena, each with its span and its typed value.
//! May not know which format was parsed: YAML, TOML and JSON build the same tree.

use crate::source::Span;

/// Index of a node in its [`Tree`]. Two places that share a node (a YAML alias) share the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// Nodes are numbered in the order in which they were added.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// A block scalar, `|` or `>`.
    Block,
    /// A collection in brackets or braces.
    Flow,
}

/// The type that the generator gives a scalar.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// `null`, `~`, nothing.
    Null,
    /// `true`, `yes`, `on` and so on.
    Bool(bool),
    /// An integer that fits 128 bits.
    Integer(i128),
    /// An integer that does not.
    BigInteger,
    /// A float; a base-60 number is one, for upstream Jekyll.
    Float(f64),
    /// A date without time: year, month, day.
    Date(i32, u8, u8),
    /// A point in time: nanoseconds since 1970 UTC, and whether the text had an offset.
    Time {
        /// Nanoseconds since 1970-01-01T00:00:00Z.
        nanoseconds: i128,
        /// Whether the text named an offset or `Z`. Without one it was read as UTC.
        has_offset: bool,
        /// That offset in seconds; 0 where the text had none.
        offset: i32,
    },
    /// Nothing: the loader raises on it (`1__0.5`), and the whole front matter is lost.
    Refused,
    /// Text.
    String,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A scalar: its text after unescaping, and its type.
    Scalar {
        /// The text after unescaping and folding.
        text: Box<str>,
        /// The type upstream Jekyll gives it.
        typed: Typed,
    },
    /// A list.
    Sequence(Vec<NodeId>),
    /// Pairs in the order of the file, duplicates included.
    Mapping(Vec<(NodeId, NodeId)>),
}

#[derive(Clone, Debug)]
struct Stored {
    span: Span,
    style: Style,
    tag: Option<Span>,
    kind: Kind,
}

/// A parsed front matter.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Stored>,
    root: NodeId,
    null_keys: Vec<Span>,
    ignored: Option<Span>,
    refused: Option<Span>,
}

impl Tree {
    /// The outermost node; an empty front matter has a null scalar here.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        self.node(self.root)
    }

    /// The node of an id that came from this tree.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// The pair of a key at the top level. Of duplicates the last one counts, as in Jekyll.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Pair<'_>> {
        self.root().get(key)
    }

    /// Keys that are null (`~: x`). SafeYAML's `PsychHandler` takes none of them as a key, so that
    /// what follows each in its mapping shifts by one: the value becomes the next key.
    #[must_use]
    pub fn null_keys(&self) -> &[Span] {
        &self.null_keys
    }

    /// What follows the first YAML document of the text, and is therefore never read: lines that
    /// are indented less than the first key, for one.
    #[must_use]
    pub fn ignored(&self) -> Option<Span> {
        self.ignored
    }

    /// A value on which SafeYAML raises although libyaml takes the text, so that all of it is lost:
    /// a number with two underscores before its point, or `<<` with anything but a mapping.
    #[must_use]
    pub fn refused(&self) -> Option<Span> {
        self.refused
    }

    /// Every node, children before their collections; a node that aliases share comes once.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0_u32..).zip(&self.nodes).map(|(index, _)| Node { tree: self, id: NodeId(index) })
    }

    /// The top-level pairs in the order of the file, duplicates included.
    pub fn pairs(&self) -> impl DoubleEndedIterator<Item = Pair<'_>> {
        self.root().pairs()
    }
}

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'t> {
    /// The key.
    pub key: Node<'t>,
    /// The value.
    pub value: Node<'t>,
}

impl<'t> Node<'t> {
    fn stored(self) -> &'t Stored {
        &self.tree.nodes[self.id.0 as usize]
    }

    /// Its id, equal for all aliases of one anchor.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Its bytes in the file, quotes included; empty where a value is missing.
    #[must_use]
    pub fn span(self) -> Span {
        self.stored().span
    }

    /// How it was written.
    #[must_use]
    pub fn style(self) -> Style {
        self.stored().style
    }

    /// The bytes of its YAML tag (`!ruby/object`), if it has one.
    #[must_use]
    pub fn tag(self) -> Option<Span> {
        self.stored().tag
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> &'t Kind {
        &self.stored().kind
    }

    /// The type of a scalar; `None` for collections.
    #[must_use]
    pub fn typed(self) -> Option<&'t Typed> {
        match self.kind() {
            Kind::Scalar { typed, .. } => Some(typed),
            _ => None,
        }
    }

    /// The text of a scalar as written (after unescaping), whatever its type; `None` for collections.
    #[must_use]
    pub fn text(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text, if the generator sees a string.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Scalar { text, typed: Typed::String } => Some(text),
            _ => None,
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.typed(), Some(Typed::Null))
    }

    /// Whether it is a mapping.
    #[must_use]
    pub fn is_mapping(self) -> bool {
        matches!(self.kind(), Kind::Mapping(_))
    }

    /// The items of a list; nothing for anything else.
    pub fn items(self) -> impl DoubleEndedIterator<Item = Self> {
        let items: &[NodeId] = match self.kind() {
            Kind::Sequence(items) => items,
            _ => &[],
        };
        items.iter().map(move |id| self.tree.node(*id))
    }

    /// The pairs of a mapping in the order of the file; nothing for anything else.
    pub fn pairs(self) -> impl DoubleEndedIterator<Item = Pair<'t>> {
        let pairs: &[(NodeId, NodeId)] = match self.kind() {
            Kind::Mapping(pairs) => pairs,
            _ => &[],
        };
        let tree = self.tree;
        pairs.iter().map(move |(key, value)| Pair { key: tree.node(*key), value: tree.node(*value) })
    }

    /// The pair of a key. Of duplicates the last one counts.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Pair<'t>> {
        self.pairs().rev().find(|pair| pair.key.text() == Some(key))
    }
}

/// Builds a [`Tree`] from the leaves up.
#[derive(Debug, Default)]
pub struct TreeBuilder {
    nodes: Vec<Stored>,
    null_keys: Vec<Span>,
    ignored: Option<Span>,
    refused: Option<Span>,
}

impl TreeBuilder {
    /// Adds a node whose children were added before.
    pub fn add(&mut self, span: Span, style: Style, tag: Option<Span>, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Stored { span, style, tag, kind });
        id
    }

    /// Ends the tree.
    #[must_use]
    pub fn finish(self, root: NodeId) -> Tree {
        let Self { nodes, null_keys, ignored, refused } = self;
        Tree { nodes, root, null_keys, ignored, refused }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn note_refused(&mut self, span: Span) {
        self.refused.get_or_insert(span);
    }

    pub(super) fn note_ignored(&mut self, span: Span) {
        self.ignored = Some(span);
    }

    pub(super) fn note_null_key(&mut self, id: NodeId) {
        let span = self.span(id);
        self.null_keys.push(span);
    }

    pub(super) fn span(&self, id: NodeId) -> Span {
        self.nodes.get(id.index()).map(|node| node.span).unwrap_or_default()
    }

    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.kind(id)? {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_null(&self, id: NodeId) -> bool {
        matches!(self.kind(id), Some(Kind::Scalar { typed: Typed::Null, .. }))
    }

    pub(super) fn is_mapping(&self, id: NodeId) -> bool {
        matches!(self.kind(id), Some(Kind::Mapping(_)))
    }

    pub(super) fn pairs_of(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match self.kind(id) {
            Some(Kind::Mapping(pairs)) => pairs,
            _ => &[],
        }
    }

    fn kind(&self, id: NodeId) -> Option<&Kind> {
        self.nodes.get(id.index()).map(|node| &node.kind)
    }
}
