//! What a selector asks of an element that only those behind it can tell: whether it is the last
//! child, whether it is empty, what it holds. One pass before the one that matches; each element is
//! looked at a fixed number of times.

use super::walk::{Event, walk};
use super::{Joint, Place, Relative};
use crate::document::{Body, Origin};

/// The answers, by the index of the element in the stream.
pub(super) struct Ahead {
    /// Its place among its siblings, counted from the last.
    pub(super) nth_last: Vec<u32>,
    pub(super) is_empty: Vec<bool>,
    /// The relative selectors that it fulfils, a bit each.
    pub(super) has: Vec<u64>,
}

/// An element that is open.
#[derive(Default)]
struct Open {
    at: usize,
    /// Where its content begins.
    content: u32,
    children: Vec<usize>,
    /// The relative selectors that elements in it fit.
    within: u64,
}

impl Ahead {
    pub(super) fn of(body: &Body<'_>, relative: &[Relative]) -> Self {
        let count = body.elements.len();
        let mut ahead = Self { nth_last: vec![0; count], is_empty: vec![false; count], has: vec![0; count] };
        // What each element is itself, for those around and before it.
        let mut own = vec![0_u64; count];
        let mut open = vec![Open { at: usize::MAX, ..Open::default() }];
        walk(body, &mut |event| match event {
            Event::Start(at, element) => {
                let Some(parent) = open.last_mut() else { return };
                parent.children.push(at);
                let place =
                    Place { nth: i64::try_from(parent.children.len()).unwrap_or(i64::MAX), at, ahead: None };
                let fits = |one: &Relative| one.compound.fits(body, element, place) == Some(true);
                let bits = (0..)
                    .zip(relative)
                    .filter(|(_, one)| fits(one))
                    .fold(0, |bits, (bit, _)| bits | 1_u64 << bit);
                if let Some(own) = own.get_mut(at) {
                    *own = bits;
                }
                let content =
                    if element.origin == Origin::Markdown { element.content.start } else { element.span.end };
                open.push(Open { at, content, ..Open::default() });
            }
            Event::End(end) => {
                let Some(done) = open.pop().filter(|_| !open.is_empty()) else { return };
                ahead.close(&done, end, &own, relative, body);
                let itself = own.get(done.at).copied().unwrap_or_default();
                if let Some(parent) = open.last_mut() {
                    parent.within |= done.within | itself;
                }
            }
        });
        if let Some(root) = open.pop() {
            ahead.siblings(&root.children, &own, relative);
        }
        ahead
    }

    /// All is known of the children of an element that ends.
    fn close(&mut self, done: &Open, end: u32, own: &[u64], relative: &[Relative], body: &Body<'_>) {
        let children =
            done.children.iter().fold(0, |bits, at| bits | own.get(*at).copied().unwrap_or_default());
        let held =
            bits_of(relative, Joint::Child) & children | bits_of(relative, Joint::Descendant) & done.within;
        if let Some(has) = self.has.get_mut(done.at) {
            *has |= held;
        }
        let text = body.file_text().get(done.content as usize..end.max(done.content) as usize);
        if let Some(is_empty) = self.is_empty.get_mut(done.at) {
            *is_empty = done.children.is_empty() && is_nothing(text.unwrap_or_default());
        }
        self.siblings(&done.children, own, relative);
    }

    /// What lies behind each of some siblings.
    fn siblings(&mut self, children: &[usize], own: &[u64], relative: &[Relative]) {
        let (next_bits, later_bits) = (bits_of(relative, Joint::Next), bits_of(relative, Joint::Later));
        let (mut next, mut later) = (0, 0);
        for (nth, at) in (1..).zip(children.iter().rev()) {
            if let Some(nth_last) = self.nth_last.get_mut(*at) {
                *nth_last = nth;
            }
            if let Some(has) = self.has.get_mut(*at) {
                *has |= next & next_bits | later & later_bits;
            }
            next = own.get(*at).copied().unwrap_or_default();
            later |= next;
        }
    }
}

fn bits_of(relative: &[Relative], joint: Joint) -> u64 {
    (0..).zip(relative).filter(|(_, one)| one.joint == joint).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

/// Nothing but comments.
fn is_nothing(text: &str) -> bool {
    let mut rest = text;
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    rest.is_empty()
}
