//! The spans of a text: from one special byte to the next (kramdown's `parse_spans` and the order of
//! its span parsers in lib/kramdown/parser/kramdown.rb). What kramdown tries and gives up is tried
//! here too, within a budget of bytes, so that hostile input cannot take more than linear time.

use memchr::memmem;

use super::chars::{byte_before, is_space, space_follows};
use super::item::Range;
use super::names::Folded;
use super::spans::Spans;

/// Spans nested deeper than this are text.
pub(super) const DEEPEST: usize = 24;

/// What ends a text before its limit.
#[derive(Clone, Copy)]
pub(super) enum Stop {
    /// Nothing.
    None,
    /// The bracket that closes a link's text.
    Bracket,
    /// One or two of these.
    Emphasis(u8, usize),
    /// The closing tag of an element.
    Html { name: Range, folded: Folded },
}

/// The element whose children are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tree {
    Text,
    Emphasis,
    Other,
}

/// What is known of the elements around.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) tree: Tree,
    pub(super) in_link: bool,
    pub(super) in_image: bool,
    pub(super) in_emphasis: bool,
    pub(super) in_strong: bool,
    /// Only HTML is read.
    pub(super) is_raw: bool,
    /// Where the text began: what stands before it is not looked at.
    pub(super) start: usize,
}

impl Around {
    pub(super) fn text(start: usize) -> Self {
        Self {
            tree: Tree::Text,
            in_link: false,
            in_image: false,
            in_emphasis: false,
            in_strong: false,
            is_raw: false,
            start,
        }
    }
}

/// One run of [`Spans::text`]: what it has seen so far.
pub(super) struct Frame {
    pub(super) around: Around,
    pub(super) limit: usize,
    /// Where its content began.
    from: usize,
    /// Where the text since the last element begins.
    text: usize,
    /// Whether the last child is an element.
    pub(super) after_element: bool,
    /// Open brackets, for [`Stop::Bracket`].
    brackets: usize,
    /// Images among its children.
    images: usize,
    /// Emphasis that was sought in vain, by mark and length.
    missed: [bool; 4],
}

/// Bytes at which a span may begin or end.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"*_`<[]${\\~";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// What a backslash escapes (`ESCAPED_CHARS_GFM` of gfm.rb; kramdown itself leaves `~` out).
fn is_escapable(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'.'
            | b'*'
            | b'_'
            | b'+'
            | b'`'
            | b'<'
            | b'>'
            | b'('
            | b')'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'#'
            | b'!'
            | b':'
            | b'|'
            | b'"'
            | b'\''
            | b'$'
            | b'='
            | b'-'
            | b'~'
    )
}

impl Spans<'_, '_> {
    /// The byte at an offset below the limit.
    pub(super) fn at(&self, at: usize, limit: usize) -> Option<u8> {
        if at < limit { self.bytes.get(at).copied() } else { None }
    }

    fn next_special(&self, at: usize, frame: &Frame) -> Option<usize> {
        let rest = self.bytes.get(at..frame.limit)?;
        if frame.around.is_raw {
            return memchr::memchr(b'<', rest).map(|found| at + found);
        }
        rest.iter().position(|byte| SPECIAL.get(*byte as usize) == Some(&true)).map(|found| at + found)
    }

    /// Reads spans from `from` up to the stop or the limit. Returns where it ended, and whether it
    /// was at the stop.
    pub(super) fn text(&mut self, from: usize, limit: usize, stop: Stop, around: Around) -> (usize, bool) {
        let mut frame = Frame {
            around,
            limit,
            from,
            text: from,
            after_element: false,
            brackets: 1,
            images: 0,
            missed: [false; 4],
        };
        let mut at = from;
        while let Some(special) = self.next_special(at, &frame) {
            frame.after_element &= special == frame.text;
            if self.stops(special, &stop, &mut frame) {
                return (special, true);
            }
            let (end, is_element) = self.span(special, &mut frame);
            at = end;
            frame.after_element = is_element;
            if is_element {
                frame.text = at;
            }
        }
        (limit, false)
    }

