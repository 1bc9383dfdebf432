//! `defaults:` of the configuration, their scopes and which of them wins:
//! `lib/jekyll/frontmatter_defaults.rb`. May not know what a key means.

use globset::{GlobBuilder, GlobMatcher};

use jiff::tz::TimeZone;

use super::config::Config;
use super::date;
use crate::document::front_matter::{Node, NodeId, Typed};
use crate::source::Span;

/// One item of `defaults:`.
#[derive(Clone, Debug)]
pub(super) struct DefaultSet {
    file: u16,
    values: NodeId,
    path: ScopePath,
    kind: Option<Box<str>>,
    /// Characters of the path without a slash in front: the longer one wins.
    weight: usize,
}

#[derive(Clone, Debug)]
enum ScopePath {
    Any,
    /// A prefix of the text, not of the folders.
    Prefix(Box<str>),
    /// Matches a file or folder of which the path is a prefix.
    Glob {
        matcher: GlobMatcher,
        /// `collections_dir:` with a slash, which is cut off what matches.
        collections: Box<str>,
    },
    /// A glob that cannot be read.
    Nothing,
}

/// `#ensure_time!`: a date among the defaults is read when the first document asks for them, and
/// stops Jekyll even where no document takes it. `Time.parse` takes text alone: at a day without a
/// time of day (or a number) it raises a `TypeError`, by which every post is lost.
pub(super) fn check_dates(config: &mut Config, zone: &TimeZone, now: i128) {
    for at in 0..config.defaults.len() {
        let Some(set) = config.defaults.get(at) else { continue };
        let tree = config.tree(set.file);
        let Some(pair) = tree.and_then(|tree| tree.node(set.values).get("date")) else { continue };
        match pair.value.typed() {
            Some(Typed::Time { .. }) => {}
            Some(Typed::String) => {
                let text = pair.value.text().unwrap_or_default();
                if date::parse(text, zone, now).is_err() {
                    let (file, span) = (set.file, pair.value.span());
                    config.fail(file, span, "a date in `defaults` that Jekyll cannot read, and stops at");
                }
            }
            _ => config.loses_posts = true,
        }
    }
}

impl DefaultSet {
    /// `FrontmatterDefaults#valid_sets`: those with a mapping of `values`.
    #[must_use]
    pub(super) fn read_all(config: &mut Config) -> Vec<Self> {
        let Some((file, list)) = config.placed("defaults") else { return Vec::new() };
        let sets = list.items().filter_map(|set| Self::read(config, file, set)).collect();
        let raising = list.items().find_map(raises);
        if let Some(span) = raising {
            config.fail(file, span, "a scope in `defaults` that Jekyll cannot use, and stops at");
        }
        sets
    }

    fn read(config: &Config, file: u16, set: Node<'_>) -> Option<Self> {
        let values = set.get("values").map(|pair| pair.value).filter(|values| values.is_mapping())?;
        let scope = set.get("scope").map(|pair| pair.value);
        let part = |key: &str| scope.and_then(|scope| scope.get(key)).map(|pair| pair.value);
        let path = part("path").and_then(Node::as_str).unwrap_or_default();
        let kind = part("type").map(|kind| match kind.text().unwrap_or_default() {
            "page" => "pages".into(),
            "post" => "posts".into(),
            "draft" => "drafts".into(),
            other => other.into(),
        });
        Some(Self {
            file,
            values: values.id(),
            path: ScopePath::read(config, path),
            kind,
            weight: path.strip_prefix('/').unwrap_or(path).chars().count(),
        })
    }

    /// Whether bytes of its file lie in its values.
    pub(super) fn holds(&self, config: &Config, span: Span) -> bool {
        config.tree(self.file).is_some_and(|tree| tree.node(self.values).span().contains(span))
    }

    /// Its file, by its index.
    pub(super) fn file(&self) -> u16 {
        self.file
    }

    /// Its scope in words, as far as it has one.
    pub(super) fn scope(&self) -> String {
        let path = match &self.path {
            ScopePath::Any => None,
            ScopePath::Prefix(prefix) => Some(format!("path `{prefix}`")),
            ScopePath::Glob { matcher, .. } => Some(format!("path `{}`", matcher.glob().glob())),
            ScopePath::Nothing => None,
        };
        let kind = self.kind.as_deref().map(|kind| format!("type `{kind}`"));
        let parts: Vec<String> = path.into_iter().chain(kind).collect();
        if parts.is_empty() { "every file".to_owned() } else { parts.join(", ") }
    }

    /// Whether it sets a key.
    pub(super) fn has(&self, config: &Config, key: &str) -> bool {
        config.tree(self.file).is_some_and(|tree| tree.node(self.values).get(key).is_some())
    }

