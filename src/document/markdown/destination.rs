//! Where the destination and the title of a link stand, for constructs a Markdown parser has
//! already accepted. May not decide whether something is a link.

use crate::source::Span;

/// A destination and a title, without brackets and quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) destination: Span,
    pub(super) title: Option<Span>,
}

/// Reads `destination "title"` from `at` on, blanks and line ends before it skipped (in a block
/// quote with their `>`). Offsets count from the start of `bytes`.
pub(super) fn read(bytes: &[u8], at: usize) -> Target {
    let start = skip_blanks(bytes, at);
    let (destination, after) = destination(bytes, start);
    let title_start = skip_blanks(bytes, after);
    let title = if title_start > after { title(bytes, title_start) } else { None };
    Target { destination, title }
}

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    let mut is_new_line = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => is_new_line = true,
            b' ' | b'\t' => {}
            b'>' if is_new_line => {}
            _ => break,
        }
        at += 1;
    }
    at
}

/// CommonMark 6.3: between `<` and `>`, or up to a blank or an unbalanced `)`.
fn destination(bytes: &[u8], start: usize) -> (Span, usize) {
    let is_pointed = bytes.get(start) == Some(&b'<');
    let from = start + usize::from(is_pointed);
    let mut at = from;
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'>' if is_pointed => return (Span::new(from, at), at + 1),
            0..=b' ' if !is_pointed => break,
            b'(' => depth += 1,
            b')' if !is_pointed && depth == 0 => break,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    (Span::new(from, at), at)
}

fn title(bytes: &[u8], start: usize) -> Option<Span> {
    let close = match bytes.get(start)? {
        b'(' => b')',
        quote @ (b'"' | b'\'') => *quote,
        _ => return None,
    };
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            byte if *byte == close => return Some(Span::new(start + 1, at)),
            _ => {}
        }
        at += 1;
    }
}
