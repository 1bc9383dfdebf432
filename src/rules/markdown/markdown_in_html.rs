//! `markdown/markdown-in-html`: a Markdown link where only HTML is read.
//! Words what the reader of the Markdown saw.

use crate::rules::prelude::*;

struct MarkdownInHtml;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(MarkdownInHtml))
}

impl Check for MarkdownInHtml {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for slip in entry.body.slips.iter().filter(|slip| slip.kind == SlipKind::SleepingLink) {
            sink.report(asleep(slip.span));
        }
    }
}

fn asleep(span: Span) -> Report {
    Report::new(span, "Markdown is not read inside this HTML, so the link is shown with its brackets")
        .help("write `<a href=\"…\">`, or give the outer element `markdown=\"1\"`")
}
