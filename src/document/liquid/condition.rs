//! The conditions of `if`, `unless` and `elsif` (Liquid 4.0.4, `tags/if.rb`): comparisons joined by
//! `and` and `or`. May not decide any.

use std::borrow::Cow;

use super::expression::Expression;
use super::fragment;
use super::markup::Flaw;
use super::strict::{Failure, Kind, Parsed, Parser};
use super::tokens::{blanks, is_blank};

/// How a comparison is joined to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `and`: the next counts only if this one holds.
    And,
    /// `or`: the next counts only if this one does not.
    Or,
}

/// One comparison; texts of expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison<'t> {
    /// The left side.
    pub left: Cow<'t, str>,
    /// The operator, as written; `None` asks whether the left side is true.
    pub operator: Option<&'t str>,
    /// The right side; empty for nothing.
    pub right: Cow<'t, str>,
}

/// A condition: the first comparison, then the others with what joins them to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditions<'t> {
    /// The first.
    pub first: Comparison<'t>,
    /// The others.
    pub others: Vec<(Join, Comparison<'t>)>,
}

impl<'t> Conditions<'t> {
    /// Reads the markup of a tag of that name.
    ///
    /// # Errors
    /// Where Liquid raises.
    pub fn parse(name: &str, markup: &'t str) -> Result<Self, Flaw> {
        match strict(markup) {
            Ok(conditions) => return Ok(conditions),
            Err(Failure::Unreadable) => return Err(Flaw::Range),
            Err(Failure::Syntax) => {}
        }
        let form = Flaw::Form(match name {
            "unless" => "`unless condition`",
            "elsif" => "`elsif condition`",
            _ => "`if condition`",
        });
        lax(markup, form)
    }
}

/// `If#strict_parse`
fn strict(markup: &str) -> Parsed<Conditions<'_>> {
    let mut parser = Parser::new(markup)?;
    let mut conditions = Conditions { first: comparison(&mut parser)?, others: Vec::new() };
    loop {
        let join = if parser.word("and") {
            Join::And
        } else if parser.word("or") {
            Join::Or
        } else {
            parser.consume(Kind::End)?;
            return Ok(conditions);
        };
        conditions.others.push((join, comparison(&mut parser)?));
    }
}

fn comparison<'t>(parser: &mut Parser<'t>) -> Parsed<Comparison<'t>> {
    let left = parser.expression()?;
    let operator = parser.take(Kind::Comparison);
    let right = if operator.is_some() { parser.expression()? } else { Cow::Borrowed("") };
    Ok(Comparison { left, operator, right })
}

/// `If#lax_parse`, which reads from the end.
fn lax(markup: &str, form: Flaw) -> Result<Conditions<'_>, Flaw> {
    let mut parts = split(markup);
    let mut last = parts.pop().and_then(lax_comparison).ok_or(form)?;
    check(&last)?;
    let mut others = Vec::new();
    while let Some(word) = parts.pop() {
        let before = parts.pop().and_then(lax_comparison).ok_or(form)?;
        check(&before)?;
        let join = match word.trim_matches(|one: char| one == '\0' || (one.is_ascii() && is_blank(one as u8)))
        {
            "and" => Join::And,
            "or" => Join::Or,
            _ => return Err(form),
        };
        others.push((join, std::mem::replace(&mut last, before)));
    }
    others.reverse();
    Ok(Conditions { first: last, others })
}

fn check(comparison: &Comparison<'_>) -> Result<(), Flaw> {
    let is_bad = Expression::is_unreadable(&comparison.left) || Expression::is_unreadable(&comparison.right);
    if is_bad { Err(Flaw::Range) } else { Ok(()) }
}

/// `(QuotedFragment)\s*([=!<>a-z_]+)?\s*(QuotedFragment)?`, anywhere.
fn lax_comparison(part: &str) -> Option<Comparison<'_>> {
    let bytes = part.as_bytes();
    let (start, end) = fragment::find(part, 0)?;
    let from = end + blanks(bytes.get(end..)?);
    let is_of = |byte: &&u8| byte.is_ascii_lowercase() || b"=!<>_".contains(byte);
    let to = from + bytes.iter().skip(from).take_while(is_of).count();
    let right = to + blanks(bytes.get(to..)?);
    let right_end = fragment::end(part, right).unwrap_or(right);
    Some(Comparison {
        left: part.get(start..end)?.into(),
        operator: part.get(from..to).filter(|operator| !operator.is_empty()),
        right: part.get(right..right_end)?.into(),
    })
}

/// `scan(ExpressionsAndOperators)`: runs that hold no `and` or `or`, and these words.
fn split(markup: &str) -> Vec<&str> {
    let bytes = markup.as_bytes();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = joiner(markup, at).or_else(|| run(markup, at));
        if let Some(end) = end {
            parts.extend(markup.get(at..end));
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    parts
}

/// `\b(?:\s?and\s?|\s?or\s?)\b`: its end.
fn joiner(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !is_boundary(text, at) {
        return None;
    }
    let blank = |at: usize| bytes.get(at).is_some_and(|byte| is_blank(*byte));
    let word = at + usize::from(blank(at));
    let rest = bytes.get(word..)?;
    let end = word
        + if rest.starts_with(b"and") {
            3
        } else if rest.starts_with(b"or") {
            2
        } else {
            return None;
        };
    let ends = [(blank(end), end + 1), (true, end)];
    ends.into_iter().find(|(fits, end)| *fits && is_boundary(text, *end)).map(|(_, end)| end)
}

/// `(?:\s*(?!joiner)(?:QuotedFragment|\S+)\s*)+`: its end.
fn run(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        let start = end + blanks(bytes.get(end..).unwrap_or_default());
        if start >= bytes.len() || joiner(text, start).is_some() {
            return (end > at).then_some(end);
        }
        let word = || start + bytes.iter().skip(start).take_while(|byte| !is_blank(**byte)).count();
        let next = fragment::end(text, start).unwrap_or_else(word);
        end = next + blanks(bytes.get(next..).unwrap_or_default());
    }
}

/// `\b`, which in Ruby knows the letters of every script.
fn is_boundary(text: &str, at: usize) -> bool {
    let is_word = |one: char| one.is_alphanumeric() || one == '_';
    let before = text.get(..at).and_then(|text| text.chars().next_back()).is_some_and(is_word);
    let after = text.get(at..).and_then(|text| text.chars().next()).is_some_and(is_word);
    before != after
}
