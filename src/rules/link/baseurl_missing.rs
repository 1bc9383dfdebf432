//! `link/baseurl-missing`: a reference that leaves the site for want of its `baseurl`.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct BaseUrlMissing;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(BaseUrlMissing))
}

impl Check for BaseUrlMissing {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::BaseUrlMissing, &[], sink);
    }
}
