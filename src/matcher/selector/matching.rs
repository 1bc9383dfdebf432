//! Selectors against the stream of elements, in one pass: each open element keeps which steps it and
//! those around it have reached, so that no element is looked at again for those inside of it.

use super::super::subject::letter;
use super::ahead::Ahead;
use super::walk::{Event, walk};
use super::{Compound, Joint, Operator, Place, Selector, Test, ValueTest};
use crate::document::{Body, Element};

/// An element that is open, with the steps that were reached, a bit each.
#[derive(Default)]
struct Open {
    /// By the element itself.
    own: u64,
    /// By those around it.
    around: u64,
    /// By its child that came last.
    last_child: u64,
    /// By all of its children.
    children: u64,
    /// How many children it has.
    count: i64,
}

impl Selector {
    /// Calls `found` for every element that it selects and that may matter, in the order of the file.
    pub(in crate::matcher) fn select<'b, 's>(
        &self,
        body: &'b Body<'s>,
        may_matter: &dyn Fn(&Element<'s>) -> bool,
        mut found: impl FnMut(&'b Element<'s>),
    ) {
        if self.is_flat {
            let place = Place { nth: 0, at: 0, ahead: None };
            let is_selected = |element: &&Element<'s>| {
                self.letters & letter(element.name) != 0
                    && may_matter(element)
                    && self.steps.iter().any(|step| step.compound.fits(body, element, place) == Some(true))
            };
            body.starts().filter(is_selected).for_each(found);
            return;
        }
        let ahead = self.looks_ahead.then(|| Ahead::of(body, &self.relative));
        let mut stack = vec![Open::default()];
        walk(body, &mut |event| match event {
            Event::Start(at, element) => {
                let Some(parent) = stack.last_mut() else { return };
                let place = Place { nth: parent.count + 1, at, ahead: ahead.as_ref() };
                let own = self.reached(body, element, parent, place);
                let around = parent.own | parent.around;
                if own & self.last != 0 && may_matter(element) {
                    found(element);
                }
                (parent.last_child, parent.children) = (own, parent.children | own);
                parent.count += 1;
                stack.push(Open { own, around, ..Open::default() });
            }
            Event::End(_) => {
                stack.pop();
            }
        });
    }

    /// The steps that an element reaches.
    fn reached(&self, body: &Body<'_>, element: &Element<'_>, parent: &Open, place: Place<'_>) -> u64 {
        let mut own = 0;
        for (at, step) in self.steps.iter().enumerate() {
            let before = match step.joint {
                Joint::Start => u64::MAX,
                Joint::Descendant => (parent.own | parent.around) << 1,
                Joint::Child => parent.own << 1,
                Joint::Next => parent.last_child << 1,
                Joint::Later => parent.children << 1,
            };
            let bit = 1 << at;
            if before & bit != 0 && step.compound.fits(body, element, place) == Some(true) {
                own |= bit;
            }
        }
        own
    }
}

impl Compound {
    /// Whether it fits an element at a place; none where Liquid writes what is asked.
    pub(super) fn fits(&self, body: &Body<'_>, element: &Element<'_>, place: Place<'_>) -> Option<bool> {
        if self.name.as_ref().is_some_and(|name| !element.name.eq_ignore_ascii_case(name)) {
            return Some(false);
        }
        let mut answer = Some(!element.name.starts_with('!'));
        for test in &self.tests {
            match test.holds(body, element, place) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => answer = None,
            }
        }
        answer
    }
}

impl Test {
    fn holds(&self, body: &Body<'_>, element: &Element<'_>, place: Place<'_>) -> Option<bool> {
        let any = |list: &[Compound]| {
            let mut answer = Some(false);
            for one in list {
                match one.fits(body, element, place) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => answer = None,
                }
            }
            answer
        };
        match self {
            Self::Not(list) => any(list).map(|holds| !holds),
            Self::Is(list) => any(list),
            Self::NthChild(step, from) => Some(is_nth(place.nth, *step, *from)),
            Self::NthLastChild(step, from) => {
                let nth = place.ahead.and_then(|ahead| ahead.nth_last.get(place.at));
                Some(nth.is_some_and(|nth| is_nth(i64::from(*nth), *step, *from)))
            }
            Self::Empty => {
                let is_empty = place.ahead.and_then(|ahead| ahead.is_empty.get(place.at));
                Some(is_empty.copied().unwrap_or_default())
            }
            Self::Has(bits) => {
                let has = place.ahead.and_then(|ahead| ahead.has.get(place.at));
                Some(has.is_some_and(|has| has & bits != 0))
            }
            Self::Attribute { name, value } => {
                let mut attributes = body.attributes_of(element).iter();
                let attribute = attributes.find(|one| one.name.eq_ignore_ascii_case(name));
                let Some(attribute) = attribute else { return Some(false) };
                let Some(test) = value else { return Some(true) };
                if body.liquid.touches(attribute.value.unwrap_or(attribute.span)) {
                    return None;
                }
                Some(test.fits(&body.value(attribute)))
            }
        }
    }
}

/// Whether a number is one of `step * n + from` for an n from 0 on.
fn is_nth(nth: i64, step: i64, from: i64) -> bool {
    let steps = nth - from;
    if step == 0 { steps == 0 } else { steps % step == 0 && steps / step >= 0 }
}

impl ValueTest {
    fn fits(&self, text: &str) -> bool {
        if self.ignores_case {
            return fits(self.operator, &text.to_ascii_lowercase(), &self.value.to_ascii_lowercase());
        }
        fits(self.operator, text, &self.value)
    }
}

/// Selectors Level 4, 6.1 and 6.2: an empty value is the start, end or part of nothing.
fn fits(operator: Operator, text: &str, value: &str) -> bool {
    match operator {
        Operator::Equals => text == value,
        Operator::Word => !value.is_empty() && text.split_ascii_whitespace().any(|word| word == value),
        Operator::Dash => {
            text.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }
        Operator::Start => !value.is_empty() && text.starts_with(value),
        Operator::End => !value.is_empty() && text.ends_with(value),
        Operator::Within => !value.is_empty() && text.contains(value),
    }
}
