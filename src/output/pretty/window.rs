//! Which parts of a line fit a terminal. Posts that were scraped hold lines of many kilobytes: only
//! the surroundings of what is marked are looked at, never a whole line more than once.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns between tab stops.
pub(super) const TAB: usize = 4;

/// Columns kept before the start and after the end of a mark that does not fit.
const MARGIN: usize = 8;

/// How far from a mark the ends of its line are looked for, in bytes.
const FAR: usize = 1 << 16;

/// A line of a file.
#[derive(Debug)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its bytes without the line's end, or as much of them as was looked at.
    pub(super) content: Range<usize>,
    /// Where the next line starts, if there is one and it was seen.
    pub(super) next: Option<usize>,
}

/// The lines from `before` lines before the one that holds `offset`, whose number is `number`.
pub(super) fn lines_from(text: &str, offset: usize, number: u32, before: u32) -> impl Iterator<Item = Line> {
    let mut number = number;
    let mut start = line_start(text, offset);
    for _ in 0..before {
        let Some(earlier) = start.and_then(|start| previous(text, start)) else { break };
        start = Some(earlier);
        number = number.saturating_sub(1);
    }
    let mut at = Some(start.unwrap_or_else(|| boundary(text, offset.saturating_sub(FAR))));
    std::iter::from_fn(move || {
        let from = at?;
        let end = line_end(text, from);
        let next = match text.as_bytes().get(end..) {
            Some([b'\r', b'\n', ..]) => Some(end + 2),
            Some([b'\r' | b'\n', ..]) => Some(end + 1),
            _ => None,
        };
        at = next;
        let line = Line { number, content: from..end, next };
        number = number.saturating_add(1);
        Some(line)
    })
}

/// Start of the line that holds an offset, unless it is too far away.
fn line_start(text: &str, offset: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = offset.min(bytes.len());
    if bytes.get(at) == Some(&b'\n') && at > 0 && bytes.get(at - 1) == Some(&b'\r') {
        at -= 1;
    }
    let from = at.saturating_sub(FAR);
    match memchr::memrchr2(b'\n', b'\r', bytes.get(from..at)?) {
        Some(found) => Some(from + found + 1),
        None => (from == 0).then_some(0),
    }
}

/// Start of the line before the one that starts at `start`, if there is one and it is near.
fn previous(text: &str, start: usize) -> Option<usize> {
    line_start(text, start.checked_sub(1)?)
}

/// End of the line that holds an offset, without its terminator; cut off where it is far away.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let far = boundary(text, offset.saturating_add(FAR));
    let ahead = text.as_bytes().get(offset..far).unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', ahead).map_or(far, |found| offset + found)
}

/// The offset itself, or the start of the character it falls into.
fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The parts of a line that are shown, in order: the whole line where it fits, else the
/// surroundings of every mark, else its start.
pub(super) fn windows(
    text: &str,
    content: &Range<usize>,
    marks: &[Range<usize>],
    width: usize,
) -> Vec<Range<usize>> {
    let line = Content { text, range: content.clone() };
    if line.width(content, width).is_some() {
        return vec![content.clone()];
    }
    let here: Vec<_> = marks.iter().filter(|m| m.start <= content.end && m.end >= content.start).collect();
    let room = width.saturating_sub(2);
    let budget = (room / here.len().clamp(1, 4)).max(2 * MARGIN + 1);
    let mut windows: Vec<Range<usize>> = Vec::new();
    for mark in here {
        line.around(mark, budget, &mut windows);
    }
    if windows.is_empty() {
        windows.push(content.start..line.forward(content.start, room).0);
    }
    windows.sort_by_key(|window| window.start);
    windows.dedup_by(|later, earlier| {
        let touch = later.start <= earlier.end;
        if touch {
            earlier.end = earlier.end.max(later.end);
        }
        touch
    });
    windows
}

/// A line, in which columns are walked.
struct Content<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl Content<'_> {
    /// The window or windows of one mark.
    fn around(&self, mark: &Range<usize>, budget: usize, windows: &mut Vec<Range<usize>>) {
        let (start, end) = (mark.start.max(self.range.start), mark.end.min(self.range.end));
        if let Some(width) = self.width(&(start..end), budget.saturating_sub(2 * MARGIN)) {
            let spare = budget - width;
            let (from, used) = self.back(start, spare / 2);
            windows.push(from..self.forward(end, spare - used).0);
            return;
        }
        let (begins, ends) = (mark.start >= self.range.start, mark.end <= self.range.end);
        let half = budget.saturating_sub(2 * MARGIN + 1) / if begins && ends { 2 } else { 1 };
        if begins || !ends {
            windows.push(self.back(start, MARGIN).0..self.forward(start, half).0);
        }
        if ends {
            windows.push(self.back(end, half).0..self.forward(end, MARGIN).0);
        }
    }

    /// The columns of a part of the line, or `None` where they are more than `most`.
    fn width(&self, range: &Range<usize>, most: usize) -> Option<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let (bytes, used) = reach(text.chars(), most);
        (bytes == text.len()).then_some(used)
    }

    /// How far `columns` reach to the right of an offset, and how many of them are used.
    fn forward(&self, from: usize, columns: usize) -> (usize, usize) {
        let text = self.text.get(from..self.range.end).unwrap_or_default();
        let (bytes, used) = reach(text.chars(), columns);
        (from + bytes, used)
    }

    /// The same to the left.
    fn back(&self, from: usize, columns: usize) -> (usize, usize) {
        let text = self.text.get(self.range.start..from).unwrap_or_default();
        let (bytes, used) = reach(text.chars().rev(), columns);
        (from - bytes, used)
    }
}

/// How many bytes of the characters fit the columns, and the columns they take. Characters without
/// a width are counted too, or a megabyte of them would fit.
fn reach(characters: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0, 0);
    for character in characters.take(4 * columns + 1) {
        let width = match character {
            '\t' => TAB,
            _ => character.width().unwrap_or(1),
        };
        if used + width > columns {
            return (bytes, used);
        }
        bytes += character.len_utf8();
        used += width;
    }
    (bytes, used)
}

/// Whether nothing of a marked text would be seen: it holds only characters without a width.
pub(super) fn is_unseen(text: &str, mark: &Range<usize>) -> bool {
    let marked = text.get(mark.clone()).unwrap_or_default();
    marked.len() <= 64 && marked.chars().all(|character| character.width().unwrap_or(0) == 0)
}
