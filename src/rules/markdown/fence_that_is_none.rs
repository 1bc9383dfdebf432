//! `markdown/fence-that-is-none`: a code fence that is text for kramdown.
//! Words what the reader of the Markdown saw.

use crate::rules::prelude::*;

struct FenceThatIsNone;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(FenceThatIsNone))
}

impl Check for FenceThatIsNone {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for slip in &entry.body.slips {
            if !matches!(slip.kind, SlipKind::FenceWords | SlipKind::FenceOpen) {
                continue;
            }
            if entry.body.liquid.touches(slip.span) {
                sink.undecided(slip.span, "Liquid writes what stands after the fence");
            } else if slip.kind == SlipKind::FenceWords {
                sink.report(too_many_words(slip.span));
            } else {
                sink.report(never_closed(slip.span));
            }
        }
    }
}

fn too_many_words(span: Span) -> Report {
    Report::new(span, "a second word after the fence makes it text, so the code is read as Markdown")
        .help("leave one word after the fence")
}

fn never_closed(span: Span) -> Report {
    Report::new(span, "nothing closes the fence, so it is text and the code is read as Markdown")
        .help("close it with as many marks, in the same list item or block quote")
}
