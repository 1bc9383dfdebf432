//! `date/unparseable`: a `date:` in which the generator finds no date, and stops.
//! Decides on the generator's answer; only the words of the cause are its own.

mod cause;

use crate::rules::prelude::*;

struct Unparseable;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Unparseable))
}

impl Check for Unparseable {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let DateAnswer::Fatal { cause: Cause::FrontMatter(value), text } = &entry.publication.date else {
            return;
        };
        if text.trim().is_empty() {
            return;
        }
        let span = written_date::without_quotes(*value, entry.document.text(*value));
        let is_read = !matches!(
            entry.publication.status,
            Status::Skipped(Skip::BadName | Skip::Draft | Skip::Excluded | Skip::Unreadable)
        );
        sink.report(unparseable(*value, span, entry.document.text(span), is_read));
    }
}

fn unparseable(value: Span, text_span: Span, text: &str, is_read: bool) -> Report {
    let cause::Diagnosis { why, meant } = cause::of(text);
    let shown: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
    let stops =
        if is_read { "stops the whole build" } else { "would stop the whole build if it read this file" };
    let report = Report::new(value, format!("Jekyll finds no date in `{shown}` and {stops}: {why}"));
    let report = if is_read { report } else { report.at_most(Severity::Warning) };
    match meant {
        Some(meant) => report.help(format!("write `{meant}`, if that is the day")).fix(
            format!("write `{meant}`"),
            Safety::Unsafe,
            text_span,
            meant,
        ),
        None => report.help("write the date as `2022-01-07 08:00:09 +0800`, or remove the line"),
    }
}
