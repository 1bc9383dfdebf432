//! `image/invalid-url`: the address of an image that is no URL for any browser.
//! The grammar is WHATWG's; an address that holds a placeholder was hardly meant to be followed.

use crate::rules::prelude::*;

struct InvalidUrl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvalidUrl))
}

impl Check for InvalidUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        invalid_address::report(entry, sink, &[Role::Image], "browsers show nothing");
    }
}
