//! Lists and definition lists (kramdown's list.rb): which lines belong to an item, and what
//! indentation it strips from them. May not read the items' blocks itself.

use super::block::{Blocks, Context, DEEPEST, Last};
use super::chars::skip_space;
use super::item::{Kind, Wrap};
use super::lines::{self, Head};

/// What kind of marker begins an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    Number,
    Colon,
}

/// An item whose lines are being gathered.
struct Gathered {
    marker: Marker,
    first: usize,
    /// The line at which a nested list begins: kramdown reads what stands before it on its own.
    split: Option<usize>,
    /// How many columns the item strips from its lines.
    indentation: usize,
    has_nested: bool,
    last_is_blank: bool,
}

impl Blocks {
    pub(super) fn list(&mut self, head: &Head, context: &mut Context) -> bool {
        if head.spaces > 3 || self.depth >= DEEPEST {
            return false;
        }
        let end = self.line(self.at).to();
        let Some((_, is_ordered)) = lines::list_marker(&self.bytes, head.at, end) else { return false };
        let list = context.add(Last::Other);
        if let Some(list) = list {
            self.anchor(list);
        }
        let marker = if is_ordered { Marker::Number } else { Marker::Bullet };
        let mut item: Option<Gathered> = None;
        let mut is_ended = false;
        while self.at < self.end {
            let head = self.head(self.at);
            let end = self.line(self.at).to();
            let is_after_blank = item.as_ref().is_some_and(|item| item.last_is_blank);
            if is_after_blank && head.spaces <= 3 && lines::is_rule(&self.bytes, head.at, end) {
                break;
            }
            if head.spaces == 0 && lines::is_end_of_block(&self.bytes, head.at, end) {
                self.at += 1;
                is_ended = true;
                break;
            }
            let room = item.as_ref().map_or(3, |item| most_spaces(item.indentation));
            if let Some(after) = self.item_start(marker, &head, room) {
                if let Some(item) = item.take() {
                    self.finish(&item, self.at);
                }
                item = Some(self.start_item(marker, &head, after));
                continue;
            }
            let Some(item) = &mut item else { break };
            if !self.continue_item(&head, item) {
                break;
            }
        }
        let mut last = Last::Other;
        if let Some(item) = item {
            let end = self.at - usize::from(is_ended);
            last = self.finish(&item, end);
        }
        if matches!(last, Last::Blank { .. }) && !is_ended {
            context.last = Last::Blank { is_single: false, paragraph: None };
        }
        true
    }

    /// definition_list: the paragraph right before, or one blank line before, becomes the terms.
    pub(super) fn definition_list(&mut self, head: &Head, context: &mut Context) -> bool {
        let end = self.line(self.at).to();
        let terms = match context.last {
            Last::Paragraph(item) | Last::Blank { is_single: true, paragraph: Some(item) } => item,
            _ => return false,
        };
        let is_marked = lines::definition_marker(&self.bytes, head.at, end).is_some();
        if head.spaces > 3 || self.depth >= DEEPEST || !is_marked {
            return false;
        }
        self.split_terms(terms);
        let mut item: Option<Gathered> = None;
        while self.at < self.end {
            let head = self.head(self.at);
            let end = self.line(self.at).to();
            let room = item.as_ref().map_or(3, |item| most_spaces(item.indentation));
            if let Some(after) = self.item_start(Marker::Colon, &head, room) {
                if let Some(item) = item.take() {
                    self.finish(&item, self.at);
                }
                item = Some(self.start_item(Marker::Colon, &head, after));
                continue;
            }
            if head.spaces == 0 && lines::is_end_of_block(&self.bytes, head.at, end) {
                break;
            }
            let Some(item) = &mut item else { break };
            if !self.continue_item(&head, item) {
                break;
            }
        }
        let last = item.map_or(Last::Other, |item| self.finish(&item, self.at));
        context.add(Last::Definitions);
        if matches!(last, Last::Blank { .. }) {
            context.last = Last::Blank { is_single: false, paragraph: None };
        }
        true
    }