    fn stops(&self, at: usize, stop: &Stop, frame: &mut Frame) -> bool {
        let limit = frame.limit;
        match *stop {
            Stop::None => false,
            Stop::Bracket => {
                match self.bytes.get(at) {
                    Some(b']') => frame.brackets = frame.brackets.wrapping_sub(1),
                    Some(b'[') => frame.brackets = frame.brackets.wrapping_add(1),
                    _ => return false,
                }
                frame.brackets == frame.images
            }
            Stop::Emphasis(mark, length) => {
                if self.at(at, limit) != Some(mark) || (length == 2 && self.at(at + 1, limit) != Some(mark)) {
                    return false;
                }
                let before = byte_before(self.bytes, frame.around.start, at);
                let is_double = length == 1
                    && self.at(at + 1, limit) == Some(mark)
                    && self.at(at + 2, limit) != Some(mark);
                let goes_on = mark == b'_'
                    && at + length < limit
                    && super::chars::char_at(self.bytes, at + length).is_some_and(char::is_alphanumeric);
                at > frame.from && !before.is_some_and(is_space) && !is_double && !goes_on
            }
            Stop::Html { name, folded } => {
                self.at(at, limit) == Some(b'<') && self.closes(at, limit, name, folded)
            }
        }
    }

    /// Whether the closing tag of an element stands at `at`.
    fn closes(&self, at: usize, limit: usize, name: Range, folded: Folded) -> bool {
        let name = self.bytes.get(name.0..name.1).unwrap_or_default();
        let after = at + 2 + name.len();
        let Some(word) = self.bytes.get(at + 2..after.min(limit)) else { return false };
        let is_same = if folded.known { word.eq_ignore_ascii_case(name) } else { word == name };
        if !is_same || self.bytes.get(at + 1) != Some(&b'/') {
            return false;
        }
        let close = super::chars::skip_space(self.bytes, after, limit);
        self.at(close, limit) == Some(b'>')
    }

    /// Reads what begins at a special byte: the offset after it, and whether it is an element.
    fn span(&mut self, at: usize, frame: &mut Frame) -> (usize, bool) {
        let limit = frame.limit;
        match self.bytes.get(at) {
            Some(b'*' | b'_') => self.emphasis(at, frame),
            Some(b'`') => self.code(at, frame),
            Some(b'<') => self.angle(at, frame),
            Some(b'[') => self.bracket(at, frame),
            Some(b'$') if self.at(at + 1, limit) == Some(b'$') => {
                match self.math.find(self.bytes, at + 2, limit, |rest| memmem::find(rest, b"$$")) {
                    Some(close) => {
                        self.push_code(at, close + 2);
                        (close + 2, true)
                    }
                    None => (at + 1, false),
                }
            }
            Some(b'{') if self.at(at + 1, limit) == Some(b':') => self.span_extension(at, frame),
            Some(b'\\') => match (self.at(at + 1, limit), self.at(at + 2, limit)) {
                (Some(b'<'), Some(b'<')) | (Some(b'>'), Some(b'>')) => {
                    self.note(at, at + 1);
                    (at + 3, true)
                }
                (Some(next), _) if is_escapable(next) && (self.is_gfm || next != b'~') => {
                    self.note(at, at + 1);
                    (at + 2, false)
                }
                _ => (at + 1, false),
            },
            Some(b'~') if self.is_gfm && self.at(at + 1, limit) == Some(b'~') => {
                self.strikethrough(at, frame)
            }
            _ => (at + 1, false),
        }
    }

    /// emphasis.rb. Emphasis stands in the way of links: what it takes is not seen from outside.
    fn emphasis(&mut self, at: usize, frame: &mut Frame) -> (usize, bool) {
        let limit = frame.limit;
        let around = frame.around;
        let Some(mark) = self.at(at, limit) else { return (at + 1, false) };
        let length = if self.at(at + 1, limit) == Some(mark) { 2 } else { 1 };
        let text = (at + length, false);
        let is_strong = length == 2;
        let is_inside = if is_strong { around.in_strong } else { around.in_emphasis };
        let is_blocked = space_follows(self.bytes, at + length, limit)
            || is_inside
            || (mark == b'_' && self.follows_letter(around.start, at));
        let which = usize::from(mark == b'_') * 2 + usize::from(is_strong);
        let is_missed = frame.missed.get(which) == Some(&true);
        if is_blocked || is_missed || self.fuel == 0 || self.depth >= DEEPEST {
            return text;
        }
        let mut end = self.emphasized(at + length, mark, length, frame);
        if end.is_none() && is_strong && around.tree != Tree::Emphasis {
            end = self.emphasized(at + 1, mark, 1, frame);
        }
        if end.is_none()
            && let Some(missed) = frame.missed.get_mut(which)
        {
            *missed = true;
        }
        end.map_or(text, |end| (end, true))
    }

