//! The bytes that kramdown would see, as far as they are known: Liquid runs first, so its pieces
//! are replaced by as many neutral bytes, and every offset stays true. May not move a byte.

use memchr::memmem;

use crate::document::Body;
use crate::document::liquid::{LiquidKind, LiquidPiece};
use crate::document::markdown::silent;

/// Stands for a byte that leaves no trace on the page: white space that takes no room.
pub(super) const NOTHING: u8 = 1;
/// Stands for a byte of unknown text.
const WORD: u8 = b'x';
/// No longer than the shortest output, `{{a}}`.
const SCHEME: &[u8] = b"ftp:x";

/// Tags that write a word: an address or a number, always on the line they stand on.
const INLINE: &[&str] = &["link", "post_url", "cycle", "increment", "decrement"];

/// A copy of the file up to the end of the body, with its Liquid masked.
pub(super) fn masked(body: &Body<'_>) -> Vec<u8> {
    let text = body.file_text().as_bytes();
    let end = (body.span.end as usize).min(text.len());
    let mut bytes = text.get(..end).unwrap_or_default().to_vec();
    let start = body.span.start as usize;
    for piece in body.liquid.pieces() {
        mask_piece(&mut bytes, text, piece, start);
    }
    bytes
}

fn mask_piece(bytes: &mut [u8], text: &[u8], piece: &LiquidPiece, start: usize) {
    let name = text.get(piece.name.range()).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or("");
    let (from, to) = (piece.span.start as usize, (piece.span.end as usize).min(bytes.len()));
    match piece.kind {
        LiquidKind::Output | LiquidKind::Unclosed => {
            fill(bytes, from, to, WORD);
            // An address between angle brackets begins with its scheme.
            let follows_bracket =
                from > start && to - from >= SCHEME.len() && bytes.get(from - 1) == Some(&b'<');
            if follows_bracket && let Some(head) = bytes.get_mut(from..from + SCHEME.len()) {
                head.copy_from_slice(SCHEME);
            }
        }
        LiquidKind::Opaque if name == "raw" => mask_raw(bytes, from, to),
        LiquidKind::Opaque => fill(bytes, from, to, NOTHING),
        LiquidKind::Tag => {
            let is_silent = silent::is_silent(name) || matches!(name, "raw" | "endraw");
            let is_nothing = is_silent || (!INLINE.contains(&name) && is_alone(bytes, from, to, start));
            fill(bytes, from, to, if is_nothing { NOTHING } else { WORD });
        }
    }
    let writes_line_end = piece.kind == LiquidKind::Tag && name.starts_with("include");
    trim_around(bytes, text, (from, to), start, writes_line_end);
}

/// `{% raw %}` and `{% endraw %}` alone: what stands between them is text like any other.
fn mask_raw(bytes: &mut [u8], from: usize, to: usize) {
    let inside = bytes.get(from..to).unwrap_or_default();
    let opening = memmem::find(inside, b"%}").map_or(inside.len(), |at| at + 2);
    let closing = memmem::rfind(inside, b"{%").filter(|at| *at >= opening).unwrap_or(inside.len());
    fill(bytes, from, from + opening, NOTHING);
    fill(bytes, from + closing, to, NOTHING);
}

fn fill(bytes: &mut [u8], from: usize, to: usize, with: u8) {
    if let Some(stretch) = bytes.get_mut(from..to) {
        stretch.fill(with);
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | NOTHING)
}

/// Whether nothing but blanks stands beside a piece on its lines.
fn is_alone(bytes: &[u8], from: usize, to: usize, start: usize) -> bool {
    let before = bytes.get(start..from).unwrap_or_default().iter().rev().find(|byte| !is_blank(**byte));
    let mut rest = bytes.get(to..).unwrap_or_default();
    loop {
        let skip = rest.iter().take_while(|byte| is_blank(**byte)).count();
        rest = rest.get(skip..).unwrap_or_default();
        // Another tag on the same line is looked at in its turn.
        match (rest.starts_with(b"{%"), memmem::find(rest.get(..400).unwrap_or(rest), b"%}")) {
            (true, Some(close)) => rest = rest.get(close + 2..).unwrap_or_default(),
            _ => break,
        }
    }
    matches!(before, None | Some(b'\n' | b'\r')) && matches!(rest.first(), None | Some(b'\n' | b'\r'))
}

/// `{%-` and `-%}` take the white space beside them away, line ends included. What `include` writes
/// ends, as files do, with a line end of its own.
fn trim_around(
    bytes: &mut [u8],
    text: &[u8],
    (from, to): (usize, usize),
    start: usize,
    writes_line_end: bool,
) {
    if text.get(from + 2) == Some(&b'-') {
        let mut at = from;
        while at > start && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) {
            at -= 1;
        }
        fill(bytes, at, from, NOTHING);
    }
    if to >= 3 && text.get(to - 3) == Some(&b'-') {
        let rest = bytes.get(to..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let blanks = rest.get(..count).unwrap_or_default();
        let line_end = blanks.iter().position(|byte| *byte == b'\n').filter(|_| writes_line_end);
        fill(bytes, to, to + line_end.unwrap_or(count), NOTHING);
        if let Some(kept) = line_end {
            fill(bytes, to + kept + 1, to + count, NOTHING);
        }
    }
}
