//! Cuts a text into Liquid's tokens, as `Liquid::Tokenizer` does (Liquid 4.0.4, `TemplateParser`:
//! `{%.*?%}`, `{{.*?}}?`, or a lone opening). May not know which tags there are.

use memchr::memmem;

use crate::source::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// `{{ … }}`
    Output,
    /// `{% name … %}`
    Tag,
    /// Begun, and not ended as it has to be: Liquid stops.
    Broken,
}

/// A token that is not text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub cut: Cut,
    /// Its bytes, delimiters included.
    pub span: Span,
    /// The tag's name, or an empty span.
    pub name: Span,
    /// What stands between the name, or the braces of an output, and the end, without the hyphens
    /// that take white space away. Empty if broken.
    pub markup: Span,
}

/// The tokens of a text, text itself left out. Linear on any input: a search that failed once would
/// fail from any later byte too, and is never made again.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    no_tag_end: bool,
    no_output_end: bool,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text` within `span`.
    #[must_use]
    pub fn new(text: &'t str, span: Span) -> Self {
        let end = (span.end as usize).min(text.len());
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        Self { text, bytes, at: span.start as usize, no_tag_end: false, no_output_end: false }
    }

    /// The text at a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Goes on from a byte.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The end tag of a `raw` whose own token was just read. `Liquid::Raw` looks at the last tag of each
    /// token alone (`FullTokenPossiblyInvalid`), so an unfinished `{{` before `{% endraw %}` does not
    /// hide it; `{%- endraw %}` is no end.
    pub fn end_of_raw(&mut self) -> Option<Token> {
        while let Some(mut token) = self.next() {
            let bytes = self.bytes.get(token.span.range()).unwrap_or_default();
            if !bytes.ends_with(b"%}") {
                continue;
            }
            let Some(last) = memmem::rfind(bytes, b"{%") else { continue };
            let from = token.span.start as usize + last + 2;
            let (start, end) = name_in(self.bytes, from, token.span.end as usize - 2, false);
            if self.bytes.get(start..end) == Some(b"endraw") {
                token.name = Span::new(start, end);
                return Some(token);
            }
        }
        None
    }

    fn tag(&mut self, start: usize) -> Token {
        let rest = self.bytes.get(start + 2..).unwrap_or_default();
        let close = if self.no_tag_end { None } else { memmem::find(rest, b"%}") };
        self.no_tag_end |= close.is_none();
        let Some(close) = close else { return self.broken(start, start + 2) };
        let end = start + 2 + close + 2;
        self.at = end;
        let name = name_in(self.bytes, start + 2, end - 2, true);
        if name.0 == name.1 {
            return self.broken(start, end);
        }
        let markup = self.inside(name.1, end - 2, false);
        Token { cut: Cut::Tag, span: Span::new(start, end), name: Span::new(name.0, name.1), markup }
    }

    fn output(&mut self, start: usize) -> Token {
        let rest = self.bytes.get(start + 2..).unwrap_or_default();
        let close = if self.no_output_end { None } else { memchr::memchr(b'}', rest) };
        self.no_output_end |= close.is_none();
        let Some(close) = close else { return self.broken(start, start + 2) };
        let close = start + 2 + close;
        if self.bytes.get(close + 1) != Some(&b'}') {
            return self.broken(start, close + 1);
        }
        self.at = close + 2;
        let markup = self.inside(start + 2, close, true);
        Token { cut: Cut::Output, span: Span::new(start, close + 2), name: Span::at(start + 2), markup }
    }

    /// Without the hyphens at the ends, and for a tag without the blanks in front.
    fn inside(&self, from: usize, to: usize, is_output: bool) -> Span {
        let bytes = self.bytes.get(from..to).unwrap_or_default();
        let front = if is_output { usize::from(bytes.first() == Some(&b'-')) } else { blanks(bytes) };
        let rest = bytes.get(front..).unwrap_or_default();
        let back = usize::from(rest.last() == Some(&b'-'));
        Span::new(from + front, (to - back).max(from + front))
    }

    fn broken(&mut self, start: usize, end: usize) -> Token {
        self.at = end;
        let inside = Span::at((start + 2).min(end));
        Token { cut: Cut::Broken, span: Span::new(start, end), name: inside, markup: inside }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

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
}

/// Ruby's `\s`.
#[must_use]
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// How many bytes of Ruby's `\s` a text begins with.
#[must_use]
pub(super) fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_blank(**byte)).count()
}

/// The name after `{%`, as `FullToken` of Liquid's block body takes it: `-?\s*(\w+)`.
fn name_in(bytes: &[u8], from: usize, to: usize, may_have_dash: bool) -> (usize, usize) {
    let inside = bytes.get(from..to).unwrap_or_default();
    let dash = usize::from(may_have_dash && inside.first() == Some(&b'-'));
    let start = dash + blanks(inside.get(dash..).unwrap_or_default());
    let word = inside.iter().skip(start).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
    let length = word.count();
    (from + start, from + start + length)
}
