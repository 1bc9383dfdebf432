//! `markdown/fence-that-is-none`: a code fence that is text for kramdown.
//! Words what the reader of the Markdown saw.

use crate::rules::prelude::*;

/// Words after a fence that name a tool which runs first and takes them away: Scala's mdoc and tut.
const REWRITTEN: &[&str] = &["mdoc", "tut"];

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
            let words = entry.source.text().get(slip.span.range()).unwrap_or_default();
            if slip.kind == SlipKind::FenceWords && REWRITTEN.iter().any(|tool| words.starts_with(tool)) {
                sink.undecided(slip.span, "a tool may rewrite the fence before the generator runs");
            } else if entry.body.liquid.touches(slip.span) {
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
