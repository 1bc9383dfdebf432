//! By which name, pattern or setting a file is left out. May not decide whether it is.

use super::Asked;
use crate::generator::explanation::{Fact, Origin};
use crate::generator::jekyll::filter::Rejection;
use crate::generator::jekyll::reader::Place;
use crate::generator::jekyll::value::to_s;
use crate::publication::Text;
use crate::source::{Encoding, Span};

impl Asked<'_> {
    pub(super) fn no_output(&self) -> Fact {
        let index = match &self.place {
            Place::Document(place) => place.collection,
            Place::CollectionFile(index, _) => *index,
            _ => 0,
        };
        let config = &self.site.config;
        let label = config.collections.get(index).map_or("", |one| &*one.label);
        let keys = ["collections", label, "output"];
        let place = config.place_of(&keys).or_else(|| config.place_of(&keys[..2]));
        let place = place.or_else(|| config.place_of(&keys[..1]));
        let origin = place.map_or(Origin::Generator, |(file, span)| Origin::Config(file, span));
        let because = format!("the collection `{label}` has no `output: true`");
        Fact::new("status", "not written", origin, because)
            .unless("set `output: true` there; templates can use it all the same")
    }

    pub(super) fn unreadable(&self) -> Fact {
        let source = self.document.source;
        let not_read = |origin, because: &'static str| Fact::new("status", "not read", origin, because);
        if self.site.config.loses_posts {
            let place = self.site.config.place_of(&["defaults"]);
            let origin = place.map_or(Origin::Generator, |(file, span)| Origin::Config(file, span));
            return not_read(origin, "a `date` among the defaults, by which Jekyll loses every post")
                .unless("take it away, or write it with a time of day");
        }
        if source.encoding() == Encoding::Utf16 {
            return not_read(Origin::File(Span::at(0)), "it is UTF-16").unless("save it as UTF-8");
        }
        match source.invalid().first() {
            Some(span) => {
                not_read(Origin::File(*span), "these bytes are not UTF-8").unless("save it as UTF-8")
            }
            None => not_read(
                Origin::Path(self.name()),
                "Jekyll reads YAML files as data and shows no text of them",
            ),
        }
    }

    pub(super) fn excluded(&self) -> Fact {
        let (path, config) = (self.path(), &self.site.config);
        let below = |folder: &str| {
            folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        if !below(&config.source) {
            let (origin, because) = self.setting("source", "");
            return ignored(origin, format!("it lies outside of {because}")).unless("move it there");
        }
        let start = if config.source.is_empty() { 0 } else { config.source.len() + 1 };
        let inner = path.get(start..).unwrap_or(path);
        if !config.destination.is_empty() && inner.starts_with(&format!("{}/", config.destination)) {
            let (origin, because) = self.setting("destination", "_site");
            return ignored(origin, format!("it lies in {because}, the folder that Jekyll writes"));
        }
        let found = self.in_part(inner).or_else(|| self.in_folders(inner));
        match found {
            Some((entry, rejection)) => {
                let span = Span::new(entry.start as usize + start, entry.end as usize + start);
                self.rejected(span, rejection)
            }
            None => ignored(Origin::Generator, "a folder or file on its way is hidden"),
        }
    }

    /// Layouts and files of collections are filtered by their path from their folder.
    fn in_part(&self, path: &str) -> Option<(Span, Rejection<'_>)> {
        let config = &self.site.config;
        let whole = |at: usize| Span::new(at, path.len());
        let layouts = format!("{}/", config.layouts_dir);
        if let Some(entry) = path.strip_prefix(&layouts) {
            return config.filter.rejection(entry, entry, false).map(|why| (whole(layouts.len()), why));
        }
        let prefix = if config.collections_dir.is_empty() { 0 } else { config.collections_dir.len() + 1 };
        let rest = path.get(prefix..)?;
        let (folder, entry) = rest.split_once('/')?;
        let is_it = config.collections.iter().any(|one| *one.directory == *folder && &*one.label != "posts");
        if !is_it {
            return None;
        }
        config.filter.rejection(rest, entry, false).map(|why| (whole(path.len() - entry.len()), why))
    }

    /// The first folder from the root, or the file, that is rejected.
    fn in_folders(&self, path: &str) -> Option<(Span, Rejection<'_>)> {
        let filter = &self.site.config.filter;
        let mut start = 0;
        for (slash, _) in path.match_indices('/') {
            let entry = path.get(start..slash)?;
            let rest = path.get(slash + 1..)?;
            if matches!(entry, "_posts" | "_drafts") {
                let span = Span::new(slash + 1, path.len());
                if let Some(why) = filter.rejection(path, rest, false) {
                    return Some((span, why));
                }
                if rest.split('/').any(|part| part.starts_with('.')) {
                    return Some((span, Rejection::Special));
                }
            }
            if let Some(why) = filter.rejection(path.get(..slash)?, entry, true) {
                return Some((Span::new(start, slash), why));
            }
            start = slash + 1;
        }
        let why = filter.rejection(path, path.get(start..)?, false)?;
        Some((Span::new(start, path.len()), why))
    }

    fn rejected(&self, entry: Span, rejection: Rejection<'_>) -> Fact {
        let name = self.part(entry);
        match rejection {
            Rejection::Pattern(pattern) => self.by_pattern(pattern),
            Rejection::Dot => {
                ignored(Origin::Path(entry), format!("`{name}` ends in a dot")).unless("rename it")
            }
            Rejection::Tilde => ignored(Origin::Path(entry), format!("`{name}` ends in `~`, as backups do"))
                .unless("rename it"),
            Rejection::Special if matches!(name, "_posts" | "_drafts") => {
                let (origin, because) = self.setting("collections_dir", "");
                ignored(origin, format!("posts are looked for in {because} alone")).unless("move it there")
            }
            Rejection::Special if self.part_of_build(entry).is_some() => {
                let because = self.part_of_build(entry).unwrap_or_default();
                Fact::new("status", "not a page of its own", Origin::Path(entry), because)
            }
            Rejection::Special => {
                let first = name
                    .rsplit('/')
                    .find_map(|part| part.chars().next().filter(|one| matches!(one, '.' | '_' | '#' | '~')));
                let because = format!("`{name}` begins with `{}`", first.unwrap_or('_'));
                let change = format!("rename it, or add `{name}` to `include:`");
                ignored(Origin::Path(entry), because).unless(change)
            }
        }
    }

    /// What reads a folder that the reader passes over.
    fn part_of_build(&self, entry: Span) -> Option<&'static str> {
        let below = |folder: &str| {
            let folder = folder.trim_matches('/');
            self.path().get(..entry.end as usize) == Some(folder)
        };
        let sass = self.site.config.nested("sass", "sass_dir").map(|node| to_s(node).into_owned());
        if below(&self.site.config.plugins_dir) {
            return Some("Jekyll loads the Ruby files in it as plugins");
        }
        below(sass.as_deref().unwrap_or("_sass"))
            .then_some("Sass reads it for the style sheets that import it")
    }

    fn by_pattern(&self, pattern: &str) -> Fact {
        let config = &self.site.config;
        let own = config.placed("exclude").and_then(|(file, list)| {
            let item = list.items().find(|item| to_s(*item) == pattern)?;
            Some(Origin::Config(config.path(file)?.into(), item.span()))
        });
        let change = "take it out of `exclude:`, or name the file in `include:`";
        match own {
            Some(origin) => ignored(origin, format!("`exclude: {pattern}`")).unless(change),
            None => ignored(Origin::Generator, format!("`exclude: {pattern}` (Jekyll's default)"))
                .unless("name it in `include:`"),
        }
    }
}

fn ignored(origin: Origin, because: impl Into<Text>) -> Fact {
    Fact::new("status", "not read", origin, because)
}
