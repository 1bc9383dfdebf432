//! `date/odd-year`: a year of three digits or fewer, or centuries ahead.
//! Decides on the generator's answer.

use crate::rules::prelude::*;

struct OddYear;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(OddYear))
}

impl Check for OddYear {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        if !(1_000..2_500).contains(&date.fact.written_day.0) {
            sink.report(odd(&date));
        }
    }
}

fn odd(date: &WrittenDate<'_>) -> Report {
    let year = date.fact.written_day.0;
    Report::new(date.day, format!("Jekyll dates the page in the year {year}, in its address too"))
        .help("correct the year")
}
