//! `text/no-final-newline`: a file whose last line does not end.

use crate::rules::prelude::*;

struct NoFinalNewline;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(NoFinalNewline))
}

impl Check for NoFinalNewline {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let text = entry.source.text();
        if text.is_empty() || text.ends_with(['\n', '\r']) || entry.source.encoding() == Encoding::Utf16 {
            return;
        }
        let first_end = text.find('\n').and_then(|end| text.get(..end));
        let line_end = if first_end.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
        sink.report(no_line_end(Span::at(text.len()), line_end));
    }
}

fn no_line_end(end: Span, line_end: &str) -> Report {
    Report::new(end, "the last line has no line feed, so the next change to the file touches it too")
        .help("end the file with a line feed")
        .fix("add a line feed", Safety::Safe, end, line_end.to_owned())
}
