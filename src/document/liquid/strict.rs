//! Liquid's strict lexer and parser (Liquid 4.0.4, `lexer.rb`, `parser.rb`), which Jekyll tries before
//! the lax one. Gives texts of expressions; may not say what they are.

use std::borrow::Cow;

use super::expression::Expression;
use super::tokens::{blanks, is_blank};

/// What a token of markup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Comparison,
    Text,
    Number,
    Id,
    DotDot,
    Pipe,
    Dot,
    Colon,
    Comma,
    OpenSquare,
    CloseSquare,
    OpenRound,
    CloseRound,
    /// `?` or `-`, which no rule takes.
    Other,
    End,
}

/// Why the strict parser gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The lax parser has a try.
    Syntax,
    /// Ruby itself raises, and so does the build.
    Unreadable,
}

pub(super) type Parsed<T> = Result<T, Failure>;

/// How deep brackets and parentheses are followed.
const DEPTH: usize = 64;

/// The tokens of one markup.
#[derive(Debug)]
pub(super) struct Parser<'t> {
    text: &'t str,
    tokens: Vec<(Kind, usize, usize)>,
    at: usize,
}

impl<'t> Parser<'t> {
    /// `Lexer#tokenize`
    pub(super) fn new(text: &'t str) -> Parsed<Self> {
        let mut tokens = Vec::new();
        let mut at = 0;
        loop {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            at += blanks(rest);
            let rest = rest.get(blanks(rest)..).unwrap_or_default();
            if rest.is_empty() {
                tokens.push((Kind::End, at, at));
                return Ok(Self { text, tokens, at: 0 });
            }
            let (kind, length) = token(rest).ok_or(Failure::Syntax)?;
            tokens.push((kind, at, at + length));
            at += length;
        }
    }

    fn peek(&self, ahead: usize) -> Kind {
        self.tokens.get(self.at + ahead).map_or(Kind::End, |token| token.0)
    }

    fn taken(&self, from: usize) -> &'t str {
        let token = self.tokens.get(from).map_or(0..0, |token| token.1..token.2);
        self.text.get(token).unwrap_or_default()
    }

    /// The text of the next token, which must be of a kind.
    pub(super) fn consume(&mut self, kind: Kind) -> Parsed<&'t str> {
        self.take(kind).ok_or(Failure::Syntax)
    }

    /// The same, if it is of that kind.
    pub(super) fn take(&mut self, kind: Kind) -> Option<&'t str> {
        if self.peek(0) != kind {
            return None;
        }
        let text = self.taken(self.at);
        self.at += 1;
        Some(text)
    }

    /// Whether the next token is this word; takes it.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let is_word = self.peek(0) == Kind::Id && self.taken(self.at) == word;
        self.at += usize::from(is_word);
        is_word
    }

    /// `name:`, before an argument.
    pub(super) fn keyword(&mut self) -> Option<&'t str> {
        if self.peek(0) != Kind::Id || self.peek(1) != Kind::Colon {
            return None;
        }
        let name = self.taken(self.at);
        self.at += 2;
        Some(name)
    }

    /// An expression that Liquid reads at once.
    pub(super) fn expression(&mut self) -> Parsed<Cow<'t, str>> {
        let text = self.unread_expression()?;
        if Expression::is_unreadable(&text) { Err(Failure::Unreadable) } else { Ok(text) }
    }

    /// The text of an expression without the blanks between its tokens.
    pub(super) fn unread_expression(&mut self) -> Parsed<Cow<'t, str>> {
        let from = self.at;
        self.skip_expression(0)?;
        let tokens = self.tokens.get(from..self.at).unwrap_or_default();
        let is_whole = tokens.windows(2).all(|two| matches!(two, [one, other] if one.2 == other.1));
        if is_whole && let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            return Ok(Cow::Borrowed(self.text.get(first.1..last.2).unwrap_or_default()));
        }
        Ok((from..self.at).map(|at| self.taken(at)).collect::<String>().into())
    }

    fn skip_expression(&mut self, depth: usize) -> Parsed<()> {
        match self.peek(0) {
            _ if depth > DEPTH => Err(Failure::Syntax),
            Kind::Id => self.skip_path(depth),
            Kind::Text | Kind::Number => {
                self.at += 1;
                Ok(())
            }
            Kind::OpenRound => {
                self.at += 1;
                self.skip_expression(depth + 1)?;
                self.consume(Kind::DotDot)?;
                self.skip_expression(depth + 1)?;
                self.consume(Kind::CloseRound).map(|_| ())
            }
            _ => Err(Failure::Syntax),
        }
    }

    /// `#variable_signature`
    fn skip_path(&mut self, depth: usize) -> Parsed<()> {
        loop {
            self.consume(Kind::Id)?;
            while self.take(Kind::OpenSquare).is_some() {
                self.skip_expression(depth + 1)?;
                self.consume(Kind::CloseSquare)?;
            }
            if self.take(Kind::Dot).is_none() {
                return Ok(());
            }
        }
    }
}

/// The first token of a text that begins with no blank, and its length; `None` where there is none.
fn token(rest: &[u8]) -> Option<(Kind, usize)> {
    let byte = |at: usize| rest.get(at).copied().unwrap_or_default();
    match (byte(0), byte(1)) {
        (b'=' | b'!', b'=') | (b'<', b'>' | b'=') | (b'>', b'=') => return Some((Kind::Comparison, 2)),
        (b'<' | b'>', _) => return Some((Kind::Comparison, 1)),
        (b'c', b'o') if rest.starts_with(b"contains") && is_blank(byte(8)) => {
            return Some((Kind::Comparison, 8));
        }
        (quote @ (b'"' | b'\''), _) => {
            let close = memchr::memchr(quote, rest.get(1..)?)?;
            return Some((Kind::Text, close + 2));
        }
        (b'-', digit) if digit.is_ascii_digit() => return Some((Kind::Number, number(rest, 1))),
        (digit, _) if digit.is_ascii_digit() => return Some((Kind::Number, number(rest, 0))),
        (letter, _) if letter.is_ascii_alphabetic() || letter == b'_' => {
            let length = rest.iter().take_while(|byte| super::expression::is_of_name(**byte)).count();
            return Some((Kind::Id, length + usize::from(byte(length) == b'?')));
        }
        (b'.', b'.') => return Some((Kind::DotDot, 2)),
        _ => {}
    }
    let kind = match byte(0) {
        b'|' => Kind::Pipe,
        b'.' => Kind::Dot,
        b':' => Kind::Colon,
        b',' => Kind::Comma,
        b'[' => Kind::OpenSquare,
        b']' => Kind::CloseSquare,
        b'(' => Kind::OpenRound,
        b')' => Kind::CloseRound,
        b'?' | b'-' => Kind::Other,
        _ => return None,
    };
    Some((kind, 1))
}

/// `-?\d+(\.\d+)?`
fn number(rest: &[u8], from: usize) -> usize {
    let digits = |at: usize| rest.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
    let whole = from + digits(from);
    match rest.get(whole) {
        Some(b'.') if digits(whole + 1) > 0 => whole + 1 + digits(whole + 1),
        _ => whole,
    }
}
