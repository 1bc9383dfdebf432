//! `link/unpublished-target`: a reference to what lies in the sources and is not published.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct UnpublishedTarget;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnpublishedTarget))
}

impl Check for UnpublishedTarget {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::Unpublished, &[], sink);
    }
}
