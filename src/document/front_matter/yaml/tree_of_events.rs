//! From the parser's events to the tree: spans, styles, aliases, merge keys, and the limits that
//! keep a small text from becoming a large tree. Holds its own stack: depth costs no recursion.

use libyaml_safer::{Event, EventData, MappingStyle, ScalarStyle, SequenceStyle};
use rustc_hash::FxHashMap;

use super::Stop;
use super::input::Prepared;
use crate::document::front_matter::scalar::type_plain;
use crate::document::front_matter::{Kind, NodeId, Style, Tree, TreeBuilder, Typed};
use crate::source::Span;

/// Deepest nesting, aliases included.
const DEEPEST: u32 = 128;
/// Most values that aliases may add to those written out.
const MOST_ALIASED: usize = 100_000;
/// Most values in one tree.
const MOST_NODES: usize = 250_000;

/// A collection whose end was not seen yet.
struct Frame {
    start: usize,
    end: usize,
    tag: Option<Span>,
    anchor: Option<String>,
    style: Style,
    is_mapping: bool,
    /// Whether it ends with a bracket of its own, at the event of its end.
    bracketed: bool,
    /// Where its children start among the pending ones.
    first_child: usize,
    /// How many nodes the tree had when it started: older nodes come from aliases.
    first_node: usize,
    height: u32,
    weight: usize,
}

/// What an alias of a name stands for.
#[derive(Clone, Copy)]
struct Anchored {
    /// `None` while its collection is open: an alias to itself.
    id: Option<NodeId>,
    height: u32,
    weight: usize,
}