    fn applies(&self, path: &str, in_source: &str, kind: &str) -> bool {
        self.kind.as_deref().is_none_or(|wanted| wanted == kind && !kind.is_empty())
            && self.path.holds(path, in_source)
    }

    /// `#has_precedence?` over the set that counted most so far.
    fn beats(&self, old: Option<&Self>) -> bool {
        let Some(old) = old else { return true };
        if self.weight == old.weight {
            self.kind.is_some() || old.kind.is_none()
        } else {
            self.weight > old.weight
        }
    }
}

/// What of a set raises in `#update_deprecated_types` or `#applies_type?`: a scope that is no
/// mapping, a type that is no text.
fn raises(set: Node<'_>) -> Option<Span> {
    set.get("values").filter(|pair| pair.value.is_mapping())?;
    let scope = set.get("scope")?.value;
    if !scope.is_mapping() {
        return Some(scope.span());
    }
    let kind = scope.get("type")?.value;
    kind.as_str().is_none().then(|| kind.span())
}

/// `Dir.glob` goes down folders only for `**` with a slash behind it; elsewhere it is a `*`.
fn shallow(path: &str) -> String {
    let mut parts: Vec<String> = path.trim_start_matches('/').split('/').map(ToOwned::to_owned).collect();
    let last = parts.len().saturating_sub(1);
    for (at, part) in parts.iter_mut().enumerate() {
        while part.contains("**") && (at == last || part != "**") {
            *part = part.replace("**", "*");
        }
    }
    parts.join("/")
}

impl ScopePath {
    fn read(config: &Config, path: &str) -> Self {
        if path.is_empty() {
            return Self::Any;
        }
        if path.contains('*') {
            let glob = GlobBuilder::new(&shallow(path)).literal_separator(true).build();
            let folder = config.written_collections_dir.as_str();
            let collections = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let collections = collections.into_boxed_str();
            return glob
                .map_or(Self::Nothing, |glob| Self::Glob { matcher: glob.compile_matcher(), collections });
        }
        let folder = &config.written_collections_dir;
        let below = path.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
        Self::Prefix(below.filter(|_| !folder.is_empty()).unwrap_or(path).into())
    }

    /// `path` from the folder of the collections, `in_source` from the source.
    fn holds(&self, path: &str, in_source: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Prefix(prefix) => path.starts_with(&**prefix),
            Self::Glob { matcher, collections } => {
                let ends = in_source.match_indices('/').map(|(at, _)| at).chain([in_source.len()]);
                let mut parts = ends.into_iter().filter_map(|end| in_source.get(..end));
                parts.any(|part| {
                    let below = part.strip_prefix(&**collections).unwrap_or(part);
                    path.starts_with(below) && matcher.is_match(part)
                })
            }
            Self::Nothing => false,
        }
    }
}

/// The defaults of one document, those that count most last.
#[derive(Debug, Default)]
pub(super) struct Defaults<'c> {
    layers: Vec<Node<'c>>,
    matching: Vec<(&'c DefaultSet, Node<'c>)>,
}

impl<'c> Defaults<'c> {
    /// Those that apply to a path (from the folder of the collections) and a kind (`posts`,
    /// `pages`, a collection's name; empty for a file that is copied).
    #[must_use]
    pub(super) fn of(config: &'c Config, path: &str, in_source: &str, kind: &str) -> Self {
        let mut all = Self::default();
        let mut old = None;
        for set in &config.defaults {
            if !set.applies(path, in_source, kind) {
                continue;
            }
            let Some(tree) = config.tree(set.file) else { continue };
            let values = tree.node(set.values);
            all.matching.push((set, values));
            if set.beats(old) {
                all.layers.push(values);
                old = Some(set);
            } else {
                all.layers.insert(0, values);
            }
        }
        all
    }

    /// The values of each set, those that count most last.
    #[must_use]
    pub(super) fn into_layers(self) -> Vec<Node<'c>> {
        self.layers
    }

    /// `#all` for one key: what is merged into the data of posts and documents.
    #[must_use]
    pub(super) fn merged(&self, key: &str) -> Option<Node<'c>> {
        let mut values = self.layers.iter().rev().filter_map(|layer| Some(layer.get(key)?.value));
        let first = values.next()?;
        if first.is_null() {
            Some(values.find(|value| !value.is_null()).unwrap_or(first))
        } else {
            Some(first)
        }
    }

    /// `#find`: what a page's data answers for a key it does not have.
    #[must_use]
    pub(super) fn found(&self, key: &str) -> Option<Node<'c>> {
        let mut found = None;
        let mut old = None;
        for (set, values) in &self.matching {
            let Some(pair) = values.get(key) else { continue };
            if set.beats(old) {
                found = Some(pair.value);
                old = Some(*set);
            }
        }
        found
    }
}
