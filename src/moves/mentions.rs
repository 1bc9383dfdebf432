//! Texts that are no references by their syntax and may still lead to what moves: values of front matter
//! and data, strings of Liquid, the configuration, scripts. An address from the root is rewritten; what
//! may be meant and cannot be told is left to a person. May not touch what the index resolves.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::OWN_CONFIG;
use super::names::{Meaning, Names, Part};
use super::patterns;
use super::spell::{rewrite, strings};
use super::work::Work;
use super::world::Lead;
use crate::document::front_matter::{Node, Tree, yaml};
use crate::document::liquid::LiquidKind;
use crate::document::{Markup, is_data};
use crate::entry::Entry;
use crate::publication::Kind;
use crate::source::Span;

/// Keys of front matter whose value is the page's own, and leads nowhere.
const OWN: [&str; 14] = [
    "permalink",
    "redirect_from",
    "aliases",
    "slug",
    "title",
    "layout",
    "category",
    "categories",
    "tag",
    "tags",
    "date",
    "description",
    "excerpt",
    "name",
];
/// Keys of data whose value is a page, with a slash in front or without one.
const PAGES: [&str; 5] = ["url", "link", "href", "page", "permalink"];

/// Keys of the configuration whose values are files and folders.
const FILES: [&str; 5] = ["path", "include", "exclude", "header_pages", "keep_files"];

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    FrontMatter,
    Data,
    Config,
    Liquid,
    /// JSON, XML.
    File,
    /// A style sheet.
    Style,
    /// A script, or a plugin.
    Script,
    /// The configuration of postlint: paths of files, and globs.
    Own,
    /// A key of data, which leads nowhere by itself.
    Key,
}

/// A text that may mean something.
struct Mention {
    span: Span,
    text: Box<str>,
    key: Box<str>,
    spot: Spot,
}

/// Rewrites what is an address for sure, and notes what may be one.
pub(super) fn follow(work: &mut Work<'_>) {
    let mut names = Names::of(work);
    if names.changed.is_empty() && work.order.moves.is_empty() {
        return;
    }
    let patterns = patterns::find(work, &mut names);
    let mut evidence: BTreeMap<String, (String, Span)> = BTreeMap::new();
    for (path, mention) in all(work, &names) {
        for word in words(&mention) {
            if let Some(fill) = names.fill(word) {
                evidence.entry(fill).or_insert_with(|| (path.clone(), mention.span));
            }
        }
        if let Some(part) = part(&names, &mention) {
            name_part(work, &path, &mention, part);
            continue;
        }
        if mention.spot == Spot::Own {
            if let Some(new) = names.glob(&mention.text) {
                work.edit(&path, mention.span, new);
            }
            continue;
        }
        let Some((meaning, shown)) = names.meaning(&mention.text) else { continue };
        if mention.spot == Spot::Key || is_resolved(work, &path, mention.span) {
            continue;
        }
        let Some(new) = decide(&mention, meaning) else { continue };
        let source = work.source(&path);
        let raw = source.as_ref().map(|source| source.slice(mention.span)).unwrap_or_default();
        match new.and_then(|new| rewrite(raw, &mention.text, &new)) {
            Some(text) => work.edit(&path, mention.span, text),
            None => {
                let why = format!("`{}` may lead to {shown}, and that cannot be told", mention.text);
                work.block(&path, mention.span, why);
            }
        }
    }
    patterns::judge(work, &patterns, &evidence);
}

/// What a layout or data file that moves is called, if a text names one.
fn part<'n>(names: &'n Names, mention: &Mention) -> Option<&'n Part> {
    match (&*mention.key, mention.spot) {
        ("layout", Spot::FrontMatter | Spot::Config) => names.layout(&mention.text),
        (DATA, Spot::Liquid) => names.data(&mention.text),
        _ => None,
    }
}

fn name_part(work: &mut Work<'_>, path: &str, mention: &Mention, part: &Part) {
    match &part.new {
        Some(new) => work.edit(path, mention.span, new.clone()),
        None => {
            let why = format!("`{}` names {}, which would have no name here", mention.text, part.path);
            work.block(path, mention.span, why);
        }
    }
}

