//! The properties of an element. May not judge them.

use std::borrow::Cow;

use super::{Facet, Property};
use crate::document::address::Stored;
use crate::document::html::names;
use crate::document::{Attribute, Element, Origin};
use crate::entry::Entry;
use crate::source::Span;

pub(super) fn property<'i>(
    element: &'i Element<'i>,
    attribute: Option<&'i Attribute<'i>>,
    entry: &'i Entry<'_>,
    facet: &Facet,
    raw: bool,
) -> Property<'i> {
    let body = &entry.document.body;
    let is_hidden = |found: &Attribute<'_>| !raw && body.liquid.touches(found.span);
    match facet {
        Facet::Level => Property::of(level(element)),
        Facet::Element => Property::of(Some(element.name)),
        Facet::Attribute => Property::of(attribute.map(|attribute| attribute.name)),
        Facet::Syntax => Property::of(Some(syntax(element.origin))),
        Facet::Written => {
            let span = attribute.map_or(element.span, |one| one.value.unwrap_or(one.span));
            Property::of(Some(entry.document.text(span)))
        }
        Facet::IsKnown => Property::flag(names::is_known(element.name)),
        Facet::Inner => Property::of(inner(element, entry)),
        Facet::Of(name) => match body.attribute(element, name) {
            None => Property::Missing,
            Some(found) if is_hidden(found) => Property::Unknown,
            Some(found) => Property::Text(body.value(found)),
        },
        Facet::PartOf(name, _) | Facet::ShapeOf(name) => match body.attribute(element, name) {
            None => Property::Missing,
            Some(found) => in_address(&body.value(found), facet, is_hidden(found)),
        },
        Facet::Style(name) => match body.attribute(element, "style") {
            None => Property::Missing,
            Some(found) if is_hidden(found) => Property::Unknown,
            Some(found) => Property::of(declared(&body.value(found), name)),
        },
        _ => Property::Missing,
    }
}

pub(super) fn place(
    element: &Element<'_>,
    attribute: Option<&Attribute<'_>>,
    entry: &Entry<'_>,
    facet: &Facet,
) -> Option<Span> {
    match facet {
        Facet::Element => Some(element.span),
        Facet::Attribute => attribute.map(|attribute| attribute.span),
        Facet::Of(name) => {
            let found = entry.document.body.attributes_of(element).iter().find(|one| one.name == name)?;
            Some(found.value.filter(|value| !value.is_empty()).unwrap_or(found.span))
        }
        Facet::Inner => Some(between(element, entry)),
        _ => None,
    }
}

/// A part of the address that a value is.
fn in_address(value: &str, facet: &Facet, is_hidden: bool) -> Property<'static> {
    let stored = Stored::of_text(value);
    let address = stored.with_text(value);
    let part = match facet {
        Facet::PartOf(_, part) => part.range(&address).and_then(|range| address.text.get(range)),
        _ => Some(super::address::shape(address.shape)),
    };
    match part {
        Some(part) if is_hidden && part.contains(['{', '}']) => Property::Unknown,
        part => Property::of(part.map(str::to_owned)),
    }
}

/// Who wrote an element.
pub(super) fn syntax(origin: Origin) -> &'static str {
    match origin {
        Origin::Markdown => "markdown",
        Origin::Html => "html",
    }
}

/// What stands behind a start tag, up to the next tag; the text of Markdown's links and headings.
fn inner<'i>(element: &Element<'_>, entry: &'i Entry<'_>) -> Option<&'i str> {
    Some(entry.document.text(between(element, entry)))
}

fn between(element: &Element<'_>, entry: &Entry<'_>) -> Span {
    if element.origin == Origin::Markdown {
        return element.content;
    }
    let elements = &entry.document.body.elements;
    let next = elements.partition_point(|one| one.span.start <= element.span.start);
    let end = elements.get(next).map_or(element.span.end, |next| next.span.start);
    Span { start: element.span.end, end: end.max(element.span.end) }
}

/// The value of a declaration in a `style`, in small letters and without `!important`.
fn declared(style: &str, name: &str) -> Option<Cow<'static, str>> {
    let found = style.split(';').filter_map(|one| one.split_once(':'));
    let mut values = found.filter(|(known, _)| known.trim().eq_ignore_ascii_case(name));
    let value = values.next_back()?.1.trim().to_ascii_lowercase();
    let value = value.strip_suffix("!important").unwrap_or(&value).trim_end();
    Some(Cow::Owned(value.to_owned()))
}

/// `2` of `h2`.
pub(in crate::matcher::subject) fn level<'n>(element: &Element<'n>) -> Option<&'n str> {
    element.name.strip_prefix('h').filter(|level| matches!(level.as_bytes(), [b'1'..=b'6']))
}
