//! Where front matter begins and ends, and what only looks like it.
//! May not read the YAML between the delimiters.

use memchr::memchr;

/// The places of a front matter, in bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// After the opening line and the blank lines that follow it.
    pub(super) opened: usize,
    /// Start of the closing line.
    pub(super) closing: usize,
    /// After the closing line and the blank lines that follow it, which Jekyll drops with it.
    pub(super) end: usize,
}

/// Front matter between `---` lines that starts at `start`.
pub(super) fn yaml(text: &str, start: usize) -> Option<Fence> {
    let opened = opened(text, start)?;
    let bytes = text.as_bytes();
    let mut line = opened;
    loop {
        if let Some(end) = closed(bytes, line) {
            return Some(Fence { opened, closing: line, end });
        }
        line = next_line(bytes, line)?;
    }
}

/// Front matter between `+++` lines that starts at `start`.
pub(super) fn toml(text: &str, start: usize) -> Option<Fence> {
    let bytes = text.as_bytes();
    let is_fence = |line: usize| {
        let rest = bytes.get(line..)?.strip_prefix(b"+++")?;
        let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        rest.get(..end)?.trim_ascii().is_empty().then_some(line + 3 + end)
    };
    let opened = is_fence(start).filter(|opened| bytes.get(opened - 1) == Some(&b'\n'))?;
    let mut line = opened;
    loop {
        if let Some(end) = is_fence(line) {
            return Some(Fence { opened, closing: line, end });
        }
        line = next_line(bytes, line)?;
    }
}

/// The offset after an opening line at `start` (`/\A---\s*\n/`: white space may span lines).
pub(super) fn opened(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes.get(start..)?.starts_with(b"---") {
        return None;
    }
    let white = white_space(bytes, start + 3);
    white.iter().rposition(|byte| *byte == b'\n').map(|at| start + 3 + at + 1)
}

/// The offset after a closing line at `line` (`/^(---|\.\.\.)\s*$\n?/`).
fn closed(bytes: &[u8], line: usize) -> Option<usize> {
    let rest = bytes.get(line..)?;
    if !rest.starts_with(b"---") && !rest.starts_with(b"...") {
        return None;
    }
    let white = white_space(bytes, line + 3);
    if line + 3 + white.len() == bytes.len() {
        return Some(bytes.len());
    }
    white.iter().rposition(|byte| *byte == b'\n').map(|at| line + 3 + at + 1)
}

fn next_line(bytes: &[u8], from: usize) -> Option<usize> {
    let next = from + memchr(b'\n', bytes.get(from..)?)? + 1;
    (next < bytes.len()).then_some(next)
}

/// The run of what Ruby's `\s` matches.
fn white_space(bytes: &[u8], from: usize) -> &[u8] {
    let rest = bytes.get(from..).unwrap_or_default();
    let end = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'..=b'\r')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}