    fn emphasized(&mut self, from: usize, mark: u8, length: usize, frame: &Frame) -> Option<usize> {
        let mut around = frame.around;
        if length == 2 {
            around.in_strong = true;
            around.tree = Tree::Other;
        } else {
            around.in_emphasis = true;
            around.tree = Tree::Emphasis;
        }
        let before = self.mark();
        self.depth += 1;
        let (end, is_found) = self.text(from, frame.limit, Stop::Emphasis(mark, length), around);
        self.depth -= 1;
        if is_found {
            self.note(from - length, from);
            self.note(end, end + length);
            return Some(end + length);
        }
        self.give_up(before, frame.limit - from);
        None
    }

    /// Whether `_` follows a letter, perhaps with a `-` between.
    fn follows_letter(&self, start: usize, at: usize) -> bool {
        let is_letter =
            |at: usize| super::chars::char_before(self.bytes, start, at).is_some_and(char::is_alphabetic);
        is_letter(at) || (at > start && self.bytes.get(at - 1) == Some(&b'-') && is_letter(at - 1))
    }

    /// codespan.rb: up to the next run of as many backticks, wherever it stands.
    fn code(&mut self, at: usize, frame: &Frame) -> (usize, bool) {
        let limit = frame.limit;
        let rest = self.bytes.get(at..limit).unwrap_or_default();
        let run = rest.iter().take_while(|byte| **byte == b'`').count();
        let text = (at + run, false);
        if run == 1 {
            let is_apart = byte_before(self.bytes, frame.around.start, at).is_none_or(is_space);
            if is_apart && space_follows(self.bytes, at + 1, limit) {
                return text;
            }
        }
        let Some(needle) = rest.get(..run) else { return text };
        let miss = &mut self.backticks[run.min(4) - 1];
        let close = if run < 4 || self.fuel > 0 {
            let search = |rest: &[u8]| match needle {
                [one] => memchr::memchr(*one, rest),
                _ => memmem::find(rest, needle),
            };
            if run < 4 {
                miss.find(self.bytes, at + run, limit, search)
            } else {
                let found = search(rest.get(run..).unwrap_or_default()).map(|found| at + run + found);
                if found.is_none() {
                    self.fuel = self.fuel.saturating_sub(limit - at);
                }
                found
            }
        } else {
            None
        };
        match close {
            Some(close) => {
                self.push_code(at, close + run);
                (close + run, true)
            }
            None => text,
        }
    }

    /// A bracket: a footnote's mark, a link, an image, or text.
    fn bracket(&mut self, at: usize, frame: &mut Frame) -> (usize, bool) {
        let limit = frame.limit;
        match self.at(at + 1, limit) {
            None => (at + 1, false),
            Some(b'^') => {
                let name = super::chars::list_name(self.bytes, at + 2, limit);
                if name == at + 2 || self.at(name, limit) != Some(b']') {
                    return (at + 1, false);
                }
                let is_known = self.mark_footnote((at, name + 1));
                if is_known {
                    self.note(at, name + 1);
                }
                (name + 1, is_known)
            }
            Some(_) => {
                let is_image = at > frame.text
                    && self.bytes.get(at - 1) == Some(&b'!')
                    && !self.is_escaped(at - 1, frame);
                match self.link(at, is_image, frame) {
                    Some(end) => {
                        frame.images += usize::from(is_image);
                        (end, true)
                    }
                    None => (at + 1, false),
                }
            }
        }
    }

    /// Whether the byte at `at` was taken by a backslash before it.
    fn is_escaped(&self, at: usize, frame: &Frame) -> bool {
        let before = self.bytes.get(frame.text..at).unwrap_or_default();
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    }
}
