//! `text/invalid-utf8`: bytes that are no UTF-8. A file with very many was written in another
//! encoding, and that is one finding.

use crate::rules::prelude::*;

struct InvalidUtf8;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvalidUtf8))
}

/// From so many runs on, the file as a whole is in another encoding.
const WHOLE_FILE: usize = 50;

impl Check for InvalidUtf8 {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let invalid = entry.source.invalid();
        if entry.source.encoding() == Encoding::Utf16 {
            return;
        }
        let effect = effect(entry);
        if let Some(first) = invalid.first().filter(|_| invalid.len() >= WHOLE_FILE) {
            sink.report(whole_file(*first, invalid.len(), effect));
            return;
        }
        for span in invalid {
            sink.report(bytes(*span, effect));
        }
    }
}

/// What the generator does with such a file (Jekyll 4: `PostReader#processable?` drops a post,
/// kramdown raises on a page, a static file is copied).
#[derive(Clone, Copy)]
enum Effect {
    Dropped,
    Stops,
    Copied,
    Unknown,
}

fn effect(entry: &Entry<'_>) -> Effect {
    match entry.publication.kind {
        Kind::Post | Kind::Draft | Kind::Collection(_) => Effect::Dropped,
        Kind::Page | Kind::Layout | Kind::Include => Effect::Stops,
        Kind::Static | Kind::Ignored | Kind::Data => Effect::Copied,
        Kind::Unknown => Effect::Unknown,
    }
}

impl Effect {
    fn words(self) -> &'static str {
        match self {
            Self::Dropped => "the generator leaves the whole file out of the site without a word",
            Self::Stops => "the generator stops or writes a broken page",
            Self::Copied => "readers see a replacement sign unless the page names another encoding",
            Self::Unknown => "nothing that expects UTF-8 can read it",
        }
    }

    fn cap(self, report: Report) -> Report {
        if matches!(self, Self::Copied) { report.at_most(Severity::Note) } else { report }
    }
}

fn bytes(span: Span, effect: Effect) -> Report {
    let count = match span.len() {
        1 => "this byte is".to_owned(),
        many => format!("these {many} bytes are"),
    };
    effect.cap(
        Report::new(span, format!("{count} no UTF-8, so {}", effect.words()))
            .help("save the file as UTF-8, or write the character anew"),
    )
}

fn whole_file(span: Span, runs: usize, effect: Effect) -> Report {
    effect.cap(
        Report::new(
            span,
            format!(
                "the file is in another encoding than UTF-8 ({runs} places, this is the first), so {}",
                effect.words()
            ),
        )
        .help("convert the file to UTF-8"),
    )
}
