//! Finds the images of a site whose name stands in none of its texts. Reads every text once more, so
//! it runs only where a rule asks for it. Whatever may be a mention is one.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::document::reference::percent_decode;
use crate::document::{Markup, may_have_front_matter};
use crate::picture::Format;
use crate::publication::{Kind, Text};
use crate::site::{Site, Unused};
use crate::source::Source;
use crate::walk::{Content, Inventory};

/// The longest file name that is looked for, in bytes.
const LONGEST: usize = 255;
/// How many signs before an extension are taken for the beginning of a name.
const MOST_SIGNS: usize = 16;
/// Beginnings of names that browsers and systems ask for by themselves.
const BY_CONVENTION: [&str; 5] = ["favicon", "apple-touch-icon", "android-chrome", "mstile", "browserconfig"];

/// What the texts of a site say of images.
#[derive(Default)]
struct Said {
    /// What stands before an extension of an image, and the extension, in small letters.
    names: FxHashSet<String>,
    /// Ends of names that something is put in front of.
    ends: FxHashSet<String>,
    /// Words of data, scripts and front matter, which may be names without their extension.
    words: FxHashSet<String>,
    /// Whether a template goes through all files.
    lists_files: bool,
}

/// The images that nothing names.
pub(super) fn find(site: &Site, inventory: &Inventory) -> Unused {
    let documents = site.documents.iter().filter(|one| one.kind == Kind::Static).map(|one| &one.path);
    let candidates: Vec<&Arc<str>> = site
        .assets
        .iter()
        .filter(|path| site.is_copied(path))
        .chain(documents)
        .filter(|path| Format::of_path(path).is_some() && inventory.is_asked(path))
        .filter(|path| !BY_CONVENTION.iter().any(|start| name_of(path).to_lowercase().starts_with(start)))
        .collect();
    if candidates.is_empty() {
        return Unused::default();
    }
    if let Some(why) = &site.additions.layouts_elsewhere {
        return Unused { paths: Vec::new(), undecided: Some(why.clone()) };
    }
    let said = read_all(site, inventory);
    if said.lists_files {
        let why: Text = "a template goes through all files (`site.static_files`)".into();
        return Unused { paths: Vec::new(), undecided: Some(why) };
    }
    let mut paths: Vec<Arc<str>> =
        candidates.into_iter().filter(|path| !said.has(name_of(path))).map(Arc::clone).collect();
    paths.sort();
    Unused { paths, undecided: None }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn read_all(site: &Site, inventory: &Inventory) -> Said {
    let is_text = |path: &&Arc<str>| {
        may_have_front_matter(path) || path.ends_with(".rb") || path.starts_with("_config.")
    };
    let assets = site.assets.iter().filter(is_text);
    let assets = assets.filter_map(|path| Some((path, inventory.asset(path)?)));
    let inputs = inventory.inputs.iter().map(|input| (&input.path, input.content.clone()));
    let all: Vec<(&Arc<str>, Content)> = inputs.chain(assets).collect();
    all.into_par_iter()
        .map(|(path, content)| {
            let source = match content {
                Content::Disk(real) => Source::read(Arc::clone(path), &real).ok(),
                Content::Memory(bytes) => Some(Source::from_bytes(Arc::clone(path), bytes.to_vec())),
            };
            source.map(|source| Said::of(&source)).unwrap_or_default()
        })
        .reduce(Said::default, Said::and)
}

impl Said {
    fn of(source: &Source) -> Self {
        let text = source.text();
        let mut said = Self { lists_files: text.contains("static_files"), ..Self::default() };
        for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
            let after = text.get(dot + 1..).unwrap_or_default();
            let length = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let end = dot + 1 + length;
            if length > 5 || Format::of_path(text.get(dot..end).unwrap_or_default()).is_none() {
                continue;
            }
            let mut from = dot.saturating_sub(LONGEST);
            while !text.is_char_boundary(from) {
                from += 1;
            }
            let before = text.get(from..dot).unwrap_or_default();
            let start = before.rfind(['/', '\\', '"', '\'', '`', '\n', '\r', '}']).map_or(0, |at| at + 1);
            let is_end = start.checked_sub(1).is_some_and(|at| before.as_bytes().get(at) == Some(&b'}'));
            said.add_name(
                before.get(start..).unwrap_or_default(),
                text.get(dot..end).unwrap_or_default(),
                is_end,
            );
        }
        let is_prose = Markup::of_path(source.path()) != Markup::Plain;
        let words = if is_prose { header(text) } else { text };
        let is_word = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_' | '.');
        for word in words.split(|one| !is_word(one)).filter(|word| !word.is_empty() && word.len() < LONGEST) {
            said.words.insert(word.to_lowercase());
        }
        said
    }

    /// A name, from the last sign that cannot stand in one; blanks and brackets can, so what stands behind
    /// one of them is a name too. What begins with a sign is mostly put behind something.
    fn add_name(&mut self, before: &str, extension: &str, is_end: bool) {
        let name = format!("{before}{extension}").to_lowercase();
        if is_end || !before.starts_with(char::is_alphanumeric) {
            self.ends.insert(name.clone());
        }
        let is_sign = |one: char| one.is_whitespace() || "(=,[<>:;|+".contains(one);
        for (at, sign) in before.char_indices().rev().filter(|(_, one)| is_sign(*one)).take(MOST_SIGNS) {
            let rest = before.get(at + sign.len_utf8()..).unwrap_or_default();
            self.names.insert(format!("{rest}{extension}").to_lowercase());
        }
        if name.contains('%') {
            self.names.insert(String::from_utf8_lossy(&percent_decode(&name)).to_lowercase());
        }
        self.names.insert(name);
    }

    fn and(mut self, other: Self) -> Self {
        if self.names.len() < other.names.len() {
            return other.and(self);
        }
        self.names.extend(other.names);
        self.ends.extend(other.ends);
        self.words.extend(other.words);
        self.lists_files |= other.lists_files;
        self
    }

    /// Whether a name may be meant: it stands somewhere, or what stands somewhere may be its end, or it
    /// is a word of data without its extension.
    fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let mut ends = name.char_indices().filter_map(|(at, _)| name.get(at..));
        self.words.contains(stem) || self.names.contains(&name) || ends.any(|end| self.ends.contains(end))
    }
}

/// The front matter of a text.
fn header(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---") else { return "" };
    rest.find("\n---").and_then(|end| rest.get(..end)).unwrap_or_default()
}
