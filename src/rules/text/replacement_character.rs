//! `text/replacement-character`: U+FFFD, which stands where a character was lost.

use crate::rules::prelude::*;

struct ReplacementCharacter;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ReplacementCharacter))
}

impl Check for ReplacementCharacter {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for suspect in entry.suspects().iter().filter(|one| one.suspicion == Suspicion::Replacement) {
            let report = lost(suspect.span);
            sink.report(if is_in_code(entry, suspect.span) {
                report.at_most(Severity::Note)
            } else {
                report
            });
        }
    }
}

fn lost(span: Span) -> Report {
    let what = match span.len() / '\u{fffd}'.len_utf8() {
        1 => "a character was".to_owned(),
        many => format!("{many} characters were"),
    };
    Report::new(span, format!("{what} lost here: U+FFFD stands where some bytes could not be read"))
        .help("look the text up where it came from, and write it anew")
}