    /// Each line of the paragraph is a term of its own.
    fn split_terms(&mut self, paragraph: usize) {
        let Some(item) = self.items.get(paragraph).copied() else { return };
        let (mut from, to) = (item.from as usize, item.to as usize);
        // What was pushed after the paragraph can only be traces of it.
        let after = self.items.split_off(paragraph + 1);
        self.items.pop();
        while from < to {
            let rest = self.bytes.get(from..to).unwrap_or_default();
            let end = memchr::memchr2(b'\n', b'\r', rest).map_or(to, |at| from + at);
            self.push(Kind::Text(Wrap::Term), from, end);
            from = skip_space(&self.bytes, end, to);
        }
        self.items.extend(after);
    }

    /// The offset after a marker that begins an item here.
    fn item_start(&self, marker: Marker, head: &Head, room: usize) -> Option<usize> {
        if head.spaces > room {
            return None;
        }
        let end = self.line(self.at).to();
        match marker {
            Marker::Colon => lines::definition_marker(&self.bytes, head.at, end),
            _ => {
                let (after, is_ordered) = lines::list_marker(&self.bytes, head.at, end)?;
                (is_ordered == (marker == Marker::Number)).then_some(after)
            }
        }
    }

    /// `parse_first_list_line`: strips the marker, and takes the indentation from what follows it.
    fn start_item(&mut self, marker: Marker, head: &Head, after: usize) -> Gathered {
        let end = self.line(self.at).to();
        let mut column = head.spaces + (after - head.at);
        let mut at = after;
        while at < end {
            match self.bytes.get(at) {
                Some(b' ') => column += 1,
                Some(b'\t') => column += 4 - column % 4,
                _ => break,
            }
            at += 1;
        }
        at = skip_space(&self.bytes, at, end);
        let list = self.item_list(at, end);
        let text = list.unwrap_or(at);
        if text >= end {
            column = 4;
        }
        let first = if text >= end { self.at + 1 } else { self.at };
        if let Some(line) = self.lines.get_mut(self.at) {
            line.begin(text);
        }
        let has_nested = marker != Marker::Colon && lines::list_marker(&self.bytes, text, end).is_some();
        self.at += 1;
        Gathered { marker, first, split: None, indentation: column, has_nested, last_is_blank: false }
    }

    /// The offset after the attribute list that begins an item (`LIST_ITEM_IAL`).
    fn item_list(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = self.bytes.get(at..end)?;
        if !rest.starts_with(b"{:") || matches!(rest.get(2), Some(b':' | b'/')) {
            return None;
        }
        if lines::is_list_definition(&self.bytes, at, end) {
            return None;
        }
        let close = super::miss::closing_brace(&mut super::miss::Miss::default(), &self.bytes, at + 2, end)?;
        self.anchor((at + 2, close));
        Some(skip_space(&self.bytes, close + 1, end))
    }

    /// Takes a line that belongs to the item, or says that none does.
    fn continue_item(&mut self, head: &Head, item: &mut Gathered) -> bool {
        if head.byte == 0 {
            item.has_nested = true;
            item.last_is_blank = true;
            self.at += 1;
            return true;
        }
        let is_deep = self.is_indented_by(self.at, item.indentation);
        if !is_deep && (item.last_is_blank || self.stops_lazily(head, item.indentation)) {
            return false;
        }
        let was_indented = self.strip(self.at, item.indentation);
        if item.marker != Marker::Colon {
            let head = self.head(self.at);
            let end = self.line(self.at).to();
            let is_list = head.spaces <= 3 && lines::list_marker(&self.bytes, head.at, end).is_some();
            if is_list && !item.has_nested && was_indented {
                item.split = Some(self.at);
                item.has_nested = true;
            } else if is_list
                && item.has_nested
                && !was_indented
                && let Some(line) = self.lines.get_mut(self.at)
            {
                line.pad += super::item::narrow(item.indentation + 4);
            }
        }
        item.last_is_blank = false;
        self.at += 1;
        true
    }

