//! What a declarative rule looks at: values of front matter, elements, parts of addresses, headings,
//! places in the text, dates, facts of the document. May not judge any of them.

mod facet;
mod item;
mod part;
mod path;
mod text;

use std::borrow::Cow;

use super::name::{Fact, fact_place, facts_of};
use super::pattern::Pattern;
use super::selector::Selector;
use crate::document::front_matter::Node;
use crate::document::{Attribute, Element, ElementKind, Header, Role, Suspicion};
use crate::entry::Entry;
use crate::entry::terms::written as written_terms;
use crate::entry::written_date::WrittenDate;
use crate::source::Span;

pub(super) use facet::{Facet, Sort, When};
pub(super) use item::{Addresses, Item, Property, type_of};
pub(super) use part::Part;
pub(super) use path::Path;
pub(super) use text::Stretch;

use item::Of;

/// What is looked at.
#[derive(Debug)]
pub(super) enum Subject {
    /// Values of the front matter.
    FrontMatter(Path),
    /// Keys of the front matter; of its top where there is no path.
    Keys(Option<Path>),
    /// Elements, or attributes of them.
    Element(Selector, Names),
    /// A part of addresses: of links, of images, or of all that there are.
    Address(Part, Option<Role>),
    /// The texts of headings.
    Heading,
    /// What a pattern finds.
    Text(Pattern, Stretch),
    /// Characters that nobody sees, or that are not what they seem.
    Character(Suspicion),
    /// A fact of the document.
    Document(Fact),
    /// A part of the date in the front matter.
    Date(When),
    /// References into the site that lead to nothing.
    Reference,
    /// Categories or tags, as the generator reads them.
    Term(TermKind),
}

/// Categories or tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TermKind {
    Category,
    Tag,
}

/// Sorted names of attributes.
#[derive(Debug, Default)]
pub(super) struct Names {
    sorted: Vec<String>,
    /// A bit for each, so that most other names are passed over by a look at theirs.
    letters: u64,
}

impl Names {
    pub(super) fn new(mut sorted: Vec<String>) -> Self {
        sorted.sort_unstable();
        let letters = sorted.iter().fold(0, |letters, name| letters | letter(name));
        Self { sorted, letters }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.letters & letter(name) != 0
            && self.sorted.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
    }
}

/// A bit for a name, by its first and last letter and its length.
pub(super) fn letter(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (first, last) = (bytes.first().map_or(0, |one| one & 31), bytes.last().map_or(0, |one| one & 31));
    1 << (usize::from(first).wrapping_mul(7).wrapping_add(usize::from(last)).wrapping_add(bytes.len()) & 63)
}

impl Subject {
    /// What sort of thing it is.
    pub(super) fn sort(&self) -> Sort {
        match self {
            Self::FrontMatter(_) => Sort::FrontMatter,
            Self::Keys(_) => Sort::Key,
            Self::Element(..) => Sort::Element,
            Self::Address(..) => Sort::Address,
            Self::Heading => Sort::Heading,
            Self::Text(..) => Sort::Text,
            Self::Character(_) => Sort::Character,
            Self::Document(_) => Sort::Document,
            Self::Date(_) => Sort::Date,
            Self::Reference => Sort::Reference,
            Self::Term(_) => Sort::Term,
        }
    }

    /// The pattern that is looked for.
    pub(super) fn pattern(&self) -> Option<&Pattern> {
        match self {
            Self::Text(pattern, _) => Some(pattern),
            _ => None,
        }
    }

    /// Calls `found` for all that it names in a document, each with its value. Where it can be absent
    /// as a whole, and is, one item without a value stands at the place where it is missed. `wants`
    /// says how attributes are shown, and whether those that are absent matter.
    pub(super) fn each<'e>(
        &self,
        entry: &'e Entry<'_>,
        addresses: &'e Addresses,
        wants: Wants<'_>,
        found: &mut dyn FnMut(Item<'e>),
    ) {
        match self {
            Self::FrontMatter(path) => of_front_matter(path, entry, found),
            Self::Keys(path) => of_keys(path.as_ref(), entry, found),
            Self::Element(selector, names) => of_elements(entry, selector, names, wants, found),
            Self::Address(part, role) => of_addresses(entry, part, *role, found),
            Self::Heading => of_headings(entry, found),
            Self::Text(pattern, stretch) => text::each(entry, pattern, *stretch, addresses, found),
            Self::Character(suspicion) => {
                for one in entry.suspects().iter().filter(|one| one.suspicion == *suspicion) {
                    let value = Some(Cow::Borrowed(entry.text(one.span)));
                    found(Item { span: one.span, value, of: Of::Text(addresses) });
                }
            }
            Self::Document(fact) => {
                let value = match facts_of(entry, *fact, None) {
                    Property::Text(text) => Some(text),
                    Property::Missing | Property::Unknown => None,
                };
                found(Item { span: fact_place(entry, *fact), value, of: Of::Other });
            }
            Self::Date(part) => {
                if let Some(date) = WrittenDate::of_any(entry) {
                    let (span, value) = item::date_value(&date, *part);
                    found(Item { span, value: value.map(Cow::Borrowed), of: Of::Date(date) });
                }
            }
            Self::Term(kind) => {
                let terms = match kind {
                    TermKind::Category => &entry.publication.categories,
                    TermKind::Tag => &entry.publication.tags,
                };
                for (term, span) in written_terms(terms) {
                    found(Item { span, value: Some(Cow::Borrowed(&term.name)), of: Of::Term });
                }
            }
            Self::Reference => {}
        }
    }
}

