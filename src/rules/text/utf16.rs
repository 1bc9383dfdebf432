//! `text/utf16`: a file in UTF-16, of which a generator that reads UTF-8 sees nothing.

use crate::rules::prelude::*;

struct Utf16;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Utf16))
}

impl Check for Utf16 {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.source.encoding() == Encoding::Utf16 {
            sink.report(utf16(matches!(entry.publication.kind, Kind::Static | Kind::Ignored)));
        }
    }
}

/// The two bytes of the byte order mark say it for the whole file.
fn utf16(is_copied: bool) -> Report {
    let report = Report::new(
        Span::new(0, 2),
        "the file is in UTF-16, so the generator finds nothing in it that it can read and leaves it out",
    )
    .help("save the file as UTF-8");
    if is_copied { report.at_most(Severity::Warning) } else { report }
}
