//! `date/incomplete`: a date that does not name its whole day, so that the rest comes from the
//! moment of the build. Decides on the generator's answer.

use crate::rules::prelude::*;

struct Incomplete;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Incomplete))
}

impl Check for Incomplete {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of_any(entry).filter(|date| date.fact.from_now) else { return };
        sink.report(incomplete(&date));
    }
}

fn incomplete(date: &WrittenDate<'_>) -> Report {
    let day = written_date::day_words(date.fact.day);
    let message = format!(
        "Jekyll does not find the whole day in `{}` and takes the rest from the moment of the build ({day} now), so the page's address changes",
        date.text
    );
    Report::new(date.span, message).help("write the date as `2022-01-07 08:00:09 +0800`")
}
