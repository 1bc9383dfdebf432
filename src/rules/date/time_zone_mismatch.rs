//! `date/time-zone-mismatch`: an offset that is not that of the site's `timezone:` at the time.
//! Decides on the offsets; a mismatch changes what the site shows, not the instant.

use crate::rules::prelude::*;

struct TimeZoneMismatch;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(TimeZoneMismatch))
}

impl Check for TimeZoneMismatch {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(zone) = entry.site.time_zone.as_deref() else { return };
        let Some(date) = WrittenDate::of(entry) else { return };
        let DateZone::Explicit(offset) = date.fact.zone else { return };
        if offset != date.fact.offset {
            sink.report(mismatch(&date, offset, zone));
        }
    }
}

fn mismatch(date: &WrittenDate<'_>, offset: i32, zone: &str) -> Report {
    let fact = date.fact;
    let shown = format!(
        "{} {} {}",
        written_date::day_words(fact.day),
        written_date::clock_words(fact.instant, fact.offset),
        written_date::offset_words(fact.offset)
    );
    let span = date.zone.unwrap_or(date.span);
    let message =
        format!("the offset is not that of the site's time zone, {zone}: the page is dated {shown}");
    let own = written_date::offset_words(fact.wall_offset);
    let report = Report::new(span, message).help(format!("if the time is meant in {zone}, write `{own}`"));
    let report = match date.zone {
        Some(token) => report.fix(format!("write the offset of {zone}"), Safety::Unsafe, token, own),
        None => report,
    };
    // One hour off is the mistake of summer time; more is an author elsewhere. That the day moves is
    // for `date/day-shift` to say.
    if (offset - fact.offset).abs() == 3_600 { report } else { report.at_most(Severity::Note) }
}
