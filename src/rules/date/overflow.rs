//! `date/overflow`: a day that its month does not have (30 February), which Ruby moves into the
//! next month. Decides on the generator's answer.

use crate::rules::prelude::*;

struct Overflow;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Overflow))
}

impl Check for Overflow {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if let Some(date) = WrittenDate::of(entry).filter(|date| date.fact.overflowed) {
            sink.report(overflow(&date));
        }
    }
}

fn overflow(date: &WrittenDate<'_>) -> Report {
    let read = written_date::day_words(date.fact.written_day);
    let written = date.part(date.day);
    let report = Report::new(
        date.day,
        format!("there is no `{written}`, so Jekyll dates the page {read}, in its address too"),
    )
    .help("write a day that exists");
    if date.is_iso() {
        return report.fix(
            format!("write the day that Jekyll takes, {read}"),
            Safety::Unsafe,
            date.day,
            read,
        );
    }
    report
}
