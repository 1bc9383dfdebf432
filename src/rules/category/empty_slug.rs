//! `category/empty-slug`: a category or tag of which no letter is left in an address.
//! How Jekyll makes slugs is the generator's to know.

use crate::rules::prelude::*;

struct EmptySlug;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(EmptySlug))
}

impl Check for EmptySlug {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.publication.is_post() || !entry.site.has_generator {
            return;
        }
        let tags = entry.publication.tags.iter().filter_map(|term| match term.cause {
            Cause::FrontMatter(span) => Some((term, span)),
            _ => None,
        });
        let has_pages = entry.site.plugins.iter().any(|one| one == "jekyll-archives");
        for (term, span) in categories::written(entry).into_iter().chain(tags) {
            if !term.name.trim().is_empty() && slugify(&term.name, Mode::Default, false).is_empty() {
                let report = empty(span, &term.name);
                sink.report(if has_pages { report } else { report.at_most(Severity::Note) });
            }
        }
    }
}

fn empty(span: Span, name: &str) -> Report {
    let message = format!("nothing of `{}` is left in an address, so its page has no name", excerpt(name));
    Report::new(span, message).help("choose a name with a letter or a digit in it")
}