    /// A block tag or an attribute list ends the lazy lines of an item.
    fn stops_lazily(&mut self, head: &Head, indentation: usize) -> bool {
        head.spaces <= indentation.min(3)
            && match head.byte {
                b'<' => lines::is_block_tag(&self.bytes, head.at, self.limit()),
                b'{' => self.block_list(head.at).is_some(),
                _ => false,
            }
    }

    /// Whether a line is indented as deep as an item's content: tabs and fours, then spaces.
    fn is_indented_by(&self, index: usize, indentation: usize) -> bool {
        let line = self.line(index);
        let text = self.bytes.get(line.from()..line.to()).unwrap_or_default();
        let (mut pad, mut at) = (line.pad as usize, 0);
        let mut step = |width: usize| -> bool {
            if width == 4 && pad == 0 && text.get(at) == Some(&b'\t') {
                at += 1;
                return true;
            }
            let own = pad.min(width);
            let wanted = width - own;
            if text.get(at..at + wanted).is_some_and(|blanks| blanks.iter().all(|byte| *byte == b' ')) {
                pad -= own;
                at += wanted;
                return true;
            }
            false
        };
        (0..indentation / 4).all(|_| step(4))
            && (indentation.is_multiple_of(4) || step(indentation % 4) || step(4))
    }

    /// Takes the item's indentation from a line; whether all of it was there.
    fn strip(&mut self, index: usize, indentation: usize) -> bool {
        let mut line = self.line(index);
        let text = self.bytes.get(line.from()..line.to()).unwrap_or_default();
        if line.pad == 0 {
            let tabs = text.iter().take_while(|byte| **byte == b'\t').count();
            if tabs > 0 {
                line.begin(line.from() + tabs);
                line.pad = super::item::narrow(4 * tabs);
            }
        }
        let text = self.bytes.get(line.from()..line.to()).unwrap_or_default();
        let spaces = text.iter().take(indentation).take_while(|byte| **byte == b' ').count();
        let pad = line.pad as usize;
        let is_there = pad + spaces >= indentation;
        if is_there {
            let own = pad.min(indentation);
            line.begin(line.from() + indentation - own);
            line.pad = super::item::narrow(pad - own);
        }
        if let Some(target) = self.lines.get_mut(index) {
            *target = line;
        }
        is_there
    }

    /// Reads the blocks of an item that ends before line `end`.
    fn finish(&mut self, item: &Gathered, end: usize) -> Last {
        let mut inner = Context::new();
        let first = item.first.min(end);
        let text = self.items.len();
        let start = self.head(first).at;
        let split = item.split.unwrap_or(end).clamp(first, end);
        self.inside(first, split, &mut inner);
        if split < end {
            inner.list = None;
            inner.unclosed = [usize::MAX; 2];
            self.inside(split, end, &mut inner);
        }
        if self.options.gfm && item.marker != Marker::Colon {
            self.skip_checkbox(text, start);
        }
        inner.last
    }

    /// `[ ]` and `[x]` at the start of an item's paragraph are no links (`parse_list` of gfm.rb).
    fn skip_checkbox(&mut self, index: usize, start: usize) {
        let has_more = self.items.len() > index + 1;
        let Some(item) = self.items.get_mut(index) else { return };
        let (from, to) = (item.from as usize, item.to as usize);
        let is_box = matches!(self.bytes.get(from..from + 3), Some(b"[ ]" | b"[x]" | b"[X]"));
        let after = skip_space(&self.bytes, from + 3, to);
        let is_apart = after > from + 3 || (to == from + 3 && has_more);
        if item.kind == Kind::Text(Wrap::Paragraph) && from == start && is_box && is_apart {
            item.from = super::item::narrow(after);
        }
    }
}

/// How far the next item's marker may be indented (`fetch_pattern`).
fn most_spaces(indentation: usize) -> usize {
    match indentation {
        1..=3 => indentation - 1,
        _ => 3,
    }
}
