//! How posts name their sources: hosts, the form of the link, what stands around it.
//! May not know which posts should have one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::sample::{Sample, Tally};
use crate::document::body::LinkSyntax;
use crate::entry::Entry;
use crate::rules::prelude::{Citation, Span, categories_of, tail};

/// The sources of all posts.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    /// The posts that end with a link to their source.
    pub(super) cited: Sample,
    /// Those of which the link to the source is empty.
    pub(super) empty: Sample,
    /// By host.
    pub(super) hosts: Tally,
    /// How many of the links are `<https://…>`.
    pub(super) autolinks: usize,
    /// By the number of paragraphs that follow.
    pub(super) after: BTreeMap<usize, usize>,
    /// How many have a short paragraph in brackets, or with a colon, before the link.
    pub(super) credits: usize,
    /// By category: posts with a source, and all.
    pub(super) categories: BTreeMap<Box<str>, (usize, usize)>,
}

impl Sources {
    /// Looks at one post.
    pub(super) fn see(&mut self, entry: &Entry<'_>) {
        let path: &Arc<str> = entry.source.path();
        let citation = tail(entry).citation;
        let has_source = matches!(citation, Citation::Link(_));
        for (name, _) in categories_of(entry) {
            let counts = self.categories.entry(name.into()).or_default();
            counts.0 += usize::from(has_source);
            counts.1 += 1;
        }
        match citation {
            Citation::Link(address) => {
                self.cited.add(path);
                let host = address.host().unwrap_or_default().to_ascii_lowercase();
                self.hosts.add(&host, path);
                let element = entry.body.elements.get(address.element);
                let is_autolink = element.is_some_and(|one| one.link == Some(LinkSyntax::Autolink));
                self.autolinks += usize::from(is_autolink);
                let place = element.map_or(address.place, |element| element.span);
                *self.after.entry(paragraphs_after(entry, place)).or_default() += 1;
                self.credits += usize::from(has_credit(entry, place));
            }
            Citation::Empty(_) => self.empty.add(path),
            Citation::Absent | Citation::Unclear => {}
        }
    }

    /// Takes over what another has seen.
    pub(super) fn merge(&mut self, other: &Self) {
        self.cited.merge(&other.cited);
        self.empty.merge(&other.empty);
        self.hosts.merge(&other.hosts);
        self.autolinks += other.autolinks;
        for (after, count) in &other.after {
            *self.after.entry(*after).or_default() += count;
        }
        self.credits += other.credits;
        for (name, (with, all)) in &other.categories {
            let counts = self.categories.entry(name.clone()).or_default();
            counts.0 += with;
            counts.1 += all;
        }
    }
}

/// How many paragraphs follow that of a link.
fn paragraphs_after(entry: &Entry<'_>, link: Span) -> usize {
    let text = entry.source.text().get(link.end as usize..).unwrap_or_default();
    let mut was_blank = false;
    let mut count = 0;
    for line in text.lines().skip(1) {
        let is_blank = line.trim().is_empty();
        count += usize::from(!is_blank && was_blank);
        was_blank = is_blank;
    }
    count
}

/// Whether the paragraph before a link is one line that names somebody: in brackets, with a colon.
fn has_credit(entry: &Entry<'_>, link: Span) -> bool {
    const LONGEST: usize = 40;
    let before =
        entry.source.text().get(entry.body.span.start as usize..link.start as usize).unwrap_or_default();
    let line = before.trim_end().rsplit('\n').next().unwrap_or_default().trim();
    line.chars().take(LONGEST + 1).count() <= LONGEST
        && line.starts_with(['(', '（', '[', '【', '*', '_'])
        && line.contains([':', '：'])
}
