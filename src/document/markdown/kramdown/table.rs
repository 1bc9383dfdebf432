//! Tables (kramdown's table.rb): every line from a block boundary to the next must hold a pipe
//! outside code. May not read spans: each cell is an item of its own.

use super::block::{Blocks, Context, Last};
use super::chars::is_space;
use super::item::{Kind, Range, Wrap};
use super::lines::Head;
use super::tag;
use crate::document::body::SlipKind;

/// What a line of a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Cells,
    Separator,
    Footer,
}

/// Whether a line holds a pipe that no backslash escapes (`TABLE_PIPE_CHECK`).
fn has_pipe(text: &[u8]) -> bool {
    first_pipe(text).is_some()
}

fn first_pipe(text: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'|', text).find(|at| *at == 0 || text.get(at - 1) != Some(&b'\\'))
}

fn row(text: &[u8]) -> Row {
    let text = text.trim_ascii_end();
    let is_made_of = |mark: u8| {
        text.contains(&mark)
            && text.iter().all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t') || *byte == mark)
    };
    if is_made_of(b'-') {
        Row::Separator
    } else if is_made_of(b'=') {
        Row::Footer
    } else {
        Row::Cells
    }
}

impl Blocks {
    pub(super) fn table(&mut self, head: &Head, context: &mut Context) -> bool {
        if head.spaces > 3 || !context.is_after_boundary() {
            return false;
        }
        let first = self.at;
        if !has_pipe(self.bytes.get(head.at..self.line(first).to()).unwrap_or_default()) {
            return false;
        }
        let mut last = first;
        while last < self.end && has_pipe(self.text_of(last)) {
            last += 1;
        }
        if !self.is_boundary(last) || !self.has_body(first, last) {
            return false;
        }
        if !self.has_pipes_outside_code(self.line(first).from(), self.line(last - 1).to()) {
            return false;
        }
        if let Some(list) = context.add(Last::Other) {
            self.anchor(list);
        }
        let text = self.text_of(first);
        if last == first + 1
            && self.depth == 0
            && !text.trim_ascii_start().starts_with(b"|")
            && let Some(pipe) = first_pipe(text)
        {
            let at = self.line(first).from() + pipe;
            self.slip(SlipKind::PipeTable, (at, at + 1));
        }
        for index in first..last {
            if row(self.text_of(index)) == Row::Cells {
                self.cells(index);
            }
        }
        self.at = last;
        true
    }

    fn text_of(&self, index: usize) -> &[u8] {
        let line = self.line(index);
        self.bytes.get(line.from()..line.to()).unwrap_or_default()
    }

    /// A table needs rows that are not its head.
    fn has_body(&self, first: usize, last: usize) -> bool {
        let (mut rows, mut has_head, mut has_body, mut has_footer) = (false, false, false, false);
        for index in first..last {
            match row(self.text_of(index)) {
                Row::Cells => rows = true,
                Row::Separator if index == first || !rows => {}
                Row::Separator => {
                    if has_head || has_footer {
                        has_body |= !has_footer;
                    }
                    has_head = true;
                    rows = false;
                }
                Row::Footer => {
                    has_body |= rows;
                    has_footer = true;
                    rows = false;
                }
            }
        }
        has_body || (rows && !has_footer)
    }

    /// The check that kramdown makes over the whole text, code spans and HTML taken out.
    fn has_pipes_outside_code(&mut self, from: usize, to: usize) -> bool {
        let mut has_pipe_on_line = false;
        let mut text_from = from;
        let mut at = from;
        while at < to {
            let rest = self.bytes.get(at..to).unwrap_or_default();
            let Some(found) = memchr::memchr2(b'`', b'<', rest) else { break };
            at += found;
            let is_code = self.bytes.get(at) == Some(&b'`');
            let end = if is_code { self.code_end(at, to) } else { self.html_end(at, to) };
            let Some((end, inner)) = end else {
                at += 1;
                continue;
            };
            if !self.count_text((text_from, at), &mut has_pipe_on_line) {
                return false;
            }
            if is_code {
                let lines = line_count(self.bytes.get(inner.0..inner.1).unwrap_or_default());
                if lines > 2 || (lines == 2 && !has_pipe_on_line) {
                    return false;
                }
                has_pipe_on_line &= lines != 2;
            }
            at = end;
            text_from = end;
        }
        self.count_text((text_from, to), &mut has_pipe_on_line) && has_pipe_on_line
    }

