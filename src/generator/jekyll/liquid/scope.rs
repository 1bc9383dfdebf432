//! Where names are looked up: what a template sets, `site.*` of the configuration, `page.*` of the
//! document, `include.*` of one use. May not apply filters.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::values::{NO_TEXT, Value, is_no_text};
use crate::document::liquid::expression::{Expression, Segment, segments};
use crate::generator::jekyll::Jekyll;
use crate::generator::jekyll::data::Data;
use crate::publication::given::Given;
use crate::publication::{Answer, DateAnswer, Kind, Publication, Term, Text};

/// Where names are looked up.
#[derive(Debug)]
pub(super) struct Scope<'v> {
    pub(super) jekyll: &'v Jekyll,
    /// The document, unless it is a part of others.
    pub(super) page: Option<Page<'v>>,
    /// Why a name that nothing sets may have a value all the same: in an include, those who use it may
    /// have set it.
    pub(super) unset: Option<Text>,
    /// What an include was given, if that is known.
    pub(super) given: Option<&'v [(Box<str>, Given)]>,
    /// What the template has set.
    pub(super) variables: FxHashMap<&'v str, Value<'v>>,
}

/// The document that is rendered.
#[derive(Debug)]
pub(super) struct Page<'v> {
    pub(super) data: Data<'v>,
    pub(super) publication: &'v Publication,
    /// From the source for a page, from the folder of the collections for a document.
    pub(super) path: &'v str,
    /// The collection, for a document.
    pub(super) collection: Option<&'v str>,
}

impl<'v> Scope<'v> {
    /// The value of an expression.
    pub(super) fn evaluate(&self, text: &'v str) -> Value<'v> {
        self.evaluate_to(text, 0)
    }

    /// The same of a text that does not live as long as the template.
    pub(super) fn evaluate_cow(&self, text: &Cow<'v, str>) -> Value<'v> {
        match text {
            Cow::Borrowed(text) => self.evaluate(text),
            Cow::Owned(text) => match Expression::parse(text) {
                Expression::Path(path) => self.look_up(path, 0),
                Expression::Text(text) => Value::Text(Cow::Owned(text.to_owned())),
                _ => Value::unknown("a range"),
            },
        }
    }

    fn evaluate_to(&self, text: &'v str, depth: usize) -> Value<'v> {
        match Expression::parse(text) {
            Expression::Nil => Value::Nil,
            Expression::Bool(flag) => Value::Bool(flag),
            Expression::Emptiness => Value::Emptiness,
            Expression::Integer(number) => number.map_or(Value::unknown("a large number"), Value::Integer),
            Expression::Float(_) => Value::Float,
            Expression::Text(text) => Value::Text(Cow::Borrowed(text)),
            Expression::Range(..) => Value::unknown("a range"),
            Expression::Path(path) => self.look_up(path, depth),
        }
    }

    fn key(&self, segment: Segment<'_>, depth: usize) -> (Value<'static>, bool) {
        match segment {
            Segment::Name(name) => (Value::Text(Cow::Owned(name.to_owned())), true),
            Segment::Bracket(_) if depth > 0 => (Value::unknown("brackets in brackets"), false),
            Segment::Bracket(text) => {
                let value = match Expression::parse(text) {
                    Expression::Text(text) => Value::Text(Cow::Owned(text.to_owned())),
                    Expression::Integer(Some(number)) => Value::Integer(number),
                    Expression::Path(path) => match self.look_up(path, depth + 1) {
                        Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
                        Value::Integer(number) => Value::Integer(number),
                        Value::Unknown(why) => Value::Unknown(why),
                        _ => Value::unknown("an index that is no name or number"),
                    },
                    _ => Value::unknown("an index that is no name or number"),
                };
                (value, false)
            }
        }
    }

    fn look_up(&self, path: &str, depth: usize) -> Value<'v> {
        let mut parts = segments(path);
        let name = match parts.next() {
            Some(Segment::Name(name)) => name,
            Some(Segment::Bracket(_)) => return Value::unknown("a variable whose name is a value"),
            None => return Value::Nil,
        };
        let set = self.variables.get(name).cloned();
        let mut value = match (set, name) {
            (Some(value), _) => value,
            (None, "site" | "page" | "include") => {
                let Some(first) = parts.next() else { return Value::unknown("a whole page or site") };
                match self.key(first, depth) {
                    (Value::Text(key), _) if is_no_text(&key) => return Value::unknown(NO_TEXT),
                    (Value::Text(key), _) if name == "site" => self.site(&key),
                    (Value::Text(key), _) if name == "page" => self.page(&key),
                    (Value::Text(key), _) => self.given(&key),
                    (Value::Unknown(why), _) => return Value::Unknown(why),
                    _ => return Value::Nil,
                }
            }
            (None, "layout" | "content" | "paginator" | "jekyll" | "theme" | "forloop" | "tablerowloop") => {
                return Value::Unknown(format!("`{name}` is not known from this file alone").into());
            }
            (None, _) => match &self.unset {
                Some(why) => return Value::Unknown(why.clone()),
                None => Value::Nil,
            },
        };
        for part in parts {
            let (key, is_word) = self.key(part, depth);
            value = value.at(&key, is_word);
        }
        value
    }

    /// `SiteDrop`: collections, what it knows of the site, then the configuration.
    fn site(&self, key: &str) -> Value<'v> {
        const OF_THE_SITE: [&str; 15] = [
            "categories",
            "collections",
            "config",
            "data",
            "documents",
            "github",
            "html_files",
            "html_pages",
            "pages",
            "posts",
            "related_posts",
            "static_files",
            "tags",
            "theme",
            "time",
        ];
        let config = &self.jekyll.config;
        if OF_THE_SITE.contains(&key) || config.collections.iter().any(|one| &*one.label == key) {
            return Value::Unknown(format!("`site.{key}` is not known from one file").into());
        }
        match config.value(key) {
            Some(node) if node.is_mapping() && config.layers(key).len() > 1 => {
                Value::unknown("a mapping that several configuration files write")
            }
            Some(node) => Value::of(node),
            // Without it the site lies at the root, as all else here has it.
            None if key == "baseurl" => Value::Nil,
            None if self.jekyll.has_unknown_plugins => {
                Value::Unknown(format!("a plugin may set `site.{key}`").into())
            }
            None if is_default(key) => Value::Unknown(format!("the default of `site.{key}`").into()),
            None => Value::Nil,
        }
    }

    fn given(&self, key: &str) -> Value<'v> {
        let Some(given) = self.given else {
            return Value::Unknown(format!("`include.{key}` depends on who includes it").into());
        };
        match given.iter().rev().find(|(name, _)| **name == *key) {
            Some((_, Given::Text(text))) => Value::Text(Cow::Borrowed(text)),
            Some((_, Given::Parts(parts))) => Value::Parts(parts.clone()),
            Some((_, Given::Nil)) | None => Value::Nil,
            Some((_, Given::Unknown(why))) => Value::Unknown(why.clone()),
        }
    }

