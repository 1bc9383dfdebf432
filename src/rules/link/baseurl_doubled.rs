//! `link/baseurl-doubled`: a reference with the site's `baseurl` twice.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct BaseUrlDoubled;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(BaseUrlDoubled))
}

impl Check for BaseUrlDoubled {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::BaseUrlTwice, &[], sink);
    }
}
