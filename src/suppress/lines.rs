//! The lines of a file that has such comments: which hold nothing else, which comes next, and which
//! tags, links and values run over several of them. May not know what a comment says.

use std::collections::BTreeMap;

use super::Scope;
use super::places::Place;
use crate::document::front_matter::Kind;
use crate::document::liquid::LiquidKind;
use crate::document::{Document, ElementKind, Header, Markup, Origin};
use crate::source::{Lines, Span};

/// Lines are counted from 1.
pub(super) struct LineMap<'s> {
    lines: Lines<'s>,
    text: &'s str,
    /// For each line the first from it on that holds more than such comments; one past the last where
    /// there is none. Index 0 stands for no line.
    next: Vec<u32>,
    /// By line: where the furthest reaching of what starts there and goes on ends.
    ends: BTreeMap<u32, u32>,
    /// By line: where the first of what ends there and came from before starts.
    starts: BTreeMap<u32, u32>,
    /// The first line that can hold a comment.
    top: u32,
}

impl<'s> LineMap<'s> {
    pub(super) fn new(document: &Document<'s>, places: &[Place]) -> Self {
        let lines = document.source.lines();
        let text = document.source.text();
        let count = u32::try_from(lines.count()).unwrap_or(u32::MAX - 1);
        let mut map =
            Self { lines, text, next: Vec::new(), ends: BTreeMap::new(), starts: BTreeMap::new(), top: 1 };
        if matches!(document.header, Header::Found(_)) {
            map.top = 2;
        }
        let body = match document.markup {
            Markup::Markdown => document.body.span.start,
            _ => u32::MAX,
        };
        map.next = vec![count + 1; count as usize + 2];
        let bare = map.bare(places, count, body);
        for line in (1..=count).rev() {
            let at = line as usize;
            let is_bare = bare.get(at).copied().unwrap_or_default();
            let after = map.next.get(at + 1).copied().unwrap_or(count + 1);
            if let Some(next) = map.next.get_mut(at) {
                *next = if is_bare { after } else { line };
            }
        }
        for span in constructs(document) {
            map.add(span);
        }
        map
    }

    /// For each line, whether nothing stands on it but blanks and such comments. In Markdown the marks
    /// of a quotation count as blanks.
    fn bare(&self, places: &[Place], count: u32, markdown_from: u32) -> Vec<bool> {
        let mut bare = vec![false; count as usize + 2];
        let mut places = places.iter().map(|place| place.span).peekable();
        // The byte up to which comments were taken out.
        let mut taken = 0;
        for line in 1..=count {
            let (start, end) = (self.start(line), self.end(line).min(self.len()));
            let is_blank =
                |at: u32, byte: u8| byte.is_ascii_whitespace() || (byte == b'>' && at >= markdown_from);
            let blank = |from: u32, to: u32| {
                let text = self.text.as_bytes().get(from as usize..to as usize).unwrap_or_default();
                let text =
                    if from == 0 { text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text) } else { text };
                (from..).zip(text).all(|(at, byte)| is_blank(at, *byte))
            };
            let mut at = start.max(taken);
            let mut all = true;
            while let Some(place) = places.next_if(|place| place.start < end) {
                all &= place.start <= at || blank(at, place.start);
                at = at.max(place.end);
            }
            taken = taken.max(at);
            if let Some(bare) = bare.get_mut(line as usize) {
                *bare = all && (at >= end || blank(at, end));
            }
        }
        bare
    }

    fn add(&mut self, span: Span) {
        let (first, last) = (self.line(span.start), self.last_line(span));
        if first < last {
            let end = self.ends.entry(first).or_default();
            *end = span.end.max(*end);
            let start = self.starts.entry(last).or_insert(span.start);
            *start = span.start.min(*start);
        }
    }

    fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The line of a byte.
    pub(super) fn line(&self, offset: u32) -> u32 {
        self.lines.line_of(offset)
    }

    /// The line of the last byte of a span.
    pub(super) fn last_line(&self, span: Span) -> u32 {
        self.line(span.end.max(span.start + 1) - 1)
    }

    /// Where a line starts.
    pub(super) fn start(&self, line: u32) -> u32 {
        self.lines.start_of(line).unwrap_or(u32::MAX)
    }

    /// The byte after a line and what ends it; after the last one, a byte beyond every other.
    pub(super) fn end(&self, line: u32) -> u32 {
        self.start(line + 1)
    }

    fn is_bare(&self, line: u32) -> bool {
        self.next(line) != line
    }

    /// The first line from this one on that holds more than such comments.
    pub(super) fn next(&self, line: u32) -> u32 {
        self.next.get(line as usize).copied().unwrap_or(u32::MAX)
    }

    /// Whether nothing but such comments stands on the lines of a comment.
    pub(super) fn is_alone(&self, span: Span) -> bool {
        self.is_bare(self.line(span.start)) && self.is_bare(self.last_line(span))
    }

    /// The bytes that a comment covers. What starts on a covered line and runs over others is covered
    /// to its end, since no comment can stand in a tag or a quoted value; a comment behind such a thing
    /// covers it from its start. A comment before everything else also covers the first line, where
    /// findings about the whole file stand.
    pub(super) fn covered(&self, span: Span, scope: Scope, is_short: bool) -> Vec<Span> {
        let (first, last) = (self.line(span.start), self.last_line(span));
        let to = |line: u32| self.end(line).max(self.ends.get(&line).copied().unwrap_or_default());
        match scope {
            Scope::File => vec![whole(0, u32::MAX)],
            Scope::Start => vec![whole(self.start(first), u32::MAX)],
            Scope::End => Vec::new(),
            Scope::Line => {
                let start = self.start(first);
                let from = self.starts.get(&first).copied().unwrap_or(start).min(start);
                vec![whole(from, to(last))]
            }
            Scope::NextLine => {
                let next = self.next(last + 1);
                let mut covered = Vec::new();
                if is_short && first < self.next(self.top) {
                    covered.push(whole(0, self.end(1)));
                }
                if self.lines.start_of(next).is_some() {
                    covered.push(whole(self.start(next), to(next)));
                }
                covered
            }
        }
    }
}

fn whole(start: u32, end: u32) -> Span {
    Span { start, end: end.max(start) }
}

/// Tags, Markdown links and images, Liquid, and the values of front matter.
fn constructs(document: &Document<'_>) -> Vec<Span> {
    let body = &document.body;
    let is_tag = |origin, kind| origin == Origin::Html && kind != ElementKind::Comment;
    let elements = body.elements.iter();
    let elements =
        elements.filter(|one| is_tag(one.origin, one.kind) || one.link.is_some() || one.name == "img");
    let mut spans: Vec<Span> = elements.map(|one| one.span).collect();
    spans.extend(body.definitions.iter().map(|one| one.span));
    let liquid = body.liquid.pieces().iter();
    spans.extend(liquid.filter(|one| one.kind != LiquidKind::Opaque).map(|one| one.span));
    if let Some(tree) = document.front_matter() {
        let scalars = tree.nodes().filter(|node| matches!(node.kind(), Kind::Scalar { .. }));
        spans.extend(scalars.map(|node| node.span()));
    }
    spans
}
