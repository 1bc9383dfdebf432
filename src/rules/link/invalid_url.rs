//! `link/invalid-url`: the address of a link that is no URL for any browser.
//! The grammar is WHATWG's; an address that holds a placeholder was hardly meant to be followed.

use crate::rules::prelude::*;

struct InvalidUrl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvalidUrl))
}

impl Check for InvalidUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        invalid_address::report(
            entry,
            sink,
            &[Role::Link, Role::Form],
            "nothing happens when a reader follows it",
        );
    }
}
