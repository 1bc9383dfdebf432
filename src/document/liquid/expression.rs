//! What one expression of Liquid is: a literal, a range, or the path to a variable (Liquid 4.0.4,
//! `expression.rb`, `variable_lookup.rb`, `range_lookup.rb`). May not look anything up.

/// An expression; texts are slices of the template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expression<'t> {
    /// `nil`, `null`, or nothing.
    Nil,
    /// `true`, `false`
    Bool(bool),
    /// `blank` or `empty`: a question in a comparison, and no text elsewhere.
    Emptiness,
    /// `12`; `None` beyond 64 bits.
    Integer(Option<i64>),
    /// `1.5`
    Float(f64),
    /// Text in quotes. What stands between is taken as it is.
    Text(&'t str),
    /// `(1..page.count)`
    Range(&'t str, &'t str),
    /// The path to a variable; see [`segments`].
    Path(&'t str),
}

/// A part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'t> {
    /// A name: `page`.
    Name(&'t str),
    /// What stands in brackets: an expression.
    Bracket(&'t str),
}

impl<'t> Expression<'t> {
    /// Reads an expression, as `Liquid::Expression.parse` does; everything is one.
    #[must_use]
    pub fn parse(text: &'t str) -> Self {
        match text {
            "" | "nil" | "null" => return Self::Nil,
            "true" => return Self::Bool(true),
            "false" => return Self::Bool(false),
            "blank" | "empty" => return Self::Emptiness,
            _ => {}
        }
        for quote in ['\'', '"'] {
            if let Some(inner) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
                return Self::Text(inner);
            }
        }
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        if unsigned.bytes().all(|byte| byte.is_ascii_digit()) && !unsigned.is_empty() {
            return Self::Integer(text.parse().ok());
        }
        if let Some((start, end)) = range(text) {
            return Self::Range(start, end);
        }
        let is_float = unsigned.len() > 1
            && unsigned.starts_with(|one: char| one.is_ascii_digit())
            && unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if is_float { Self::Float(to_f(text)) } else { Self::Path(text) }
    }

    /// Whether Ruby raises an error that is not Liquid's own while it reads the expression: a range
    /// from or to what is no number (`(true..5)`).
    #[must_use]
    pub fn is_unreadable(text: &str) -> bool {
        // Without a parenthesis there is no range.
        text.contains('(') && kind(text, 0) == Kind::Unreadable
    }
}

/// `/\A\((\S+)\.\.(\S+)\)\z/`
fn range(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    if inner.bytes().any(super::tokens::is_blank) {
        return None;
    }
    // The first part takes as much as it can.
    let at = inner.get(..inner.len().checked_sub(1)?).and_then(|most| most.rfind(".."))?;
    let (start, end) = (inner.get(..at)?, inner.get(at + 2..)?);
    (!start.is_empty() && !end.is_empty()).then_some((start, end))
}

/// Ruby's `to_f` of digits and dots: up to the second dot.
fn to_f(text: &str) -> f64 {
    let second = text.match_indices('.').nth(1).map_or(text.len(), |(at, _)| at);
    let number = text.get(..second).unwrap_or_default();
    number.trim_end_matches('.').parse().unwrap_or_default()
}

/// What a range makes of an end of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    /// It is looked up when the page is rendered.
    Later,
    /// It has no `to_i`.
    NoNumber,
    Unreadable,
}

/// How deep ranges in ranges are followed.
const DEPTH: usize = 32;

fn kind(text: &str, depth: usize) -> Kind {
    match Expression::parse(text) {
        _ if depth > DEPTH => Kind::Later,
        Expression::Nil | Expression::Integer(_) | Expression::Float(_) | Expression::Text(_) => Kind::Number,
        Expression::Bool(_) | Expression::Emptiness => Kind::NoNumber,
        Expression::Path(path) => {
            let is_unreadable = |segment| match segment {
                Segment::Bracket(inner) => kind(inner, depth + 1) == Kind::Unreadable,
                Segment::Name(_) => false,
            };
            if segments(path).any(is_unreadable) { Kind::Unreadable } else { Kind::Later }
        }
        Expression::Range(start, end) => {
            let ends = [kind(start, depth + 1), kind(end, depth + 1)];
            if ends.contains(&Kind::Unreadable) {
                Kind::Unreadable
            } else if ends.contains(&Kind::Later) {
                Kind::Later
            } else if ends.contains(&Kind::NoNumber) {
                Kind::Unreadable
            } else {
                Kind::NoNumber
            }
        }
    }
}

/// The parts of a path, as `VariableParser` finds them: `\[[^\]]+\]|[\w\-]+\??`; all else is passed over.
pub fn segments(path: &str) -> impl Iterator<Item = Segment<'_>> {
    let bytes = path.as_bytes();
    let mut at = 0;
    let mut no_bracket = false;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let start = at;
            if is_of_name(*byte) {
                at += bytes.iter().skip(at).take_while(|byte| is_of_name(**byte)).count();
                at += usize::from(bytes.get(at) == Some(&b'?'));
                return path.get(start..at).map(Segment::Name);
            }
            if *byte == b'[' && !no_bracket {
                let close = memchr::memchr(b']', bytes.get(at + 1..).unwrap_or_default());
                no_bracket = close.is_none();
                if let Some(close) = close.filter(|close| *close > 0) {
                    at += close + 2;
                    return path.get(start + 1..at - 1).map(Segment::Bracket);
                }
            }
            at += 1;
        }
        None
    })
}

/// `[\w\-]`
pub(super) fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
