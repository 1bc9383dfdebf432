//! What a file is to Jekyll, and by which part of its path or text. May not decide it.

use super::{Asked, is_truthy};
use crate::generator::explanation::{Fact, Origin};
use crate::generator::jekyll::reader::Place;
use crate::publication::{Kind, Text};
use crate::source::Span;

impl Asked<'_> {
    pub(super) fn kind(&self) -> Fact {
        match &self.place {
            Place::Document(_) => self.kind_of_document(),
            Place::Page(path) if self.site.takes_bare(path) && !self.has_header() => Fact::new(
                "kind",
                "page",
                Origin::Generator,
                "jekyll-optional-front-matter takes Markdown without front matter for pages",
            ),
            Place::Page(_) => {
                Fact::new("kind", "page", Origin::FrontMatter(Span::new(0, 3)), "it begins with front matter")
            }
            Place::Static(_) => self.is_static("static file"),
            Place::CollectionFile(..) => self.is_static("static file of a collection"),
            Place::Part(kind) => self.part_of_others(kind),
            Place::Skipped(..) => {
                Fact::new("kind", "ignored", Origin::Generator, "Jekyll makes nothing of it by itself")
            }
        }
    }

    fn has_header(&self) -> bool {
        super::has_header(self.document.source.text())
    }

    fn kind_of_document(&self) -> Fact {
        match &self.publication.kind {
            Kind::Collection(label) => {
                let (origin, because) = match self.site.config.place_of(&["collections", label]) {
                    Some((file, span)) => (
                        Origin::Config(file, span),
                        format!("its folder is that of the collection `{label}`"),
                    ),
                    None => match self.site.config.place_of(&["collections"]) {
                        Some((file, span)) => {
                            (Origin::Config(file, span), format!("`collections:` names `{label}`"))
                        }
                        None => (Origin::Generator, format!("the collection `{label}`")),
                    },
                };
                Fact::new("kind", format!("document of the collection {label}"), origin, because)
            }
            kind => {
                let draft = self.data.get("draft").filter(|found| is_truthy(found.node));
                let (name, folder) =
                    if *kind == Kind::Draft { ("draft", "_drafts") } else { ("post", "_posts") };
                match (self.folder(folder), draft) {
                    (Some(span), _) => Fact::new("kind", name, Origin::Path(span), "its folder"),
                    (None, Some(found)) => {
                        let (origin, because) = self.cause(found.cause, "draft");
                        Fact::new("kind", name, origin, because)
                    }
                    (None, None) => Fact::new("kind", name, Origin::Generator, "Jekyll's own rule"),
                }
            }
        }
    }

    fn is_static(&self, name: &'static str) -> Fact {
        let text = self.document.source.text();
        let because: Text = if text.starts_with('\u{feff}') {
            "a byte order mark stands before its front matter, so Jekyll sees none".into()
        } else if text.trim_start().starts_with("---") {
            "its first line is not exactly `---`, so Jekyll sees no front matter".into()
        } else {
            "it has no front matter".into()
        };
        let fact = Fact::new("kind", name, Origin::File(Span::at(0)), because);
        fact.unless("with front matter (two lines `---` at its very start) it would be rendered")
    }

    fn part_of_others(&self, kind: &Kind) -> Fact {
        let (name, key, default) = match kind {
            Kind::Layout => ("layout", "layouts_dir", "_layouts"),
            Kind::Include => ("include", "includes_dir", "_includes"),
            _ => ("data file", "data_dir", "_data"),
        };
        match self.site.config.place_of(&[key]) {
            Some((file, span)) => {
                let value = self.site.config.string(key).unwrap_or_default();
                Fact::new("kind", name, Origin::Config(file, span), format!("`{key}: {value}`"))
            }
            None => {
                let span = self.folder(default).unwrap_or_else(|| self.name());
                Fact::new("kind", name, Origin::Path(span), "its folder")
            }
        }
    }
}
