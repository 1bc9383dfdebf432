//! `date/file-name-invalid`: a date in a file's name that no calendar has.
//! Decides on the name alone; where the date of the page comes from decides how much it matters.

use crate::rules::prelude::*;

struct FileNameInvalid;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(FileNameInvalid))
}

impl Check for FileNameInvalid {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(name) = entry.publication.name_date else { return };
        let written = written(entry.document.path());
        match &entry.publication.date {
            DateAnswer::Fatal { cause: Cause::Path, .. } if entry.publication.status == Status::Fatal => {
                sink.report(fatal(written));
            }
            DateAnswer::Fatal { cause: Cause::Path, .. } => {
                sink.report(fatal(written).at_most(Severity::Warning));
            }
            DateAnswer::Date(fact) if fact.cause == Cause::Path => {
                if !name.exists {
                    sink.report(moved(written, fact));
                } else if year_width(written) < 4 {
                    sink.report(short_year(written, fact));
                }
            }
            DateAnswer::Date(_) if !name.exists => sink.report(unused(written)),
            _ => {}
        }
    }
}

fn fatal(written: &str) -> Report {
    Report::new(
        Span::at(0),
        format!("Jekyll stops the whole build at the date in the file's name, `{written}`"),
    )
    .help("rename the file: `YYYY-MM-DD-title`, with a day that exists")
}

fn moved(written: &str, fact: &DateFact) -> Report {
    let read = written_date::day_words(fact.day);
    let message = format!("there is no {written}, as the file's name says, so Jekyll dates the page {read}");
    Report::new(Span::at(0), message).help("rename the file to a day that exists").at_most(Severity::Warning)
}

fn short_year(written: &str, fact: &DateFact) -> Report {
    let read = written_date::day_words(fact.day);
    let report = Report::new(Span::at(0), format!("Jekyll reads `{written}` in the file's name as {read}"))
        .help("rename the file so that its year has four digits");
    report.at_most(if year_width(written) == 2 { Severity::Note } else { Severity::Warning })
}

fn unused(written: &str) -> Report {
    Report::new(
        Span::at(0),
        format!("there is no {written}, as the file's name says; only `date:` keeps Jekyll from reading it"),
    )
    .help("rename the file to the day of `date:`")
    .at_most(Severity::Note)
}

/// The digits and dashes at the start of a file's name.
fn written(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = name.match_indices('-').nth(2).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}

fn year_width(written: &str) -> usize {
    written.find('-').unwrap_or(0)
}
