//! Places where kramdown reads something else than the author most probably meant.
//! May not change how anything is read.

use memchr::memmem;

use crate::document::body::{Slip, SlipKind};
use crate::source::Span;

use super::block::{Blocks, Context};
use super::chars::{char_at, is_space, skip_space};
use super::item::Range;
use super::lines::Head;

impl Blocks {
    pub(super) fn slip(&mut self, kind: SlipKind, (from, to): Range) {
        self.slips.push(Slip { kind, span: Span::new(from, to) });
    }

    /// A fence with more than one word after it, whose closing fence is there.
    pub(super) fn note_fence_words(&mut self, from: usize, run: usize, context: &mut Context) {
        let to = self.line(self.at).to();
        let Some(mark) = self.bytes.get(from).copied() else { return };
        if self.bytes.get(from + run..to).is_some_and(|rest| rest.contains(&b'`')) {
            return;
        }
        if self.at >= self.closed_until {
            let Some(close) = self.closing_fence(mark, run, false, context) else { return };
            self.closed_until = close;
        }
        let start = skip_space(&self.bytes, from + run, to);
        let word = self.bytes.get(start..to).unwrap_or_default();
        let word = word.iter().take_while(|byte| !is_space(**byte)).count();
        let second = skip_space(&self.bytes, start + word, to);
        self.slip(SlipKind::FenceWords, (second, super::chars::trim_end(&self.bytes, second, to)));
    }

    /// A fence that nothing closes; only the first one, and none after a fence that was misread.
    pub(super) fn note_fence_open(&mut self, from: usize, run: usize) {
        let to = self.line(self.at).to();
        let rest = self.bytes.get(from + run..to).unwrap_or_default();
        let is_plain_tilde = self.bytes.get(from) == Some(&b'~') && rest.iter().all(|byte| is_space(*byte));
        let is_known =
            self.slips.iter().any(|slip| matches!(slip.kind, SlipKind::FenceWords | SlipKind::FenceOpen));
        if !rest.contains(&b'`') && !is_plain_tilde && !is_known {
            self.slip(SlipKind::FenceOpen, (from, from + run));
        }
    }

    /// `#Title` alone between blank lines.
    pub(super) fn note_heading(&mut self, head: &Head, to: usize, context: &Context) {
        let is_alone =
            self.depth == 0 && self.line(self.at - 1).from() <= head.at && self.line(self.at - 1).to() >= to;
        if head.byte != b'#'
            || head.spaces > 0
            || !self.options.gfm
            || !is_alone
            || !context.is_after_boundary()
        {
            return;
        }
        if self.at < self.end && !self.is_blank(self.at) {
            return;
        }
        let text = self.bytes.get(head.at..to).unwrap_or_default();
        let level = text.iter().take_while(|byte| **byte == b'#').count();
        let Some(first) = char_at(&self.bytes, head.at + level) else { return };
        let rest = text.get(level..).unwrap_or_default();
        let is_title = match level {
            1 => {
                !rest.contains(&b'#')
                    && first.is_alphabetic()
                    && (!first.is_ascii() || (first.is_uppercase() && rest.contains(&b' ')))
            }
            2..=6 => first.is_alphanumeric() || !first.is_ascii(),
            _ => false,
        };
        if is_title {
            self.slip(SlipKind::HashWithoutSpace, (head.at, head.at + level));
        }
    }

    /// A Markdown link in the text of raw HTML.
    pub(super) fn note_sleeping_link(&mut self, from: usize, to: usize) {
        let text = self.bytes.get(from..to).unwrap_or_default();
        let found = memmem::find_iter(text, b"](").find_map(|at| {
            let before = text.get(..at)?;
            let start = before.iter().rposition(|byte| matches!(byte, b'[' | b']' | b'\n'))?;
            let after = text.get(at + 2..)?;
            let length = after.iter().position(|byte| matches!(byte, b')' | b'(' | b'\n' | b' '))?;
            let address = after.get(..length)?;
            let is_address = address.starts_with(b"http")
                || address.starts_with(b"/")
                || address.starts_with(b"#")
                || address.starts_with(b"./")
                || address.starts_with(b"../");
            let is_link =
                before.get(start) == Some(&b'[') && at > start + 1 && after.get(length) == Some(&b')');
            (is_link && is_address && length > 1).then_some((from + start, from + at + 2 + length + 1))
        });
        if let Some(found) = found {
            self.slip(SlipKind::SleepingLink, found);
        }
    }
}
