//! Where Liquid stands in a body: outputs, tags, and the stretches it keeps from being read.
//! May not evaluate anything.

use memchr::memmem;

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
        let end = (span.end as usize).min(text.len());
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        let mut pieces = Vec::new();
        let mut lexer = Lexer { bytes, at: span.start as usize, ..Lexer::default() };
        while let Some(token) = lexer.next() {
            pieces.push(lexer.piece(token));
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

/// What the tokenizer cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Output,
    Tag,
    Broken,
}

#[derive(Clone, Copy)]
struct Token {
    cut: Cut,
    start: usize,
    end: usize,
    name: (usize, usize),
}

impl Token {
    fn piece(self, kind: LiquidKind, end: usize) -> LiquidPiece {
        LiquidPiece { kind, span: Span::new(self.start, end), name: Span::new(self.name.0, self.name.1) }
    }
}

/// The flags say that a search has failed once: it would fail from any later byte too, so it is
/// never made again and the whole scan stays linear.
#[derive(Default)]
struct Lexer<'t> {
    bytes: &'t [u8],
    at: usize,
    no_tag_end: bool,
    no_output_end: bool,
    endless: [bool; 3],
}

/// Tags whose text is not read as links, in the order of [`Lexer::endless`].
const OPAQUE: [(&[u8], &[u8]); 3] =
    [(b"raw", b"endraw"), (b"comment", b"endcomment"), (b"highlight", b"endhighlight")];

impl Lexer<'_> {
    /// The next token that is not text.
    fn next(&mut self) -> Option<Token> {
        loop {
            let found = memchr::memchr(b'{', self.bytes.get(self.at..)?)? + self.at;
            match self.bytes.get(found + 1) {
                Some(b'%') => return Some(self.tag(found)),
                Some(b'{') => return Some(self.output(found)),
                _ => self.at = found + 1,
            }
        }
    }

    fn tag(&mut self, start: usize) -> Token {
        let rest = self.bytes.get(start + 2..).unwrap_or_default();
        let close = if self.no_tag_end { None } else { memmem::find(rest, b"%}") };
        self.no_tag_end |= close.is_none();
        let Some(close) = close else {
            self.at = start + 2;
            return Token { cut: Cut::Broken, start, end: start + 2, name: (start + 2, start + 2) };
        };
        let end = start + 2 + close + 2;
        self.at = end;
        let name = name_in(self.bytes, start + 2, end - 2);
        let cut = if name.0 == name.1 { Cut::Broken } else { Cut::Tag };
        Token { cut, start, end, name }
    }

    fn output(&mut self, start: usize) -> Token {
        let rest = self.bytes.get(start + 2..).unwrap_or_default();
        let close = if self.no_output_end { None } else { memchr::memchr(b'}', rest) };
        self.no_output_end |= close.is_none();
        let name = (start + 2, start + 2);
        let Some(close) = close else {
            self.at = start + 2;
            return Token { cut: Cut::Broken, start, end: start + 2, name };
        };
        let close = start + 2 + close;
        let (cut, end) = match self.bytes.get(close + 1) {
            Some(b'}') => (Cut::Output, close + 2),
            _ => (Cut::Broken, close + 1),
        };
        self.at = end;
        Token { cut, start, end, name }
    }

    /// The piece that a token begins; an opaque tag takes everything up to its end tag.
    fn piece(&mut self, token: Token) -> LiquidPiece {
        match token.cut {
            Cut::Output => token.piece(LiquidKind::Output, token.end),
            Cut::Broken => token.piece(LiquidKind::Unclosed, token.end),
            Cut::Tag => {
                let name = self.bytes.get(token.name.0..token.name.1).unwrap_or_default();
                let Some(which) = OPAQUE.iter().position(|(open, _)| *open == name) else {
                    return token.piece(LiquidKind::Tag, token.end);
                };
                let end = if self.endless[which] { None } else { self.end_of(which) };
                self.endless[which] |= end.is_none();
                self.at = end.unwrap_or(token.end);
                end.map_or(token.piece(LiquidKind::Unclosed, token.end), |end| {
                    token.piece(LiquidKind::Opaque, end)
                })
            }
        }
    }

    /// The byte after the end tag of an opaque tag whose own token was just read.
    fn end_of(&mut self, which: usize) -> Option<usize> {
        if which == 0 {
            return self.end_of_raw();
        }
        let mut depth = 1_usize;
        while let Some(token) = self.next() {
            let name = self.bytes.get(token.name.0..token.name.1).unwrap_or_default();
            if token.cut != Cut::Tag {
                continue;
            }
            if name == OPAQUE[which].1 {
                depth -= 1;
                if depth == 0 {
                    return Some(token.end);
                }
            } else if name == OPAQUE[which].0 {
                depth += 1;
            } else if name == b"raw" && !self.endless[0] {
                let end = self.end_of_raw();
                self.endless[0] |= end.is_none();
                self.at = end.unwrap_or(token.end);
            }
        }
        None
    }

    /// `Liquid::Raw` looks at the last tag of each token alone (`FullTokenPossiblyInvalid`), so an
    /// unfinished `{{` before `{% endraw %}` does not hide it.
    fn end_of_raw(&mut self) -> Option<usize> {
        while let Some(token) = self.next() {
            let bytes = self.bytes.get(token.start..token.end).unwrap_or_default();
            if !bytes.ends_with(b"%}") {
                continue;
            }
            let Some(last) = memmem::rfind(bytes, b"{%") else { continue };
            let name = name_in(self.bytes, token.start + last + 2, token.end - 2);
            if self.bytes.get(name.0..name.1) == Some(b"endraw") {
                return Some(token.end);
            }
        }
        None
    }
}

/// The name after `{%`, as `FullToken` of Liquid's block body takes it: `-?\s*(\w+)`.
fn name_in(bytes: &[u8], from: usize, to: usize) -> (usize, usize) {
    let inside = bytes.get(from..to).unwrap_or_default();
    let dash = usize::from(inside.first() == Some(&b'-'));
    let blank = inside
        .iter()
        .skip(dash)
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c))
        .count();
    let start = dash + blank;
    let word = inside.iter().skip(start).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
    let length = word.count();
    (from + start, from + start + length)
}
