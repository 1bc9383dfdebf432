//! `liquid/link-missing`: a `link` that finds no file.
//! Looks at the whole site; what a tag finds is decided before.

use crate::rules::prelude::*;

struct LinkMissing;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LinkMissing))
}

impl Check for LinkMissing {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        missing_tag::report(site, TagKind::Link, HELP, sink);
    }
}

const HELP: &str = "write the path of the source file from the root of the site, without a slash in front";
