//! `image/missing-file`: an image into the site that leads to nothing.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct MissingFile;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(MissingFile))
}

impl Check for MissingFile {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::MissingImage, sink);
    }
}
