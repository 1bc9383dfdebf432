//! `date/day-shift`: a page whose day in the address is not the day its author wrote, since the
//! build runs in another zone than the author. Decides on explicit offsets alone.

use crate::rules::prelude::*;

struct DayShift;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(DayShift))
}

impl Check for DayShift {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        if matches!(date.fact.zone, DateZone::Explicit(_)) && date.fact.day != date.fact.written_day {
            sink.report(day_shift(&date, entry.site.time_zone.as_deref()));
        }
    }
}

fn day_shift(date: &WrittenDate<'_>, zone: Option<&str>) -> Report {
    let (day, written) =
        (written_date::day_words(date.fact.day), written_date::day_words(date.fact.written_day));
    match zone {
        Some(zone) => Report::new(
            date.day,
            format!("in the site's time zone, {zone}, this is {day}, and so it is in the address"),
        )
        .help("write the date in the site's time zone, or change `timezone` in `_config.yml`"),
        None => {
            let message = format!(
                "in a build that runs in UTC this is {day}, not {written}, and so it is in the address"
            );
            Report::new(date.zone.unwrap_or(date.day), message)
                .help("set `timezone` in `_config.yml` to the zone of the authors")
        }
    }
}
