//! What a declarative rule looks at: values of front matter, elements, parts of addresses, headings,
//! places in the text, facts of the document. May not judge any of them.

mod item;
mod part;
mod path;

use std::borrow::Cow;

use super::condition::Pattern;
use super::selector::Selector;
use super::template::{Fact, Lookup, Name, Template};
use crate::document::front_matter::Node;
use crate::document::{Attribute, Element, ElementKind, Header, Origin, Role};
use crate::entry::Entry;
use crate::source::Span;

pub(super) use item::{Item, Property};
pub(super) use part::Part;
pub(super) use path::Path;

use item::Of;

/// What is looked at.
#[derive(Debug)]
pub(super) enum Subject {
    /// Values of the front matter.
    FrontMatter(Path),
    /// Keys of the front matter; of its top where there is no path.
    Keys(Option<Path>),
    /// Elements, or attributes of them; the names are sorted.
    Element(Selector, Vec<String>),
    /// A part of addresses: of links, of images, or of all that there are.
    Address(Part, Option<Role>),
    /// The texts of headings.
    Heading,
    /// What a pattern finds.
    Text(Pattern, Stretch),
    /// A fact of the document.
    Document(Fact),
}

/// Where a pattern looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// In what follows the front matter.
    Body,
    /// There, but not in code, tags, addresses or Liquid.
    Prose,
    /// In the whole file.
    File,
}

impl Subject {
    /// The pattern that is looked for.
    pub(super) fn pattern(&self) -> Option<&Pattern> {
        match self {
            Self::Text(pattern, _) => Some(pattern),
            _ => None,
        }
    }

    /// All that it names in a document, each with its value. Where it can be absent as a whole, and
    /// is, one item without a value stands at the place where it is missed. `whole`: an attribute is
    /// shown with its name, as what is forbidden is.
    pub(super) fn items<'e>(&self, entry: &'e Entry<'_>, whole: bool) -> Vec<Item<'e>> {
        match self {
            Self::FrontMatter(path) => of_front_matter(path, entry),
            Self::Keys(path) => of_keys(path.as_ref(), entry),
            Self::Element(selector, attributes) => {
                let mut items = Vec::new();
                selector.select(&entry.document.body, |element| {
                    of_element(entry, element, attributes, whole, &mut items);
                });
                items
            }
            Self::Address(part, role) => of_addresses(entry, part, *role),
            Self::Heading => {
                let is_heading = |one: &&Element<'_>| {
                    item::level(one).is_some() && one.kind == ElementKind::Open && !one.content.is_empty()
                };
                let items = entry.body.starts().filter(is_heading).map(|heading| Item {
                    span: heading.content,
                    value: Some(Cow::Borrowed(entry.text(heading.content).trim())),
                    of: Of::Element(heading, None),
                });
                items.collect()
            }
            Self::Text(pattern, stretch) => of_text(entry, pattern, *stretch),
            Self::Document(fact) => {
                let name = Template::name(Name::Document(*fact));
                let value = name.fill(&Alone(entry)).map(Cow::Owned);
                vec![Item { span: Span::at(0), value, of: Of::Other }]
            }
        }
    }
}

pub(super) fn of_front_matter<'e>(path: &Path, entry: &'e Entry<'_>) -> Vec<Item<'e>> {
    let Header::Found(found) = &entry.header else { return Vec::new() };
    if found.tree.is_err() {
        return Vec::new();
    }
    let item = |node: Node<'e>| Item {
        span: node.span(),
        value: Some(Cow::Borrowed(node.text().filter(|_| !node.is_null()).unwrap_or_default())),
        of: Of::Node(node),
    };
    let items: Vec<Item<'e>> = path.nodes(entry).map(item).collect();
    if !items.is_empty() {
        return items;
    }
    let start = found.span.start as usize;
    let dashes = entry.text(found.span).chars().take_while(|one| matches!(one, '-' | '+' | '{')).count();
    vec![Item::absent(Span::new(start, start + dashes))]
}

fn of_keys<'e>(path: Option<&Path>, entry: &'e Entry<'_>) -> Vec<Item<'e>> {
    let maps: Vec<Node<'e>> = match path {
        Some(path) => path.nodes(entry).collect(),
        None => entry.front_matter().map(|tree| tree.root()).into_iter().collect(),
    };
    let keys = maps.into_iter().flat_map(Node::pairs).map(|pair| pair.key);
    let item = |key: Node<'e>| Item {
        span: key.span(),
        value: Some(Cow::Borrowed(key.text().unwrap_or_default())),
        of: Of::Node(key),
    };
    keys.map(item).collect()
}

