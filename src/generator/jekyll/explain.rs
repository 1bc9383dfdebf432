//! Why Jekyll makes of a file what it makes of it: each fact of a publication with the front matter,
//! name, configuration or rule that it comes from. Asked for one file at a time; may not decide
//! anything itself.

mod address;
mod date;
mod kind;
mod skipped;
mod status;

use std::sync::Arc;

use super::data::Data;
use super::defaults::Defaults;
use super::reader::{DocumentPlace, Place, has_header, place};
use super::value::{is_truthy, to_s};
use super::{Jekyll, header, url};
use crate::document::Document;
use crate::generator::explanation::{Fact, Origin};
use crate::publication::{Cause, Kind, Publication, Skip, Status, Term, Text};
use crate::source::Span;

/// A file whose facts are asked for.
struct Asked<'a> {
    site: &'a Jekyll,
    document: &'a Document<'a>,
    publication: &'a Publication,
    place: Place<'a>,
    data: Data<'a>,
}

/// All facts, the most important first.
#[must_use]
pub(super) fn explain(site: &Jekyll, document: &Document<'_>, publication: &Publication) -> Vec<Fact> {
    let path = document.path();
    let has_header = has_header(document.source.text()) || site.takes_bare(path);
    let place = place(&site.config, path, has_header);
    let data = data(site, &place, document);
    let asked = Asked { site, document, publication, place, data };
    if asked.is_config() {
        let because = "Jekyll reads it before everything else";
        return vec![Fact::new("status", "the configuration", Origin::Generator, because)];
    }
    let mut facts = vec![asked.status(), asked.kind()];
    if matches!(publication.status, Status::Skipped(Skip::BadName | Skip::Excluded)) {
        return facts;
    }
    facts.extend(asked.lost_front_matter());
    facts.extend(asked.address());
    facts.extend(asked.title());
    facts.extend(asked.date());
    facts.extend(publication.categories.iter().map(|term| asked.term("category", term)));
    facts.extend(publication.tags.iter().map(|term| asked.term("tag", term)));
    facts.extend(asked.slug());
    facts.extend(asked.layout());
    facts
}

fn data<'a>(site: &'a Jekyll, place: &Place<'a>, document: &'a Document<'_>) -> Data<'a> {
    let front_matter = header::read(document).ok().flatten();
    match place {
        Place::Document(place) if is_yaml(place.path) => Data::of_document(None, Defaults::default()),
        Place::Document(place) => {
            let collection = site.config.collections.get(place.collection);
            let kind = collection.map_or("", |one| &*one.label);
            Data::of_document(front_matter, Defaults::of(&site.config, place.path, place.in_source, kind))
        }
        Place::Page(path) => Data::of_page(front_matter, Defaults::of(&site.config, path, path, "pages")),
        Place::Static(path) | Place::CollectionFile(_, path) => {
            Data::of_document(None, Defaults::of(&site.config, path, path, ""))
        }
        Place::Part(_) => Data::of_page(front_matter, Defaults::default()),
        Place::Skipped(..) => Data::of_page(None, Defaults::default()),
    }
}

fn is_yaml(path: &str) -> bool {
    matches!(url::extension(path), ".yml" | ".yaml")
}

