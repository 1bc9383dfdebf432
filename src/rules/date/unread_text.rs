//! `date/unread-text`: a part of the date that Ruby passes over, such as a time with a full-width
//! colon. Decides on what the generator left unread.

use crate::rules::prelude::*;

struct UnreadText;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnreadText))
}

/// Words for a half of the day, which move the time when they are not read.
const HALVES: &[&str] =
    &["下午", "晚上", "中午", "午後", "오후", "noon", "midnight", "evening", "afternoon", "ｐｍ", "ＰＭ"];

impl Check for UnreadText {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        let Some(part) = date.unread() else { return };
        let text = date.part(part);
        let has_digits = text.contains(|ch: char| ch.is_numeric());
        if !has_digits && is_harmless(&date, part) {
            return;
        }
        let matters = has_digits || HALVES.iter().any(|half| text.to_lowercase().contains(half));
        sink.report(unread(&date, part, text, matters));
    }
}

/// The rest of a zone's name, which has its own rule, a remark after the offset, or an `at`.
fn is_harmless(date: &WrittenDate<'_>, part: Span) -> bool {
    if ["at", "on", "of", "the"].iter().any(|word| date.part(part).eq_ignore_ascii_case(word)) {
        return true;
    }
    let is_after_zone = date.zone.is_some_and(|zone| part.start >= zone.start);
    is_after_zone && matches!(date.fact.zone, DateZone::Ignored | DateZone::Explicit(_))
}

fn unread(date: &WrittenDate<'_>, part: Span, text: &str, matters: bool) -> Report {
    let read = format!(
        "{} {}",
        written_date::day_words(date.fact.day),
        written_date::clock_words(date.fact.instant, date.fact.offset)
    );
    let report = Report::new(part, format!("Jekyll does not read `{text}`, and dates the page {read}"))
        .help("write the date as `2022-01-07 08:00:09 +0800`");
    if matters { report } else { report.at_most(Severity::Note) }
}
