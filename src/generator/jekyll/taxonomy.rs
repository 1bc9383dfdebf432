//! Categories and tags in every form in which they can be written: `Document#merge_categories!`,
//! `#categories_from_path`, `#populate_categories`, `#populate_tags`, and
//! `Utils.pluralized_array_from_hash`. May not judge them.

use super::data::{Data, Found};
use super::value::{is_list, is_truthy, to_s};
use crate::document::front_matter::{Kind, Node, Typed};
use crate::publication::{Cause, Term};
use crate::source::{Source, Span};

/// A value among categories: two are one for Ruby only where their types are equal too.
#[derive(Clone, Debug)]
struct Item {
    term: Term,
    class: Class,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    String,
    Null,
    Bool,
    Number,
    Time,
    Collection,
}

/// The categories could not be merged: Jekyll loses the whole front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotAList(pub Cause);

/// The categories of a document; `folders` are those above `_posts`. `complete` is whether the
/// document was read to its end, since only then `category:` is looked at.
///
/// # Errors
/// Where `categories:` is neither text nor a list.
pub(super) fn categories(
    data: &Data<'_>,
    source: &Source,
    folders: &[&str],
    complete: bool,
) -> Result<Vec<Term>, NotAList> {
    let mut all: Vec<Item> = Vec::new();
    for folder in folders {
        let term = Term { name: (*folder).to_owned(), cause: Cause::Path };
        add(&mut all, Item { term, class: Class::String });
    }
    for found in [data.default("categories"), data.own("categories")].into_iter().flatten() {
        for item in merged(found, source)? {
            add(&mut all, item);
        }
    }
    if complete {
        populate(data, &mut all);
    }
    Ok(all.into_iter().map(|item| item.term).collect())
}

/// `#merge_categories!`: text is split at white space; anything but a list raises.
fn merged(found: Found<'_>, source: &Source) -> Result<Vec<Item>, NotAList> {
    match found.node.kind() {
        Kind::Scalar { typed: Typed::Null, .. } => Ok(Vec::new()),
        Kind::Scalar { typed: Typed::String, .. } => Ok(words(found, source).map(of_text).collect()),
        Kind::Sequence(_) => Ok(found.node.items().map(|node| item(at(node, found.cause))).collect()),
        _ => Err(NotAList(found.cause)),
    }
}

/// `#populate_categories`: all as text, those of `category:` (or once more of `categories:`) after.
fn populate(data: &Data<'_>, all: &mut Vec<Item>) {
    let mut texts: Vec<Item> = all.iter().map(|item| of_text(item.term.clone())).collect();
    match data.get("category").filter(|found| is_truthy(found.node)) {
        Some(category) => {
            for_each_leaf(category, &mut |leaf| texts.push(of_text(term(leaf))));
        }
        None => {
            // The same again, but lists in lists are flat here.
            for found in [data.default("categories"), data.own("categories")].into_iter().flatten() {
                let nested = found.node.items().filter(|node| is_list(*node));
                nested.for_each(|node| {
                    for_each_leaf(at(node, found.cause), &mut |leaf| texts.push(of_text(term(leaf))));
                });
            }
        }
    }
    for text in texts {
        add(all, text);
    }
}

/// The tags of a document: of `tag:` if it is there, else of `tags:`. `complete` is whether the
/// document was read to its end; otherwise `tags:` of the defaults stay as they are.
#[must_use]
pub(super) fn tags(data: &Data<'_>, source: &Source, complete: bool) -> Vec<Term> {
    let mut all = Vec::new();
    if !complete {
        if let Some(tags) = data.get("tags") {
            let items = tags.node.items().map(|node| at(node, tags.cause));
            if is_list(tags.node) { all.extend(items.map(term)) } else { all.push(term(tags)) }
        }
        return all;
    }
    if let Some(tag) = data.get("tag").filter(|found| is_truthy(found.node)) {
        for_each_leaf(tag, &mut |leaf| all.push(term(leaf)));
        return all;
    }
    let Some(tags) = data.get("tags") else { return all };
    match tags.node.kind() {
        Kind::Scalar { typed: Typed::String, .. } => all.extend(words(tags, source)),
        Kind::Sequence(_) => for_each_leaf(tags, &mut |leaf| all.push(term(leaf))),
        _ => {}
    }
    all
}

