//! `suppression/expired`: a comment whose last day is over.
//! Decides by the day of the build.

use crate::rules::prelude::*;

struct Expired;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Expired))
}

impl Check for Expired {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        for comment in file.comments.iter().filter(|one| one.is_expired) {
            let is_idle = file.is_seen && comment.names.iter().all(suppress::Named::is_idle);
            sink.report(report(comment, is_idle));
        }
    }
}

fn report(comment: &suppress::Comment, is_idle: bool) -> Report {
    let until = comment.until.as_ref();
    let (span, day) = until.map_or((comment.word, ""), |until| (until.span, &*until.text));
    let message = format!("this comment held until {day}, so it suppresses nothing any more");
    let report = Report::new(span, message);
    if !is_idle || !comment.partners.is_empty() {
        return report.help("correct what it covers, or give it another day");
    }
    let help = "remove the comment: what it covered is corrected";
    report.help(help).fix("remove the comment", comment.removal.safety, comment.removal.span, String::new())
}
