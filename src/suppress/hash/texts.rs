//! Where texts stand in YAML or TOML that does not parse, told from its lines. May be wrong of what no
//! parser can read either, and costs nothing then but one comment.

use crate::document::front_matter::Format;
use crate::source::Span;

/// The stretches in which a `#` is probably a letter, in order and apart.
pub(super) fn guess(bytes: &[u8], from: usize, format: Format) -> Vec<Span> {
    if format == Format::Toml { toml(bytes, from) } else { yaml(bytes, from) }
}

/// Lines with their starts, without what ends them.
fn lines(bytes: &[u8], from: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let start = at;
        at += length + 1;
        Some((start, rest.get(..length).unwrap_or_default()))
    })
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| **byte == b' ').count()
}

/// Quoted values, to their second quote or the end of their line, and blocks by their indentation.
fn yaml(bytes: &[u8], from: usize) -> Vec<Span> {
    let mut texts: Vec<Span> = Vec::new();
    let mut block: Option<usize> = None;
    for (start, line) in lines(bytes, from) {
        let is_blank = line.iter().all(u8::is_ascii_whitespace);
        if let Some(outer) = block {
            if is_blank || indent(line) > outer {
                texts.push(Span::new(start, start + line.len()));
                continue;
            }
            block = None;
        }
        if let Some(value) = value_of(line) {
            let rest = line.get(value..).unwrap_or_default();
            match rest.first() {
                Some(quote @ (b'"' | b'\'')) => {
                    let inner = rest.get(1..).unwrap_or_default();
                    let end = closing(inner, *quote).map_or(line.len(), |end| value + 1 + end + 1);
                    texts.push(Span::new(start + value, start + end));
                }
                Some(b'|' | b'>') => block = Some(indent(line)),
                _ => {}
            }
        }
    }
    texts.retain(|span| !span.is_empty());
    texts
}

/// Where the value of a line begins: after `- ` and `key: `.
fn value_of(line: &[u8]) -> Option<usize> {
    let mut at = indent(line);
    while line.get(at) == Some(&b'-') && matches!(line.get(at + 1), Some(b' ' | b'\t')) {
        at += 1 + line.get(at + 1..)?.iter().take_while(|byte| matches!(**byte, b' ' | b'\t')).count();
    }
    if matches!(line.get(at), Some(b'"' | b'\'' | b'#') | None) {
        return (line.get(at) != Some(&b'#') && at < line.len()).then_some(at);
    }
    let colon =
        line.get(at..)?.windows(2).position(|pair| pair[0] == b':' && matches!(pair[1], b' ' | b'\t'))?;
    let after = at + colon + 1;
    Some(after + line.get(after..)?.iter().take_while(|byte| matches!(**byte, b' ' | b'\t')).count())
}

/// The byte of the quote that closes a text; a backslash escapes in double quotes, a second quote in
/// single ones.
fn closing(inner: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        match *byte {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && inner.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// Texts between one or three quotes; those between one end with their line at the latest.
fn toml(bytes: &[u8], from: usize) -> Vec<Span> {
    let mut texts = Vec::new();
    let mut at = from;
    while let Some(byte) = bytes.get(at).copied() {
        let rest = bytes.get(at..).unwrap_or_default();
        match byte {
            b'#' => at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()),
            b'"' | b'\'' => {
                let three = [byte; 3];
                let length = if rest.starts_with(&three) {
                    let close = memchr::memmem::find(rest.get(3..).unwrap_or_default(), &three);
                    close.map_or(rest.len(), |close| close + 6)
                } else {
                    let inner = rest.get(1..).unwrap_or_default();
                    let line = memchr::memchr2(b'\n', b'\r', inner).unwrap_or(inner.len());
                    let close = closing(inner.get(..line).unwrap_or_default(), byte);
                    close.map_or(line + 1, |close| close + 2)
                };
                texts.push(Span::new(at, at + length));
                at += length;
            }
            _ => at += 1,
        }
    }
    texts
}
