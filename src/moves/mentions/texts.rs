//! The texts of a site that may mean something, wherever they stand. May not say what they mean.

use std::sync::Arc;

use crate::document::body::ElementKind;
use crate::document::front_matter::{Node, Tree, toml, yaml};
use crate::document::liquid::LiquidKind;
use crate::document::{Markup, is_data};
use crate::entry::Entry;
use crate::moves::names::Names;
use crate::moves::spell::strings;
use crate::moves::work::Work;
use crate::moves::{Edits, OWN_CONFIG};
use crate::publication::Kind;
use crate::source::Span;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    FrontMatter,
    Data,
    Config,
    Liquid,
    /// An attribute of HTML.
    Attribute,
    /// A manifest of the site: JSON, XML.
    File,
    /// A style sheet.
    Style,
    /// A script, a plugin, or the configuration of a server: what it does with an address is its own.
    Script,
    /// The configuration of postlint: paths of files, and globs.
    Own,
    /// A key of data, which leads nowhere by itself.
    Key,
}

/// A text that may mean something.
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) text: Box<str>,
    pub(super) key: Box<str>,
    pub(super) spot: Spot,
}

/// Every text that may mean something, in the order of the files.
pub(super) fn all(work: &Work<'_>, names: &Names) -> Vec<(String, Mention)> {
    let inventory = work.ground.inventory;
    let generator = work.ground.generator(&Edits::default());
    let (_, seen) = crate::check::survey::survey_with(inventory, generator.as_ref(), |entry, _| {
        let mut found = of_entry(entry);
        found.retain(|mention| super::is_of_interest(names, mention));
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
        let is_toml = path.ends_with(".toml");
        let tree = if is_toml { toml::parse(source.text(), 0) } else { yaml::parse(source.text(), 0) };
        if let Ok(tree) = tree {
            scalars(&tree, spot, &mut found);
        }
        all.extend(found.into_iter().map(|mention| (path.to_owned(), mention)));
    }
    all
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
    in_elements(entry, &mut found);
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

/// Attributes whose value is no address.
const PLAIN: [&str; 8] = ["id", "class", "alt", "title", "name", "rel", "style", "type"];

/// Attributes that are no links by themselves and are often read by scripts, and what stands in scripts
/// and styles.
fn in_elements(entry: &Entry<'_>, found: &mut Vec<Mention>) {
    let mut raw: Option<(&str, usize)> = None;
    for element in &entry.body.elements {
        if let Some((name, start)) = raw.take()
            && element.kind == ElementKind::Close
            && element.name == name
        {
            let span = Span::new(start, (element.span.start as usize).max(start));
            in_raw(entry.text(span), start, name == "style", found);
        }
        if !matches!(element.kind, ElementKind::Open | ElementKind::Empty) || element.is_text {
            continue;
        }
        if element.kind == ElementKind::Open && matches!(element.name, "script" | "style") {
            raw = Some((element.name, element.span.end as usize));
        }
        for attribute in entry.body.attributes_of(element) {
            let Some(span) =
                attribute.value.filter(|span| !PLAIN.contains(&attribute.name) && !span.is_empty())
            else {
                continue;
            };
            if entry.text(span).contains('/') && !entry.body.liquid.touches(span) {
                add(&entry.body.value(attribute), span, "", Spot::Attribute, found);
            }
        }
    }
}

/// What may be addresses in a script or a style.
fn in_raw(text: &str, base: usize, is_style: bool, found: &mut Vec<Mention>) {
    for (start, word) in paths(text) {
        let is_rooted = word.starts_with('/') || word.starts_with("http");
        let spot = if is_style && is_rooted { Spot::Style } else { Spot::Script };
        add(word, Span::new(base + start, base + start + word.len()), "", spot, found);
    }
}

/// The words of a text that may be paths, with their places.
fn paths(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_end = |one: char| one.is_whitespace() || "\"'`()<>,;{}=|".contains(one);
    text.split(is_end)
        .filter(|word| word.len() > 1 && word.contains(['/', '.']))
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// What stands for a key where a text is the name of a data file.
pub(super) const DATA: &str = "site.data";

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
pub(in crate::moves) const ANY: &str = "[…]";

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
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let spot = match (name, extension) {
        ("manifest.json" | "browserconfig.xml" | "robots.txt", _) | (_, "webmanifest" | "csv" | "tsv") => {
            Spot::File
        }
        (_, "css" | "scss" | "sass") => Spot::Style,
        (".htaccess" | "_headers", _) => Spot::Script,
        (_, "js" | "mjs" | "ts" | "coffee" | "rb" | "json" | "xml" | "toml") => Spot::Script,
        _ => return Vec::new(),
    };
    let text = source.text();
    let mut found = Vec::new();
    for (start, word) in paths(text) {
        add(word, Span::new(start, start + word.len()), "", spot, &mut found);
    }
    found.retain(|mention| names.meaning(&mention.text).is_some());
    found.into_iter().map(|mention| (path.to_owned(), mention)).collect()
}