    fn count_text(&self, (from, to): Range, has_pipe_on_line: &mut bool) -> bool {
        let text = self.bytes.get(from..to).unwrap_or_default();
        let text = trim_line_ends(text);
        if text.is_empty() {
            return true;
        }
        let is_long = memchr::memchr(b'\n', text).is_some();
        let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let last = text.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        if is_long && !*has_pipe_on_line && !has_pipe(first) {
            return false;
        }
        *has_pipe_on_line = (!is_long && *has_pipe_on_line) || has_pipe(last);
        true
    }

    /// The code span at a backtick: the byte after it, and its content.
    fn code_end(&self, at: usize, to: usize) -> Option<(usize, Range)> {
        let rest = self.bytes.get(at..to)?;
        let run = rest.iter().take_while(|byte| **byte == b'`').count();
        let after = rest.get(run);
        let is_apart = at == 0 || self.bytes.get(at - 1).is_some_and(|byte| is_space(*byte));
        if run == 1 && is_apart && after.is_some_and(|byte| is_space(*byte)) {
            return None;
        }
        let close = memchr::memmem::find(rest.get(run..)?, rest.get(..run)?)?;
        Some((at + run + close + run, (at + run, at + run + close)))
    }

    fn html_end(&mut self, at: usize, to: usize) -> Option<(usize, Range)> {
        let tag = tag::open_tag(&self.bytes, at, to, &mut self.tags)?;
        let name = self.bytes.get(tag.name.0..tag.name.1)?.to_vec();
        let folded = super::names::Folded::new(&name);
        if super::names::is_block(folded.name()) {
            return None;
        }
        if tag.closed || super::names::is_void(folded.name()) {
            return Some((tag.end, (tag.end, tag.end)));
        }
        let (inner, end) = tag::find_close(&self.bytes, tag.end, to, &name).unwrap_or((to, to));
        Some((end, (tag.end, inner)))
    }

    /// Cuts a row at its pipes.
    fn cells(&mut self, index: usize) {
        let line = self.line(index);
        let to = super::chars::trim_end(&self.bytes, line.from(), line.to());
        let (mut start, mut at) = (line.from(), line.from());
        while at < to {
            match self.bytes.get(at) {
                Some(b'`') => {
                    let run = self.bytes.get(at..to).unwrap_or_default();
                    let run = run.iter().take_while(|byte| **byte == b'`').count();
                    at = self.code_end(at, to).map_or(at + run, |(end, _)| end);
                }
                Some(b'<') => at = self.code_element_end(at, to).unwrap_or(at + 1),
                Some(b'|') if at == 0 || self.bytes.get(at - 1) != Some(&b'\\') => {
                    self.cell(start, at);
                    at += 1;
                    start = at;
                }
                _ => at += 1,
            }
        }
        self.cell(start, to);
    }

    /// `<code …>…</code>` on one line holds no cell borders.
    fn code_element_end(&self, at: usize, to: usize) -> Option<usize> {
        let rest = self.bytes.get(at..to)?;
        if !rest.starts_with(b"<code") {
            return None;
        }
        let open = memchr::memchr(b'>', rest)?;
        memchr::memmem::find(rest.get(open..)?, b"</code>").map(|close| at + open + close + 7)
    }

    fn cell(&mut self, from: usize, to: usize) {
        let from = super::chars::skip_space(&self.bytes, from, to);
        let to = super::chars::trim_end(&self.bytes, from, to);
        if from < to {
            self.push(Kind::Text(Wrap::Cell), from, to);
        }
    }
}

/// Lines as Ruby's `split` counts them: empty ones at the end do not.
fn line_count(text: &[u8]) -> usize {
    let text = trim_line_ends(text);
    if text.is_empty() { 0 } else { memchr::memchr_iter(b'\n', text).count() + 1 }
}

fn trim_line_ends(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = text.strip_suffix(b"\n").or_else(|| text.strip_suffix(b"\r")) {
        text = rest;
    }
    text
}
