//! `date/ambiguous-order`: numbers of which nobody can tell which is the day, and which Ruby reads
//! in its own order. Decides on the text.

use crate::rules::prelude::*;

struct AmbiguousOrder;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(AmbiguousOrder))
}

impl Check for AmbiguousOrder {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        if is_ambiguous(date.part(date.day)) {
            sink.report(ambiguous(&date));
        }
    }
}

/// `01/07/2022` and `01-07-2022`, where both can be months; `01/07/22`, where anything can be
/// anything. `7.1.2022` has the day first wherever it is in use.
fn is_ambiguous(text: &str) -> bool {
    let Some(separator) = text.chars().find(|ch| matches!(ch, '/' | '-' | '.')) else { return false };
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return false };
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    match (number(first), number(second), third.len()) {
        (Some(first), Some(second), 4) => {
            separator != '.' && first != second && first <= 12 && second <= 12 && third.parse::<u16>().is_ok()
        }
        (Some(_), Some(_), 1 | 2) => number(third).is_some(),
        _ => false,
    }
}

fn ambiguous(date: &WrittenDate<'_>) -> Report {
    let read = written_date::day_words(date.fact.written_day);
    let written = date.part(date.day);
    Report::new(
        date.day,
        format!("`{written}` can be read in more than one order; Jekyll takes it for {read}"),
    )
    .help("write the year first, then month and day: `2022-01-07`")
    .fix(format!("write it as Jekyll reads it, `{read}`"), Safety::Unsafe, date.day, read)
}
