//! What is said of an entry of a baseline whose findings are gone. May not decide that they are.

use std::path::Path;
use std::sync::Arc;

use super::{Book, Verdict};
use crate::baseline::{Entry, STALE};
use crate::check::Outcome;
use crate::command::project::Project;
use crate::finding::{Finding, Location, Severity};
use crate::source::{Position, Source, Span};

/// The rules whose findings go away by themselves as time passes: no run may fail for that.
const TIMELY: [&str; 2] = ["date/future", "link/unpublished-target"];

/// A finding for each entry that has no finding any more, or fewer.
pub(super) fn add(
    book: &Book,
    source: &Source,
    verdict: &Verdict,
    projects: &[Project],
    outcomes: &mut [Outcome],
) {
    let lines = source.lines();
    for ((entry, gone), judge) in
        book.baseline.entries.iter().zip(&verdict.comparison.gone).zip(&verdict.judges)
    {
        let Some(at) = judge.filter(|_| *gone > 0 && !TIMELY.contains(&entry.rule.as_str())) else {
            continue;
        };
        let (Some(project), Some(outcome)) = (projects.get(at), outcomes.get_mut(at)) else { continue };
        let start = lines.start_of(entry.line).unwrap_or_default();
        let rest = source.text().get(start as usize..).unwrap_or_default();
        let length = rest.lines().next().unwrap_or_default().trim_end().len();
        let end = Span::new(start as usize, start as usize + length).end;
        let place = |offset: u32| -> Position { lines.position(offset) };
        let location = Location {
            path: Arc::from(relative(&project.site.root, &book.path)),
            start: place(start),
            end: place(end),
        };
        outcome.findings.push(Finding {
            rule: STALE,
            severity: Severity::Error,
            message: words(entry, *gone).into(),
            help: Some(
                "`postlint baseline --prune` takes it out of the baseline, so that it stays fixed".into(),
            ),
            location,
            labels: Vec::new(),
            fix: None,
        });
    }
    for outcome in outcomes {
        outcome.findings.sort_by(|one, other| one.location.path.cmp(&other.location.path));
    }
}

fn words(entry: &Entry, gone: u32) -> String {
    let Entry { path, rule, mark, count, .. } = entry;
    let more = if mark.digest.is_some() { "…" } else { "" };
    let on = if mark.text.is_empty() {
        String::new()
    } else if mark.is_place {
        format!(" near `{}{more}`", mark.text)
    } else {
        format!(" on `{}{more}`", mark.text)
    };
    if gone < *count {
        return format!("{gone} of {count} findings of {rule}{on} in {path} are gone");
    }
    let verb = if *count == 1 { "the finding" } else { "the findings" };
    let is = if *count == 1 { "is" } else { "are" };
    format!("{verb} of {rule}{on} in {path} {is} gone")
}

/// A path as seen from a folder, both absolute.
pub(in crate::command) fn relative(folder: &Path, path: &Path) -> String {
    for (up, above) in folder.ancestors().enumerate() {
        if let Ok(rest) = path.strip_prefix(above) {
            let rest: Vec<_> = rest.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            return format!("{}{}", "../".repeat(up), rest.join("/"));
        }
    }
    path.to_string_lossy().into_owned()
}
