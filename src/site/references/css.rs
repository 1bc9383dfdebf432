//! Addresses in style sheets and `style` attributes: `url(…)` and `@import "…"`, as CSS cuts them
//! (CSS Syntax 3, 4.3.6 and 4.3.5). May not resolve anything.

use crate::source::Span;

/// The bytes of every address in a style, which starts at `base` in its file. Addresses with
/// escapes, interpolation (Sass, Liquid) or none at all are left out; so are those in comments.
pub(super) fn addresses(style: &str, base: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut comments = Comments::default();
    for open in memchr::memchr_iter(b'(', style.as_bytes()) {
        let Some(at) = open.checked_sub(3).filter(|at| is_url(style, *at)) else { continue };
        if comments.hold(style, at) {
            continue;
        }
        let after = open + 1;
        let Some(rest) = style.get(after..) else { continue };
        let inner = rest.trim_start();
        let start = after + rest.len() - inner.len();
        let length = match inner.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => quoted(inner, *quote).map(|length| (start + 1, length)),
            // One that nothing closes is the last that is looked for: no later one is closed either.
            _ => match inner.find(')') {
                Some(end) => Some((start, inner.get(..end).unwrap_or_default().trim_end().len())),
                None => break,
            },
        };
        let Some((start, length)) = length else { continue };
        let text = style.get(start..start + length).unwrap_or_default();
        if is_plain(text) {
            found.push(Span::new(base + start, base + start + length));
        }
    }
    found
}

/// Whether the three bytes from `at` on are the whole word `url`.
fn is_url(style: &str, at: usize) -> bool {
    let bytes = style.as_bytes();
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"url"))
        && !before.is_some_and(|one| one.is_ascii_alphanumeric() || matches!(one, b'-' | b'_'))
}

/// The length of what stands between two quotes, on one line.
fn quoted(text: &str, quote: u8) -> Option<usize> {
    let inner = text.get(1..)?;
    let end = memchr::memchr3(quote, b'\n', b'\r', inner.as_bytes())?;
    (inner.as_bytes().get(end) == Some(&quote)).then_some(end)
}

fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && !text.bytes().any(|one| {
            one.is_ascii_whitespace()
                || matches!(one, b'\\' | b'{' | b'}' | b'$' | b'@' | b'+' | b'(' | b'"' | b'\'')
        })
}

/// The comments of a style, found on the way.
#[derive(Default)]
struct Comments {
    /// The end of the last comment that was found.
    end: usize,
    /// Where the search goes on.
    next: usize,
}

impl Comments {
    /// Whether a byte stands in a comment; asked in order.
    fn hold(&mut self, style: &str, at: usize) -> bool {
        while self.end <= at {
            let rest = style.get(self.next..at).unwrap_or_default();
            let Some(open) = rest.find("/*") else {
                self.next = at.max(self.next);
                return false;
            };
            let start = self.next + open + 2;
            let close = style.get(start..).and_then(|rest| rest.find("*/"));
            self.end = close.map_or(style.len(), |close| start + close + 2);
            self.next = self.end;
        }
        true
    }
}
