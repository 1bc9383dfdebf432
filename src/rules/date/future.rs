//! `date/future`: a page that is not published, since its date lies after now.
//! Decides on the generator's answer.

use crate::rules::prelude::*;

struct Future;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Future))
}

/// A year in nanoseconds.
const YEAR: i128 = 366 * 86_400 * 1_000_000_000;

impl Check for Future {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Status::Skipped(Skip::Future) = entry.publication.status else { return };
        let DateAnswer::Date(fact) = &entry.publication.date else { return };
        if fact.from_now && fact.cause != Cause::Path {
            return;
        }
        let span = match (WrittenDate::of(entry), fact.cause) {
            (Some(date), _) => date.span,
            (None, Cause::FrontMatter(value)) => value,
            (None, _) => Span::at(0),
        };
        sink.report(future(span, fact, fact.instant - entry.site.now < YEAR));
    }
}

fn future(span: Span, fact: &DateFact, is_near: bool) -> Report {
    let date = format!(
        "{} {} {}",
        written_date::day_words(fact.day),
        written_date::clock_words(fact.instant, fact.offset),
        written_date::offset_words(fact.offset)
    );
    let whose = match fact.cause {
        Cause::Path => " (the date of the file's name)",
        Cause::Default(_) => " (from `defaults` in `_config.yml`)",
        _ => "",
    };
    let message = format!("Jekyll does not publish this before {date}{whose}, since `future` is off");
    let report = Report::new(span, message);
    if is_near {
        return report.help("nothing to do, if that is the plan").at_most(Severity::Note);
    }
    report.help("correct the year, if the page is meant to appear")
}
