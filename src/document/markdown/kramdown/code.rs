//! Code blocks, indented and fenced (kramdown's codeblock.rb; `FENCED_CODEBLOCK_MATCH` of gfm.rb),
//! and blocks of mathematics (math.rb). May not look into them.

use memchr::memmem;

use super::block::{Blocks, Context, Last};
use super::chars::skip_space;
use super::item::Kind;
use super::lines::{self, Head};

impl Blocks {
    /// Indented lines, the blank ones between them, and the lines right below that are not indented
    /// but end no paragraph either.
    pub(super) fn indented_code(&mut self, context: &mut Context) {
        let first = self.at;
        self.at = self.after_indented(first);
        let (from, to) = (self.line(first).from(), self.line(self.at - 1).to());
        let list = context.add(Last::Other);
        self.push(Kind::Code, from, to);
        if let Some(list) = list {
            self.anchor(list);
        }
    }

    /// The line after those that `CODEBLOCK_MATCH` takes from `first` on; `first` if none.
    pub(super) fn after_indented(&mut self, first: usize) -> usize {
        let mut taken = first;
        let mut at = first;
        loop {
            while at < self.end && self.is_blank(at) {
                at += 1;
            }
            if at >= self.end || !self.is_indented(at, &self.head(at)) {
                return taken;
            }
            at += 1;
            while at < self.end && !self.is_lazy_end(at) {
                at += 1;
            }
            taken = at;
        }
    }

    /// A fence with at most one word after it, and a line below that closes it; else none.
    pub(super) fn fence(&mut self, head: &Head, context: &mut Context) -> bool {
        let may_be = if self.options.gfm { head.spaces <= 3 } else { head.spaces == 0 && head.byte == b'~' };
        let line = self.line(self.at);
        let run = if may_be { lines::fence_run(&self.bytes, head.at, line.to()) } else { None };
        let Some(run) = run else { return false };
        let after = head.at + run;
        let word = skip_space(&self.bytes, after, line.to());
        let rest = self.bytes.get(word..line.to()).unwrap_or_default();
        let word_length = rest.iter().take_while(|byte| !super::chars::is_space(**byte)).count();
        if skip_space(&self.bytes, word + word_length, line.to()) < line.to() {
            self.note_fence_words(head.at, run, context);
            return false;
        }
        // A shorter closing run counts if what is left of the opening one can be part of the word.
        let may_shorten = word == after || word_length == 0;
        let Some(close) = self.closing_fence(head.byte, run, may_shorten, context) else {
            self.note_fence_open(head.at, run);
            return false;
        };
        let to = self.line(close).to();
        let list = context.add(Last::Other);
        self.push(Kind::Code, head.at, to);
        if let Some(list) = list {
            self.anchor(list);
        }
        self.at = close + 1;
        true
    }

    /// The first line below that closes a run of `mark`s; failing that, the first of the longest
    /// shorter runs, if that may be.
    pub(super) fn closing_fence(
        &mut self,
        mark: u8,
        run: usize,
        may_shorten: bool,
        context: &mut Context,
    ) -> Option<usize> {
        let which = usize::from(mark == b'~');
        let known = *context.unclosed.get(which)?;
        if known <= 3 || (known <= run && !may_shorten) {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for index in self.at + 1..self.end {
            let head = self.head(index);
            if head.byte != mark || head.spaces > if self.options.gfm { 3 } else { 0 } {
                continue;
            }
            let end = self.line(index).to();
            let Some(length) = lines::fence_run(&self.bytes, head.at, end) else { continue };
            if skip_space(&self.bytes, head.at + length, end) < end {
                continue;
            }
            if length >= run {
                return Some(index);
            }
            if best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, index));
            }
        }
        if let Some(unclosed) = context.unclosed.get_mut(which) {
            *unclosed = best.map_or(3, |(longest, _)| longest + 1);
        }
        best.filter(|_| may_shorten).map(|(_, index)| index)
    }

    /// `$$ … $$` between block boundaries.
    pub(super) fn math_block(&mut self, head: &Head, context: &mut Context) -> bool {
        let is_escaped = head.byte == b'\\';
        let open = head.at + usize::from(is_escaped);
        let limit = self.limit();
        if !self.bytes.get(open..limit).unwrap_or_default().starts_with(b"$$") {
            return false;
        }
        let close = self.math.find(&self.bytes, open + 2, limit, |rest| memmem::find(rest, b"$$"));
        let Some(close) = close else { return false };
        if !context.is_after_boundary() {
            return false;
        }
        if is_escaped {
            return false;
        }
        let after = close + 2;
        let Some(index) = (self.at..self.end).find(|index| after <= self.line(*index).to()) else {
            return false;
        };
        let is_whole = skip_space(&self.bytes, after, self.line(index).to()) == self.line(index).to();
        if !is_whole || (index + 1 < self.end && !self.is_boundary(index + 1)) {
            return false;
        }
        let list = context.add(Last::Other);
        self.push(Kind::Code, open, after);
        if let Some(list) = list {
            self.anchor(list);
        }
        self.at = index + 1;
        true
    }

    /// `before_block_boundary?` of block_boundary.rb.
    pub(super) fn is_boundary(&mut self, index: usize) -> bool {
        if index >= self.end {
            return true;
        }
        let head = self.head(index);
        head.byte != b'<' && self.is_lazy_end_at(&head, index)
    }
}
