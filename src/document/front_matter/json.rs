//! JSON front matter, an object at the start of a file, to the same tree as YAML's (RFC 8259).
//! Holds its own stack: depth costs no recursion.

use super::{Kind, NodeId, Style, SyntaxError, Tree, TreeBuilder, Typed};
use crate::source::Span;

/// Deepest nesting.
const DEEPEST: usize = 128;
/// Most values in one tree.
const MOST_NODES: usize = 250_000;

/// The offset after the object that starts at an offset, if one starts there and ends.
pub(super) fn end_of_object(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..)?;
    let after = bytes.strip_prefix(b"{")?.trim_ascii_start();
    if !matches!(after.first(), Some(b'"' | b'}')) {
        return None;
    }
    let (mut depth, mut quoted, mut at) = (0_usize, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(start + at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Parses a JSON text that stands at `offset` in its file.
///
/// # Errors
/// What is wrong, and where.
#[expect(clippy::result_large_err, reason = "made at most once for a file, and only for a broken one")]
pub fn parse(text: &str, offset: usize) -> Result<Tree, SyntaxError> {
    let mut reading = Reading { text, at: 0, offset, tree: TreeBuilder::default() };
    match reading.document() {
        Ok(root) => Ok(reading.tree.finish(root)),
        Err(problem) => {
            let rest = text.get(reading.at..).unwrap_or_default();
            let len = rest.chars().next().map_or(0, char::len_utf8);
            Err(SyntaxError {
                span: reading.span(reading.at, reading.at + len),
                message: format!("this is no valid JSON: {problem}"),
                help: "correct the JSON at this place".to_owned(),
                label: None,
                fix: None,
                parser: problem.to_owned(),
            })
        }
    }
}

struct Frame {
    start: usize,
    is_object: bool,
    key: Option<NodeId>,
    pairs: Vec<(NodeId, NodeId)>,
    items: Vec<NodeId>,
}

struct Reading<'t> {
    text: &'t str,
    at: usize,
    offset: usize,
    tree: TreeBuilder,
}

impl Reading<'_> {
    fn document(&mut self) -> Result<NodeId, &'static str> {
        let mut frames: Vec<Frame> = Vec::new();
        loop {
            self.skip_blank();
            let start = self.at;
            let mut done = match self.byte() {
                Some(b'}') | Some(b']') if frames.last().is_some_and(Frame::is_fresh) => None,
                Some(open @ (b'{' | b'[')) => {
                    if frames.len() >= DEEPEST || self.tree.len() >= MOST_NODES {
                        return Err("it is larger or deeper than any front matter needs to be");
                    }
                    self.at += 1;
                    frames.push(Frame::new(start, open == b'{'));
                    self.key_if_wanted(frames.last_mut())?;
                    continue;
                }
                Some(b'"') => Some(self.string()?),
                Some(_) => Some(self.word()?),
                None => return Err("it ends too early"),
            };
            loop {
                let Some(frame) = frames.last_mut() else { return done.ok_or("a value is missing") };
                if let Some(value) = done.take() {
                    frame.take(value);
                }
                self.skip_blank();
                match (self.byte(), frame.is_object) {
                    (Some(b','), _) if !frame.is_fresh() => {
                        self.at += 1;
                        self.key_if_wanted(Some(frame))?;
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        done = frames.pop().map(|frame| self.close(frame));
                    }
                    _ => return Err("a comma or the closing bracket is missing"),
                }
            }
        }
    }

    fn close(&mut self, frame: Frame) -> NodeId {
        let span = self.span(frame.start, self.at);
        let kind = if frame.is_object { Kind::Mapping(frame.pairs) } else { Kind::Sequence(frame.items) };
        self.tree.add(span, Style::Flow, None, kind)
    }

    /// Reads `"key":` in an object.
    fn key_if_wanted(&mut self, frame: Option<&mut Frame>) -> Result<(), &'static str> {
        let Some(frame) = frame.filter(|frame| frame.is_object) else { return Ok(()) };
        self.skip_blank();
        if self.byte() == Some(b'}') && frame.is_fresh() {
            return Ok(());
        }
        if self.byte() != Some(b'"') {
            return Err("a key in double quotes is missing");
        }
        frame.key = Some(self.string()?);
        self.skip_blank();
        if self.byte() != Some(b':') {
            return Err("a colon is missing after the key");
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<NodeId, &'static str> {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let mut end = 0;
        let bytes = rest.as_bytes();
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => end += 1,
                None => return Err("the text is never closed"),
            }
        }
        let written = self.text.get(start..start + end + 2).ok_or("the text is never closed")?;
        let text: String = serde_json::from_str(written)
            .map_err(|_| "this text holds an escape or sign that JSON does not allow")?;
        self.at = start + written.len();
        let span = self.span(start, self.at);
        let kind = Kind::Scalar { text: text.into(), typed: Typed::String };
        Ok(self.tree.add(span, Style::DoubleQuoted, None, kind))
    }

    fn word(&mut self) -> Result<NodeId, &'static str> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let len = rest.bytes().position(|byte| b" \t\r\n,]}:\"[{".contains(&byte)).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let typed = match word {
            "null" => Typed::Null,
            "true" => Typed::Bool(true),
            "false" => Typed::Bool(false),
            _ => match serde_json::from_str::<serde_json::Number>(word) {
                Ok(number) if number.is_f64() => Typed::Float(number.as_f64().unwrap_or_default()),
                Ok(_) => word.parse().map_or(Typed::BigInteger, Typed::Integer),
                Err(_) => return Err("this is no text in double quotes, number, true, false or null"),
            },
        };
        let span = self.span(self.at, self.at + len);
        self.at += len;
        Ok(self.tree.add(span, Style::Plain, None, Kind::Scalar { text: word.into(), typed }))
    }

    fn skip_blank(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_ascii_start().len();
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }
}

impl Frame {
    fn new(start: usize, is_object: bool) -> Self {
        Self { start, is_object, key: None, pairs: Vec::new(), items: Vec::new() }
    }

    /// Whether nothing was read into it yet.
    fn is_fresh(&self) -> bool {
        self.pairs.is_empty() && self.items.is_empty() && self.key.is_none()
    }

    fn take(&mut self, value: NodeId) {
        match self.key.take() {
            Some(key) => self.pairs.push((key, value)),
            None => self.items.push(value),
        }
    }
}
