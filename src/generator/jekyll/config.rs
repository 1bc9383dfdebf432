//! `_config.yml` with all its defaults: `lib/jekyll/configuration.rb`. Read once for a site; later
//! files go over earlier ones, mappings key by key and all else whole (`Utils.deep_merge_hashes`).
//! May not read a file by itself.

mod checks;

use std::sync::Arc;

use super::collections::{Collection, read_collections};
use super::defaults::DefaultSet;
use super::filter::EntryFilter;
use super::value::{is_truthy, to_s};
use super::{Options, parse_toml, parse_yaml};
use crate::document::front_matter::{Node, Pair, Tree};
use crate::generator::Failure;
use crate::source::Span;

/// The configuration as Jekyll would use it.
#[derive(Debug)]
pub(super) struct Config {
    files: Vec<ConfigFile>,
    /// Why Jekyll would not even start.
    pub(super) failure: Option<Failure>,
    /// `source:` relative to the root, empty for the root itself.
    pub(super) source: String,
    /// `destination:` relative to the root.
    pub(super) destination: String,
    /// `collections_dir:`, empty or without slashes at its ends.
    pub(super) collections_dir: String,
    /// `collections_dir:` as it is written, which Jekyll compares in some places.
    pub(super) written_collections_dir: String,
    /// `layouts_dir:`
    pub(super) layouts_dir: String,
    /// `includes_dir:`
    pub(super) includes_dir: String,
    /// `data_dir:`
    pub(super) data_dir: String,
    /// `plugins_dir:`
    pub(super) plugins_dir: String,
    /// `posts` first, then those of `collections:`.
    pub(super) collections: Vec<Collection>,
    /// `include:` and `exclude:`
    pub(super) filter: EntryFilter,
    /// `permalink:`
    pub(super) permalink: String,
    /// `markdown_ext:`, in small letters without dots.
    pub(super) markdown_ext: Vec<Box<str>>,
    /// `defaults:` in the order of the file, invalid ones left out.
    pub(super) defaults: Vec<DefaultSet>,
    /// `future:`
    pub(super) future: bool,
    /// `unpublished:`
    pub(super) unpublished: bool,
    /// `show_drafts:`
    pub(super) show_drafts: bool,
    /// Whether `limit_posts:` drops the oldest posts.
    pub(super) limits_posts: bool,
    /// `strict_front_matter:`
    pub(super) strict: bool,
    /// Whether jekyll-optional-front-matter is on.
    pub(super) takes_bare: bool,
    /// What the command line says of drafts, posts of the future, and what is unpublished.
    pub(super) told: [bool; 3],
    /// `safe:`
    pub(super) safe: bool,
    /// `defaults:` hold what makes Jekyll lose every document of a collection.
    pub(super) loses_posts: bool,
}

#[derive(Debug)]
struct ConfigFile {
    path: Box<str>,
    tree: Tree,
}

