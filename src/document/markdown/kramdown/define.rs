//! Definitions of links, footnotes and abbreviations (kramdown's link.rb, footnote.rb and
//! abbreviation.rb). May not resolve them: the last of equal names wins, so all must be known first.

use super::block::{Blocks, Context, DEEPEST, Last};
use super::chars::{is_space, list_name, skip_space};
use super::item::{Footnote, Kind, LinkDefinition, Range, narrow};
use super::lines::Head;

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

impl Blocks {
    /// `[^name]: text`, with the indented lines below as its blocks.
    pub(super) fn footnote(&mut self, head: &Head, context: &mut Context) -> bool {
        let line = self.line(self.at);
        if self.bytes.get(head.at + 1) != Some(&b'^') || head.spaces > 3 || self.depth >= DEEPEST {
            return false;
        }
        let name = list_name(&self.bytes, head.at + 2, line.to());
        if name == head.at + 2 || !self.bytes.get(name..line.to()).unwrap_or_default().starts_with(b"]:") {
            return false;
        }
        let first = self.at;
        let last = self.after_indented(first + 1);
        if let Some(line) = self.lines.get_mut(first) {
            line.begin(name + 2);
        }
        for index in first..last {
            self.outdent(index);
        }
        let marker = self.push(Kind::Footnote(narrow(self.footnotes.len())), head.at, name + 2);
        let footnote = self.footnotes.len();
        let whole = (head.at, self.line(last.max(first + 1) - 1).to());
        let name = (head.at + 2, name);
        self.footnotes.push(Footnote { name, whole, items: (marker + 1, marker + 1) });
        self.enclosed += 1;
        self.inside(first, last, &mut Context::new());
        self.enclosed -= 1;
        let end = self.items.len();
        if let Some(footnote) = self.footnotes.get_mut(footnote) {
            footnote.items.1 = end;
        }
        context.add(Last::Definition);
        self.at = last;
        true
    }

    /// Takes one tab or four spaces from the start of a line.
    fn outdent(&mut self, index: usize) {
        let mut line = self.line(index);
        let text = self.bytes.get(line.from()..line.to()).unwrap_or_default();
        let pad = line.pad as usize;
        if pad >= 4 {
            line.pad -= 4;
        } else if pad == 0 && text.first() == Some(&b'\t') {
            line.begin(line.from() + 1);
        } else if text.get(..4 - pad).is_some_and(|blanks| blanks.iter().all(|byte| *byte == b' ')) {
            line.begin(line.from() + 4 - pad);
        }
        if let Some(target) = self.lines.get_mut(index) {
            *target = line;
        }
    }

    /// `[label]: destination "title"`, the title perhaps on the next line.
    pub(super) fn link_definition(&mut self, head: &Head, context: &mut Context) -> bool {
        if head.spaces > 3 {
            return false;
        }
        let end = self.line(self.at).to();
        let rest = self.bytes.get(head.at + 1..end).unwrap_or_default();
        let Some(close) = memchr::memchr(b']', rest).filter(|close| *close > 0) else { return false };
        let label = (head.at + 1, head.at + 1 + close);
        if self.bytes.get(label.1 + 1) != Some(&b':') || label.1 + 1 >= end {
            return false;
        }
        let after = self.bytes.get(label.1 + 2..end).unwrap_or_default();
        let from = label.1 + 2 + after.iter().take_while(|byte| is_blank(**byte)).count();
        let found = self.bracketed(from, end).or_else(|| self.bare(from, end));
        let Some(found) = found else { return false };
        self.definitions.push(LinkDefinition {
            whole: (head.at, found.end),
            label,
            destination: found.destination,
            title: found.title,
        });
        context.add(Last::Definition);
        self.at = found.next;
        true
    }

