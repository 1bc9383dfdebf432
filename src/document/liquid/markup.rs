//! What stands in an output and in the tags of Liquid itself: an expression with filters, the markup of
//! `assign`, `capture`, `case`, `when`, `for` and so on (Liquid 4.0.4, `variable.rb` and `tags/`), read
//! strictly where that goes and laxly where not, as Jekyll's `error_mode: warn` has it.
//! May not evaluate anything.

use std::borrow::Cow;

use super::condition::Conditions;
use super::expression::{Expression, is_of_name};
use super::fragment;
use super::strict::{Failure, Kind, Parsed, Parser};
use super::tokens::{blanks, is_blank};

/// What makes a build stop while a tag is read, in the words of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The markup is not of the form; an example of the form.
    Form(&'static str),
    /// A range from or to what is no number.
    Range,
}

/// A value and the filters that it passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output<'t> {
    /// The text of the expression; empty for nothing.
    pub value: Cow<'t, str>,
    /// In order.
    pub filters: Vec<Filter<'t>>,
}

/// A filter with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter<'t> {
    /// Its name.
    pub name: &'t str,
    /// Texts of expressions.
    pub arguments: Vec<Cow<'t, str>>,
    /// Whether an argument is named (`key: value`); those are not among the arguments.
    pub has_keywords: bool,
}

impl<'t> Output<'t> {
    /// Reads what stands between `{{` and `}}`, or after `=` in an `assign`.
    ///
    /// # Errors
    /// Where Ruby raises while it reads.
    pub fn parse(markup: &'t str) -> Result<Self, Flaw> {
        let output = match strict(markup) {
            Ok(output) => return Ok(output),
            Err(Failure::Unreadable) => return Err(Flaw::Range),
            Err(Failure::Syntax) => lax(markup),
        };
        let filters = output.filters.iter().flat_map(|filter| &filter.arguments);
        let mut texts = std::iter::once(&output.value).chain(filters);
        if texts.any(|text| Expression::is_unreadable(text)) { Err(Flaw::Range) } else { Ok(output) }
    }
}

/// `Variable#strict_parse`
fn strict(markup: &str) -> Parsed<Output<'_>> {
    let mut parser = Parser::new(markup)?;
    let mut output = Output { value: parser.expression()?, filters: Vec::new() };
    while parser.take(Kind::Pipe).is_some() {
        let name = parser.consume(Kind::Id)?;
        let mut filter = Filter { name, arguments: Vec::new(), has_keywords: false };
        if parser.take(Kind::Colon).is_some() {
            loop {
                let is_named = parser.keyword().is_some();
                let argument = parser.unread_expression()?;
                filter.has_keywords |= is_named;
                if !is_named {
                    filter.arguments.push(argument);
                }
                if parser.take(Kind::Comma).is_none() {
                    break;
                }
            }
        }
        if filter.arguments.iter().any(|text| Expression::is_unreadable(text)) {
            return Err(Failure::Unreadable);
        }
        output.filters.push(filter);
    }
    parser.consume(Kind::End)?;
    Ok(output)
}

/// `Variable#lax_parse`
fn lax(markup: &str) -> Output<'_> {
    let Some((start, end)) = fragment::find(markup, 0) else { return Output::default() };
    let mut output = Output { value: markup.get(start..end).unwrap_or_default().into(), filters: Vec::new() };
    let rest = markup.get(end..).unwrap_or_default();
    let Some(bar) = rest.find('|') else { return output };
    let rest = rest.get(bar + 1..).unwrap_or_default();
    let mut at = blanks(rest.as_bytes());
    while at < rest.len() {
        let from = at;
        while let Some(byte) = rest.as_bytes().get(at) {
            match fragment::end(rest, at) {
                Some(end) => at = end,
                None if is_blank(*byte) || *byte == b',' => at += 1,
                None => break,
            }
        }
        output.filters.extend(rest.get(from..at).and_then(lax_filter));
        at += usize::from(at == from);
        // What ended the run is a bar or a lone quote: one byte.
        at = at.max(from + 1);
    }
    output
}

/// A run between bars: the first word in it is the name, and what follows `:` or `,` an argument.
fn lax_filter(run: &str) -> Option<Filter<'_>> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let bytes = run.as_bytes();
    let words = |from: usize| bytes.iter().skip(from).take_while(|byte| is_word(**byte)).count();
    let start = bytes.iter().position(|byte| is_word(*byte))?;
    let name = run.get(start..start + words(start))?;
    let mut filter = Filter { name, arguments: Vec::new(), has_keywords: false };
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b':', b',', bytes.get(at..).unwrap_or_default()) {
        let from = at + found + 1;
        let from = from + blanks(bytes.get(from..).unwrap_or_default());
        let colon = from + words(from);
        let colon = colon + blanks(bytes.get(colon..).unwrap_or_default());
        let after = colon + 1 + blanks(bytes.get(colon + 1..).unwrap_or_default());
        let keyword = words(from) > 0 && bytes.get(colon) == Some(&b':');
        if keyword && let Some(end) = fragment::end(run, after) {
            filter.has_keywords = true;
            at = end;
        } else if let Some(end) = fragment::end(run, from) {
            filter.arguments.push(run.get(from..end).unwrap_or_default().into());
            at = end;
        } else {
            at += found + 1;
        }
    }
    Some(filter)
}

