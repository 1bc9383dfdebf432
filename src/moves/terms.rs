//! Renaming a category or a tag: what has to be replaced in posts, pages, data, configuration and Liquid,
//! and which pages of the old name get the new one. What follows from the new addresses is not known here.

mod liquid;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Ground;
use super::{MoveError, OWN_CONFIG, Order, Place};
use crate::check::survey::survey_with;
use crate::document::front_matter::{Tree, yaml};
use crate::entry::Entry;
use crate::generator::jekyll::slug::{Mode, slugify};
use crate::publication::{Cause, Kind, Term};
use crate::source::{Source, Span};
use crate::text::nearest;
use values::{Found, Known};

/// What is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// A category.
    Category,
    /// A tag.
    Tag,
}

impl TermKind {
    /// Its keys in front matter: one, and several.
    fn keys(self) -> [&'static str; 2] {
        match self {
            Self::Category => ["category", "categories"],
            Self::Tag => ["tag", "tags"],
        }
    }

    /// What the names of keys, files and layouts on it have in common.
    fn stem(self) -> &'static str {
        match self {
            Self::Category => "categor",
            Self::Tag => "tag",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Tag => "tag",
        }
    }
}

/// A new name for a category or tag.
#[derive(Clone, Copy, Debug)]
pub struct Rename<'r> {
    /// What it is.
    pub kind: TermKind,
    /// Its name, as posts have it.
    pub old: &'r str,
    /// Its new name.
    pub new: &'r str,
}

/// What was seen in one file.
#[derive(Default)]
struct Seen {
    names: Vec<String>,
    /// Whether a folder gives it the name.
    by_folder: bool,
    found: Vec<Found>,
    /// The new path of a page on the name.
    moves_to: Option<String>,
}

/// What a new name takes.
///
/// # Errors
/// Where nothing has the old name, or the new one cannot be one.
pub fn order(ground: &Ground<'_>, rename: Rename<'_>) -> Result<Order, MoveError> {
    let Rename { kind, old, new } = rename;
    if new.trim().is_empty() || new.trim() != new || new.contains(['\n', '\r']) {
        return Err(MoveError::Words("the new name is empty, or has blanks around it".to_owned()));
    }
    if old == new {
        return Err(MoveError::Words(format!("`{old}` has that name already")));
    }
    let generator = ground.generator(&super::Edits::default());
    let (_, seen) = survey_with(ground.inventory, generator.as_ref(), |entry, _| look(entry, rename));
    let mut order = Order::default();
    let mut all: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for (input, seen) in ground.inventory.inputs.iter().zip(seen) {
        let Some(seen) = seen else { continue };
        for name in seen.names {
            all.entry(name).or_insert_with(|| (0, input.path.to_string())).0 += 1;
        }
        let folder = input.path.split_once("/_posts/").map(|(folder, _)| folder.to_owned());
        if seen.by_folder
            && let Some(folder) = folder
            && folders.insert(folder.clone())
        {
            let why =
                format!("its {} comes from the folder {folder}, which `postlint mv` renames", kind.word());
            order.concerns.push(Place { path: input.path.to_string(), line: 1, column: 1, why });
        }
        take(ground, &input.path, seen.found, &mut order);
        if let Some(path) = seen.moves_to {
            order.moves.insert(input.path.to_string(), path);
        }
    }
    for path in ground.config.into_iter().chain([OWN_CONFIG]) {
        if let Some(source) = ground.source(path) {
            take(ground, path, of_config(&source, rename, path), &mut order);
        }
    }
    if !all.contains_key(old) {
        return Err(MoveError::Words(missing(rename, all.keys().map(String::as_str))));
    }
    collisions(rename, &all, &mut order);
    let slug = |name: &str| slugify(name, Mode::Default, false);
    order.slugs = Some((slug(old), slug(new)));
    let is_there = |path: &str| ground.bytes(path).is_ok();
    let taken: Vec<(String, String)> = order
        .moves
        .iter()
        .filter(|(_, to)| is_there(to))
        .map(|(from, to)| (from.clone(), to.clone()))
        .collect();
    for (from, to) in taken {
        let why = format!("{to} exists already: the two pages have to be made one by hand");
        order.concerns.push(Place { path: from.clone(), line: 1, column: 1, why });
        order.moves.remove(&from);
    }
    Ok(order)
}

/// Takes over what was found in a file.
fn take(ground: &Ground<'_>, path: &str, found: Vec<Found>, order: &mut Order) {
    let source = if found.is_empty() { None } else { ground.source(path) };
    for one in found {
        let place = |span: Span, why: String| {
            let position = source.as_ref().map(|source| source.lines().position(span.start));
            let (line, column) = position.map_or((1, 1), |position| (position.line, position.column));
            Place { path: path.to_owned(), line, column, why }
        };
        match one {
            Found::Text(span, text) => {
                if !order.edits.add(path, span, text) {
                    order.concerns.push(place(span, "two replacements meet here".to_owned()));
                }
            }
            Found::Person(span, why) => order.concerns.push(place(span, why)),
        }
    }
}

fn missing<'n>(rename: Rename<'_>, names: impl Iterator<Item = &'n str>) -> String {
    let words = format!("no post has the {} `{}`", rename.kind.word(), rename.old);
    let names: Vec<&str> = names.collect();
    let same = names.iter().find(|name| name.to_lowercase() == rename.old.to_lowercase()).copied();
    match same.or_else(|| nearest(rename.old, names)) {
        Some(meant) => format!("{words}; did you mean `{meant}`?"),
        None => words,
    }
}

