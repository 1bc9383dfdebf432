//! TOML front matter to the same tree as YAML's.
//! May not know of delimiters or files: a text and the offset at which it stands are all it gets.

use std::ops::Range;

use toml_edit::{Array, Document, InlineTable, Item, Key, Table, TomlError, Value};

use super::scalar::type_plain;
use super::{Kind, NodeId, Style, SyntaxError, Tree, TreeBuilder, Typed};
use crate::source::Span;

/// Deepest nesting of brackets: the crate and this module call themselves for every level.
const DEEPEST: usize = 24;
/// Deepest nesting of tables that is kept; what lies deeper is left empty.
const DEEPEST_TABLE: usize = 128;

/// Parses a TOML text that stands at `offset` in its file.
///
/// # Errors
/// In the parser's words, at its place.
#[expect(clippy::result_large_err, reason = "made at most once for a file, and only for a broken one")]
pub fn parse(text: &str, offset: usize) -> Result<Tree, SyntaxError> {
    if let Some(at) = too_deep(text) {
        return Err(SyntaxError {
            span: Span::new(offset + at, offset + at + 1),
            message: format!("this is nested deeper than {DEEPEST} levels"),
            help: "keep the front matter small; move data into a file of its own".to_owned(),
            label: None,
            fix: None,
            parser: String::new(),
        });
    }
    let document = Document::parse(text).map_err(|error| explain(text, offset, &error))?;
    let mut reading = Reading { text, offset, tree: TreeBuilder::default(), depth: 0 };
    let root = reading.table(document.as_table(), 0..text.trim_end().len());
    Ok(reading.tree.finish(root))
}

/// The first bracket that opens too many levels. Brackets in texts count too: front matter has room
/// for neither. (The crate itself stops at 80 levels of keys in each.)
fn too_deep(text: &str) -> Option<usize> {
    let mut brackets = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        brackets > DEEPEST
    })
}

fn explain(text: &str, offset: usize, error: &TomlError) -> SyntaxError {
    let span = error.span().unwrap_or_default();
    let bound = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = bound(span.start);
    let said = error.message().trim().replace('\n', ", ");
    SyntaxError {
        span: Span::new(offset + start, offset + bound(span.end).max(start)),
        message: format!("this is no valid TOML: {said}"),
        help: "correct the TOML at this place; texts need quotes".to_owned(),
        label: None,
        fix: None,
        parser: said,
    }
}

struct Reading<'t> {
    text: &'t str,
    offset: usize,
    tree: TreeBuilder,
    depth: usize,
}

impl Reading<'_> {
    fn add(&mut self, range: Range<usize>, style: Style, kind: Kind) -> NodeId {
        let span = Span::new(self.offset + range.start, self.offset + range.end);
        self.tree.add(span, style, None, kind)
    }

    fn table(&mut self, table: &Table, range: Range<usize>) -> NodeId {
        let mut pairs = Vec::with_capacity(table.len());
        self.depth += 1;
        let kept = if self.depth > DEEPEST_TABLE { 0 } else { table.len() };
        for (name, item) in table.iter().take(kept) {
            let key = table.key(name).and_then(Key::span).unwrap_or(range.start..range.start);
            let value = self.item(item, &key);
            pairs.push((self.key(name, key), value));
        }
        self.depth -= 1;
        self.add(range, Style::Block, Kind::Mapping(pairs))
    }

    fn inline_table(&mut self, table: &InlineTable, range: Range<usize>) -> NodeId {
        let mut pairs = Vec::with_capacity(table.len());
        self.depth += 1;
        let kept = if self.depth > DEEPEST_TABLE { 0 } else { table.len() };
        for (name, value) in table.iter().take(kept) {
            let key = table.key(name).and_then(Key::span).unwrap_or(range.start..range.start);
            let value = self.value(value, &key);
            pairs.push((self.key(name, key), value));
        }
        self.depth -= 1;
        self.add(range, Style::Flow, Kind::Mapping(pairs))
    }

    fn key(&mut self, name: &str, range: Range<usize>) -> NodeId {
        self.add(range, Style::Plain, Kind::Scalar { text: name.into(), typed: Typed::String })
    }

    fn item(&mut self, item: &Item, key: &Range<usize>) -> NodeId {
        match item {
            Item::Value(value) => self.value(value, key),
            Item::Table(table) => self.table(table, table.span().unwrap_or(key.clone())),
            Item::ArrayOfTables(tables) => {
                let items = tables.iter().map(|table| self.table(table, table.span().unwrap_or(key.clone())));
                let items = items.collect();
                self.add(tables.span().unwrap_or(key.clone()), Style::Block, Kind::Sequence(items))
            }
            Item::None => {
                self.add(key.end..key.end, Style::Plain, Kind::Scalar { text: "".into(), typed: Typed::Null })
            }
        }
    }

    fn value(&mut self, value: &Value, key: &Range<usize>) -> NodeId {
        let range = value.span().unwrap_or(key.clone());
        let written = self.text.get(range.clone()).unwrap_or_default();
        let (text, typed): (Box<str>, Typed) = match value {
            Value::Array(array) => return self.array(array, range),
            Value::InlineTable(table) => return self.inline_table(table, range),
            Value::String(text) => (text.value().as_str().into(), Typed::String),
            Value::Integer(number) => (written.into(), Typed::Integer(i128::from(*number.value()))),
            Value::Float(number) => (written.into(), Typed::Float(*number.value())),
            Value::Boolean(truth) => (written.into(), Typed::Bool(*truth.value())),
            Value::Datetime(_) => (written.into(), type_plain(written)),
        };
        let style = match written.as_bytes().first() {
            Some(b'"') => Style::DoubleQuoted,
            Some(b'\'') => Style::SingleQuoted,
            _ => Style::Plain,
        };
        self.add(range, style, Kind::Scalar { text, typed })
    }

    fn array(&mut self, array: &Array, range: Range<usize>) -> NodeId {
        let start = range.start..range.start;
        let items = array.iter().map(|value| self.value(value, &start)).collect();
        self.add(range, Style::Flow, Kind::Sequence(items))
    }
}