/// `name = value` of an `assign`.
#[derive(Clone, Debug)]
pub struct Assign<'t> {
    /// The variable.
    pub name: &'t str,
    /// Its value.
    pub value: Output<'t>,
}

/// Reads the markup of an `assign`.
///
/// # Errors
/// Where Liquid raises.
pub fn assign(markup: &str) -> Result<Assign<'_>, Flaw> {
    let form = Flaw::Form("`assign name = value`");
    let mut from = 0;
    while let Some((start, end)) = signature(markup, from) {
        let equals = end + blanks(markup.as_bytes().get(end..).unwrap_or_default());
        if markup.as_bytes().get(equals) == Some(&b'=') {
            let rest = markup.get(equals + 1..).unwrap_or_default();
            let value = Output::parse(rest.get(blanks(rest.as_bytes())..).unwrap_or_default())?;
            return Ok(Assign { name: markup.get(start..end).unwrap_or_default(), value });
        }
        from = end;
    }
    Err(form)
}

/// The variable of a `capture`.
///
/// # Errors
/// Where Liquid raises.
pub fn capture(markup: &str) -> Result<&str, Flaw> {
    let found = signature(markup, 0).and_then(|(start, end)| markup.get(start..end));
    found.ok_or(Flaw::Form("`capture name`"))
}

/// The first run of `VariableSignature`, `\(?[\w\-\.\[\]]\)?`, from a byte on.
fn signature(markup: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = markup.as_bytes();
    let is_of = |at: usize| bytes.get(at).is_some_and(|byte| is_of_name(*byte) || b".[]".contains(byte));
    let one = |at: usize| {
        let letter = if bytes.get(at) == Some(&b'(') { at + 1 } else { at };
        is_of(letter).then(|| letter + 1 + usize::from(bytes.get(letter + 1) == Some(&b')')))
    };
    let start = (from..bytes.len()).find(|at| one(*at).is_some())?;
    let mut end = start;
    while let Some(next) = one(end) {
        end = next;
    }
    Some((start, end))
}

/// The value that a `case` looks at, or the first that a `when` names.
///
/// # Errors
/// Where Liquid raises.
pub fn case(markup: &str) -> Result<&str, Flaw> {
    let found = fragment::find(markup, 0).and_then(|(start, end)| markup.get(start..end));
    let text = found.ok_or(Flaw::Form("`case value`"))?;
    if Expression::is_unreadable(text) { Err(Flaw::Range) } else { Ok(text) }
}

/// The values that a `when` names: `WhenSyntax`.
///
/// # Errors
/// Where Liquid raises.
pub fn when(markup: &str) -> Result<Vec<&str>, Flaw> {
    let bytes = markup.as_bytes();
    let mut values = Vec::new();
    let mut next = fragment::find(markup, 0);
    while let Some((start, end)) = next {
        values.push(markup.get(start..end).unwrap_or_default());
        let gap = end + blanks(bytes.get(end..).unwrap_or_default());
        let rest = bytes.get(gap..).unwrap_or_default();
        let word = rest.strip_prefix(b"or").filter(|rest| gap > end && blanks(rest) > 0);
        let comma = rest.strip_prefix(b",");
        let after = match (word, comma) {
            (Some(_), _) => gap + 2,
            (_, Some(_)) => gap + 1,
            _ => break,
        };
        let start = after + blanks(bytes.get(after..).unwrap_or_default());
        next = fragment::end(markup, start).map(|end| (start, end));
    }
    if values.is_empty() {
        return Err(Flaw::Form("`when value`"));
    }
    if values.iter().any(|text| Expression::is_unreadable(text)) { Err(Flaw::Range) } else { Ok(values) }
}

/// Why Liquid would not take the markup of one of its own tags; `else` and end tags are the blocks' affair.
#[must_use]
pub fn flaw(name: &str, markup: &str) -> Option<Flaw> {
    match name {
        "assign" => assign(markup).err(),
        "capture" => capture(markup).err(),
        "case" => case(markup).err(),
        "when" => when(markup).err(),
        "if" | "unless" | "elsif" => Conditions::parse(name, markup).err(),
        "for" => repeat(markup).err(),
        "tablerow" => table_row(markup).err(),
        "cycle" => cycle(markup).err(),
        "raw" if blanks(markup.as_bytes()) < markup.len() => Some(Flaw::Form("`raw` alone")),
        _ => None,
    }
}

