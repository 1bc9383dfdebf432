//! One thing that a declarative rule looks at, and its properties by name. May not judge it.

mod address;
mod date;
mod element;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::Facet;
use crate::document::front_matter::{Kind, Node, Style, Typed};
use crate::document::place::{has_hidden_attributes, is_in_code, is_in_front_matter};
use crate::document::{Address, Attribute, Element};
use crate::entry::Entry;
use crate::entry::terms::in_place_of;
use crate::entry::written_date::WrittenDate;
use crate::generator::jekyll::slug::{Mode, slugify};
use crate::site::Lost;
use crate::source::Span;

pub(super) use date::value as date_value;
pub(super) use element::level;

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
    /// A value or key, and of a value its key.
    Node(Node<'e>, Option<Node<'e>>),
    Element(&'e Element<'e>, Option<&'e Attribute<'e>>),
    Address(Address<'e>),
    Date(WrittenDate<'e>),
    Text(&'e Addresses),
    Lost(&'e Lost<'e>),
    Term,
    Other,
}

/// The addresses of a document in the order of their bytes; found when first asked for.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Addresses(OnceCell<Vec<Span>>);

impl Addresses {
    fn hold(&self, entry: &Entry<'_>, span: Span) -> bool {
        let all = self.0.get_or_init(|| {
            let mut all: Vec<Span> = entry.addresses().map(|address| address.span).collect();
            all.sort_unstable();
            all
        });
        let after = all.partition_point(|one| one.start <= span.start);
        after.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|one| one.contains(span))
    }
}

/// A property of an item.
#[derive(Debug)]
pub(in crate::matcher) enum Property<'i> {
    Text(Cow<'i, str>),
    Missing,
    /// Liquid writes a part of it, or nobody can tell.
    Unknown,
}

impl<'i> Property<'i> {
    pub(super) fn of(text: Option<impl Into<Cow<'i, str>>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    pub(super) fn flag(is: bool) -> Self {
        Self::Text(Cow::Borrowed(if is { "true" } else { "false" }))
    }
}

impl<'e> Item<'e> {
    /// Nothing, missed at a place.
    pub(in crate::matcher) fn absent(span: Span) -> Self {
        Self { span, value: None, of: Of::Other }
    }

    /// A reference that leads to nothing.
    pub(in crate::matcher) fn lost(lost: &'e Lost<'e>) -> Self {
        let value = lost.found.ok().map(|missing| Cow::Borrowed(missing.path.as_str()));
        Self { span: lost.reference.span, value, of: Of::Lost(lost) }
    }

    /// Whether there is no such thing at all, and so no property of it.
    pub(in crate::matcher) fn is_absence(&self) -> bool {
        self.value.is_none() && matches!(self.of, Of::Other)
    }

    /// The kind of a value of the front matter.
    pub(in crate::matcher) fn kind(&self) -> Option<&Kind> {
        match self.of {
            Of::Node(node, _) => Some(node.kind()),
            _ => None,
        }
    }

    /// How a value of the front matter is written.
    pub(in crate::matcher) fn style(&self) -> Option<Style> {
        match self.of {
            Of::Node(node, _) => Some(node.style()),
            _ => None,
        }
    }

    /// Whether it is an attribute as a whole.
    pub(in crate::matcher) fn is_attribute(&self) -> bool {
        matches!(self.of, Of::Element(_, Some(attribute)) if attribute.span == self.span)
    }

    /// A property by its name: a part of the address, an attribute, the level of a heading.
    pub(in crate::matcher) fn property<'i>(
        &'i self,
        entry: Option<&'i Entry<'_>>,
        facet: &Facet,
        raw: bool,
    ) -> Property<'i> {
        match (&self.of, entry) {
            (_, entry) if *facet == Facet::IsOfLiquid => {
                Property::flag(entry.is_some_and(|entry| self.is_of_liquid(entry)))
            }
            (Of::Address(address), Some(entry)) => address::property(address, entry, facet, raw),
            (Of::Element(element, attribute), Some(entry)) => {
                element::property(element, *attribute, entry, facet, raw)
            }
            (Of::Date(date), _) => date::property(date, facet),
            (Of::Node(node, key), entry) => match facet {
                Facet::Type => Property::of(Some(type_of(node.kind()))),
                Facet::Key => Property::of(key.and_then(|key| key.text())),
                Facet::Written => Property::of(entry.map(|entry| entry.text(node.span()))),
                _ => Property::Missing,
            },
            (Of::Text(addresses), Some(entry)) => match facet {
                Facet::Place => Property::of(Some(place(entry, addresses, self.span))),
                Facet::Code => {
                    let first = self.value.as_deref().and_then(|value| value.chars().next());
                    Property::of(first.map(|first| format!("U+{:04X}", u32::from(first))))
                }
                Facet::Name => {
                    let first = self.value.as_deref().and_then(|value| value.chars().next());
                    Property::of(first.and_then(name_of))
                }
                _ => Property::Missing,
            },
            (Of::Term, entry) => match facet {
                Facet::Slug => {
                    let name = self.value.as_deref().unwrap_or_default();
                    Property::of(Some(slugify(name, Mode::Default, false)))
                }
                Facet::Written => Property::of(entry.map(|entry| entry.text(self.span))),
                _ => Property::Missing,
            },
            (Of::Lost(lost), _) => match facet {
                Facet::What => Property::of(Some(if lost.reference.image { "image" } else { "link" })),
                Facet::Closest => Property::of(lost.closest()),
                Facet::Corrected => Property::of(lost.corrected().map(|(_, text)| text)),
                Facet::Lost => Property::of(Some(lost.loss().as_str())),
                _ => Property::Missing,
            },
            _ => Property::Missing,
        }
    }

    /// Where a better address is written in place of a reference that leads to nothing.
    pub(in crate::matcher) fn lost_place(&self, facet: &Facet) -> Option<Span> {
        match &self.of {
            Of::Lost(lost) if *facet == Facet::Corrected => lost.corrected().map(|(span, _)| span),
            _ => None,
        }
    }

    /// The bytes of a property; none where it is no part of the file.
    pub(in crate::matcher) fn place(&self, entry: &Entry<'_>, facet: &Facet) -> Option<Span> {
        if *facet == Facet::End {
            return Some(Span::at(self.span.end as usize));
        }
        match &self.of {
            Of::Node(_, key) if *facet == Facet::Key => key.map(|key| key.span()),
            Of::Node(..) | Of::Term if *facet == Facet::Written => Some(self.span),
            Of::Address(address) => address::place(address, entry, facet),
            Of::Element(element, attribute) => element::place(element, *attribute, entry, facet),
            Of::Date(date) => date::place(date, facet),
            _ => None,
        }
    }

    /// Where the text of the value begins: that of an address where it has blanks around it.
    pub(in crate::matcher) fn start(&self) -> Span {
        match &self.of {
            Of::Address(address) if self.span == address.place => address.part(0..0),
            _ => Span::at(self.span.start as usize),
        }
    }

    /// The bytes of a range of the value; all of it where they are not those of the file.
    pub(in crate::matcher) fn sub(&self, entry: &Entry<'_>, range: Range<usize>) -> Span {
        let value = self.value.as_deref().unwrap_or_default();
        if let Of::Address(address) = &self.of
            && self.span == address.place
        {
            return address.part(range);
        }
        let written = entry.text(self.span);
        match written.find(value).filter(|_| !value.is_empty()) {
            Some(at) => {
                let start = self.span.start as usize + at;
                Span::new(start + range.start, start + range.end)
            }
            None => self.span,
        }
    }

    /// The same thing, of which only a range of the value is looked at.
    pub(in crate::matcher) fn narrowed(&self, entry: &Entry<'_>, range: Range<usize>) -> Self {
        let value = match &self.value {
            Some(Cow::Borrowed(value)) => value.get(range.clone()).map(Cow::Borrowed),
            Some(Cow::Owned(value)) => value.get(range.clone()).map(|value| Cow::Owned(value.to_owned())),
            None => None,
        };
        Self { span: self.sub(entry, range), value, of: self.of.clone() }
    }

    /// Whether a text can stand in place of a category or tag, with the quotes that are there.
    pub(in crate::matcher) fn in_place(&self, entry: &Entry<'_>, text: &str) -> Option<String> {
        match self.of {
            Of::Term => in_place_of(entry.text(self.span), text),
            _ => Some(text.to_owned()),
        }
    }

    /// Whether Liquid writes what is looked at, or may write it where it is missed.
    pub(in crate::matcher) fn is_of_liquid(&self, entry: &Entry<'_>) -> bool {
        let liquid = &entry.body.liquid;
        // A fact of the document is no text that Liquid could write.
        if liquid.pieces().is_empty() || matches!(self.of, Of::Other) {
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
        self.value.is_none() && has_hidden_attributes(entry, element)
    }
}

