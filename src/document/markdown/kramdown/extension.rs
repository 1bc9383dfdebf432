//! Attribute lists and block extensions (kramdown's extensions.rb): `{: #id}`, `{:name: …}`,
//! `{::comment}`, `{::nomarkdown}`, `{::options /}`.

use super::block::{Blocks, Context, Last};
use super::chars::{is_word, list_name, skip_space};
use super::item::{Kind, Range, narrow};
use super::lines::{self, Head};
use super::miss::{Miss, closing_brace};

/// An extension's opening tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extension {
    pub(super) name: Range,
    pub(super) options: Range,
    pub(super) is_closed: bool,
    /// The byte after the tag.
    pub(super) end: usize,
}

/// Reads the opening tag of an extension at `at` (`{::`); `close` is the offset of its `}`.
pub(super) fn extension(bytes: &[u8], at: usize, close: usize) -> Option<Extension> {
    let from = at + 3;
    let name = bytes.get(from..close)?.iter().take_while(|byte| is_word(**byte)).count();
    if name == 0 {
        return None;
    }
    let name = (from, from + name);
    let is_closed = close > name.1 && bytes.get(close - 1) == Some(&b'/');
    let to = close - usize::from(is_closed);
    let is_apart = name.1 == to || skip_space(bytes, name.1, to) > name.1;
    is_apart.then_some(Extension { name, options: (name.1, to), is_closed, end: close + 1 })
}

/// The index of an extension's name among those that kramdown knows.
pub(super) fn kind_of(name: &[u8]) -> usize {
    match name {
        b"comment" => 0,
        b"nomarkdown" => 1,
        _ => 2,
    }
}

/// The next `{:/}` or `{:/name}`: where it begins, and the byte after it.
pub(super) fn find_stop(bytes: &[u8], from: usize, limit: usize, name: &[u8]) -> Option<Range> {
    let rest = bytes.get(from..limit)?;
    memchr::memmem::find_iter(rest, b"{:/").find_map(|at| {
        let after = rest.get(at + 3..)?;
        let length =
            if after.starts_with(name) && after.get(name.len()) == Some(&b'}') { name.len() } else { 0 };
        (after.get(length) == Some(&b'}')).then_some((from + at, from + at + 3 + length + 1))
    })
}

/// The id that an attribute list gives, the last one if there are several (`ALD_TYPE_ANY`: between white
/// space, or nothing counts).
pub(super) fn id_in(bytes: &[u8], (from, to): Range) -> Option<Range> {
    let mut id = None;
    let mut at = from;
    while at < to {
        let start = skip_space(bytes, at, to);
        let rest = bytes.get(start..to).unwrap_or_default();
        let end = start + rest.iter().take_while(|byte| !super::chars::is_space(**byte)).count();
        at = end.max(start + 1);
        if matches!(rest.first(), Some(b'#' | b'.')) {
            id = id_in_word(bytes, start, end).or(id);
        } else if let Some((key, value)) = pair_at(bytes, start, to)
            && (value.1 + 1 >= to || bytes.get(value.1 + 1).is_some_and(|byte| super::chars::is_space(*byte)))
        {
            if bytes.get(key.0..key.1) == Some(b"id") {
                id = Some(value);
            }
            at = value.1 + 1;
        }
    }
    id
}

/// The last id of a word of `#id` and `.class`; none where there is anything else in it.
fn id_in_word(bytes: &[u8], mut at: usize, to: usize) -> Option<Range> {
    let mut id = None;
    while at < to {
        let from = at + 1;
        let is_id = bytes.get(at) == Some(&b'#');
        at = if is_id {
            super::chars::run(bytes, from, to, |one| {
                one.is_ascii_alphanumeric() || matches!(one, '_' | '-' | ':')
            })
        } else {
            super::chars::run(bytes, from, to, |one| !matches!(one, '.' | '#'))
        };
        let is_named = !is_id || bytes.get(from).is_some_and(u8::is_ascii_alphabetic);
        if at == from || !is_named || !(at == to || matches!(bytes.get(at), Some(b'#' | b'.'))) {
            return None;
        }
        if is_id {
            id = Some((from, at));
        }
    }
    id
}

/// `key="value"` at an offset: the key, and the value without quotes.
pub(super) fn pair_at(bytes: &[u8], at: usize, to: usize) -> Option<(Range, Range)> {
    let key = list_name(bytes, at, to);
    if key == at || key + 1 >= to || bytes.get(key) != Some(&b'=') {
        return None;
    }
    let quote = *bytes.get(key + 1).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let mut from = key + 2;
    loop {
        let close = from + memchr::memchr(quote, bytes.get(from..to)?)?;
        if bytes.get(close - 1) != Some(&b'\\') {
            return Some(((at, key), (key + 2, close)));
        }
        from = close + 1;
    }
}

impl Blocks {
    /// The id that an attribute list gives.
    pub(super) fn list_id(&self, list: Range) -> Option<Range> {
        id_in(&self.bytes, list)
    }

    /// Keeps the id of a list that belongs to a block other than a heading.
    pub(super) fn anchor(&mut self, list: Range) {
        if let Some(id) = self.list_id(list) {
            self.ids.push(id);
            self.push(Kind::Anchor(narrow(self.ids.len() - 1)), list.0, list.1);
        }
    }