/// `#categories_from_path`: the folders of a post above `_posts` or `_drafts`.
#[must_use]
pub(super) fn folders<'p>(path: &'p str, special: &str) -> Vec<&'p str> {
    let above = path.find(special).and_then(|at| path.get(..at)).unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    above.split('/').filter(|part| !part.is_empty() && *part != special && *part != name).collect()
}

/// How many values a list in a list may give: an alias may stand for itself many times over.
const MOST_LEAVES: usize = 10_000;

/// `Array#flatten` and `#compact`, in order and without recursion.
fn for_each_leaf<'d>(found: Found<'d>, take: &mut dyn FnMut(Found<'d>)) {
    let mut open: Vec<Found<'d>> = vec![found];
    let mut seen = 0;
    while let Some(next) = open.pop() {
        seen += 1;
        if seen > MOST_LEAVES {
            return;
        }
        if is_list(next.node) {
            open.extend(next.node.items().rev().map(|node| at(node, next.cause)));
        } else if !next.node.is_null() {
            take(next);
        }
    }
}

/// A node inside of a value that came from `cause`.
fn at(node: Node<'_>, cause: Cause) -> Found<'_> {
    let cause = match cause {
        Cause::FrontMatter(_) => Cause::FrontMatter(node.span()),
        Cause::Default(_) => Cause::Default(node.span()),
        other => other,
    };
    Found { node, cause }
}

fn term(found: Found<'_>) -> Term {
    Term { name: to_s(found.node).into_owned(), cause: found.cause }
}

fn item(found: Found<'_>) -> Item {
    let class = match found.node.kind() {
        Kind::Scalar { typed, .. } => match typed {
            Typed::Null => Class::Null,
            Typed::Bool(_) => Class::Bool,
            Typed::Integer(_) | Typed::BigInteger | Typed::Float(_) => Class::Number,
            Typed::Date(..) | Typed::Time { .. } => Class::Time,
            Typed::String | Typed::Refused => Class::String,
        },
        _ => Class::Collection,
    };
    Item { term: term(found), class }
}

fn of_text(term: Term) -> Item {
    Item { term, class: Class::String }
}

fn add(all: &mut Vec<Item>, item: Item) {
    let is_same = |one: &Item| one.class == item.class && one.term.name == item.term.name;
    if !all.iter().any(is_same) {
        all.push(item);
    }
}

/// `String#split`: at ASCII white space. Each word has its own bytes where the text stands in the
/// file as it is, and those of the whole value where quotes or folding changed it.
fn words<'d>(found: Found<'d>, source: &'d Source) -> impl Iterator<Item = Term> + 'd {
    let text = found.node.as_str().unwrap_or_default();
    let base = match found.cause {
        Cause::FrontMatter(span) => verbatim(source, span, text),
        _ => None,
    };
    let is_space = |character: char| matches!(character, ' ' | '\t'..='\r' | '\0');
    text.split(is_space).filter(|word| !word.is_empty()).map(move |word| {
        let offset = word.as_ptr() as usize - text.as_ptr() as usize;
        let cause = match base {
            Some(base) => Cause::FrontMatter(Span::new(base + offset, base + offset + word.len())),
            None => found.cause,
        };
        Term { name: word.to_owned(), cause }
    })
}

/// Where the text of a scalar stands in the file, if it stands there unchanged.
fn verbatim(source: &Source, span: Span, text: &str) -> Option<usize> {
    let raw = source.slice(span);
    let start = span.start as usize;
    if raw == text {
        return Some(start);
    }
    (raw.get(1..raw.len().checked_sub(1)?)? == text).then_some(start + 1)
}
