//! The stretches of a body that Liquid may leave out, repeat or keep for later: what stands between
//! the tags of a block. May not evaluate anything.

use rustc_hash::FxHashMap;

use crate::document::Body;
use crate::document::liquid::LiquidKind;
use crate::source::Span;

/// Tags that write no element by themselves.
const SILENT: [&str; 15] = [
    "assign",
    "break",
    "capture",
    "case",
    "continue",
    "cycle",
    "decrement",
    "else",
    "elsif",
    "for",
    "if",
    "ifchanged",
    "increment",
    "unless",
    "when",
];

/// The blocks of one body.
#[derive(Debug, Default)]
pub(super) struct Conditions<'s> {
    /// Outermost blocks in order, each with the name of its tag.
    blocks: Vec<(Span, &'s str)>,
    /// Whether tags write text into the page that is not seen here (`include`, those of plugins).
    pub(super) has_other_text: bool,
}

impl<'s> Conditions<'s> {
    pub(super) fn of(body: &Body<'s>) -> Self {
        let mut open: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut blocks: Vec<(Span, &str)> = Vec::new();
        let mut has_other_text = false;
        for piece in body.liquid.pieces() {
            let name = body.file_text().get(piece.name.range()).unwrap_or_default();
            match (piece.kind, name.strip_prefix("end")) {
                (LiquidKind::Tag, Some(ended)) => {
                    if let Some(start) = open.get_mut(ended).and_then(Vec::pop) {
                        blocks.push((Span { start, end: piece.span.end }, ended));
                    }
                }
                (LiquidKind::Tag, None) => {
                    has_other_text |= !SILENT.contains(&name);
                    open.entry(name).or_default().push(piece.span.start);
                }
                _ => {}
            }
        }
        blocks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut outer: Vec<(Span, &str)> = Vec::new();
        for (span, name) in blocks {
            match outer.last_mut() {
                Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
                _ => outer.push((span, name)),
            }
        }
        Self { blocks: outer, has_other_text }
    }

    /// The name of the block around a byte.
    pub(super) fn around(&self, offset: u32) -> Option<&'s str> {
        let at = self.blocks.partition_point(|(span, _)| span.end <= offset);
        self.blocks.get(at).filter(|(span, _)| span.start <= offset).map(|(_, name)| *name)
    }
}
