//! `link/missing-file`: a link into the site that leads to nothing.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

/// What something else than this site serves: beginnings of paths.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingFile {
    elsewhere: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<MissingFile>()?))
}

impl Check for MissingFile {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::MissingLink, &self.elsewhere, sink);
    }
}
