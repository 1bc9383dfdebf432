//! `date/number`: a date that is nothing but digits, whose meaning hangs on how many there are.
//! Decides on the text.

use crate::rules::prelude::*;

struct Number;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Number))
}

impl Check for Number {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        if !date.text.is_empty()
            && date.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b','))
        {
            sink.report(number(&date));
        }
    }
}

fn number(date: &WrittenDate<'_>) -> Report {
    let day = written_date::day_words(date.fact.written_day);
    let report =
        Report::new(date.span, format!("`{}` is a number, which Jekyll happens to read as {day}", date.text))
            .help("write the date with dashes: `2022-01-07`");
    let is_day_alone = date.fact.zone == DateZone::DateOnly;
    let report = if is_day_alone {
        report.fix(format!("write `{day}`"), Safety::Safe, date.span, day)
    } else {
        report
    };
    let digits = date.text.bytes().filter(u8::is_ascii_digit).count();
    report.at_most(if digits == 8 { Severity::Note } else { Severity::Warning })
}
