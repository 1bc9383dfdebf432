//! Which end tag ends which start tag, and the tags that have no partner, once for all the rules
//! that ask. Says how a browser, or kramdown before it, takes them; may not judge what is bad.

mod grammar;
mod liquid;

pub(in crate::document) use liquid::is_plugin_tag;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::html::names;
use crate::document::{Body, Element, ElementKind, Origin};
use crate::source::Span;

/// A tag without its partner.
#[derive(Clone, Copy, Debug)]
pub struct Flaw {
    /// What is wrong with it.
    pub kind: FlawKind,
    /// Index of the tag in [`Body::elements`].
    pub element: u32,
    /// The tag that explains it: for an unclosed element the end tag before which it should have
    /// ended (none at the end of the text), for a stray end tag the start tag that took its place,
    /// for a misnested one the start tag of the element that is still open there.
    pub other: Option<u32>,
    /// Why it cannot be told whether the tag has a partner.
    pub undecided: Option<&'static str>,
}

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// A start tag without an end tag, where HTML (or kramdown) wants one.
    Unclosed,
    /// The same, and the tag before it of the same name has none either: this one lacks its slash.
    SlashMissing,
    /// An end tag that ends nothing.
    StrayEnd,
    /// A `</p>` whose paragraph was ended by a block's start tag ([`Flaw::other`]).
    ParagraphEnded,
    /// An end tag that comes while an element inside is still open, whose own end tag comes later;
    /// or an end tag in another Markdown element than its start tag.
    Misnested,
    /// The start tag of a block in running text, which kramdown shows as text.
    ShownAsText,
}

/// Finds the tags without partners, in the order in which they are noticed.
pub(crate) fn analyse(body: &Body<'_>) -> Vec<Flaw> {
    let is_tag = |element: &Element<'_>| {
        element.origin == Origin::Html
            && (element.is_text || matches!(element.kind, ElementKind::Open | ElementKind::Close))
    };
    if !body.elements.iter().any(is_tag) {
        return Vec::new();
    }
    let mut walker = Walker::new(body);
    for (index, element) in (0..).zip(&body.elements) {
        walker.liquid_until(element.span.start);
        match (element.origin, element.kind) {
            (Origin::Html, ElementKind::Open | ElementKind::Empty) if element.is_text => {
                walker.shown(index, element);
            }
            (Origin::Html, ElementKind::Open) => walker.open(index, element),
            (Origin::Html, ElementKind::Close) => walker.close(index, element),
            (Origin::Html, ElementKind::Empty) => walker.paragraph_ended_by(index, element.name),
            (Origin::Markdown, ElementKind::Open) => walker.push(index, element.name, Slot::Markdown),
            (Origin::Markdown, ElementKind::Close) => walker.close_markdown(element),
            _ => {}
        }
        if element.origin == Origin::Html {
            walker.tag_end = walker.tag_end.max(element.span.end);
        }
    }
    walker.finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// An HTML element.
    Html,
    /// An element of Markdown: HTML in it cannot be ended from outside.
    Markdown,
    /// A branch of Liquid: it may be left out, or come many times.
    Branch,
}

#[derive(Clone, Copy)]
struct Open<'s> {
    element: u32,
    name: &'s str,
    slot: Slot,
    /// For a paragraph: the start tag that ended it.
    ended_by: Option<u32>,
}

/// An element that an end tag of an outer one has passed over; its own end tag may still come.
struct Displaced<'s> {
    open: Open<'s>,
    /// The end tag, or none for the end of a Markdown element.
    by: Option<u32>,
    /// How many elements were open around it.
    depth: usize,
}

struct Walker<'b, 's> {
    body: &'b Body<'s>,
    stack: Vec<Open<'s>>,
    /// Where in the stack the elements of a name are.
    places: FxHashMap<&'s str, Vec<usize>>,
    /// Where in the stack Markdown elements and branches are.
    barriers: Vec<usize>,
    /// Where in the stack branches are.
    branches: Vec<usize>,
    displaced: Vec<Displaced<'s>>,
    /// Start tags that kramdown shows as text, in the Markdown element that is open.
    shown: Vec<&'s str>,
    flaws: Vec<Flaw>,
    /// The next piece of Liquid.
    piece: usize,
    /// The end of the last tag.
    tag_end: u32,
    /// Names that are opened or closed in one branch of Liquid alone.
    branched: FxHashSet<&'s str>,
    /// Places at which Liquid may print tags of its own.
    printed: Vec<u32>,
    /// Whether Liquid may print anything anywhere (`{% assign x = "<div>" %}`).
    prints_tags: bool,
}

impl<'b, 's> Walker<'b, 's> {
    fn new(body: &'b Body<'s>) -> Self {
        Self {
            body,
            stack: Vec::new(),
            places: FxHashMap::default(),
            barriers: Vec::new(),
            branches: Vec::new(),
            displaced: Vec::new(),
            shown: Vec::new(),
            flaws: Vec::new(),
            piece: 0,
            tag_end: 0,
            branched: FxHashSet::default(),
            printed: Vec::new(),
            prints_tags: false,
        }
    }