fn place(entry: &Entry<'_>, addresses: &Addresses, span: Span) -> &'static str {
    if is_in_front_matter(entry, span) {
        "front-matter"
    } else if addresses.hold(entry, span) {
        "address"
    } else if is_in_code(entry, span) {
        "code"
    } else {
        "prose"
    }
}

/// What a character without a shape is usually called.
fn name_of(character: char) -> Option<&'static str> {
    Some(match character {
        '\0' => "NUL",
        '\u{8}' => "backspace",
        '\u{b}' => "vertical tab",
        '\u{1b}' => "escape",
        '\u{7f}' => "delete",
        '\u{a0}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte order mark inside the text",
        '\u{34f}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{2061}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' => "no shape of its own",
        '\u{e0000}'..='\u{e007f}' => "tag character, which can hide a text",
        _ => return None,
    })
}

/// The name of the type of a value of the front matter.
pub(in crate::matcher) fn type_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Sequence(_) => "list",
        Kind::Mapping(_) => "map",
        Kind::Scalar { typed, .. } => match typed {
            Typed::Null => "null",
            Typed::Bool(_) => "boolean",
            Typed::Integer(_) | Typed::BigInteger | Typed::Float(_) => "number",
            Typed::Date(..) | Typed::Time { .. } => "date",
            _ => "text",
        },
    }
}
