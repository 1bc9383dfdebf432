//! `source/date-mismatch`: a date in the address of the source that is not the post's.
//! Asked in categories whose other posts agree with their sources.

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct DateMismatch {
    categories: Categories,
    tolerance_days: u32,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: DateMismatch = options.read()?;
    Ok(Box::new(settings))
}

const AGREES: u64 = 0;
const DIFFERS: u64 = 1;

impl Check for DateMismatch {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(written) = written_day(entry).filter(|_| is_among_posts(entry)) else { return };
        let Citation::Link(address) = tail(entry).citation else { return };
        let offset = address.text.len() - address.rest().len();
        let Some((range, day)) = day_in(address.rest()) else { return };
        let span = address.part(offset + range.start..offset + range.end);
        let is_near = number_of(day).abs_diff(number_of(written)) <= u64::from(self.tolerance_days);
        let words = format!("{}, and the post is of {}", in_words(day), in_words(written));
        for (name, _) in categories_of(entry) {
            let state = if is_near { AGREES } else { DIFFERS };
            sink.contribute(category_key(&name, state), (!is_near).then_some(words.as_str()), span);
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let convention = self.categories.convention(own, |state| Some(state == AGREES));
        for (file, all) in by_file(own) {
            if convention.binds(all.iter().map(|one| one.key))
                && let Some(first) = all.first()
                && let Some(words) = &first.text
            {
                sink.report_in(file, differs(first.span, words));
            }
        }
    }
}

/// The day that the author wrote; of a date that cannot be read, that of the file's name.
fn written_day(entry: &Entry<'_>) -> Option<Day> {
    match &entry.publication.date {
        DateAnswer::Date(fact) if !fact.from_now => Some(fact.written_day),
        _ => entry.publication.name_date.filter(|date| date.exists).map(|date| date.day),
    }
}

/// A day as a number, one more each day (days from civil, proleptic Gregorian).
fn number_of((year, month, day): Day) -> i64 {
    let shifted = i64::from(year) - i64::from(month <= 2);
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let months = (i64::from(month) + 9) % 12;
    let of_year = (153 * months + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

fn in_words((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn differs(span: Span, words: &str) -> Report {
    Report::new(span, format!("the source's address says {words}, so one of the two is wrong"))
        .help("correct the post's date, or the link to its source")
}
