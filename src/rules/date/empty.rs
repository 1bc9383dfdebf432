//! `date/empty`: a `date:` with nothing in it. The generator does not fall back to the file's
//! name; it stops. Decides on the generator's answer.

use crate::rules::prelude::*;

struct Empty;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Empty))
}

impl Check for Empty {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let DateAnswer::Fatal { cause: Cause::FrontMatter(value), text } = &entry.publication.date else {
            return;
        };
        let Some((key, _)) = entry.document.front_matter().and_then(written_date::date_pair) else { return };
        if !text.trim().is_empty() {
            return;
        }
        let span = if value.is_empty() { with_colon(entry, key) } else { *value };
        let is_read = !matches!(
            entry.publication.status,
            Status::Skipped(Skip::BadName | Skip::Draft | Skip::Excluded | Skip::Unreadable)
        );
        let has_name_date = entry.publication.name_date.is_some_and(|name| name.exists);
        sink.report(empty(span, is_read, has_name_date.then(|| line_of(entry, key))));
    }
}

fn empty(span: Span, is_read: bool, line: Option<Span>) -> Report {
    let stops =
        if is_read { "stops the whole build" } else { "would stop the whole build if it read this file" };
    let report = Report::new(
        span,
        format!("`date` is empty, and Jekyll {stops} instead of taking the file name's date"),
    );
    let report = if is_read { report } else { report.at_most(Severity::Warning) };
    match line {
        Some(line) => {
            report.help("write the date, or remove the line: then the date in the file name counts").fix(
                "remove the line, so that the date in the file name counts",
                Safety::Unsafe,
                line,
                String::new(),
            )
        }
        None => report.help("write the date, or remove the line"),
    }
}

/// The key with its colon, which is all there is.
fn with_colon(entry: &Entry<'_>, key: Span) -> Span {
    let colon = Span::new(key.end as usize, key.end as usize + 1);
    if entry.document.text(colon) == ":" { Span::new(key.start as usize, colon.end as usize) } else { key }
}

/// The line of the key with its end.
fn line_of(entry: &Entry<'_>, key: Span) -> Span {
    let text = entry.document.source.text();
    let start = text.get(..key.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(key.end as usize..).unwrap_or_default();
    Span::new(start, key.end as usize + rest.find('\n').map_or(rest.len(), |at| at + 1))
}
