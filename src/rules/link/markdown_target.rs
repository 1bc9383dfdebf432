//! `link/markdown-target`: a reference to the source of a page in place of the page.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct MarkdownTarget;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(MarkdownTarget))
}

impl Check for MarkdownTarget {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::MarkdownTarget, &[], sink);
    }
}
