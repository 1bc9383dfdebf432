//! `front-matter/unclosed`: an opening `---` with keys below it and no closing line.
//! Decides on what the reader of the front matter says was meant.

use crate::rules::prelude::*;

struct Unclosed;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Unclosed))
}

impl Check for Unclosed {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Header::Unclosed { opening, near } = entry.header else { return };
        if matches!(entry.publication.kind, Kind::Ignored | Kind::Include) {
            return;
        }
        sink.report(match near {
            Some(near) => nearly(entry, opening, near),
            None => never(opening),
        });
    }
}

fn never(opening: Span) -> Report {
    Report::new(
        opening,
        "the front matter that opens here is never closed, so the keys below are published as text",
    )
    .help("write a line of three dashes (---) after the last key")
}

fn nearly(entry: &Entry<'_>, opening: Span, near: Span) -> Report {
    let line = entry.text(near);
    let report = Report::new(
        near,
        "this line does not close the front matter, so the keys above are published as text",
    )
    .help("close it with exactly three dashes at the start of a line, and nothing behind them")
    .label(opening, "the front matter opens here");
    let trimmed = line.trim();
    if trimmed.chars().all(|one| !one.is_alphanumeric()) {
        report.fix("close the front matter", Safety::Safe, near, "---".to_owned())
    } else {
        report
    }
}
