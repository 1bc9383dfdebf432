//! `front-matter/second-block`: keys between dashes where the body should start.
//! Decides on what the reader of the front matter says was meant.

use crate::rules::prelude::*;

struct SecondBlock;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(SecondBlock))
}

impl Check for SecondBlock {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Header::Found(found) = &entry.header else { return };
        if !entry.publication.reads_front_matter() {
            return;
        }
        if let Some(span) = found.second_block(entry.source) {
            sink.report(report(span));
        }
    }
}

fn report(span: Span) -> Report {
    Report::new(span, "the front matter has ended before these keys, so they are published as text")
        .help("move the keys up into the front matter, and delete the dashes between")
}
