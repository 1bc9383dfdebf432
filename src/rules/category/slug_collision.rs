//! `category/slug-collision`: two categories or two tags that give one slug.
//! Speaks of each spelling once; how Jekyll makes slugs is the generator's to know.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

struct SlugCollision;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(SlugCollision))
}

const CATEGORY: u64 = 0;
const TAG: u64 = 1;

impl Check for SlugCollision {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.publication.is_post() || !entry.site.has_generator {
            return;
        }
        for (term, span) in categories::written(entry) {
            sink.contribute(CATEGORY, Some(&term.name), span);
        }
        for term in &entry.publication.tags {
            if let Cause::FrontMatter(span) = term.cause {
                sink.contribute(TAG, Some(&term.name), span);
            }
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        let has_pages = site.facts.plugins.iter().any(|one| one == "jekyll-archives");
        for kind in [CATEGORY, TAG] {
            let named = own.iter().filter(|one| one.key == kind);
            let mut seen: FxHashMap<&str, (usize, &Contribution)> = FxHashMap::default();
            for one in named {
                let Some(name) = one.text.as_deref() else { continue };
                seen.entry(name).or_insert((0, one)).0 += 1;
            }
            let mut by_slug: FxHashMap<String, Vec<&str>> = FxHashMap::default();
            for name in seen.keys() {
                by_slug.entry(slugify(name, Mode::Default, false)).or_default().push(name);
            }
            for (slug, names) in by_slug.iter().filter(|(slug, names)| names.len() > 1 && !slug.is_empty()) {
                let count = |name: &str| seen.get(name).map_or(0, |(count, _)| *count);
                let usual = names
                    .iter()
                    .copied()
                    .max_by(|a, b| count(a).cmp(&count(b)).then(b.cmp(a)))
                    .unwrap_or_default();
                for name in names.iter().filter(|name| **name != usual) {
                    let Some((_, first)) = seen.get(name) else { continue };
                    let report = collision(first, name, usual, slug);
                    let report = if has_pages { report } else { report.at_most(Severity::Note) };
                    sink.report_in(first.file, report);
                }
            }
        }
    }
}

fn collision(one: &Contribution, name: &str, usual: &str, slug: &str) -> Report {
    let (name, usual) = (excerpt(name), excerpt(usual));
    let what = if one.key == CATEGORY { "categories" } else { "tags" };
    let message = format!(
        "the {what} `{name}` and `{usual}` both become `{}` in an address, where one page replaces the other",
        excerpt(slug)
    );
    Report::new(one.span, message)
        .help(format!("write `{usual}` here too, or choose a name with another slug"))
}
