//! `suppression/without-rule`: a comment that names no rule.
//! Decides on the form alone.

use crate::rules::prelude::*;

struct WithoutRule;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(WithoutRule))
}

impl Check for WithoutRule {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        let is_whole = |comment: &&suppress::Comment| {
            let is_of_form = comment.flaws.iter().all(|flaw| flaw.kind != FormKind::Word);
            is_of_form && comment.scope != suppress::Scope::End
        };
        for comment in file.comments.iter().filter(is_whole).filter(|comment| comment.names.is_empty()) {
            sink.report(without_rule(comment.word));
        }
    }
}

fn without_rule(word: Span) -> Report {
    Report::new(word, "this comment names no rule, so it suppresses nothing")
        .help("name what may stay, before any colon: `postlint-ignore link/dead: the host is back in May`")
}