    /// A block attribute list at `at` (`IAL_BLOCK`): its content and the byte after its line.
    pub(super) fn block_list(&mut self, at: usize) -> Option<Range> {
        let limit = self.limit();
        let rest = self.bytes.get(at..limit)?;
        if !rest.starts_with(b"{:") || matches!(rest.get(2), Some(b':' | b'/')) {
            return None;
        }
        let close = closing_brace(&mut self.brace, &self.bytes, at + 2, limit)?;
        self.ends_line(close + 1).then_some((at + 2, close))
    }

    fn ends_line(&self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let next =
            rest.iter().find(|byte| !matches!(**byte, b' ' | b'\t' | 0x0b | 0x0c | super::mask::NOTHING));
        matches!(next, None | Some(b'\n' | b'\r'))
    }

    pub(super) fn extension(&mut self, head: &Head, context: &mut Context) -> bool {
        if head.spaces > 3 || self.bytes.get(head.at + 1) != Some(&b':') {
            return false;
        }
        if self.bytes.get(head.at + 2) == Some(&b':') {
            return self.block_extension(head.at, context);
        }
        let Some(list) = self.block_list(head.at) else { return false };
        let is_definition = lines::is_list_definition(&self.bytes, head.at, list.1);
        self.go_after(list.1);
        if is_definition {
            context.add(Last::Trace);
            return true;
        }
        match context.last {
            Last::Nothing | Last::Blank { .. } | Last::Boundary | Last::Trace => {
                context.list = Some(list);
            }
            Last::Heading(index) => {
                let id = self.list_id(list);
                if let Some(heading) = self.headings.get_mut(index) {
                    heading.id = id.or(heading.id);
                }
                self.after_list(context);
            }
            _ => {
                self.anchor(list);
                self.after_list(context);
            }
        }
        true
    }

    /// More lists may follow for the same block; else its trace stands there.
    fn after_list(&mut self, context: &mut Context) {
        let head = self.head(self.at);
        let is_next = self.at < self.end && head.spaces <= 3 && self.block_list(head.at).is_some();
        if !is_next {
            context.add(Last::Trace);
        }
    }

    /// Goes on after the line that holds the byte at `at`.
    fn go_after(&mut self, at: usize) {
        while self.at < self.end && self.line(self.at).to() < at {
            self.at += 1;
        }
        self.at += 1;
    }

    fn block_extension(&mut self, at: usize, context: &mut Context) -> bool {
        let limit = self.limit();
        let close = closing_brace(&mut self.brace, &self.bytes, at + 3, limit);
        let Some(extension) = close.and_then(|close| extension(&self.bytes, at, close)) else { return false };
        if !self.ends_line(extension.end) {
            return false;
        }
        let name = self.bytes.get(extension.name.0..extension.name.1).unwrap_or_default().to_vec();
        if !matches!(name.as_slice(), b"comment" | b"nomarkdown" | b"options") {
            return false;
        }
        let mut body = None;
        let mut end = extension.end;
        if !extension.is_closed {
            let Some(stop) = self.block_stop(extension.end, limit, &name) else { return false };
            body = Some((extension.end, stop.0));
            end = stop.1;
        }
        match (name.as_slice(), body) {
            (b"comment", Some(_)) => {
                self.push(Kind::Comment, at, end);
                context.last = Last::Other;
            }
            (b"nomarkdown", Some((from, to))) => {
                self.push(Kind::Raw, from, to);
                context.last = Last::Other;
            }
            (b"options", _) => {
                self.set_options(extension.options);
                context.add(Last::Trace);
            }
            _ => {}
        }
        self.go_after(end);
        true
    }

    /// The next closing tag of an extension that has its line for itself.
    fn block_stop(&mut self, mut from: usize, limit: usize, name: &[u8]) -> Option<Range> {
        let which = kind_of(name);
        if self.stops.get(which).is_some_and(|miss| miss.covers(from, limit)) {
            return None;
        }
        let start = from;
        while let Some(stop) = find_stop(&self.bytes, from, limit, name) {
            if self.begins_line(stop.0) && self.ends_line(stop.1) {
                return Some(stop);
            }
            from = stop.1;
        }
        if let Some(miss) = self.stops.get_mut(which) {
            *miss = Miss::new(start, limit);
        }
        None
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = self.bytes.get(..at).unwrap_or_default();
        let spaces = before.iter().rev().take_while(|byte| **byte == b' ').count();
        matches!(before.iter().rev().nth(spaces), None | Some(b'\n' | b'\r'))
    }

    fn set_options(&mut self, (mut at, to): Range) {
        loop {
            at = skip_space(&self.bytes, at, to);
            let Some((key, value)) = pair_at(&self.bytes, at, to) else { return };
            let text = self.bytes.get(value.0..value.1).and_then(|text| std::str::from_utf8(text).ok());
            let is_on = super::is_on(text.unwrap_or_default());
            self.set.push((key, value));
            match self.bytes.get(key.0..key.1) {
                Some(b"parse_block_html") => self.options.parse_block_html = is_on,
                Some(b"parse_span_html") => self.options.parse_span_html = is_on,
                _ => {}
            }
            at = value.1 + 1;
        }
    }
}