/// `Configuration::DEFAULT_EXCLUDES`
const DEFAULT_EXCLUDES: [&str; 10] = [
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// `Configuration::DEFAULTS["markdown_ext"]`
const MARKDOWN_EXT: &str = "markdown,mkdown,mkdn,mkd,md";

impl Config {
    /// From paths and texts of the files, in the order of `--config`.
    #[must_use]
    pub(super) fn read(texts: &[(&str, &str)], options: &Options) -> Self {
        let (files, failure) = parse_files(texts);
        let mut config = Self { files, failure, ..Self::empty() };
        config.source = config.folder("source", "");
        config.destination = config.folder("destination", "_site");
        config.collections_dir = config.folder("collections_dir", "");
        config.written_collections_dir = config.string("collections_dir").unwrap_or_default();
        config.layouts_dir = config.folder("layouts_dir", "_layouts");
        config.includes_dir = config.folder("includes_dir", "_includes");
        config.data_dir = config.folder("data_dir", "_data");
        config.plugins_dir = config.folder("plugins_dir", "_plugins");
        config.permalink = config.string("permalink").unwrap_or_else(|| "date".to_owned());
        config.filter = config.entry_filter();
        let extensions = config.string("markdown_ext").unwrap_or_else(|| MARKDOWN_EXT.to_owned());
        config.markdown_ext = extensions.split(',').map(|one| one.to_lowercase().into()).collect();
        config.future = options.future.unwrap_or_else(|| config.flag("future"));
        config.unpublished = options.unpublished.unwrap_or_else(|| config.flag("unpublished"));
        config.show_drafts = options.drafts.unwrap_or_else(|| config.flag("show_drafts"));
        config.strict = options.strict || config.flag("strict_front_matter");
        config.limits_posts = config.value("limit_posts").is_some_and(|node| to_s(node) != "0");
        config.told = [options.drafts, options.future, options.unpublished].map(|one| one.is_some());
        config.safe = config.flag("safe");
        config.check();
        config.collections = read_collections(&config);
        config.defaults = DefaultSet::read_all(&mut config);
        config
    }

    fn empty() -> Self {
        Self {
            files: Vec::new(),
            failure: None,
            source: String::new(),
            destination: String::new(),
            collections_dir: String::new(),
            written_collections_dir: String::new(),
            layouts_dir: String::new(),
            includes_dir: String::new(),
            data_dir: String::new(),
            plugins_dir: String::new(),
            collections: Vec::new(),
            filter: EntryFilter::default(),
            permalink: String::new(),
            markdown_ext: Vec::new(),
            defaults: Vec::new(),
            future: false,
            unpublished: false,
            show_drafts: false,
            limits_posts: false,
            strict: false,
            takes_bare: false,
            told: [false; 3],
            safe: false,
            loses_posts: false,
        }
    }

    /// The value of a key: of the last file in which it is not null.
    #[must_use]
    pub(super) fn value(&self, key: &str) -> Option<Node<'_>> {
        self.placed(key).map(|(_, node)| node)
    }

    /// The same, with the index of its file.
    #[must_use]
    pub(super) fn placed(&self, key: &str) -> Option<(u16, Node<'_>)> {
        let mut values = self.files.iter().enumerate().rev().filter_map(|(at, file)| {
            let value = file.tree.get(key)?.value;
            (!value.is_null()).then(|| (u16::try_from(at).unwrap_or(u16::MAX), value))
        });
        values.next()
    }

    /// The mappings that a key has in the files, which are merged; the last one counts most.
    #[must_use]
    pub(super) fn layers(&self, key: &str) -> Vec<Node<'_>> {
        let mut layers = Vec::new();
        for file in &self.files {
            let Some(pair) = file.tree.get(key) else { continue };
            if pair.value.is_null() {
                continue;
            }
            if !pair.value.is_mapping() {
                layers.clear();
            }
            layers.push(pair.value);
        }
        layers
    }

    /// The value of a key inside the mapping of another.
    pub(super) fn nested(&self, key: &str, inner: &str) -> Option<Node<'_>> {
        let layers = self.layers(key);
        layers.iter().rev().filter_map(|layer| Some(layer.get(inner)?.value)).find(|value| !value.is_null())
    }

    /// The value of a key as text, whatever its type.
    #[must_use]
    pub(super) fn string(&self, key: &str) -> Option<String> {
        self.value(key).map(|node| to_s(node).into_owned())
    }

    /// Whether a key has a value that Ruby takes as true.
    #[must_use]
    pub(super) fn flag(&self, key: &str) -> bool {
        self.value(key).is_some_and(is_truthy)
    }

    /// Where a key stands, given with the keys above it: the last file in which it is not null, and
    /// the bytes from the key to the end of a value on the same line, or those of the key.
    #[must_use]
    pub(super) fn place_of(&self, keys: &[&str]) -> Option<(Arc<str>, Span)> {
        let (last, above) = keys.split_last()?;
        self.files.iter().enumerate().rev().find_map(|(at, file)| {
            let mut node = file.tree.root();
            for key in above {
                node = node.get(key)?.value;
            }
            let pair = node.get(last).filter(|pair| !pair.value.is_null())?;
            self.place_in(u16::try_from(at).ok()?, pair)
        })
    }

    fn place_in(&self, file: u16, pair: Pair<'_>) -> Option<(Arc<str>, Span)> {
        let (key, value) = (pair.key.span(), pair.value.span());
        let is_short = pair.value.text().is_some_and(|text| !text.contains('\n')) && value.start >= key.end;
        let end = if is_short { value.end } else { key.end };
        Some((self.path(file)?.into(), Span { start: key.start, end }))
    }

    /// The items of a list as text.
    #[must_use]
    pub(super) fn list(&self, key: &str) -> Vec<Box<str>> {
        self.value(key).into_iter().flat_map(Node::items).map(|item| to_s(item).into()).collect()
    }

    /// The tree of a file, by its index.
    #[must_use]
    pub(super) fn tree(&self, file: u16) -> Option<&Tree> {
        self.files.get(usize::from(file)).map(|file| &file.tree)
    }

    /// The path of a file, by its index.
    #[must_use]
    pub(super) fn path(&self, file: u16) -> Option<&str> {
        self.files.get(usize::from(file)).map(|file| &*file.path)
    }

    /// Whether an extension (with its dot) is Markdown's.
    #[must_use]
    pub(super) fn is_markdown(&self, extension: &str) -> bool {
        let name = extension.strip_prefix('.').unwrap_or_default();
        self.markdown_ext.iter().any(|one| one.eq_ignore_ascii_case(name))
    }

    /// Whether any of the `defaults:` sets a key.
    pub(super) fn defaults_have(&self, key: &str) -> bool {
        self.defaults.iter().any(|set| set.has(self, key))
    }

    /// Notes what stops Jekyll, unless something did so before.
    pub(super) fn fail(&mut self, file: u16, span: Span, message: impl Into<String>) {
        let path = self.path(file).unwrap_or_default().into();
        self.failure.get_or_insert(Failure { path, span, message: message.into() });
    }

    fn folder(&self, key: &str, default: &str) -> String {
        let text = self.string(key).unwrap_or_else(|| default.to_owned());
        super::url::clean(&text)
    }

    /// `include:` replaces its default; `exclude:` is added to it (`#add_default_excludes`).
    fn entry_filter(&self) -> EntryFilter {
        let include = match self.value("include") {
            Some(_) => self.list("include"),
            None => vec![".htaccess".into()],
        };
        let mut exclude = self.list("exclude");
        exclude.extend(DEFAULT_EXCLUDES.map(Into::into));
        exclude.retain(|one| !include.contains(one));
        EntryFilter { include, exclude }
    }
}

/// Reads the files until one is no mapping, where Jekyll goes on with what it has.
fn parse_files(texts: &[(&str, &str)]) -> (Vec<ConfigFile>, Option<Failure>) {
    let mut files = Vec::new();
    for (path, text) in texts {
        let tree = if path.ends_with(".toml") { parse_toml(text) } else { parse_yaml(text) };
        match tree {
            Ok(tree) if tree.root().is_null() => {}
            Ok(tree) if !tree.root().is_mapping() => break,
            Ok(tree) => files.push(ConfigFile { path: (*path).into(), tree }),
            Err((span, message)) => {
                return (files, Some(Failure { path: (*path).into(), span, message }));
            }
        }
    }
    (files, None)
}
