//! `source/empty`: the place of the source link, with nothing in it.

use crate::rules::prelude::*;

struct Empty;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Empty))
}

impl Check for Empty {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if is_among_posts(entry)
            && let Citation::Empty(span) = tail(entry).citation
        {
            sink.report(empty(span, entry.text(span).starts_with('<')));
        }
    }
}

fn empty(span: Span, is_shown: bool) -> Report {
    let message = if is_shown {
        "the link to the source has no address, so readers see the brackets"
    } else {
        "the link to the source has neither text nor address, so readers see nothing"
    };
    Report::new(span, message).help("write the address of the source, or remove the paragraph")
}
