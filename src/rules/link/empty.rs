//! `link/empty`: a link without an address, which leads to the page it stands on.

use crate::rules::prelude::*;

struct Empty;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Empty))
}

impl Check for Empty {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.role == Role::Link && address.shape == Shape::Empty {
                sink.report(empty(address.place));
            }
        }
    }
}

fn empty(span: Span) -> Report {
    Report::new(span, "the link has no address, so it leads to the page it stands on")
        .help("write the address, or take the link away and keep its text")
}
