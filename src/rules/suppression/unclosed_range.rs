//! `suppression/unclosed-range`: a range of lines that is never ended, or an end of none.
//! Decides on the order of the comments alone.

use crate::rules::prelude::*;

struct UnclosedRange;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnclosedRange))
}

impl Check for UnclosedRange {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        for flaw in file.comments.iter().flat_map(|comment| &comment.flaws) {
            let Some((message, help)) = words(flaw.kind) else { continue };
            sink.report(Report::new(flaw.span, message).help(help));
        }
    }
}

fn words(kind: FormKind) -> Option<(&'static str, &'static str)> {
    match kind {
        FormKind::NeverEnded => Some((
            "this range is never ended, so it covers the rest of the file",
            "end it with a comment `postlint-ignore-end`, or write `postlint-ignore-file` if all of it is meant",
        )),
        FormKind::NothingOpen => Some((
            "no such range is open here, so this ends nothing",
            "begin it with a comment `postlint-ignore-start RULE`, or remove this one",
        )),
        _ => None,
    }
}
