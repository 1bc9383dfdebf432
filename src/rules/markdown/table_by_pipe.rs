//! `markdown/table-by-pipe`: a line of text that became a table.
//! Words what the reader of the Markdown saw.

use crate::rules::prelude::*;

struct TableByPipe;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(TableByPipe))
}

impl Check for TableByPipe {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for slip in entry.body.slips.iter().filter(|slip| slip.kind == SlipKind::PipeTable) {
            sink.report(by_pipe(slip.span));
        }
    }
}

fn by_pipe(span: Span) -> Report {
    Report::new(span, "the pipe makes this line a table of one row")
        .help("write `\\|` for the sign alone")
        .fix(
            "write a backslash before the pipe",
            Safety::Unsafe,
            Span::at(span.start as usize),
            "\\".to_owned(),
        )
}
