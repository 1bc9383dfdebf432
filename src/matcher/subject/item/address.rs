//! The properties of an address. May not judge them.

use super::element::syntax;
use super::{Facet, Property};
use crate::document::address::{corrected_address, invalid_reason};
use crate::document::body::LinkSyntax;
use crate::document::host::is_local_host;
use crate::document::{Address, Origin, Role, Shape};
use crate::entry::Entry;
use crate::matcher::subject::Part;
use crate::source::Span;

pub(super) fn property<'i>(
    address: &Address<'i>,
    entry: &'i Entry<'_>,
    facet: &Facet,
    raw: bool,
) -> Property<'i> {
    match facet {
        Facet::Part(part) => match part.range(address).and_then(|range| address.text.get(range)) {
            Some(text) if !raw && address.is_liquid && text.contains(['{', '}']) => Property::Unknown,
            text => Property::of(text),
        },
        Facet::Element => Property::of(entry.body.elements.get(address.element).map(|one| one.name)),
        Facet::Syntax => Property::of(entry.body.elements.get(address.element).map(|one| syntax(one.origin))),
        Facet::Invalid => Property::of(invalid_reason(address)),
        Facet::Meant => Property::of(corrected_address(address.text).filter(|_| address.is_verbatim())),
        Facet::Role => Property::of(Some(address.role.as_str())),
        Facet::Shape => Property::of(Some(shape(address.shape))),
        Facet::IsOwn => Property::flag(address.host().is_some_and(|host| entry.site.is_own_host(host))),
        Facet::IsLocal => Property::flag(address.host().is_some_and(is_local_host)),
        Facet::Bytes => Property::of(Some(address.span.len().to_string())),
        Facet::Inner => Property::of(inner(address, entry)),
        _ => Property::Missing,
    }
}

pub(super) fn place(address: &Address<'_>, entry: &Entry<'_>, facet: &Facet) -> Option<Span> {
    match facet {
        Facet::Part(Part::Url) => Some(address.place),
        Facet::Part(part) => part.range(address).map(|range| address.part(range)),
        Facet::Element => entry.body.elements.get(address.element).map(|one| one.span),
        _ => None,
    }
}

/// The text of a link, as far as the next tag.
fn inner<'i>(address: &Address<'i>, entry: &'i Entry<'_>) -> Option<&'i str> {
    let elements = &entry.body.elements;
    let element = elements.get(address.element).filter(|_| address.role == Role::Link)?;
    let text = match (element.origin, element.link) {
        (_, Some(LinkSyntax::Autolink)) => return Some(address.text),
        (Origin::Markdown, _) => element.content,
        (Origin::Html, _) => {
            let next = elements.get(address.element + 1).map_or(element.span.end, |next| next.span.start);
            Span { start: element.span.end, end: next.max(element.span.end) }
        }
    };
    Some(entry.text(text))
}

pub(super) fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Empty => "empty",
        Shape::Template => "liquid",
        Shape::Fragment => "fragment",
        Shape::Relative => "relative",
        Shape::RootRelative => "from-root",
        Shape::ProtocolRelative => "without-scheme",
        Shape::Absolute => "absolute",
        Shape::Scheme => "other-scheme",
    }
}
