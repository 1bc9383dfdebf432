//! `link/unicode-form`: a reference whose letters are composed otherwise than a file's.
//! Looks at the whole site; what leads where is decided before.

use crate::rules::prelude::*;

struct UnicodeForm;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnicodeForm))
}

impl Check for UnicodeForm {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        unresolved::report(site, unresolved::Sort::UnicodeForm, &[], sink);
    }
}
