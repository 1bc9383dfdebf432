//! What a declarative rule looks at: values of front matter, elements, parts of addresses, headings,
//! places in the text, facts of the document. May not judge any of them.

use std::borrow::Cow;
use std::ops::Range;

use super::condition::Pattern;
use super::selector::Selector;
use super::template::{Fact, Lookup, Name, Template};
use crate::document::front_matter::{Kind, Node};
use crate::document::{Address, Element, ElementKind, Header, Role};
use crate::entry::Entry;
use crate::source::Span;

/// What is looked at.
#[derive(Debug)]
pub(super) enum Subject {
    /// Values of the front matter.
    FrontMatter(Path),
    /// Elements, or an attribute of them.
    Element(Selector, Option<String>),
    /// A part of the addresses of links.
    Link(Part),
    /// A part of the addresses of images.
    Image(Part),
    /// The texts of headings.
    Heading,
    /// What a pattern finds in the body.
    Text(Pattern),
    /// A fact of the document.
    Document(Fact),
}

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Url,
    Scheme,
    Host,
    Path,
    /// The value of a name in the query, as written.
    Query(String),
    Fragment,
    /// The extension of the last part of the path, without its dot.
    Extension,
}

impl Part {
    /// # Errors
    /// In words, with the parts that there are.
    pub(super) fn read(word: &str) -> Result<Self, String> {
        Ok(match word {
            "url" => Self::Url,
            "scheme" => Self::Scheme,
            "host" => Self::Host,
            "path" => Self::Path,
            "fragment" => Self::Fragment,
            "extension" => Self::Extension,
            _ => match word.strip_prefix("query.").filter(|name| !name.is_empty()) {
                Some(name) => Self::Query(name.to_owned()),
                None => {
                    return Err(format!(
                        "an address has no `{word}`; it has url, scheme, host, path, query.NAME, fragment, extension"
                    ));
                }
            },
        })
    }

    /// Where the part stands in the text of an address; none where it has none.
    fn range(&self, address: &Address<'_>) -> Option<Range<usize>> {
        let text = address.text;
        let rest_at = text.len() - address.rest().len();
        let path = address.path();
        match self {
            Self::Url => Some(0..text.len()),
            Self::Scheme => address.scheme().map(|scheme| 0..scheme.len()),
            Self::Host => {
                let host = address.host()?;
                let authority = address.authority_range();
                let at = text.get(authority.clone())?.find(host)? + authority.start;
                Some(at..at + host.len())
            }
            Self::Path => Some(rest_at..rest_at + path.len()),
            Self::Fragment => text.find('#').map(|at| at + 1..text.len()),
            Self::Query(name) => {
                let end = text.find('#').unwrap_or(text.len());
                let mut at = text.get(..end)?.find('?')? + 1;
                for pair in text.get(at..end)?.split('&') {
                    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                    if key == name {
                        let start = at + pair.len() - value.len();
                        return Some(start..start + value.len());
                    }
                    at += pair.len() + 1;
                }
                None
            }
            Self::Extension => {
                let name = path.rsplit('/').next()?;
                let dot = name.rfind('.').filter(|dot| *dot > 0)?;
                let end = rest_at + path.len();
                Some(end - (name.len() - dot - 1)..end)
            }
        }
    }
}

/// The way to values of the front matter: `author.name`, `categories[*]`, `images[0].src`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Every,
    At(usize),
}