    /// `<destination>`, where the rest of the line fits.
    fn bracketed(&self, from: usize, end: usize) -> Option<Found> {
        if self.bytes.get(from) != Some(&b'<') || from >= end {
            return None;
        }
        let inside = self.bytes.get(from + 1..end)?;
        // The first `>` fits, or none but the last one can: a title ends in a quote, not in `>`.
        let first = memchr::memchr(b'>', inside)?;
        let last = memchr::memrchr(b'>', inside)?;
        [first, last].into_iter().find_map(|at| {
            let destination = (from + 1, from + 1 + at);
            self.rest_of_definition(destination, destination.1 + 1, end)
        })
    }

    /// A destination without brackets: up to a title that ends the line, or to the line's end.
    fn bare(&self, from: usize, end: usize) -> Option<Found> {
        let text = self.bytes.get(from..end)?;
        let length = text.iter().rposition(|byte| !is_space(*byte))? + 1;
        let text = text.get(..length)?;
        let last = *text.last()?;
        if matches!(last, b'"' | b'\'') && length > 1 {
            let quote = (1..length - 1).find(|at| {
                text.get(*at) == Some(&last)
                    && text.get(at - 1).is_some_and(|byte| is_blank(*byte))
                    && at + 2 < length
            });
            if let Some(quote) = quote {
                let before = text.get(..quote)?;
                if let Some(stop) = before.iter().rposition(|byte| !is_blank(*byte)) {
                    let destination = (from, from + stop + 1);
                    if self.holds_quote(destination) {
                        return None;
                    }
                    let title = Some((from + quote + 1, from + length - 1));
                    return Some(Found { destination, title, end: from + length, next: self.at + 1 });
                }
            }
        }
        let destination = (from, from + length);
        if self.holds_quote(destination) {
            return None;
        }
        self.rest_of_definition(destination, destination.1, end)
    }

    /// A destination with a blank and a quote in it is none.
    fn holds_quote(&self, (from, to): Range) -> bool {
        let text = self.bytes.get(from..to).unwrap_or_default();
        text.windows(2).any(|pair| matches!(pair, [b' ' | b'\t', b'"' | b'\'']))
    }

    /// What follows a destination: a title, on this line or the next, or nothing.
    fn rest_of_definition(&self, destination: Range, at: usize, end: usize) -> Option<Found> {
        let blanks = self.bytes.get(at..end)?.iter().take_while(|byte| is_blank(**byte)).count();
        let start = at + blanks;
        if blanks > 0
            && let Some(title) = self.title(start, end)
        {
            let next = self.at + 1;
            return Some(Found { destination, title: Some(title), end: title.1 + 1, next });
        }
        if skip_space(&self.bytes, start, end) < end {
            return None;
        }
        if self.at + 1 < self.end {
            let below = self.line(self.at + 1);
            let head = self.head(self.at + 1);
            let text = self.bytes.get(head.at..below.to()).unwrap_or_default();
            let start = head.at + text.iter().take_while(|byte| is_blank(**byte)).count();
            if let Some(title) = self.title(start, below.to()) {
                let next = self.at + 2;
                return Some(Found { destination, title: Some(title), end: title.1 + 1, next });
            }
        }
        Some(Found { destination, title: None, end: at, next: self.at + 1 })
    }

    /// A quoted title that ends its line.
    fn title(&self, at: usize, end: usize) -> Option<Range> {
        let text = self.bytes.get(at..end)?;
        let quote = *text.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let last = text.iter().rposition(|byte| !is_space(*byte))?;
        (last >= 2 && text.get(last) == Some(&quote)).then_some((at + 1, at + last))
    }

    /// `*[word]: text`
    pub(super) fn abbreviation(&mut self, head: &Head, context: &mut Context) -> bool {
        let text = self.bytes.get(head.at..self.line(self.at).to()).unwrap_or_default();
        if head.spaces > 3 || !text.starts_with(b"*[") {
            return false;
        }
        if memchr::memmem::find(text, b"]:").is_none_or(|at| at < 3) {
            return false;
        }
        context.add(Last::Definition);
        self.at += 1;
        true
    }
}

/// A definition's parts, and where reading goes on.
struct Found {
    destination: Range,
    title: Option<Range>,
    /// The byte after the definition.
    end: usize,
    /// The line after it.
    next: usize,
}
