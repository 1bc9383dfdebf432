//! Where Liquid stands in a body: outputs, tags, and the stretches it keeps from being read.
//! May not evaluate anything.

use crate::source::Span;

/// What a piece of Liquid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiquidKind {
    /// `{{ … }}`
    Output,
    /// `{% … %}`
    Tag,
    /// `{% raw %}…{% endraw %}`, `{% comment %}…`, `{% highlight %}…`, tags included: no links in it.
    Opaque,
    /// `{{` or `{%` that never closes: Jekyll stops.
    Unclosed,
}

/// One piece of Liquid.
#[derive(Clone, Copy, Debug)]
pub struct LiquidPiece {
    /// What it is.
    pub kind: LiquidKind,
    /// Its bytes, delimiters included.
    pub span: Span,
    /// The tag's name, or an empty span.
    pub name: Span,
}

/// All the Liquid of one body, in order.
#[derive(Clone, Debug, Default)]
pub struct LiquidMap {
    pieces: Vec<LiquidPiece>,
}

impl LiquidMap {
    /// Finds the Liquid in `text` within `span`.
    #[must_use]
    pub fn scan(_text: &str, _span: Span) -> Self {
        Self::default()
    }

    /// The pieces in order; an opaque stretch stands for what it holds.
    #[must_use]
    pub fn pieces(&self) -> &[LiquidPiece] {
        &self.pieces
    }

    /// Whether any Liquid touches a span: its text is not known before the generator runs.
    #[must_use]
    pub fn touches(&self, span: Span) -> bool {
        let from = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        self.pieces.get(from).is_some_and(|piece| piece.span.start < span.end)
    }
}
