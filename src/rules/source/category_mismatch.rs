//! `source/category-mismatch`: a link back, below a post, to another category than the post's.
//! Asked where the other posts lead back to their own.

use std::collections::HashSet;

use crate::rules::prelude::*;

struct CategoryMismatch;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(CategoryMismatch))
}

/// A category of a post.
const CATEGORY: u64 = 0;
/// A name that a link back leads to.
const BACK_LINK: u64 = 1;

/// So many posts that lead back to their own category make a convention.
const FEWEST: usize = 3;

impl Check for CategoryMismatch {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !is_among_posts(entry) {
            return;
        }
        let back_links = tail(entry).back_links;
        for (name, span) in categories_of(entry) {
            let text = (!back_links.is_empty()).then_some(name.as_str());
            sink.contribute(category_key(&name, CATEGORY), text, span);
        }
        for link in back_links.iter().filter(|link| !link.is_liquid) {
            if let Some(name) = names_of_path(link.path()) {
                sink.contribute(category_key(&name, BACK_LINK), Some(&name), link.place);
            }
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let is_back_link = |one: &&Contribution| one.key & BACK_LINK == BACK_LINK;
        let known: HashSet<u64> = own.iter().filter(|one| !is_back_link(one)).map(|one| one.key).collect();
        let mut right = 0;
        let mut wrong = Vec::new();
        for (file, all) in by_file(own) {
            let categories = || all.iter().filter(|one| !is_back_link(one));
            let named = all.iter().filter(is_back_link).filter(|one| known.contains(&(one.key - BACK_LINK)));
            let named: Vec<&Contribution> = named.collect();
            let Some(first) = named.first() else { continue };
            let is_own = |link: &&Contribution| categories().any(|one| one.key == link.key - BACK_LINK);
            if named.iter().any(is_own) {
                right += 1;
            } else if let Some(category) = categories().next() {
                wrong.push((file, *first, category));
            }
        }
        if right >= FEWEST && wrong.len() * 4 <= right {
            for (file, link, category) in wrong {
                sink.report_in(file, other_category(link, category));
            }
        }
    }
}

fn other_category(link: &Contribution, category: &Contribution) -> Report {
    let named = link.text.as_deref().unwrap_or_default();
    let own = category.text.as_deref().unwrap_or_default();
    Report::new(
        link.span,
        format!(
            "the link back leads to the category `{}`, and the post is in `{}`",
            excerpt(named),
            excerpt(own)
        ),
    )
    .label(category.span, "the post's category")
    .help("correct the link, or the category")
}
