//! `date/rolls-over`: 24:00:00, which is the next day to Ruby, and the second 60.
//! Decides on the text; a date that Ruby refuses is no date at all.

use crate::rules::prelude::*;

struct RollsOver;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(RollsOver))
}

impl Check for RollsOver {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        let Some(clock) = date.clock else { return };
        let text = date.part(clock);
        if text.starts_with("24:00") {
            sink.report(end_of_day(&date, clock));
        } else if text.split(':').nth(2).is_some_and(|second| second.starts_with("60")) {
            sink.report(leap_second(&date, clock));
        }
    }
}

fn end_of_day(date: &WrittenDate<'_>, clock: Span) -> Report {
    let text = date.part(clock);
    let day = written_date::day_words(date.fact.written_day);
    let report = Report::new(
        clock,
        format!("`{text}` is the start of the next day, {day}, which changes the address"),
    )
    .help("write 00:00 of the day that is meant, or 23:59");
    if !date.is_iso() {
        return report;
    }
    let same = format!("{day}{}{}", between(date, clock), text.replacen("24", "00", 1));
    let whole = Span::new(date.day.start as usize, clock.end as usize);
    report.fix("write the day that Jekyll takes", Safety::Safe, whole, same)
}

fn leap_second(date: &WrittenDate<'_>, clock: Span) -> Report {
    let read = written_date::clock_words(date.fact.instant, 0);
    let seconds = if read.ends_with(":59") { "the second 59" } else { "the next minute" };
    Report::new(clock, format!("Jekyll reads the second 60 as {seconds}"))
        .help("write a second from 00 to 59")
        .at_most(Severity::Warning)
}

/// What stands between the day and the time.
fn between<'e>(date: &WrittenDate<'e>, clock: Span) -> &'e str {
    date.part(Span::new(date.day.end as usize, clock.start as usize))
}