/// The collection that a `for` goes through.
///
/// # Errors
/// Where Liquid raises.
pub fn repeat(markup: &str) -> Result<Cow<'_, str>, Flaw> {
    match strict_for(markup) {
        Ok(collection) => return Ok(collection),
        Err(Failure::Unreadable) => return Err(Flaw::Range),
        Err(Failure::Syntax) => {}
    }
    let bytes = markup.as_bytes();
    let name = bytes.iter().take_while(|byte| is_of_name(**byte)).count();
    let collection = (name > 0).then(|| collection(markup, name)).flatten();
    let text = collection.ok_or(Flaw::Form("`for item in list`"))?;
    let is_unreadable =
        Expression::is_unreadable(text) || attributes_are_unreadable(markup, &["limit", "offset"]);
    if is_unreadable { Err(Flaw::Range) } else { Ok(text.into()) }
}

/// `\s+in\s+(QuotedFragment+)` after the name.
fn collection(markup: &str, name_end: usize) -> Option<&str> {
    let bytes = markup.as_bytes();
    let word = name_end + blanks(bytes.get(name_end..)?);
    let after = bytes.get(word..)?.strip_prefix(b"in")?;
    let start = word + 2 + blanks(after);
    if word == name_end || start == word + 2 {
        return None;
    }
    let mut end = fragment::end(markup, start)?;
    while let Some(next) = fragment::end(markup, end) {
        end = next;
    }
    markup.get(start..end)
}

/// `For#strict_parse`
fn strict_for(markup: &str) -> Parsed<Cow<'_, str>> {
    let mut parser = Parser::new(markup)?;
    parser.consume(Kind::Id)?;
    if !parser.word("in") {
        return Err(Failure::Syntax);
    }
    let collection = parser.expression()?;
    parser.word("reversed");
    while let Some(key) = parser.keyword() {
        if key != "limit" && key != "offset" {
            return Err(Failure::Syntax);
        }
        parser.expression()?;
    }
    parser.consume(Kind::End)?;
    Ok(collection)
}

/// Whether one of the `key: value` pairs (`TagAttributes`) has a value that Ruby cannot read; of all keys
/// if none is named.
fn attributes_are_unreadable(markup: &str, keys: &[&str]) -> bool {
    if !markup.contains('(') {
        return false;
    }
    let bytes = markup.as_bytes();
    let mut at = 0;
    while let Some(colon) = memchr::memchr(b':', bytes.get(at..).unwrap_or_default()).map(|found| at + found)
    {
        let before = markup.get(at..colon).unwrap_or_default().trim_end();
        let key =
            before.rsplit(|one: char| !one.is_ascii_alphanumeric() && one != '_').next().unwrap_or_default();
        let start = colon + 1 + blanks(bytes.get(colon + 1..).unwrap_or_default());
        let end = fragment::end(markup, start).filter(|_| !key.is_empty());
        at = end.unwrap_or(colon + 1);
        let value = markup.get(start..at).unwrap_or_default();
        if end.is_some() && (keys.is_empty() || keys.contains(&key)) && Expression::is_unreadable(value) {
            return true;
        }
    }
    false
}

/// `(\w+)\s+in\s+(QuotedFragment+)`, anywhere.
fn table_row(markup: &str) -> Result<(), Flaw> {
    let form = Flaw::Form("`tablerow item in list cols: 3`");
    let bytes = markup.as_bytes();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let ends = (1..bytes.len()).filter(|at| bytes.get(at - 1).is_some_and(is_word));
    let text = ends.filter(|at| bytes.get(*at).is_some_and(|byte| is_blank(*byte)));
    let text = text.filter_map(|at| collection(markup, at)).next().ok_or(form)?;
    let is_unreadable = Expression::is_unreadable(text) || attributes_are_unreadable(markup, &[]);
    if is_unreadable { Err(Flaw::Range) } else { Ok(()) }
}

/// `SimpleSyntax` and `NamedSyntax`
fn cycle(markup: &str) -> Result<(), Flaw> {
    let first = fragment::end(markup, 0).ok_or(Flaw::Form("`cycle value, value`"))?;
    if !markup.contains('(') {
        return Ok(());
    }
    let colon = first + blanks(markup.as_bytes().get(first..).unwrap_or_default());
    let is_quoted = markup.starts_with(['"', '\'']);
    let inner = || markup.get(1..first).and_then(|inner| inner.rfind(':')).map(|at| at + 1);
    let named = match markup.as_bytes().get(colon) {
        Some(b':') => Some((first, colon)),
        _ if is_quoted => None,
        _ => inner().map(|colon| (colon, colon)),
    };
    let list = named.and_then(|(_, colon)| markup.get(colon + 1..)).unwrap_or(markup);
    let name = named.and_then(|(end, _)| markup.get(..end));
    let values =
        list.split(',').filter_map(|one| fragment::find(one, 0).and_then(|(from, to)| one.get(from..to)));
    if name.into_iter().chain(values).any(Expression::is_unreadable) { Err(Flaw::Range) } else { Ok(()) }
}
