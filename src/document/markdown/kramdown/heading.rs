//! Headings (kramdown's header.rb and gfm.rb): `# text` and underlined ones, with their explicit ids.
//! May not read the text's spans.

use super::block::{Blocks, Context, Last};
use super::chars::{skip_space, trim_end};
use super::item::{Heading, Kind, Range};
use super::lines::{self, Head};

impl Blocks {
    pub(super) fn atx_heading(&mut self, head: &Head, context: &mut Context) -> bool {
        if head.spaces > 0 {
            return false;
        }
        let line = self.line(self.at);
        let is_loose = self.options.has_paragraph_end();
        let level = if self.options.gfm {
            let level = lines::gfm_heading(&self.bytes, head.at, line.to());
            level.filter(|_| is_loose || context.is_after_boundary())
        } else {
            let rest = self.bytes.get(head.at..line.to()).unwrap_or_default();
            let marks = rest.iter().take(6).take_while(|byte| **byte == b'#').count();
            context.is_after_boundary().then_some(marks)
        };
        let Some(level) = level else { return false };
        let blanks = self.bytes.get(head.at + level..line.to()).unwrap_or_default();
        let from = head.at + level + blanks.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let (mut to, id) = lines::heading_parts(&self.bytes, from, line.to());
        let text = self.bytes.get(from..to).unwrap_or_default();
        let marks = text.iter().rev().take_while(|byte| **byte == b'#').count();
        let before = text.len().checked_sub(marks + 1).and_then(|at| text.get(at));
        let is_closing = match before {
            _ if marks == 0 => false,
            Some(before) if is_loose => matches!(before, b' ' | b'\t'),
            Some(before) => *before != b'\\',
            None => !is_loose,
        };
        if is_closing {
            to = trim_end(&self.bytes, from, to - marks);
        }
        if to == from {
            return false;
        }
        self.heading(level, (head.at, line.to()), (from, to), id, context);
        self.at += 1;
        true
    }

    /// header.rb: a line after a block boundary with `---` or `===` below it.
    pub(super) fn setext_heading(&mut self, head: &Head, context: &mut Context) -> bool {
        if self.at + 1 >= self.end || !context.is_after_boundary() {
            return false;
        }
        let below = self.line(self.at + 1);
        let marks = self.bytes.get(below.from()..below.to()).unwrap_or_default();
        let count = marks.iter().take_while(|byte| matches!(byte, b'-' | b'=')).count();
        if count == 0
            || below.pad > 0
            || skip_space(&self.bytes, below.from() + count, below.to()) < below.to()
        {
            return false;
        }
        let level = if marks.first() == Some(&b'-') { 2 } else { 1 };
        let line = self.line(self.at);
        let (to, id) = lines::heading_parts(&self.bytes, head.at, line.to());
        if to == head.at {
            return false;
        }
        self.heading(level, (head.at, below.from() + count), (head.at, to), id, context);
        self.at += 2;
        true
    }

    fn heading(&mut self, level: usize, whole: Range, text: Range, id: Option<Range>, context: &mut Context) {
        let index = self.headings.len();
        let list = context.add(Last::Heading(index));
        let id = list.and_then(|list| self.list_id(list)).or(id);
        let level = u8::try_from(level).unwrap_or(6);
        self.headings.push(Heading { level, whole, id, is_inside: self.enclosed > 0 });
        self.push(Kind::Heading(super::item::narrow(index)), text.0, text.1);
    }
}