impl Path {
    /// # Errors
    /// In words, where it is no such way.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            if key.is_empty() {
                return Err(format!("`{text}` has no key between two dots"));
            }
            steps.push(Step::Key(key.to_owned()));
            while !rest.is_empty() {
                let inner = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
                let Some((index, after)) = inner else {
                    return Err(format!("write `{key}[*]` for every item, or `{key}[0]` for the first"));
                };
                steps.push(match index.parse() {
                    _ if index == "*" => Step::Every,
                    Ok(at) => Step::At(at),
                    Err(_) => {
                        return Err(format!("write `{key}[*]` for every item, or `{key}[0]` for the first"));
                    }
                });
                rest = after;
            }
        }
        Ok(Self(steps))
    }

    /// The values it leads to. A single value stands for a list of one, as the generator takes it.
    pub(super) fn nodes<'e>(&self, entry: &'e Entry<'_>) -> std::vec::IntoIter<Node<'e>> {
        let mut nodes: Vec<Node<'e>> = entry.front_matter().map(|tree| tree.root()).into_iter().collect();
        for step in &self.0 {
            nodes = nodes
                .into_iter()
                .flat_map(|node| -> Vec<Node<'e>> {
                    match step {
                        Step::Key(key) => node.get(key).map(|pair| pair.value).into_iter().collect(),
                        Step::Every if matches!(node.kind(), Kind::Sequence(_)) => node.items().collect(),
                        Step::Every => vec![node],
                        Step::At(at) => node.items().nth(*at).into_iter().collect(),
                    }
                })
                .collect();
        }
        nodes.into_iter()
    }
}

/// One thing that is looked at.
#[derive(Clone, Debug)]
pub(super) struct Item<'e> {
    /// Its bytes, or those of what lacks it.
    pub(super) span: Span,
    /// Its value; none where there is no such thing.
    pub(super) value: Option<Cow<'e, str>>,
    of: Of<'e>,
}

#[derive(Clone, Debug)]
enum Of<'e> {
    Node(Node<'e>),
    Element(&'e Element<'e>),
    Address(Address<'e>),
    Other,
}

impl Item<'_> {
    /// Nothing, missed at a place.
    pub(super) fn absent(span: Span) -> Self {
        Self { span, value: None, of: Of::Other }
    }

    /// Whether there is no such thing at all, and so no property of it.
    pub(super) fn is_absence(&self) -> bool {
        self.value.is_none() && matches!(self.of, Of::Other)
    }

    /// The kind of a value of the front matter.
    pub(super) fn kind(&self) -> Option<&Kind> {
        match self.of {
            Of::Node(node) => Some(node.kind()),
            _ => None,
        }
    }

    /// A property by its name: a part of the address, an attribute, the level of a heading.
    pub(super) fn property<'i>(&'i self, entry: &'i Entry<'_>, name: &str) -> Property<'i> {
        let text = |text| Property::Text(Cow::Borrowed(text));
        match &self.of {
            Of::Address(address) => {
                let range = Part::read(name).ok().and_then(|part| part.range(address));
                range.and_then(|range| address.text.get(range)).map_or(Property::Missing, text)
            }
            Of::Element(element) if name == "level" => level(element).map_or(Property::Missing, text),
            Of::Element(element) if name == "element" => text(element.name),
            Of::Element(element) => match entry.document.body.attribute(element, name) {
                None => Property::Missing,
                Some(found) if entry.body.liquid.touches(found.span) => Property::OfLiquid,
                Some(found) => Property::Text(entry.body.value(found)),
            },
            Of::Node(_) | Of::Other => Property::Missing,
        }
    }

    /// Whether Liquid writes what is looked at, or may write it where it is missed.
    pub(super) fn is_of_liquid(&self, entry: &Entry<'_>) -> bool {
        let liquid = &entry.body.liquid;
        let Of::Element(element) = self.of else { return liquid.touches(self.span) };
        if self.span != element.span {
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

/// A property of an item.
pub(super) enum Property<'i> {
    Text(Cow<'i, str>),
    Missing,
    /// Liquid writes a part of it.
    OfLiquid,
}

impl<'i> Property<'i> {
    pub(super) fn text(self) -> Option<Cow<'i, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Missing | Self::OfLiquid => None,
        }
    }
}

/// `2` of `h2`.
fn level<'n>(element: &Element<'n>) -> Option<&'n str> {
    element.name.strip_prefix('h').filter(|level| matches!(level.as_bytes(), [b'1'..=b'6']))
}

