//! Selectors against the stream of elements, in one pass: each open element keeps which steps it and
//! those around it have reached, so that no element is looked at again for those inside of it.

use rustc_hash::FxHashMap;

use super::super::subject::letter;
use super::{Compound, Joint, Operator, Selector, Test, ValueTest};
use crate::document::{Body, Element, ElementKind};

/// An element that is open, with the steps that were reached, a bit each.
#[derive(Default)]
struct Open<'e> {
    name: &'e str,
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
            let is_selected = |element: &&Element<'s>| {
                self.letters & letter(element.name) != 0
                    && may_matter(element)
                    && self.steps.iter().any(|step| step.compound.fits(body, element, 0) == Some(true))
            };
            body.starts().filter(is_selected).for_each(found);
            return;
        }
        let mut stack = vec![Open::default()];
        let mut names: FxHashMap<&str, u32> = FxHashMap::default();
        for element in body.elements.iter().filter(|element| !element.is_text) {
            match element.kind {
                ElementKind::Comment => {}
                ElementKind::Close => {
                    if names.get(element.name).is_some_and(|count| *count > 0) {
                        while let Some(open) = pop(&mut stack, &mut names) {
                            if open == element.name {
                                break;
                            }
                        }
                    }
                }
                ElementKind::Open | ElementKind::Empty => {
                    while stack.last().is_some_and(|open| ends_before(open.name, element.name)) {
                        pop(&mut stack, &mut names);
                    }
                    let Some(parent) = stack.last_mut() else { return };
                    let own = self.reached(body, element, parent);
                    let around = parent.own | parent.around;
                    if own & self.last != 0 && may_matter(element) {
                        found(element);
                    }
                    (parent.last_child, parent.children) = (own, parent.children | own);
                    parent.count += 1;
                    if element.kind == ElementKind::Open {
                        *names.entry(element.name).or_default() += 1;
                        stack.push(Open { name: element.name, own, around, ..Open::default() });
                    }
                }
            }
        }
    }

    /// The steps that an element reaches.
    fn reached(&self, body: &Body<'_>, element: &Element<'_>, parent: &Open<'_>) -> u64 {
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
            if before & bit != 0 && step.compound.fits(body, element, parent.count + 1) == Some(true) {
                own |= bit;
            }
        }
        own
    }
}

/// Closes the innermost element, and gives its name; the outermost frame stays.
fn pop<'e>(stack: &mut Vec<Open<'e>>, names: &mut FxHashMap<&str, u32>) -> Option<&'e str> {
    let open = if stack.len() > 1 { stack.pop()? } else { return None };
    if let Some(count) = names.get_mut(open.name) {
        *count = count.saturating_sub(1);
    }
    Some(open.name)
}

/// Whether the start of one element ends another that is open (HTML 13.1.2.4, optional tags).
fn ends_before(open: &str, next: &str) -> bool {
    const AFTER_P: [&str; 27] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "table",
        "ul",
    ];
    match open {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "option" => matches!(next, "option" | "optgroup"),
        "p" => AFTER_P.contains(&next),
        _ => false,
    }
}

impl Compound {
    /// Whether it fits an element, the `nth` of its parent; none where Liquid writes what is asked.
    fn fits(&self, body: &Body<'_>, element: &Element<'_>, nth: i64) -> Option<bool> {
        if self.name.as_ref().is_some_and(|name| !element.name.eq_ignore_ascii_case(name)) {
            return Some(false);
        }
        let mut answer = Some(!element.name.starts_with('!'));
        for test in &self.tests {
            match test.holds(body, element, nth) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => answer = None,
            }
        }
        answer
    }
}

impl Test {
    fn holds(&self, body: &Body<'_>, element: &Element<'_>, nth: i64) -> Option<bool> {
        let any = |list: &[Compound]| {
            let mut answer = Some(false);
            for one in list {
                match one.fits(body, element, nth) {
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
            Self::NthChild(0, from) => Some(nth == *from),
            Self::NthChild(step, from) => {
                let steps = nth - from;
                Some(steps % step == 0 && steps / step >= 0)
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
