//! `suppression/without-reason`: a comment that does not say why.
//! Decides on the form alone.

use crate::rules::prelude::*;

struct WithoutReason;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(WithoutReason))
}

impl Check for WithoutReason {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        let needs_none = |comment: &&suppress::Comment| {
            comment.reason.is_none() && comment.scope != suppress::Scope::End && !comment.names.is_empty()
        };
        for comment in file.comments.iter().filter(needs_none) {
            sink.report(without_reason(comment.names_span()));
        }
    }
}

fn without_reason(span: Span) -> Report {
    Report::new(span, "this comment does not say why this may stay, and this site asks for it")
        .help("add the reason after a colon: `postlint-ignore link/dead: the host is back in May`")
}
