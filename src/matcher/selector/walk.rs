//! The stream of elements as a tree, without building one: where each element begins and where it
//! ends, an end tag that is left out being where HTML says. May not know of selectors.

use rustc_hash::FxHashMap;

use crate::document::{Body, Element, ElementKind};

/// Something that happens on the way through a body.
#[derive(Clone, Copy)]
pub(super) enum Event<'b, 's> {
    /// An element begins; its index in the stream.
    Start(usize, &'b Element<'s>),
    /// The innermost element ends, at this byte; before its last tag.
    End(u32),
}

/// Goes through a body once. Every element that begins ends; the last ones at the end of the body.
pub(super) fn walk<'b, 's>(body: &'b Body<'s>, found: &mut dyn FnMut(Event<'b, 's>)) {
    let mut open: Vec<&str> = Vec::new();
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for (at, element) in body.elements.iter().enumerate().filter(|(_, element)| !element.is_text) {
        let start = element.span.start;
        match element.kind {
            ElementKind::Comment => {}
            ElementKind::Close => {
                if counts.get(element.name).is_some_and(|count| *count > 0) {
                    while let Some(name) = close(&mut open, &mut counts) {
                        found(Event::End(start));
                        if name == element.name {
                            break;
                        }
                    }
                }
            }
            ElementKind::Open | ElementKind::Empty => {
                while open.last().is_some_and(|last| ends_before(last, element.name)) {
                    close(&mut open, &mut counts);
                    found(Event::End(start));
                }
                found(Event::Start(at, element));
                if element.kind == ElementKind::Open {
                    *counts.entry(element.name).or_default() += 1;
                    open.push(element.name);
                } else {
                    found(Event::End(element.span.end));
                }
            }
        }
    }
    for _ in &open {
        found(Event::End(body.span.end));
    }
}

/// Closes the innermost element, and gives its name.
fn close<'e>(open: &mut Vec<&'e str>, counts: &mut FxHashMap<&str, u32>) -> Option<&'e str> {
    let name = open.pop()?;
    if let Some(count) = counts.get_mut(name) {
        *count = count.saturating_sub(1);
    }
    Some(name)
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
