//! Where Liquid stands in a body: outputs, tags, and the stretches it keeps from being read.
//! The modules below are pure syntax, as Liquid 4.0.4 reads it. May not evaluate anything.

pub mod condition;
pub mod expression;
mod fragment;
pub mod include;
pub mod markup;
mod strict;
pub mod tokens;

use crate::source::Span;

use tokens::{Cut, Token, Tokens};

/// What a piece of Liquid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiquidKind {
    /// `{{ … }}`
    Output,
    /// `{% … %}`
    Tag,
    /// `{% raw %}…{% endraw %}`, `{% comment %}…`, `{% highlight %}…`, tags included: no links in it.
    Opaque,
    /// `{{` or `{%` that never closes, or one of the opaque stretches that never ends (then the
    /// span is its first tag): Jekyll stops.
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
    /// Finds the Liquid in `text` within `span`, as `Liquid::Tokenizer` cuts it (Liquid 4,
    /// `TemplateParser`: `{%.*?%}`, `{{.*?}}?`, or a lone opening).
    #[must_use]
    pub fn scan(text: &str, span: Span) -> Self {
        let mut pieces = Vec::new();
        let mut tokens = Tokens::new(text, span);
        let mut endless = [false; 3];
        while let Some(token) = tokens.next() {
            pieces.push(piece(&mut tokens, token, &mut endless));
        }
        Self { pieces }
    }

    /// The pieces in order; an opaque stretch stands for what it holds.
    #[must_use]
    pub fn pieces(&self) -> &[LiquidPiece] {
        &self.pieces
    }

    /// Whether any Liquid touches a span: its text is not known before the generator runs.
    #[must_use]
    pub fn touches(&self, span: Span) -> bool {
        !self.within(span).is_empty()
    }

    /// The pieces that share at least one byte with a span.
    #[must_use]
    pub fn within(&self, span: Span) -> &[LiquidPiece] {
        if self.pieces.is_empty() {
            return &[];
        }
        let from = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let rest = self.pieces.get(from..).unwrap_or_default();
        let count = rest.partition_point(|piece| piece.span.start < span.end);
        rest.get(..count).unwrap_or_default()
    }

    /// Whether the byte at `offset` lies in an opaque stretch: no links there.
    #[must_use]
    pub fn is_opaque_at(&self, offset: u32) -> bool {
        let from = self.pieces.partition_point(|piece| piece.span.end <= offset);
        let piece = self.pieces.get(from).filter(|piece| piece.span.start <= offset);
        piece.is_some_and(|piece| piece.kind == LiquidKind::Opaque)
    }
}

/// Tags whose text is not read as links.
const OPAQUE: [(&str, &str); 3] =
    [("raw", "endraw"), ("comment", "endcomment"), ("highlight", "endhighlight")];

/// The piece that a token begins; an opaque tag takes everything up to its end tag. `endless` says
/// which of them have been looked for in vain: the end would be missing from any later byte too, so
/// it is never looked for again and the whole scan stays linear.
fn piece(tokens: &mut Tokens<'_>, token: Token, endless: &mut [bool; 3]) -> LiquidPiece {
    let piece =
        |kind, end| LiquidPiece { kind, span: Span::new(token.span.start as usize, end), name: token.name };
    let end = token.span.end as usize;
    match token.cut {
        Cut::Output => piece(LiquidKind::Output, end),
        Cut::Broken => piece(LiquidKind::Unclosed, end),
        Cut::Tag => {
            let name = tokens.text(token.name);
            let Some(which) = OPAQUE.iter().position(|(open, _)| *open == name) else {
                return piece(LiquidKind::Tag, end);
            };
            let found = if endless[which] { None } else { end_of(tokens, which, endless) };
            endless[which] |= found.is_none();
            tokens.go_to(found.unwrap_or(end));
            found.map_or(piece(LiquidKind::Unclosed, end), |end| piece(LiquidKind::Opaque, end))
        }
    }
}

/// The byte after the end tag of an opaque tag whose own token was just read.
fn end_of(tokens: &mut Tokens<'_>, which: usize, endless: &mut [bool; 3]) -> Option<usize> {
    if which == 0 {
        return tokens.end_of_raw().map(|token| token.span.end as usize);
    }
    let (open, close) = OPAQUE[which];
    let mut depth = 1_usize;
    while let Some(token) = tokens.next() {
        if token.cut != Cut::Tag {
            continue;
        }
        let name = tokens.text(token.name);
        if name == close {
            depth -= 1;
            if depth == 0 {
                return Some(token.span.end as usize);
            }
        } else if name == open {
            depth += 1;
        } else if name == "raw" && !endless[0] {
            let end = tokens.end_of_raw();
            endless[0] |= end.is_none();
            tokens.go_to(end.unwrap_or(token).span.end as usize);
        }
    }
    None
}
