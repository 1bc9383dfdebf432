//! `front-matter/byte-order-mark`: U+FEFF before the opening dashes.
//! Decides on the first three bytes and the kind of the file alone.

use crate::rules::prelude::*;

struct ByteOrderMark;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ByteOrderMark))
}

impl Check for ByteOrderMark {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let mark = Span::new(0, entry.source.bom_len());
        let opened = matches!(entry.header, Header::Found(_) | Header::Unclosed { .. });
        if mark.is_empty() || !opened || matches!(entry.publication.kind, Kind::Ignored) {
            return;
        }
        sink.report(if entry.publication.kind == Kind::Static { page(mark) } else { elsewhere(mark) });
    }
}

fn page(mark: Span) -> Report {
    let message = "a byte order mark hides the front matter from Jekyll, which copies the file as it is";
    without(Report::new(mark, message), mark)
}

fn elsewhere(mark: Span) -> Report {
    let message = "a byte order mark stands before the front matter, where other tools do not expect it";
    without(Report::new(mark, message), mark).at_most(Severity::Note)
}

fn without(report: Report, mark: Span) -> Report {
    report.help("save the file as UTF-8 without a byte order mark").fix(
        "delete the byte order mark",
        Safety::Safe,
        mark,
        String::new(),
    )
}