/// The new text of a mention, nothing where that is for a person to say; none where it means nothing.
fn decide(mention: &Mention, meaning: Meaning) -> Option<Option<String>> {
    let is_page_key = PAGES.contains(&&*mention.key);
    let is_own = OWN.contains(&&*mention.key) && matches!(mention.spot, Spot::FrontMatter | Spot::Config);
    let looks_like_path = mention.text.contains(['/', '.']);
    match (meaning, mention.spot) {
        (Meaning::Source(new), Spot::Config) if looks_like_path || FILES.contains(&&*mention.key) => {
            Some(Some(new))
        }
        (Meaning::Source(new), Spot::Liquid) if looks_like_path => Some(Some(new)),
        _ if is_own => None,
        (Meaning::Address(_), Spot::Script) => Some(None),
        (Meaning::Address(new), _) => Some(Some(new)),
        (Meaning::Bare(new), Spot::Data | Spot::Config) if is_page_key => Some(Some(new)),
        // What is relative in a style sheet is resolved where that is known.
        (Meaning::Bare(_) | Meaning::End, Spot::Style) => None,
        (Meaning::Bare(_), Spot::Liquid) => None,
        (Meaning::Bare(_), Spot::File | Spot::Script) if !mention.text.contains('/') => None,
        (Meaning::Bare(_) | Meaning::Source(_), _) if !looks_like_path => None,
        _ => Some(None),
    }
}

/// A text, and its words where it may be a list of them.
fn words(mention: &Mention) -> impl Iterator<Item = &str> {
    let is_list = matches!(&*mention.key, "tags" | "categories");
    let words = is_list.then(|| mention.text.split_ascii_whitespace()).into_iter().flatten();
    std::iter::once(&*mention.text).chain(words)
}

/// Whether a text belongs to a reference or tag of which it is known where it leads.
fn is_resolved(work: &Work<'_>, path: &str, span: Span) -> bool {
    if work.edits.touch(path, span) {
        return true;
    }
    let Some(at) = work.old.at(path) else { return false };
    let Some(document) = work.old.documents().get(at) else { return false };
    let meets = |other: Span| other.start < span.end && span.start < other.end;
    work.old.tags(at).iter().any(|tag| meets(tag.span))
        || work
            .old
            .refs(at)
            .filter(|one| meets(one.reference.span))
            .any(|one| !matches!(work.old.lead(document, one), Lead::Undecided(_)))
}

/// Every text that may mean something, in the order of the files.
fn all(work: &Work<'_>, names: &Names) -> Vec<(String, Mention)> {
    let inventory = work.ground.inventory;
    let generator = work.ground.generator(&super::Edits::default());
    let (_, seen) = crate::check::survey::survey_with(inventory, generator.as_ref(), |entry, _| {
        let mut found = of_entry(entry);
        found.retain(|mention| is_of_interest(names, mention));
        found
    });
    let mut all: Vec<(String, Mention)> = Vec::new();
    for (input, seen) in inventory.inputs.iter().zip(seen) {
        all.extend(seen.into_iter().flatten().map(|mention| (input.path.to_string(), mention)));
        if Markup::of_path(&input.path) == Markup::Plain && !is_data(&input.path) {
            all.extend(of_file(work, &input.path, names));
        }
    }
    let is_plugin = |path: &&Arc<str>| path.starts_with("_plugins/") && path.ends_with(".rb");
    for path in inventory.assets.iter().filter(is_plugin) {
        all.extend(of_file(work, path, names));
    }
    for (path, spot) in
        work.ground.config.map(|path| (path, Spot::Config)).into_iter().chain([(OWN_CONFIG, Spot::Own)])
    {
        let Some(source) = work.source(path) else { continue };
        let mut found = Vec::new();
        if let Ok(tree) = yaml::parse(source.text(), 0) {
            scalars(&tree, spot, &mut found);
        }
        all.extend(found.into_iter().map(|mention| (path.to_owned(), mention)));
    }
    all
}

fn is_of_interest(names: &Names, mention: &Mention) -> bool {
    part(names, mention).is_some()
        || names.meaning(&mention.text).is_some()
        || words(mention).any(|word| names.fill(word).is_some())
}