pub(super) struct Reading<'t> {
    text: &'t str,
    offset: usize,
    prepared: &'t Prepared<'t>,
    tree: TreeBuilder,
    frames: Vec<Frame>,
    pending: Vec<NodeId>,
    anchors: FxHashMap<String, Anchored>,
    aliased: usize,
    root: Option<NodeId>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str, offset: usize, prepared: &'t Prepared<'t>) -> Self {
        Self {
            text,
            offset,
            prepared,
            tree: TreeBuilder::default(),
            frames: Vec::new(),
            pending: Vec::new(),
            anchors: FxHashMap::default(),
            aliased: 0,
            root: None,
        }
    }

    pub(super) fn take(&mut self, event: Event) -> Result<(), Stop> {
        let start = self.place(event.start_mark.index);
        let end = self.place(event.end_mark.index);
        match event.data {
            EventData::Scalar { anchor, tag, value, quoted_implicit, style, .. } => {
                self.scalar(start, end, Scalar { anchor, tag, value, quoted_implicit, style })
            }
            EventData::Alias { anchor } => self.alias(&anchor, start, end),
            EventData::SequenceStart { anchor, tag, style, .. } => {
                let flow = style == SequenceStyle::Flow;
                self.open(start, end, anchor, tag.is_some(), flow, false)
            }
            EventData::MappingStart { anchor, tag, style, .. } => {
                let flow = style == MappingStyle::Flow;
                self.open(start, end, anchor, tag.is_some(), flow, true)
            }
            EventData::SequenceEnd | EventData::MappingEnd => self.close(end),
            _ => Ok(()),
        }
    }

    /// Ends the tree at the end of the first document, as the parser counts it.
    pub(super) fn finish(mut self, ended: u64) -> Tree {
        if let Some((start, end)) = self.content_from(self.place(ended)) {
            let span = self.span(start, end);
            self.tree.note_ignored(span);
        }
        let root = self.root.unwrap_or_else(|| {
            let kind = Kind::Scalar { text: Box::default(), typed: Typed::Null };
            let end = self.text.len();
            let span = self.span(end, end);
            self.tree.add(span, Style::Plain, None, kind)
        });
        self.tree.finish(root)
    }

    /// What is neither blank nor comment from an offset to the end.
    fn content_from(&self, from: usize) -> Option<(usize, usize)> {
        let mut at = from;
        for line in self.text.get(from..)?.split_inclusive(['\n', '\r']) {
            let text = line.trim();
            if !text.is_empty() && !text.starts_with('#') {
                let start = at + line.len() - line.trim_start().len();
                return Some((start, self.text.trim_end().len()));
            }
            at += line.len();
        }
        None
    }

    fn place(&self, counted: u64) -> usize {
        let counted = usize::try_from(counted).unwrap_or(usize::MAX);
        self.prepared.original(counted).min(self.text.len())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }

    fn scalar(&mut self, start: usize, end: usize, scalar: Scalar) -> Result<(), Stop> {
        let Scalar { anchor, tag, mut value, quoted_implicit, style } = scalar;
        let properties = anchor.is_some() || tag.is_some();
        let (start, tag_span) = if properties { self.after_properties(start, end)? } else { (start, None) };
        let end = if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            start + self.text.get(start..end).map_or(0, |block| block.trim_end().len())
        } else {
            end
        };
        self.prepared.clean(self.text, start, end, &mut value);
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if block && self.prepared.line_end && end == self.text.len() && value.ends_with('\n') {
            value.pop();
        }
        let is_text = quoted_implicit || matches!(tag.as_deref(), Some("!" | BINARY | "!binary"));
        let typed = if is_text { Typed::String } else { type_plain(&value) };
        if typed == Typed::Refused {
            let span = self.span(start, end);
            self.tree.note_refused(span);
        }
        let kind = Kind::Scalar { text: value.into_boxed_str(), typed };
        let id = self.add(start, end, style_of(style), tag_span, kind)?;
        self.attach(id, anchor, 1, 1, end);
        Ok(())
    }

    fn alias(&mut self, name: &str, start: usize, end: usize) -> Result<(), Stop> {
        let Some(Anchored { id: Some(id), height, weight }) = self.anchors.get(name).copied() else {
            // Unknown, or an alias to the collection it stands in: null for SafeYAML in the first
            // case, and no tree in the second.
            let kind = Kind::Scalar { text: Box::default(), typed: Typed::Null };
            let id = self.add(start, end, Style::Plain, None, kind)?;
            self.attach(id, None, 1, 1, end);
            return Ok(());
        };
        self.aliased = self.aliased.saturating_add(weight);
        if self.aliased > MOST_ALIASED {
            return Err(Stop::TooMuch(
                self.span(start, end),
                "the aliases here stand for more than a hundred thousand values",
            ));
        }
        if self.depth() + height > DEEPEST {
            return Err(self.too_deep(start, end));
        }
        self.attach(id, None, height, weight, end);
        Ok(())
    }

    fn open(
        &mut self,
        start: usize,
        end: usize,
        anchor: Option<String>,
        tagged: bool,
        flow: bool,
        is_mapping: bool,
    ) -> Result<(), Stop> {
        if self.depth() >= DEEPEST {
            return Err(self.too_deep(start, end));
        }
        let tag = if tagged { self.after_properties(start, end)?.1 } else { None };
        let bracket = if is_mapping { b'{' } else { b'[' };
        let byte_before_end = end.checked_sub(1).and_then(|at| self.text.as_bytes().get(at)).copied();
        let bracketed = flow && byte_before_end == Some(bracket);
        // A block collection's event ends where its first child starts; that of a list at the
        // indentation of its key ends after the dash.
        let dash = !flow && !is_mapping && end > start && byte_before_end == Some(b'-');
        let first = if bracketed || dash {
            end - 1
        } else if flow {
            start
        } else {
            end
        };
        if let Some(name) = &anchor {
            self.anchors.insert(name.clone(), Anchored { id: None, height: 0, weight: 0 });
        }
        self.frames.push(Frame {
            start: first,
            end: first.max(start),
            tag,
            anchor,
            style: if flow { Style::Flow } else { Style::Block },
            is_mapping,
            bracketed,
            first_child: self.pending.len(),
            first_node: self.tree.len(),
            height: 0,
            weight: 1,
        });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), Stop> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let end = if frame.bracketed { end } else { frame.end };
        let children = self.pending.split_off(frame.first_child.min(self.pending.len()));
        let kind = if frame.is_mapping {
            Kind::Mapping(self.pairs(&children, frame.first_node)?)
        } else {
            Kind::Sequence(children)
        };
        let id = self.add(frame.start, end, frame.style, frame.tag, kind)?;
        self.attach(id, frame.anchor, frame.height + 1, frame.weight, end);
        Ok(())
    }

    /// Pairs up the children of a mapping as SafeYAML does: a null key is no key, so that all after
    /// it shift by one, and `<<` puts the pairs of its alias in its place.
    fn pairs(&mut self, children: &[NodeId], first_node: usize) -> Result<Vec<(NodeId, NodeId)>, Stop> {
        let mut pairs = Vec::with_capacity(children.len() / 2);
        let mut key = None;
        for child in children {
            let Some(this) = key.take() else {
                if self.tree.is_null(*child) {
                    self.tree.note_null_key(*child);
                } else {
                    key = Some(*child);
                }
                continue;
            };
            if self.tree.text(this) != Some("<<") {
                pairs.push((this, *child));
            } else if !self.tree.is_mapping(*child) {
                let span = self.tree.span(*child);
                self.tree.note_refused(span);
                pairs.push((this, *child));
            } else if child.index() < first_node {
                let merged = self.tree.pairs_of(*child).to_vec();
                self.aliased = self.aliased.saturating_add(merged.len());
                if self.aliased > MOST_ALIASED {
                    let span = self.tree.span(this);
                    return Err(Stop::TooMuch(
                        span,
                        "the merges here add more than a hundred thousand values",
                    ));
                }
                pairs.extend(merged);
            }
        }
        Ok(pairs)
    }

    fn add(
        &mut self,
        start: usize,
        end: usize,
        style: Style,
        tag: Option<Span>,
        kind: Kind,
    ) -> Result<NodeId, Stop> {
        let span = self.span(start, end);
        if self.tree.len() >= MOST_NODES {
            return Err(Stop::TooMuch(span, "this holds more values than any front matter needs"));
        }
        Ok(self.tree.add(span, style, tag, kind))
    }

    fn attach(&mut self, id: NodeId, anchor: Option<String>, height: u32, weight: usize, end: usize) {
        if let Some(name) = anchor {
            self.anchors.insert(name, Anchored { id: Some(id), height, weight });
        }
        match self.frames.last_mut() {
            Some(frame) => {
                self.pending.push(id);
                frame.height = frame.height.max(height);
                frame.weight = frame.weight.saturating_add(weight);
                frame.end = frame.end.max(end);
            }
            None => self.root = self.root.or(Some(id)),
        }
    }

    fn depth(&self) -> u32 {
        u32::try_from(self.frames.len()).unwrap_or(u32::MAX)
    }

    fn too_deep(&self, start: usize, end: usize) -> Stop {
        // A block collection has no bytes of its own: its first character stands for it.
        let first = self.text.get(start..).and_then(|rest| rest.chars().next());
        let end = end.max(start + first.map_or(0, char::len_utf8));
        Stop::TooMuch(self.span(start, end), "this is nested deeper than 128 levels")
    }

    /// The offset after a node's tag and anchor, and the tag's span.
    fn after_properties(&self, start: usize, end: usize) -> Result<(usize, Option<Span>), Stop> {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut tag = None;
        while at < end {
            let rest = bytes.get(at..end).unwrap_or_default();
            let word = || rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
            match rest.first() {
                Some(b'!') if tag.is_none() => {
                    let len = if rest.starts_with(b"!<") {
                        rest.iter().position(|byte| *byte == b'>').map_or(rest.len(), |end| end + 1)
                    } else {
                        rest.iter().position(|byte| b", \t\r\n".contains(byte)).unwrap_or(rest.len())
                    };
                    tag = Some(self.span(at, at + len));
                    let in_flow = self.frames.last().is_some_and(|frame| frame.style == Style::Flow);
                    if !in_flow && self.prepared.is_at(at + len) {
                        return Err(Stop::TagWithComma(at));
                    }
                    at += len;
                }
                Some(b'&') => at += word(),
                Some(byte) if byte.is_ascii_whitespace() => at += 1,
                Some(b'#') => {
                    at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
                }
                _ => break,
            }
        }
        Ok((at.min(end), tag))
    }
}

struct Scalar {
    anchor: Option<String>,
    tag: Option<String>,
    value: String,
    quoted_implicit: bool,
    style: ScalarStyle,
}

const BINARY: &str = "tag:yaml.org,2002:binary";

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        _ => Style::Plain,
    }
}
