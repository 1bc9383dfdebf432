//! One thing that a declarative rule looks at, and its properties by name. May not judge it.

use std::borrow::Cow;

use super::Part;
use crate::document::front_matter::{Kind, Node, Style};
use crate::document::{Address, Attribute, Element, Origin, Role};
use crate::entry::Entry;
use crate::source::Span;

/// One thing that is looked at.
#[derive(Clone, Debug)]
pub(in crate::matcher) struct Item<'e> {
    /// Its bytes, or those of what lacks it.
    pub(in crate::matcher) span: Span,
    /// Its value; none where there is no such thing.
    pub(in crate::matcher) value: Option<Cow<'e, str>>,
    pub(super) of: Of<'e>,
}

#[derive(Clone, Debug)]
pub(super) enum Of<'e> {
    Node(Node<'e>),
    Element(&'e Element<'e>, Option<&'e Attribute<'e>>),
    Address(Address<'e>),
    Other,
}

/// A property of an item.
pub(in crate::matcher) enum Property<'i> {
    Text(Cow<'i, str>),
    Missing,
    /// Liquid writes a part of it.
    OfLiquid,
}

impl<'i> Property<'i> {
    pub(in crate::matcher) fn text(self) -> Option<Cow<'i, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Missing | Self::OfLiquid => None,
        }
    }
}

impl Item<'_> {
    /// Nothing, missed at a place.
    pub(in crate::matcher) fn absent(span: Span) -> Self {
        Self { span, value: None, of: Of::Other }
    }

    /// Whether there is no such thing at all, and so no property of it.
    pub(in crate::matcher) fn is_absence(&self) -> bool {
        self.value.is_none() && matches!(self.of, Of::Other)
    }

    /// The kind of a value of the front matter.
    pub(in crate::matcher) fn kind(&self) -> Option<&Kind> {
        match self.of {
            Of::Node(node) => Some(node.kind()),
            _ => None,
        }
    }

    /// How a value of the front matter is written.
    pub(in crate::matcher) fn style(&self) -> Option<Style> {
        match self.of {
            Of::Node(node) => Some(node.style()),
            _ => None,
        }
    }

    /// A property by its name: a part of the address, an attribute, the level of a heading.
    pub(in crate::matcher) fn property<'i>(&'i self, entry: &'i Entry<'_>, name: &str) -> Property<'i> {
        let text = |text| Property::Text(Cow::Borrowed(text));
        match (&self.of, name) {
            (Of::Address(address), "role") => text(role(address.role)),
            (Of::Address(address), _) => {
                let range = Part::read(name).ok().and_then(|part| part.range(address));
                range.and_then(|range| address.text.get(range)).map_or(Property::Missing, text)
            }
            (Of::Element(element, _), "level") => level(element).map_or(Property::Missing, text),
            (Of::Element(element, _), "element") => text(element.name),
            (Of::Element(_, Some(attribute)), "attribute") => text(attribute.name),
            (Of::Element(element, _), "syntax") => text(match element.origin {
                Origin::Markdown => "markdown",
                Origin::Html => "html",
            }),
            (Of::Element(element, _), _) => match entry.document.body.attribute(element, name) {
                None => Property::Missing,
                Some(found) if entry.body.liquid.touches(found.span) => Property::OfLiquid,
                Some(found) => Property::Text(entry.body.value(found)),
            },
            (Of::Node(_) | Of::Other, _) => Property::Missing,
        }
    }

    /// Whether Liquid writes what is looked at, or may write it where it is missed.
    pub(in crate::matcher) fn is_of_liquid(&self, entry: &Entry<'_>) -> bool {
        let liquid = &entry.body.liquid;
        if liquid.pieces().is_empty() {
            return false;
        }
        let Of::Element(element, attribute) = self.of else { return liquid.touches(self.span) };
        // An attribute as a whole is there, whatever Liquid writes into it.
        if let Some(attribute) = attribute.filter(|one| self.span == one.span && one.value.is_some()) {
            return liquid.touches(attribute.name_span);
        }
        if attribute.is_some() || self.span != element.span {
            return liquid.touches(self.span);
        }
        // Liquid in the value of another attribute says nothing of this one.
        let attributes = entry.document.body.attributes_of(element);
        self.value.is_none()
            && liquid.within(element.span).iter().any(|piece| {
                let holds = |span: Span| span.start <= piece.span.start && piece.span.end <= span.end;
                !attributes.iter().any(|attribute| holds(attribute.span))
            })
    }
}

/// `2` of `h2`.
pub(super) fn level<'n>(element: &Element<'n>) -> Option<&'n str> {
    element.name.strip_prefix('h').filter(|level| matches!(level.as_bytes(), [b'1'..=b'6']))
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Link => "link",
        Role::Image => "image",
        Role::Resource => "resource",
        Role::Form => "form",
    }
}
