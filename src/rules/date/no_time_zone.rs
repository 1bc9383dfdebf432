//! `date/no-time-zone`: a date with seconds and without an offset, which the YAML loader reads as
//! UTC whatever `timezone:` says. Decides on the site's zone: without one nothing is certain.

use crate::rules::prelude::*;

struct NoTimeZone;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(NoTimeZone))
}

impl Check for NoTimeZone {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(zone) = entry.site.time_zone.as_deref() else { return };
        let Some(date) = WrittenDate::of(entry) else { return };
        if date.fact.zone == DateZone::ImplicitUtc && date.fact.wall_offset != 0 {
            sink.report(no_time_zone(&date, zone));
        }
    }
}

fn no_time_zone(date: &WrittenDate<'_>, zone: &str) -> Report {
    let fact = date.fact;
    let read = format!(
        "{} {} {}",
        written_date::day_words(fact.day),
        written_date::clock_words(fact.instant, fact.offset),
        written_date::offset_words(fact.offset)
    );
    let moved = written_date::duration_words(fact.offset);
    let direction = if fact.offset < 0 { "earlier" } else { "later" };
    let day = if fact.day == fact.written_day { "" } else { ", on another day, which changes the address" };
    let message = format!(
        "a date with seconds and no offset is UTC to Jekyll; in {zone} this one is {read}, {moved} {direction}{day}"
    );
    let offset = written_date::offset_words(fact.wall_offset);
    Report::new(date.span, message).help(format!("add the offset: `{} {offset}`", date.text)).fix(
        format!("add the offset of {zone}"),
        Safety::Unsafe,
        Span::at(date.span.end as usize),
        format!(" {offset}"),
    )
}