    fn push(&mut self, element: u32, name: &'s str, slot: Slot) {
        let place = self.stack.len();
        match slot {
            Slot::Html => self.places.entry(name).or_default().push(place),
            Slot::Markdown => self.barriers.push(place),
            Slot::Branch => {
                self.barriers.push(place);
                self.branches.push(place);
            }
        }
        self.stack.push(Open { element, name, slot, ended_by: None });
    }

    fn pop(&mut self) -> Option<Open<'s>> {
        let open = self.stack.pop()?;
        match open.slot {
            Slot::Html => _ = self.places.get_mut(open.name).and_then(Vec::pop),
            Slot::Markdown => _ = self.barriers.pop(),
            Slot::Branch => {
                self.barriers.pop();
                self.branches.pop();
            }
        }
        let depth = self.stack.len();
        while self.displaced.last().is_some_and(|last| last.depth > depth) {
            self.give_up();
        }
        Some(open)
    }

    /// The innermost open element of a name that can be reached from here. A browser ends Markdown's
    /// elements as it needs to; kramdown makes a tree of them first.
    fn place_of(&self, name: &str) -> Option<usize> {
        let place = self.places.get(name)?.last().copied()?;
        let barrier = if self.body.is_kramdown { self.barriers.last() } else { self.branches.last() };
        (barrier.is_none_or(|barrier| place > *barrier)).then_some(place)
    }

    fn has_optional_end(&self, name: &str) -> bool {
        !self.body.is_kramdown && grammar::has_optional_end(name)
    }

    fn open(&mut self, index: u32, element: &Element<'s>) {
        let is_kramdown = self.body.is_kramdown;
        let is_foreign_name = !names::is_known(element.name);
        if element.name.contains('{') || (element.self_closing && (is_kramdown || is_foreign_name)) {
            return;
        }
        if !is_kramdown {
            self.imply_ends(element.name);
        }
        self.paragraph_ended_by(index, element.name);
        self.push(index, element.name, Slot::Html);
    }

    /// Pops the elements whose end a start tag implies.
    fn imply_ends(&mut self, start: &str) {
        loop {
            let mut from_top = self.stack.iter().rev().take_while(|open| open.slot == Slot::Html);
            let Some(top) = from_top.next() else { return };
            let below = from_top.next();
            let is_ended = grammar::is_ended_by(top.name, start);
            let is_paragraph = top.name == "p"
                && grammar::ends_paragraph_in_item(start)
                && below.is_some_and(|below| grammar::is_ended_by(below.name, start));
            if !is_ended && !is_paragraph {
                return;
            }
            self.pop();
        }
    }

    /// Notes that a block's start tag ends the paragraph that is open around it. The paragraph
    /// stays where it is: its author thinks that it is open.
    fn paragraph_ended_by(&mut self, index: u32, start: &str) {
        if !grammar::ends_paragraph(start) {
            return;
        }
        let Some(place) = self.place_of("p") else { return };
        let between = self.stack.get(place + 1..).unwrap_or_default();
        let is_near = between.len() <= 16;
        let is_out_of_reach = between.iter().any(|open| grammar::limits_scope(open.name));
        if let Some(paragraph) = self.stack.get_mut(place)
            && is_near
            && !is_out_of_reach
        {
            paragraph.ended_by.get_or_insert(index);
        }
    }

    fn close(&mut self, index: u32, element: &Element<'s>) {
        if element.name.contains('{') {
            return;
        }
        let Some(place) = self.place_of(element.name) else { return self.close_nothing(index, element) };
        // Where kramdown takes the end tag, it has ended the elements inside by itself before.
        let by = (element.is_text || !self.body.is_kramdown).then_some(index);
        while self.stack.len() > place + 1 {
            let Some(open) = self.pop() else { return };
            if open.slot == Slot::Html && !self.has_optional_end(open.name) {
                self.displaced.push(Displaced { open, by, depth: place });
            }
        }
        let Some(open) = self.pop() else { return };
        // An end tag that kramdown does not take here is a consequence of one that was noticed before.
        if let Some(start) = open.ended_by.filter(|_| !element.is_text) {
            self.flaw(FlawKind::ParagraphEnded, index, Some(start), element.span);
        }
    }

    /// A start tag that is text. Its end tag, if there is one, is text too.
    fn shown(&mut self, index: u32, element: &Element<'s>) {
        self.flaw(FlawKind::ShownAsText, index, None, element.span);
        if !names::is_void(element.name) {
            self.shown.push(element.name);
        }
    }

    fn close_nothing(&mut self, index: u32, element: &Element<'s>) {
        if !self.branches.is_empty() {
            self.branched.insert(element.name);
            return;
        }
        if let Some(at) = self.shown.iter().rev().take(32).position(|name| *name == element.name) {
            self.shown.remove(self.shown.len() - 1 - at);
            return;
        }
        let same_name = |one: &Displaced<'_>| one.open.name == element.name;
        if let Some(at) = self.displaced.iter().rev().take(32).position(same_name) {
            let one = self.displaced.remove(self.displaced.len() - 1 - at);
            let tag = one.by.unwrap_or(index);
            return self.flaw(FlawKind::Misnested, tag, Some(one.open.element), element.span);
        }
        // An element around the paragraph: kramdown does not look for its end tag here.
        let outer = self.places.get(element.name).and_then(|places| places.last()).copied();
        if let Some(outer) = outer.and_then(|place| self.stack.get(place)).filter(|_| element.is_text) {
            return self.flaw(FlawKind::Misnested, index, Some(outer.element), element.span);
        }
        let heading = self.stack.last().filter(|top| {
            top.slot == Slot::Html && grammar::is_heading(top.name) && grammar::is_heading(element.name)
        });
        let heading = heading.map(|heading| heading.element);
        if heading.is_some() {
            self.pop();
        }
        self.flaw(FlawKind::StrayEnd, index, heading, element.span);
    }

    /// The end of a Markdown element: HTML in it has not ended before.
    fn close_markdown(&mut self, element: &Element<'s>) {
        self.shown.clear();
        let Some(place) = self.barriers.last().copied() else { return };
        if self.stack.get(place).is_none_or(|open| open.slot != Slot::Markdown || open.name != element.name) {
            return;
        }
        while self.stack.len() > place + 1 {
            let Some(open) = self.pop() else { return };
            if open.slot == Slot::Html && !self.has_optional_end(open.name) {
                self.displaced.push(Displaced { open, by: None, depth: place });
            }
        }
        self.pop();
    }

    /// The end tag of the last displaced element will not come any more.
    fn give_up(&mut self) {
        let Some(one) = self.displaced.pop() else { return };
        self.unclosed(one.open, one.by);
    }

    fn unclosed(&mut self, open: Open<'s>, by: Option<u32>) {
        let until = by.and_then(|by| self.body.elements.get(by as usize)).map(|by| by.span.end);
        let start = self.body.elements.get(open.element as usize).map_or(0, |open| open.span.start);
        let span = Span { start, end: until.unwrap_or(self.body.span.end).max(start) };
        self.flaw(FlawKind::Unclosed, open.element, by, span);
    }

    /// Keeps a flaw. `reach` are the bytes in which printed tags would change it.
    fn flaw(&mut self, kind: FlawKind, element: u32, other: Option<u32>, reach: Span) {
        let start = if kind == FlawKind::Unclosed { reach.start } else { 0 };
        let from = self.printed.partition_point(|at| *at < start);
        let is_printed = self.printed.get(from).is_some_and(|at| *at < reach.end);
        let undecided = is_printed.then_some("a template tag near it may open or close elements");
        self.flaws.push(Flaw { kind, element, other, undecided });
    }

    fn finish(mut self) -> Vec<Flaw> {
        self.liquid_until(u32::MAX);
        while let Some(open) = self.pop() {
            if open.slot == Slot::Html && !self.has_optional_end(open.name) {
                self.unclosed(open, None);
            }
        }
        while !self.displaced.is_empty() {
            self.give_up();
        }
        let mut flaws = self.flaws;
        let explained: FxHashSet<Option<u32>> =
            flaws.iter().filter(|flaw| flaw.kind == FlawKind::Misnested).map(|flaw| flaw.other).collect();
        flaws.retain(|flaw| flaw.kind != FlawKind::Unclosed || !explained.contains(&Some(flaw.element)));
        for flaw in &mut flaws {
            let name = self.body.elements.get(flaw.element as usize).map_or("", |element| element.name);
            if self.branched.contains(name) {
                flaw.undecided = Some("a branch of Liquid opens or closes elements of that name");
            } else if self.prints_tags {
                flaw.undecided = Some("Liquid prints tags in this file");
            }
        }
        flaws.sort_by_key(|flaw| flaw.element);
        missing_slashes(self.body, &mut flaws);
        flaws
    }
}

/// Two unclosed elements of one name, the second without attributes: it was meant as the end tag.
fn missing_slashes(body: &Body<'_>, flaws: &mut Vec<Flaw>) {
    let mut at = 1;
    while let (Some(first), Some(second)) = (flaws.get(at - 1).copied(), flaws.get(at).copied()) {
        let element = |flaw: Flaw| body.elements.get(flaw.element as usize);
        let is_pair = first.kind == FlawKind::Unclosed && second.kind == FlawKind::Unclosed;
        let is_twin = matches!((element(first), element(second)), (Some(one), Some(two))
            if one.name == two.name && grammar::is_never_in_itself(one.name) && body.attributes_of(two).is_empty());
        if is_pair && is_twin {
            flaws.remove(at - 1);
            if let Some(flaw) = flaws.get_mut(at - 1) {
                flaw.kind = FlawKind::SlashMissing;
                flaw.other = Some(first.element);
            }
        } else {
            at += 1;
        }
    }
}