/// Names that share an address with the old one or the new one.
fn collisions(rename: Rename<'_>, all: &BTreeMap<String, (usize, String)>, order: &mut Order) {
    let Rename { kind, old, new } = rename;
    let slug = |name: &str| slugify(name, Mode::Default, false);
    for (name, (count, path)) in all.iter().filter(|(name, _)| *name != old) {
        let place = |why: String| Place { path: path.clone(), line: 1, column: 1, why };
        if name == new {
            let posts =
                if *count == 1 { "1 document has".to_owned() } else { format!("{count} documents have") };
            order
                .concerns
                .push(place(format!("{posts} the {} `{new}` already: the two would be one", kind.word())));
        } else if slug(name) == slug(new) && slug(new) != slug(old) {
            let why = format!("the {} `{name}` has the same address as `{new}`: use that name", kind.word());
            order.concerns.push(place(why));
        } else if slug(name) == slug(old) {
            order.notes.push(format!("`{name}` has the same address as `{old}`, and keeps its name"));
        }
    }
    if slug(new).is_empty() {
        order
            .notes
            .push(format!("`{new}` has no letter or digit, so that its pages have no address of their own"));
    }
}

fn look(entry: &Entry<'_>, rename: Rename<'_>) -> Seen {
    let publication = entry.publication;
    let terms: &[Term] = match rename.kind {
        TermKind::Category => &publication.categories,
        TermKind::Tag => &publication.tags,
    };
    let is_it = |term: &&Term| term.name == rename.old;
    let mut seen = Seen {
        names: terms.iter().map(|term| term.name.clone()).collect(),
        by_folder: terms.iter().any(|term| is_it(&term) && term.cause == Cause::Path),
        found: liquid::names(entry, rename),
        moves_to: None,
    };
    if publication.kind == Kind::Data {
        if let Ok(tree) = yaml::parse(entry.source.text(), 0) {
            let is_on_it = entry.path().to_lowercase().contains(rename.kind.stem());
            seen.found.extend(values::anywhere(&tree, entry.source, rename, is_on_it));
        }
        return seen;
    }
    let is_document = matches!(publication.kind, Kind::Post | Kind::Draft | Kind::Page | Kind::Collection(_));
    let Some(tree) = entry.front_matter().filter(|_| is_document) else { return seen };
    let known = Known { source: entry.source, rename };
    seen.found.extend(known.in_keys(tree.root()));
    if matches!(publication.kind, Kind::Page | Kind::Collection(_)) {
        page_on(entry, tree, rename, &mut seen);
    }
    seen
}

/// A page that lists what has the name: its own address and file are made of it, too.
fn page_on(entry: &Entry<'_>, tree: &Tree, rename: Rename<'_>, seen: &mut Seen) {
    let slug = |name: &str| slugify(name, Mode::Default, false);
    let (old, new) = (slug(rename.old), slug(rename.new));
    let path = entry.path();
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((stem, extension)) = file.rsplit_once('.') else { return };
    let text = |key: &str| tree.get(key).and_then(|pair| pair.value.text());
    let speaks = |text: &str| text.to_lowercase().contains(rename.kind.stem());
    let is_on_it = !seen.found.is_empty() && text(rename.kind.keys()[0]) == Some(rename.old)
        || speaks(folder)
        || text("layout").is_some_and(speaks);
    let is_named = |part: &str| part == rename.old || (slug(part) == old && !old.is_empty());
    if !is_on_it || old == new && rename.old != stem {
        return;
    }
    let renamed =
        |part: &str| if part == rename.old && part != old { rename.new.to_owned() } else { new.clone() };
    let known = Known { source: entry.source, rename };
    let permalink = tree.get("permalink").map(|pair| pair.value);
    if let Some(node) = permalink
        && let Some(text) = node.text()
    {
        let parts: Vec<&str> = text.split('/').collect();
        let Some(at) = parts
            .iter()
            .rposition(|part| !part.is_empty())
            .filter(|at| parts.get(*at).is_some_and(|part| is_named(part)))
        else {
            return;
        };
        let parts = parts
            .iter()
            .enumerate()
            .map(|(i, part)| if i == at { renamed(part) } else { (*part).to_owned() });
        seen.found.push(known.respelled(node, &parts.collect::<Vec<_>>().join("/"), false));
    }
    if is_named(stem) {
        let slash = if folder.is_empty() { "" } else { "/" };
        let moved = format!("{folder}{slash}{}.{extension}", renamed(stem));
        seen.moves_to = (moved != path).then_some(moved);
        if let Some(title) = tree.get("title").filter(|pair| pair.value.text() == Some(rename.old)) {
            seen.found.push(known.respelled(title.value, rename.new, false));
        }
    }
}

/// In the generator's configuration, and in that of postlint.
fn of_config(source: &Source, rename: Rename<'_>, path: &str) -> Vec<Found> {
    let Ok(tree) = yaml::parse(source.text(), 0) else { return Vec::new() };
    let known = Known { source, rename };
    let mut found = Vec::new();
    if path != OWN_CONFIG
        && let Some(defaults) = tree.get("defaults")
    {
        for set in defaults.value.items() {
            if let Some(values) = set.get("values") {
                found.extend(known.in_keys(values.value));
            }
        }
    }
    let is_known = |span: Span, found: &[Found]| found.iter().any(|one| one.span() == span);
    let others = values::anywhere(&tree, source, rename, false);
    let others: Vec<Found> = others.into_iter().filter(|one| !is_known(one.span(), &found)).collect();
    found.extend(others);
    found
}