fn of_element<'e>(
    entry: &'e Entry<'_>,
    element: &'e Element<'e>,
    attributes: &[String],
    whole: bool,
    items: &mut Vec<Item<'e>>,
) {
    if attributes.is_empty() {
        let of = Of::Element(element, None);
        return items.push(Item { span: element.span, value: Some(Cow::Borrowed(element.name)), of });
    }
    let body = &entry.document.body;
    let is_named =
        |one: &&'e Attribute<'e>| attributes.binary_search_by(|name| name.as_str().cmp(one.name)).is_ok();
    let before = items.len();
    items.extend(body.attributes_of(element).iter().filter(is_named).map(|found| Item {
        span: found.value.filter(|value| !whole && !value.is_empty()).unwrap_or(found.span),
        value: Some(body.value(found)),
        of: Of::Element(element, Some(found)),
    }));
    if items.len() == before {
        items.push(Item { span: element.span, value: None, of: Of::Element(element, None) });
    }
}

fn of_addresses<'e>(entry: &'e Entry<'_>, part: &Part, role: Option<Role>) -> Vec<Item<'e>> {
    let wanted = entry.addresses().filter(|one| role.is_none_or(|role| one.role == role));
    let items = wanted.map(|address| match part.range(&address) {
        Some(range) => Item {
            span: if *part == Part::Url { address.place } else { address.part(range.clone()) },
            value: address.text.get(range).map(Cow::Borrowed),
            of: Of::Address(address),
        },
        None => Item { span: address.place, value: None, of: Of::Address(address) },
    });
    items.collect()
}

fn of_text<'e>(entry: &'e Entry<'_>, pattern: &Pattern, stretch: Stretch) -> Vec<Item<'e>> {
    let whole = Span::new(0, entry.source.text().len());
    let span = if stretch == Stretch::File { whole } else { entry.body.span };
    let text = entry.text(span);
    let found = pattern.regex.find_iter(text).filter(|found| !found.is_empty()).map(|found| Item {
        span: Span::new(span.start as usize + found.start(), span.start as usize + found.end()),
        value: text.get(found.range()).map(Cow::Borrowed),
        of: Of::Other,
    });
    let mut items: Vec<Item<'e>> = found.collect();
    if stretch == Stretch::Prose && !items.is_empty() {
        let other = not_prose(entry);
        // Those that end after the start of the match, of which the first begins soonest.
        items.retain(|item| {
            let at = other.partition_point(|one| one.end <= item.span.start);
            other.get(at).is_none_or(|one| one.start >= item.span.end)
        });
    }
    items
}

/// What is no prose, in order and apart from each other: code, tags, addresses and other values of
/// Markdown, Liquid.
fn not_prose(entry: &Entry<'_>) -> Vec<Span> {
    let body = &entry.document.body;
    let tags =
        body.elements.iter().filter(|one| one.origin == Origin::Html || one.kind == ElementKind::Comment);
    let values = body.elements.iter().filter(|one| one.origin == Origin::Markdown).flat_map(|one| {
        body.attributes_of(one).iter().filter(|one| one.name != "alt").filter_map(|one| one.value)
    });
    let liquid = body.liquid.pieces().iter().map(|piece| piece.span);
    let definitions = body.definitions.iter().map(|one| one.span);
    let mut all: Vec<Span> = body.code.iter().copied().chain(tags.map(|one| one.span)).collect();
    all.extend(values.chain(liquid).chain(definitions));
    all.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(all.len());
    for one in all {
        match apart.last_mut() {
            Some(last) if one.start <= last.end => last.end = last.end.max(one.end),
            _ => apart.push(one),
        }
    }
    apart
}

/// A document without a match.
pub(super) struct Alone<'e, 'd>(pub(super) &'e Entry<'d>);

impl Lookup for Alone<'_, '_> {
    fn own(&self, _: &Name) -> Option<Cow<'_, str>> {
        None
    }

    fn entry(&self) -> &Entry<'_> {
        self.0
    }
}