    /// `DocumentDrop`, and `Convertible#to_liquid` of a page.
    fn page(&self, key: &str) -> Value<'v> {
        let Some(page) = &self.page else {
            return Value::Unknown(format!("`page.{key}` depends on the page").into());
        };
        page.get(key).unwrap_or_else(|| {
            let may_set_title = key == "title" && self.jekyll.has_plugin("jekyll-titles-from-headings");
            if may_set_title || self.jekyll.has_unknown_plugins {
                Value::Unknown(format!("a plugin may set `page.{key}`").into())
            } else {
                Value::Nil
            }
        })
    }
}

impl<'v> Page<'v> {
    fn get(&self, key: &str) -> Option<Value<'v>> {
        let publication = self.publication;
        let text = |text: &'v str| Some(Value::Text(Cow::Borrowed(text)));
        match (key, self.collection) {
            ("content" | "output" | "excerpt" | "next" | "previous" | "id" | "dir" | "draft" | "ext", _) => {
                Some(Value::Unknown(format!("`page.{key}` is not known from the front matter").into()))
            }
            ("url", _) => match &publication.url {
                Answer::Known(url) => text(url),
                Answer::Undecided(why) => Some(Value::Unknown(why.clone())),
            },
            ("path" | "relative_path", Some(_)) => text(self.path),
            ("collection", Some(label)) => text(label),
            ("path", None) if self.data.get("path").is_none() => text(self.path),
            ("name", None) => text(self.path.rsplit('/').next().unwrap_or(self.path)),
            ("name" | "path", _) => Some(Value::unknown("a name from the front matter")),
            ("date", Some(_)) => Some(match &publication.date {
                DateAnswer::Date(fact) => Value::Time(fact.instant, fact.offset),
                _ => Value::unknown("the date is not known"),
            }),
            ("categories", Some(_)) => Some(terms(&publication.categories)),
            ("tags", Some(_)) if publication.kind == Kind::Post => Some(terms(&publication.tags)),
            ("tags", Some(_)) => Some(Value::unknown("tags of a document that is no post")),
            ("slug", Some(_)) => publication.slug.as_deref().and_then(text),
            ("title", Some(_)) if self.data.get("title").is_none_or(|found| found.node.is_null()) => {
                publication.title.as_deref().and_then(text)
            }
            _ => self.data.get(key).map(|found| Value::of(found.node)),
        }
    }
}

fn terms(terms: &[Term]) -> Value<'_> {
    Value::List(terms.iter().map(|term| Value::Text(Cow::Borrowed(&term.name))).collect())
}

/// Keys of `Configuration::DEFAULTS` that are neither null nor empty.
fn is_default(key: &str) -> bool {
    const KEYS: [&str; 36] = [
        "source",
        "destination",
        "collections_dir",
        "cache_dir",
        "plugins_dir",
        "layouts_dir",
        "data_dir",
        "includes_dir",
        "safe",
        "include",
        "exclude",
        "keep_files",
        "encoding",
        "markdown_ext",
        "strict_front_matter",
        "show_drafts",
        "limit_posts",
        "future",
        "unpublished",
        "whitelist",
        "plugins",
        "markdown",
        "highlighter",
        "lsi",
        "excerpt_separator",
        "incremental",
        "detach",
        "port",
        "host",
        "show_dir_listing",
        "permalink",
        "paginate_path",
        "quiet",
        "verbose",
        "defaults",
        "serving",
    ];
    KEYS.contains(&key) || matches!(key, "liquid" | "kramdown" | "watch" | "config" | "profile")
}
