//! From reports to findings: severity, and the line and column of every span.
//! May not decide what is a finding.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::read;
use crate::finding::{FileId, Finding, Location, PlacedEdit, PlacedFix, PlacedLabel};
use crate::settings::Settings;
use crate::sink::Reported;
use crate::source::{Lines, Source, Span};
use crate::walk::Input;

/// Places the reports of one file whose labels all lie in it.
pub(crate) fn in_one(source: &Source, reports: Vec<Reported>, settings: &Settings) -> Vec<Finding> {
    if reports.is_empty() {
        return Vec::new();
    }
    let lines = source.lines();
    let here = |_: Option<FileId>, span: Span| Some(location(source.path(), &lines, span));
    reports.into_iter().filter_map(|one| place(one, source.path(), settings, &here)).collect()
}

/// Places the reports of the whole site. Files are read again, since only facts were kept; one
/// that cannot be read any more keeps its findings, at its start.
pub(crate) fn in_many(inputs: &[Input], reports: Vec<Reported>, settings: &Settings) -> Vec<Finding> {
    let mut sources: BTreeMap<FileId, Source> = BTreeMap::new();
    for one in &reports {
        let others = one.report.labels.iter().filter_map(|label| label.file);
        for file in others.chain([one.file]) {
            sources.entry(file).or_insert_with(|| {
                let input = &inputs[file.0 as usize];
                read(input).unwrap_or_else(|_| Source::from_bytes(Arc::clone(&input.path), Vec::new()))
            });
        }
    }
    let tables: BTreeMap<FileId, (&Arc<str>, Lines<'_>)> =
        sources.iter().map(|(file, source)| (*file, (source.path(), source.lines()))).collect();
    reports
        .into_iter()
        .filter_map(|one| {
            let home = one.file;
            let path = tables.get(&home)?.0;
            let find = |file: Option<FileId>, span: Span| {
                let (path, lines) = tables.get(&file.unwrap_or(home))?;
                Some(location(path, lines, span))
            };
            place(one, path, settings, &find)
        })
        .collect()
}

fn location(path: &Arc<str>, lines: &Lines<'_>, span: Span) -> Location {
    Location { path: Arc::clone(path), start: lines.position(span.start), end: lines.position(span.end) }
}

fn place(
    one: Reported,
    path: &str,
    settings: &Settings,
    find: &dyn Fn(Option<FileId>, Span) -> Option<Location>,
) -> Option<Finding> {
    let rules = settings.rules_for(path);
    let active = rules.get(one.rule)?;
    let report = one.report;
    let labels = report.labels.into_iter().filter_map(|label| {
        Some(PlacedLabel { location: find(label.file, label.span)?, message: label.message })
    });
    let labels = labels.collect();
    let fix = report.fix.map(|fix| {
        let edits = fix
            .edits
            .into_iter()
            .filter_map(|edit| Some(PlacedEdit { location: find(None, edit.span)?, text: edit.text }));
        Box::new(PlacedFix { title: fix.title, safety: fix.safety, edits: edits.collect() })
    });
    Some(Finding {
        rule: active.id,
        severity: active.severity.min(report.at_most),
        message: report.message,
        help: report.help,
        location: find(None, report.span)?,
        labels,
        fix,
    })
}