fn of_entry(entry: &Entry<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    if entry.publication.kind == Kind::Data {
        if let Ok(tree) = yaml::parse(entry.source.text(), 0) {
            scalars(&tree, Spot::Data, &mut found);
        }
        return found;
    }
    if let Some(tree) = entry.front_matter() {
        scalars(tree, Spot::FrontMatter, &mut found);
    }
    let pieces = entry.body.liquid.pieces().iter();
    for piece in pieces.filter(|piece| matches!(piece.kind, LiquidKind::Output | LiquidKind::Tag)) {
        if entry.publication.rendering.is_dead(piece.span.start) {
            continue;
        }
        let (text, start) = (entry.text(piece.span), piece.span.start as usize);
        for (span, name) in data_names(text, start) {
            add(name, span, DATA, Spot::Liquid, &mut found);
        }
        for span in strings(text, start) {
            add(entry.text(span), span, "", Spot::Liquid, &mut found);
        }
    }
    found
}

/// What stands for a key where a text is the name of a data file.
const DATA: &str = "site.data";

/// The data files that a piece of Liquid names: `site.data.nav`, `site.data["nav"]`; what is in brackets
/// without quotes may be any.
fn data_names(piece: &str, base: usize) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    for (at, _) in piece.match_indices(DATA) {
        let rest = piece.get(at + DATA.len()..).unwrap_or_default();
        let is_of = |one: char| one.is_alphanumeric() || one == '_' || one == '-';
        let (open, name) = match rest.as_bytes() {
            [b'.', ..] => (1, rest.get(1..).unwrap_or_default()),
            [b'[', b'"' | b'\'', ..] => (2, rest.get(2..).unwrap_or_default()),
            [b'[', ..] => (0, ""),
            _ => continue,
        };
        let name = name.get(..name.find(|one| !is_of(one)).unwrap_or(name.len())).unwrap_or_default();
        let start = base + at + DATA.len() + open;
        let name = if open == 0 { ANY } else { name };
        found.push((Span::new(start, start + if open == 0 { 0 } else { name.len() }), name));
    }
    found
}

/// The name of a data file of which it cannot be told which it is.
pub(super) const ANY: &str = "[…]";

/// Longer texts are no addresses.
const LONGEST: usize = 512;

fn add(text: &str, span: Span, key: &str, spot: Spot, found: &mut Vec<Mention>) {
    let text = text.trim();
    if !text.is_empty() && text.len() < LONGEST && !text.contains('\n') {
        found.push(Mention { span, text: text.into(), key: key.into(), spot });
    }
}

/// The values of a tree, each with the nearest key above it.
fn scalars(tree: &Tree, spot: Spot, found: &mut Vec<Mention>) {
    const MOST: usize = 1_000_000;
    let mut open: Vec<(Node<'_>, &str)> = vec![(tree.root(), "")];
    let mut seen = 0;
    while let Some((node, key)) = open.pop() {
        seen += 1;
        if seen > MOST {
            break;
        }
        if let Some(text) = node.as_str() {
            add(text, inside(node), key, spot, found);
        }
        open.extend(node.items().map(|item| (item, key)));
        for pair in node.pairs() {
            let key = pair.key.text().unwrap_or_default();
            add(key, pair.key.span(), "", Spot::Key, found);
            open.push((pair.value, key));
        }
    }
    found.sort_by_key(|one| one.span);
}

/// The bytes of a scalar without its quotes, where they hold its text letter for letter.
fn inside(node: Node<'_>) -> Span {
    let span = node.span();
    let is_quoted = node.text().is_some_and(|text| text.len() + 2 == span.len());
    if is_quoted { Span::new(span.start as usize + 1, span.end as usize - 1) } else { span }
}

/// What may be addresses in a file without structure.
fn of_file(work: &Work<'_>, path: &str, names: &Names) -> Vec<(String, Mention)> {
    const LARGEST: usize = 4 << 20;
    let Some(source) = work.source(path).filter(|source| source.text().len() < LARGEST) else {
        return Vec::new();
    };
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let spot = match extension {
        "json" | "webmanifest" | "xml" => Spot::File,
        "css" | "scss" | "sass" => Spot::Style,
        "js" | "mjs" | "ts" | "coffee" | "rb" => Spot::Script,
        _ => return Vec::new(),
    };
    let text = source.text();
    let mut found = Vec::new();
    let is_end = |one: char| one.is_whitespace() || "\"'`()<>,;{}=|".contains(one);
    for word in text.split(is_end).filter(|word| word.len() > 1 && word.contains(['/', '.'])) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        add(word, Span::new(start, start + word.len()), "", spot, &mut found);
    }
    found.retain(|mention| names.meaning(&mention.text).is_some());
    found.into_iter().map(|mention| (path.to_owned(), mention)).collect()
}
