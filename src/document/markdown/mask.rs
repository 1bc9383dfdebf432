//! The text as Markdown should see it before Liquid has run: every piece of Liquid replaced by as
//! many neutral bytes, so that spans stay true. May not change the length of anything.

use std::borrow::Cow;

use super::silent;
use crate::document::liquid::{LiquidKind, LiquidMap, LiquidPiece};
use crate::source::Span;

/// The bytes of `span` with their Liquid replaced: by blanks where a line holds nothing but tags
/// that print nothing, else by a word (`[a]({{ b }}/c)` stays a link). The content of `raw` stays,
/// since it is printed as it is. Copies only where there is Liquid.
pub(super) fn mask<'t>(text: &'t str, span: Span, liquid: &LiquidMap) -> Cow<'t, str> {
    let slice = text.get(span.range()).unwrap_or_default();
    let pieces = liquid.within(span);
    if pieces.is_empty() {
        return Cow::Borrowed(slice);
    }
    let mut bytes = slice.as_bytes().to_vec();
    let base = span.start as usize;
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let count = blank_group(text, span, pieces, index);
        for one in pieces.get(index..index + count).unwrap_or_default() {
            fill(&mut bytes, base, one.span, b' ');
        }
        if count == 0 {
            word(&mut bytes, base, text, *piece);
        }
        index += count.max(1);
    }
    // Whole pieces, which start and end with ASCII, were replaced by ASCII.
    String::from_utf8(bytes).map_or(Cow::Borrowed(slice), Cow::Owned)
}

fn fill(bytes: &mut [u8], base: usize, span: Span, by: u8) {
    let (from, to) = (span.start as usize, span.end as usize);
    if let Some(stretch) = bytes.get_mut(from.saturating_sub(base)..to.saturating_sub(base)) {
        stretch.fill(by);
    }
}

/// Replaces a piece by a word; after `<` by one that can begin an autolink (`<{{ site.url }}/a>`).
fn word(bytes: &mut [u8], base: usize, text: &str, piece: LiquidPiece) {
    let start = piece.span.start as usize;
    match piece.kind {
        LiquidKind::Unclosed => {}
        LiquidKind::Opaque if name(text, piece) == "raw" => {
            let inside = text.get(piece.span.range()).unwrap_or_default();
            let opening = inside.find("%}").map_or(inside.len(), |end| end + 2);
            let closing = inside.rfind("{%").unwrap_or(0).max(opening);
            fill(bytes, base, Span::new(start, start + opening), b'x');
            fill(bytes, base, Span::new(start + closing, piece.span.end as usize), b'x');
        }
        _ => {
            fill(bytes, base, piece.span, b'x');
            let before = start.checked_sub(base + 1).and_then(|at| bytes.get(at));
            if before == Some(&b'<')
                && let Some(colon) = bytes.get_mut(start - base + 2)
            {
                *colon = b':';
            }
        }
    }
}

fn name(text: &str, piece: LiquidPiece) -> &str {
    text.get(piece.name.range()).unwrap_or_default()
}

fn is_silent(text: &str, piece: LiquidPiece) -> bool {
    matches!(piece.kind, LiquidKind::Tag | LiquidKind::Opaque) && silent::is_silent(name(text, piece))
}

/// How many pieces from `index` on fill whole lines together with blanks, and print nothing.
fn blank_group(text: &str, span: Span, pieces: &[LiquidPiece], index: usize) -> usize {
    let bytes = text.as_bytes();
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t');
    let is_line_end = |byte: Option<&u8>| matches!(byte, None | Some(b'\n' | b'\r'));
    let Some(first) = pieces.get(index).filter(|piece| is_silent(text, **piece)) else { return 0 };
    let before = bytes.get(span.start as usize..first.span.start as usize).unwrap_or_default();
    if !is_line_end(before.iter().rev().find(|byte| !is_blank(byte))) {
        return 0;
    }
    let mut count = 1;
    let mut last = *first;
    loop {
        let after = bytes.get(last.span.end as usize..span.end as usize).unwrap_or_default();
        let blanks = after.iter().take_while(is_blank).count();
        if is_line_end(after.get(blanks)) {
            return count;
        }
        let next = pieces.get(index + count).filter(|piece| {
            piece.span.start as usize == last.span.end as usize + blanks && is_silent(text, **piece)
        });
        let Some(next) = next else { return 0 };
        last = *next;
        count += 1;
    }
}
