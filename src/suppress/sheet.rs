//! Comments of style sheets, scripts and XML, whose text nothing else reads: `/* … */`, `//` where the
//! language has it, `<!-- … -->`. May not read what a comment says.

use super::places::{self, Place, has_extension};
use crate::document::Document;
use crate::source::Span;

/// Adds the comments of a file that is neither Markdown nor HTML.
pub(super) fn find(document: &Document<'_>, places: &mut Vec<Place>) {
    let path = document.path();
    if has_extension(path, &["css", "scss", "sass", "less", "js", "mjs", "ts"]) {
        of_code(document, !has_extension(path, &["css"]), places);
    } else if has_extension(path, &["xml", "svg", "atom", "rss", "xsl"]) {
        of_xml(document, places);
    }
}

fn of_code(document: &Document<'_>, has_lines: bool, found: &mut Vec<Place>) {
    let bytes = document.source.text().as_bytes();
    let mut at = document.body.span.start as usize;
    while let Some(next) = memchr::memchr3(b'/', b'"', b'\'', bytes.get(at..).unwrap_or_default()) {
        at += next;
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            [b'/', b'*', inner @ ..] => {
                let close = memchr::memmem::find(inner, b"*/");
                let end = close.map_or(bytes.len(), |close| at + 2 + close);
                let stars = inner.iter().take_while(|byte| **byte == b'*').count();
                let content = Span::new((at + 2 + stars).min(end), end);
                let span = Span::new(at, (end + 2).min(bytes.len()));
                found.extend(places::place(document, span, content));
                at = span.end as usize;
            }
            [b'/', b'/', ..] if has_lines => {
                let end = at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                found.extend(places::place(document, Span::new(at, end), Span::new(at + 2, end)));
                at = end;
            }
            [quote @ (b'"' | b'\''), inner @ ..] => at += 1 + string(inner, *quote),
            _ => at += 1,
        }
    }
}

/// The length of a string after its first quote: to the second, or to the end of its line.
fn string(inner: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        match *byte {
            b'\\' => at += 2,
            b'\n' | b'\r' => return at,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    at
}

fn of_xml(document: &Document<'_>, found: &mut Vec<Place>) {
    let bytes = document.source.text().as_bytes();
    let mut at = document.body.span.start as usize;
    while let Some(open) = memchr::memmem::find(bytes.get(at..).unwrap_or_default(), b"<!--") {
        let start = at + open;
        let inner = bytes.get(start + 4..).unwrap_or_default();
        let Some(close) = memchr::memmem::find(inner, b"-->") else { return };
        let end = start + 4 + close;
        found.extend(places::place(document, Span::new(start, end + 3), Span::new(start + 4, end)));
        at = end + 3;
    }
}
