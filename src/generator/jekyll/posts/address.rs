//! Where a post or document is published: its URL and the file that is written. May not decide
//! whether it is published.

use std::borrow::Cow;

use super::{Post, bytes_of, nowhere};
use crate::generator::jekyll::data::Data;
use crate::generator::jekyll::permalink::{NoUrl, Placeholders, Slug, expand};
use crate::generator::jekyll::url;
use crate::generator::jekyll::value::is_truthy;
use crate::publication::{Answer, DateAnswer, FatalKind, Term};
use crate::source::Span;

impl<'p> Post<'p> {
    /// `#url` and `#destination`.
    pub(super) fn url(
        &mut self,
        data: &Data<'_>,
        categories: &[Term],
        date: &DateAnswer,
        is_written: bool,
    ) -> (Answer<String>, Answer<String>) {
        let permalink = data.get("permalink").filter(|found| is_truthy(found.node));
        let own = match permalink.map(|found| (found.cause, found.node.as_str())) {
            Some((cause, None)) => {
                if is_written {
                    self.stop(
                        FatalKind::Permalink,
                        bytes_of(cause),
                        "`permalink` is not text, and Jekyll stops",
                    );
                }
                return nowhere("its `permalink` is not text");
            }
            Some((_, own)) => own,
            None => None,
        };
        let extension = self.output_extension(own);
        let slug = data.get("slug").filter(|found| is_truthy(found.node));
        // A document that nobody asked for its date takes that of the build when it needs one.
        let now = self.site.date_of_build();
        let placeholders = Placeholders {
            collection: &self.collection.label,
            path: self.cleaned_path(),
            name: self.base_name(),
            slug: match slug {
                Some(found) => found.node.as_str().map_or(Slug::NotText, Slug::Text),
                None if self.failed => Slug::Missing,
                None => Slug::Text(self.name_slug()),
            },
            categories,
            output_ext: &extension,
            date: match date {
                DateAnswer::Date(fact) => Some(fact),
                DateAnswer::None => Some(&now),
                _ => None,
            },
        };
        match expand(own.unwrap_or(&self.collection.template), &placeholders) {
            Ok(url) => {
                let output = url::document_output(&url, &extension);
                (Answer::Known(url), Answer::Known(output))
            }
            Err(why) => {
                let span = permalink.map_or(Span::at(0), |found| bytes_of(found.cause));
                self.no_url(why, span, slug.map_or(Span::at(0), |found| bytes_of(found.cause)), is_written)
            }
        }
    }

    fn no_url(
        &mut self,
        why: NoUrl,
        template: Span,
        slug: Span,
        is_written: bool,
    ) -> (Answer<String>, Answer<String>) {
        let (span, message) = match why {
            NoUrl::NoDate => return nowhere("its date is not known"),
            NoUrl::SlugNotText => (slug, "`slug` is not text, and Jekyll stops".to_owned()),
            NoUrl::UnknownPlaceholder(_) if self.site.has_unknown_plugins => {
                return nowhere("a plugin may know a placeholder of its permalink");
            }
            NoUrl::UnknownPlaceholder(name) => {
                (template, format!("Jekyll knows no `:{name}` in a permalink, and stops"))
            }
        };
        if is_written {
            self.stop(FatalKind::Permalink, span, message);
        }
        nowhere("Jekyll stops at its permalink")
    }

    /// `Renderer#output_ext`
    fn output_extension(&self, permalink: Option<&str>) -> String {
        let own = permalink.filter(|permalink| !permalink.ends_with('/')).map(url::extension);
        match own.filter(|own| !own.is_empty()) {
            Some(own) => own.to_owned(),
            None => self.site.converted(url::extension(self.place.path)).to_owned(),
        }
    }

    /// `#cleaned_relative_path`
    fn cleaned_path(&self) -> Cow<'p, str> {
        let path = self.place.path;
        let path = path.strip_suffix(url::extension(path)).unwrap_or(path);
        Cow::Owned(path.replacen(&*self.collection.directory, "", 1).trim_end_matches('.').to_owned())
    }
}
