//! `date/file-name-mismatch`: the date in a file's name and its `date:` are different days.
//! Decides on the day as written and on the one in the address: a name may follow either.

use crate::rules::prelude::*;

struct FileNameMismatch;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(FileNameMismatch))
}

impl Check for FileNameMismatch {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(name) = entry.publication.name_date.filter(|name| name.exists) else { return };
        let Some(date) = WrittenDate::of(entry) else { return };
        let named = full_year(name.day);
        if named != date.fact.written_day && named != date.fact.day {
            sink.report(mismatch(&date, named));
        }
    }
}

/// Two digits of a year are 1969 to 2068 to Ruby. A year of the first century cannot be told from
/// them, and no post is that old.
fn full_year((year, month, day): Day) -> Day {
    let year = match year {
        0..=68 => year + 2_000,
        69..=99 => year + 1_900,
        _ => year,
    };
    (year, month, day)
}

fn mismatch(date: &WrittenDate<'_>, named: Day) -> Report {
    let message = format!(
        "the file's name says {}, `date` says {}: Jekyll takes `date`, in the address too",
        written_date::day_words(named),
        written_date::day_words(date.fact.day)
    );
    Report::new(date.day, message).help("rename the file, or correct the date")
}
