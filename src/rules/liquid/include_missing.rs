//! `liquid/include-missing`: an `include` that is not there, or cannot be read.
//! Looks at the whole site; what a tag finds is decided before.

use crate::rules::prelude::*;

struct IncludeMissing;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(IncludeMissing))
}

impl Check for IncludeMissing {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        missing_tag::report(site, TagKind::Include, HELP, sink);
    }
}

const HELP: &str = "correct the name, or add the file to the includes";
