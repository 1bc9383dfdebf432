//! `link/letter-case`: a reference that differs from a file in the case of letters.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct LetterCase;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LetterCase))
}

impl Check for LetterCase {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::LetterCase, &[], sink);
    }
}
