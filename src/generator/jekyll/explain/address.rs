//! Where a file is published: the template of its address, and what follows from it. May not make
//! an address.

use super::{Asked, is_truthy, url};
use crate::generator::explanation::{Fact, Origin};
use crate::generator::jekyll::reader::Place;
use crate::publication::{Answer, Skip, Status, Text};

impl Asked<'_> {
    pub(super) fn address(&self) -> Vec<Fact> {
        if self.publication.status == Status::Skipped(Skip::Part) {
            return Vec::new();
        }
        let (origin, because) = self.template_of_address();
        let mut facts = Vec::new();
        match &self.publication.url {
            Answer::Known(url) => {
                facts.push(Fact::new("url", url, origin, because));
                if let Answer::Known(output) = &self.publication.output {
                    facts.push(Fact::new("output", output, Origin::Generator, output_rule(url, output)));
                }
            }
            Answer::Undecided(why) => {
                facts.push(Fact::new("url", "undecided", Origin::Generator, why.clone()));
            }
        }
        facts.extend(self.others());
        facts
    }

    fn template_of_address(&self) -> (Origin, Text) {
        let own = self.data.get("permalink").filter(|found| is_truthy(found.node));
        match (&self.place, own) {
            (Place::Document(_) | Place::Page(_), Some(found)) => {
                let template = super::shown(found.node);
                let (origin, because) = self.cause(found.cause, &format!("permalink: {template}"));
                (origin, because)
            }
            (Place::Document(place), None) => self.template_of_collection(place.collection),
            (Place::CollectionFile(collection, _), _) => self.template_of_collection(*collection),
            (Place::Page(_), None) => self.template_of_page(),
            _ => (Origin::Generator, "a file that is copied keeps its path".into()),
        }
    }

    fn template_of_collection(&self, collection: usize) -> (Origin, Text) {
        let config = &self.site.config;
        let Some(collection) = config.collections.get(collection) else {
            return (Origin::Generator, "Jekyll's own rule".into());
        };
        let template = &collection.template;
        if let Some((file, span)) = config.place_of(&["collections", &collection.label, "permalink"]) {
            let because = format!("`permalink: {template}` of the collection `{}`", collection.label);
            return (Origin::Config(file, span), because.into());
        }
        let (origin, because) = self.setting("permalink", "date");
        let is_same = config.permalink == **template;
        let because = if is_same { because } else { format!("{because}, that is `{template}`").into() };
        (origin, because)
    }

    fn template_of_page(&self) -> (Origin, Text) {
        let name = self.part(self.name());
        let is_html = self.site.converted(url::extension(name)) == ".html"
            || matches!(url::extension(name), ".xhtml" | ".htm");
        let base = name.strip_suffix(url::extension(name)).unwrap_or(name).trim_end_matches('.');
        if !is_html {
            return (Origin::Generator, "a page that is no HTML keeps its path".into());
        }
        if base == "index" {
            return (Origin::Generator, "a page called `index` is that of its folder".into());
        }
        let (origin, because) = self.setting("permalink", "date");
        (origin, format!("its path, with the ending of {because}").into())
    }

    /// Files that are written besides: redirects, source maps, the page of a file that is a post too.
    fn others(&self) -> Vec<Fact> {
        let aliases = self.site.aliases(&self.data);
        let redirect = self.data.get("redirect_from");
        let also = self.publication.also.iter();
        let facts = also.map(|path| match redirect {
            Some(found) if aliases.contains(path) => {
                let (origin, because) = self.cause(found.cause, "redirect_from");
                Fact::new("redirect", path, origin, because)
            }
            _ => Fact::new("also", path, Origin::Generator, "written besides it"),
        });
        facts.collect()
    }
}

fn output_rule(url: &str, output: &str) -> &'static str {
    if url.ends_with('/') {
        return "an address that ends in `/` is the `index.html` of its folder";
    }
    if url.trim_start_matches('/') == output {
        return "the file of its address";
    }
    "its address, unescaped, with the extension of what it becomes"
}
