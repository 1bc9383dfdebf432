//! `category/missing`: a post without a category, on a site whose other posts have one.
//! Counts what each post has; where a category comes from does not matter.

use crate::rules::prelude::*;

/// How many posts must have a category, and how many for each that has none.
const ENOUGH: usize = 10;

#[derive(Deserialize)]
struct Missing {
    always: bool,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<Missing>()?))
}

impl Check for Missing {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.publication.kind != Kind::Post {
            return;
        }
        let Header::Found(found) = &entry.header else { return };
        if found.tree.is_err() {
            return;
        }
        let has_one = entry.publication.categories.iter().any(|one| !one.name.trim().is_empty());
        let opening = Span::new(found.span.start as usize, found.span.start as usize + 3);
        match (self.always, has_one) {
            (true, false) => sink.report(without(opening)),
            (true, true) => {}
            (false, _) => sink.contribute(u64::from(has_one), None, opening),
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let with = own.iter().filter(|one| one.key == 1).count();
        let without_one = own.len() - with;
        if with < ENOUGH || without_one * ENOUGH > with {
            return;
        }
        for post in own.iter().filter(|one| one.key == 0) {
            sink.report_in(post.file, without(post.span));
        }
    }
}

fn without(opening: Span) -> Report {
    Report::new(opening, "this post has no category, so that lists and addresses by category leave it out")
        .help("add `categories:` to the front matter")
}