/// How attributes are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wants<'w> {
    /// With their names, as what is forbidden is.
    pub(super) whole: bool,
    /// Also where they are missed.
    pub(super) absent: bool,
    /// Only elements and keys of these names.
    pub(super) named: Option<&'w Names>,
}

pub(super) fn of_front_matter<'e>(path: &Path, entry: &'e Entry<'_>, found: &mut dyn FnMut(Item<'e>)) {
    let Header::Found(header) = &entry.header else { return };
    if header.tree.is_err() {
        return;
    }
    let mut is_there = false;
    path.each(entry, &mut |node, key| {
        is_there = true;
        found(Item {
            span: node.span(),
            value: Some(Cow::Borrowed(node.text().filter(|_| !node.is_null()).unwrap_or_default())),
            of: Of::Node(node, key),
        });
    });
    if !is_there {
        let start = header.span.start as usize;
        let is_mark = |one: &char| matches!(one, '-' | '+' | '{');
        let dashes = entry.text(header.span).chars().take_while(is_mark).count();
        found(Item::absent(Span::new(start, start + dashes)));
    }
}

fn of_keys<'e>(path: Option<&Path>, entry: &'e Entry<'_>, found: &mut dyn FnMut(Item<'e>)) {
    let mut of_map = |map: Node<'e>| {
        for key in map.pairs().map(|pair| pair.key) {
            found(Item {
                span: key.span(),
                value: Some(Cow::Borrowed(key.text().unwrap_or_default())),
                of: Of::Node(key, None),
            });
        }
    };
    match path {
        Some(path) => path.each(entry, &mut |map, _| of_map(map)),
        None => {
            if let Some(tree) = entry.front_matter() {
                of_map(tree.root());
            }
        }
    }
}

fn of_elements<'e>(
    entry: &'e Entry<'_>,
    selector: &Selector,
    names: &Names,
    wants: Wants<'_>,
    found: &mut dyn FnMut(Item<'e>),
) {
    let body = &entry.document.body;
    if names.is_empty() {
        let is_wanted = |element: &Element<'_>| wants.named.is_none_or(|named| named.holds(element.name));
        selector.select(body, &is_wanted, |element| {
            let of = Of::Element(element, None);
            found(Item { span: element.span, value: Some(Cow::Borrowed(element.name)), of });
        });
        return;
    }
    let is_named = |one: &&'e Attribute<'e>| names.holds(one.name);
    let may_matter = |element: &Element<'_>| {
        wants.absent || body.attributes_of(element).iter().any(|one| names.holds(one.name))
    };
    selector.select(body, &may_matter, |element| {
        let mut is_there = false;
        for attribute in body.attributes_of(element).iter().filter(is_named) {
            is_there = true;
            let value = attribute.value.filter(|value| !wants.whole && !value.is_empty());
            found(Item {
                span: value.unwrap_or(attribute.span),
                value: Some(body.value(attribute)),
                of: Of::Element(element, Some(attribute)),
            });
        }
        if !is_there {
            found(Item { span: element.span, value: None, of: Of::Element(element, None) });
        }
    });
}

fn of_addresses<'e>(entry: &'e Entry<'_>, part: &Part, role: Option<Role>, found: &mut dyn FnMut(Item<'e>)) {
    for address in entry.addresses().filter(|one| role.is_none_or(|role| one.role == role)) {
        let (span, value) = match part.range(&address) {
            Some(_) if *part == Part::Url => (address.place, Some(Cow::Borrowed(address.text))),
            Some(range) => (address.part(range.clone()), address.text.get(range).map(Cow::Borrowed)),
            None => (address.place, None),
        };
        found(Item { span, value, of: Of::Address(address) });
    }
}

fn of_headings<'e>(entry: &'e Entry<'_>, found: &mut dyn FnMut(Item<'e>)) {
    for heading in entry.body.starts() {
        let is_heading = heading.kind == ElementKind::Open
            && !heading.content.is_empty()
            && item::level(heading).is_some();
        if is_heading {
            let value = Some(Cow::Borrowed(entry.text(heading.content).trim()));
            found(Item { span: heading.content, value, of: Of::Element(heading, None) });
        }
    }
}