impl Subject {
    /// All that it names in a document, each with its value. Where it can be absent as a whole, and
    /// is, one item without a value stands at the place where it is missed.
    pub(super) fn items<'e>(&self, entry: &'e Entry<'_>) -> Vec<Item<'e>> {
        match self {
            Self::FrontMatter(path) => of_front_matter(path, entry),
            Self::Element(selector, attribute) => {
                let mut items = Vec::new();
                selector.select(&entry.document.body, |element| {
                    items.push(of_element(entry, element, attribute.as_deref()));
                });
                items
            }
            Self::Link(part) => of_addresses(entry, part, Role::Link),
            Self::Image(part) => of_addresses(entry, part, Role::Image),
            Self::Heading => {
                let is_heading = |one: &&Element<'_>| {
                    level(one).is_some() && one.kind == ElementKind::Open && !one.content.is_empty()
                };
                let items = entry.body.starts().filter(is_heading).map(|heading| Item {
                    span: heading.content,
                    value: Some(Cow::Borrowed(entry.text(heading.content).trim())),
                    of: Of::Element(heading),
                });
                items.collect()
            }
            Self::Text(pattern) => of_text(entry, pattern),
            Self::Document(fact) => {
                let name = Template::name(Name::Document(*fact));
                let value = name.fill(&Alone(entry)).map(Cow::Owned);
                vec![Item { span: Span::at(0), value, of: Of::Other }]
            }
        }
    }
}

fn of_front_matter<'e>(path: &Path, entry: &'e Entry<'_>) -> Vec<Item<'e>> {
    let Header::Found(found) = &entry.header else { return Vec::new() };
    if found.tree.is_err() {
        return Vec::new();
    }
    let item = |node: Node<'e>| Item {
        span: node.span(),
        value: if node.is_null() {
            Some(Cow::Borrowed(""))
        } else {
            Some(Cow::Borrowed(node.text().unwrap_or_default()))
        },
        of: Of::Node(node),
    };
    let items: Vec<Item<'e>> = path.nodes(entry).map(item).collect();
    if !items.is_empty() {
        return items;
    }
    let start = found.span.start as usize;
    let dashes = entry.text(found.span).chars().take_while(|one| matches!(one, '-' | '+' | '{')).count();
    vec![Item { span: Span::new(start, start + dashes), value: None, of: Of::Other }]
}

fn of_element<'e>(entry: &'e Entry<'_>, element: &'e Element<'_>, attribute: Option<&str>) -> Item<'e> {
    let of = Of::Element(element);
    let Some(name) = attribute else {
        return Item { span: element.span, value: Some(Cow::Borrowed(element.name)), of };
    };
    match entry.body.attribute(element, name) {
        Some(found) => {
            let span = found.value.unwrap_or(found.span);
            Item { span, value: Some(entry.body.value(found)), of }
        }
        None => Item { span: element.span, value: None, of },
    }
}

fn of_addresses<'e>(entry: &'e Entry<'_>, part: &Part, role: Role) -> Vec<Item<'e>> {
    let items = entry.addresses().filter(|one| one.role == role).map(|address| match part.range(&address) {
        Some(range) => Item {
            span: address.part(range.clone()),
            value: address.text.get(range).map(Cow::Borrowed),
            of: Of::Address(address),
        },
        None => Item { span: address.place, value: None, of: Of::Address(address) },
    });
    items.collect()
}

fn of_text<'e>(entry: &'e Entry<'_>, pattern: &Pattern) -> Vec<Item<'e>> {
    let body = entry.body.span;
    let text = entry.text(body);
    let found = pattern.regex.find_iter(text).filter(|found| !found.is_empty()).map(|found| Item {
        span: Span::new(body.start as usize + found.start(), body.start as usize + found.end()),
        value: text.get(found.range()).map(Cow::Borrowed),
        of: Of::Other,
    });
    found.collect()
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
