//! `markdown/heading-without-space`: `##Title`, which is text.
//! Words what the reader of the Markdown saw.

use crate::rules::prelude::*;

struct HeadingWithoutSpace;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(HeadingWithoutSpace))
}

impl Check for HeadingWithoutSpace {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for slip in entry.body.slips.iter().filter(|slip| slip.kind == SlipKind::HashWithoutSpace) {
            sink.report(without_space(slip.span));
        }
    }
}

fn without_space(span: Span) -> Report {
    let marks = "#".repeat(span.len());
    Report::new(span, format!("without a blank after `{marks}` the line is no heading but text"))
        .help(format!("write a blank after `{marks}`"))
        .fix("write a blank", Safety::Unsafe, Span::at(span.end as usize), " ".to_owned())
}