impl Asked<'_> {
    fn path(&self) -> &str {
        self.document.path()
    }

    fn is_config(&self) -> bool {
        self.site.config.path(0).is_some_and(|path| path == self.path())
    }

    /// The name of the file, as bytes of its path.
    fn name(&self) -> Span {
        let path = self.path();
        Span::new(path.rfind('/').map_or(0, |slash| slash + 1), path.len())
    }

    /// A folder of the path, as bytes of it.
    fn folder(&self, name: &str) -> Option<Span> {
        let mut start = 0;
        for part in self.path().split('/') {
            if part == name {
                return Some(Span::new(start, start + part.len()));
            }
            start += part.len() + 1;
        }
        None
    }

    /// The words of a part of the path.
    fn part(&self, span: Span) -> &str {
        self.path().get(span.range()).unwrap_or_default()
    }

    /// Where a cause stands, and the words for it; `what` is the key or thing it sets.
    fn cause(&self, cause: Cause, what: &str) -> (Origin, Text) {
        match cause {
            Cause::FrontMatter(span) => {
                (Origin::FrontMatter(span), format!("`{what}` in its front matter").into())
            }
            Cause::Path => (Origin::Path(self.name()), "the file's name".into()),
            Cause::Default(span) => self.defaults(span),
            Cause::Generator => (Origin::Generator, "Jekyll's own rule".into()),
        }
    }

    /// The item of `defaults:` in which these bytes lie.
    fn defaults(&self, span: Span) -> (Origin, Text) {
        let config = &self.site.config;
        let set = config.defaults.iter().find(|set| set.holds(config, span));
        let file = set.or_else(|| config.defaults.first()).and_then(|set| config.path(set.file()));
        let words = match set {
            Some(set) => format!("`defaults:` for {}", set.scope()).into(),
            None => "`defaults:`".into(),
        };
        (Origin::Defaults(Arc::from(file.unwrap_or_default()), span), words)
    }

    /// Where a key of the configuration stands, and the words for it; `default` is what Jekyll has
    /// where the configuration does not say.
    fn setting(&self, key: &str, default: &str) -> (Origin, Text) {
        let value = self.site.config.string(key);
        match self.site.config.place_of(&[key]).zip(value) {
            Some(((file, span), value)) => (Origin::Config(file, span), format!("`{key}: {value}`").into()),
            None => (Origin::Generator, format!("`{key}: {default}` (Jekyll's default)").into()),
        }
    }

    fn title(&self) -> Option<Fact> {
        let title = self.publication.title.as_ref()?;
        let found = self.data.get("title").filter(|found| is_truthy(found.node));
        let is_heading = found.is_none_or(|found| to_s(found.node) != **title);
        if is_heading
            && self.site.has_plugin("jekyll-titles-from-headings")
            && super::titles::from_heading(self.document).is_some_and(|one| one == *title)
        {
            let because = "its first heading, by jekyll-titles-from-headings";
            return Some(Fact::new("title", title, Origin::File(self.document.body.span), because));
        }
        let (origin, because) = match found {
            Some(found) => self.cause(found.cause, "title"),
            None => {
                (Origin::Path(self.slug_in_name()), "the words of its name, since it sets no `title`".into())
            }
        };
        Some(Fact::new("title", title, origin, because))
    }

    fn slug(&self) -> Option<Fact> {
        let slug = self.publication.slug.as_ref()?;
        let found = self.data.get("slug").filter(|found| is_truthy(found.node));
        let (origin, because) = match found {
            Some(found) => self.cause(found.cause, "slug"),
            None => (Origin::Path(self.slug_in_name()), "its name".into()),
        };
        Some(Fact::new("slug", slug, origin, because))
    }

    /// The bytes of the path that give title and slug: the name without its date and extension.
    fn slug_in_name(&self) -> Span {
        let name = self.name();
        let text = self.part(name);
        let is_dated = matches!(&self.place, Place::Document(DocumentPlace { .. }));
        let dated = super::reader::DatedName::parse(text).filter(|_| is_dated);
        let start = dated.map_or(0, |dated| dated.date.len() + 1);
        let end = text.len().saturating_sub(url::extension(text).len()).max(start);
        Span::new(name.start as usize + start, name.start as usize + end)
    }

    fn layout(&self) -> Option<Fact> {
        let layout = self.publication.layout.as_ref()?;
        let found = self.data.get("layout")?;
        let (origin, because) = self.cause(found.cause, "layout");
        Some(Fact::new("layout", layout, origin, because))
    }

    fn term(&self, name: &'static str, term: &Term) -> Fact {
        let (origin, because) = match term.cause {
            Cause::Path => {
                let folder = self.folder(&term.name).unwrap_or_else(|| self.name());
                (Origin::Path(folder), "its folder".into())
            }
            Cause::FrontMatter(span) => {
                let keys = if name == "tag" { ["tag", "tags"] } else { ["category", "categories"] };
                let holds =
                    |key: &&str| self.data.own(key).is_some_and(|found| found.node.span().contains(span));
                let key = keys.iter().find(|key| holds(key)).copied().unwrap_or("categories");
                self.cause(term.cause, key)
            }
            cause => self.cause(cause, name),
        };
        Fact::new(name, &term.name, origin, because)
    }

    /// Front matter that Jekyll cannot read, where it goes on without.
    fn lost_front_matter(&self) -> Option<Fact> {
        if !self.publication.reads_front_matter() || self.publication.fatal.is_some() {
            return None;
        }
        let lost = header::read(self.document).err()?;
        let rest = match self.publication.kind {
            Kind::Post | Kind::Draft | Kind::Collection(_) => {
                "correct it; until then its date is that of the build"
            }
            _ => "correct it; until then nothing of it counts",
        };
        let because = format!("Jekyll logs an error and goes on without it: {}", lost.message);
        Some(Fact::new("front matter", "not read", Origin::FrontMatter(lost.span), because).unless(rest))
    }
}

/// A value of a configuration in one line.
fn shown(node: crate::document::front_matter::Node<'_>) -> String {
    to_s(node).replace('\n', " ")
}
