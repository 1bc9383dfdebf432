//! From reports to findings: severity, and the line and column of every span.
//! May not decide what is a finding.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::read;
use crate::check::suppressions::{Judged, Suppressed};
use crate::config::FixLevel;
use crate::finding::{FileId, Finding, Location, PlacedEdit, PlacedFix, PlacedLabel};
use crate::settings::Settings;
use crate::sink::Reported;
use crate::source::{Lines, Position, Source, Span};
use crate::walk::Input;

/// Places the reports of one file whose labels all lie in it.
pub(crate) fn in_one(source: &Source, reports: Vec<Reported>, settings: &Settings) -> Vec<Finding> {
    if reports.is_empty() {
        return Vec::new();
    }
    let lines = source.lines();
    let here = |_: Option<FileId>, span: Span| Some(location(source.path(), &lines, span));
    // Exactly as long as needed: these lists live until the end of the run, one for each file.
    let mut findings = Vec::with_capacity(reports.len());
    findings.extend(reports.into_iter().filter_map(|one| place(one, source.path(), settings, &here)));
    findings.sort_by(order);
    findings
}

/// Places the reports of one file that comments set aside, with their reasons.
pub(crate) fn aside_in_one(
    source: &Source,
    reports: Vec<(Reported, Box<str>)>,
    settings: &Settings,
) -> Vec<Suppressed> {
    if reports.is_empty() {
        return Vec::new();
    }
    let lines = source.lines();
    let here = |_: Option<FileId>, span: Span| Some(location(source.path(), &lines, span));
    let placed = reports.into_iter().filter_map(|(one, reason)| {
        Some(Suppressed { finding: place(one, source.path(), settings, &here)?, reason })
    });
    placed.collect()
}

/// Puts the findings that comments set aside in the order of all findings.
pub(crate) fn sort(suppressed: &mut [Suppressed]) {
    suppressed.sort_by(|a, b| {
        let path = a.finding.location.path.cmp(&b.finding.location.path);
        path.then_with(|| order(&a.finding, &b.finding))
    });
}

/// The order of the findings of one file: by offset, then by rule.
fn order(a: &Finding, b: &Finding) -> Ordering {
    let by_place = a.location.start.offset.cmp(&b.location.start.offset).then_with(|| a.rule.cmp(b.rule));
    by_place
        .then_with(|| a.location.end.offset.cmp(&b.location.end.offset))
        .then_with(|| a.message.cmp(&b.message))
}

/// All findings in the order of the files: those of each file alone, already in order, and those of
/// the whole site.
pub(crate) fn merge(mut lists: Vec<Vec<Finding>>, of_site: Vec<(FileId, Finding)>) -> Vec<Finding> {
    let mut touched = BTreeSet::new();
    let mut beyond = Vec::new();
    for (file, finding) in of_site {
        if let Some(list) = lists.get_mut(file.0 as usize) {
            list.push(finding);
            touched.insert(file.0 as usize);
        } else {
            beyond.push(finding);
        }
    }
    for at in touched {
        if let Some(list) = lists.get_mut(at) {
            list.sort_by(order);
        }
    }
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    for list in lists {
        all.extend(list);
    }
    // The inputs are in the order of their paths already, and the sort keeps the order in each.
    if !beyond.is_empty() {
        all.extend(beyond);
        all.sort_by(|a, b| a.location.path.cmp(&b.location.path));
    }
    all
}

/// A finding in a file, and the reason of the comment that set it aside, if one did.
pub(crate) type Placed = (FileId, Finding, Option<Box<str>>);

/// Places the reports of the whole site. Files are read again, since only facts were kept: each
/// once, and no two kept; one that cannot be read any more has its findings at its start, as have the
/// files `beyond` the inputs, which are no texts. The digests of files with fixes are added.
pub(crate) fn in_many(
    inputs: &[Input],
    beyond: &[Arc<str>],
    reports: Vec<Judged>,
    settings: &Settings,
    digests: &mut BTreeMap<Arc<str>, u64>,
) -> Vec<Placed> {
    let with_fix: BTreeSet<FileId> =
        reports.iter().filter(|(one, _)| one.report.fix.is_some()).map(|(one, _)| one.file).collect();
    let mut wanted: BTreeMap<FileId, Vec<u32>> = BTreeMap::new();
    for (one, _) in &reports {
        for (file, span) in spans(one) {
            wanted.entry(file).or_default().extend([span.start, span.end]);
        }
    }
    let places: Vec<(FileId, Places<'_>)> = wanted
        .into_par_iter()
        .filter_map(|(file, offsets)| {
            let at = file.0 as usize;
            let places = match inputs.get(at) {
                Some(input) => Places::read(input, offsets, with_fix.contains(&file)),
                None => Places::at_start(beyond.get(at.checked_sub(inputs.len())?)?, offsets),
            };
            Some((file, places))
        })
        .collect();
    let places: BTreeMap<FileId, Places<'_>> = places.into_iter().collect();
    for one in places.values() {
        if let Some(digest) = one.digest {
            // Of two readings the first counts: an edit between them is none that was checked.
            digests.entry(Arc::clone(one.path)).or_insert(digest);
        }
    }
    reports
        .into_iter()
        .filter_map(|(one, reason)| {
            let home = one.file;
            let path = places.get(&home)?.path;
            let find = |file: Option<FileId>, span: Span| places.get(&file.unwrap_or(home))?.location(span);
            Some((home, place(one, path, settings, &find)?, reason))
        })
        .collect()
}

/// Every span of a report with its file.
fn spans(one: &Reported) -> impl Iterator<Item = (FileId, Span)> {
    let home = one.file;
    let labels = one.report.labels.iter().map(move |label| (label.file.unwrap_or(home), label.span));
    let edits = one.report.fix.iter().flat_map(|fix| &fix.edits).map(move |edit| (home, edit.span));
    labels.chain(edits).chain([(home, one.report.span)])
}

/// Positions of the offsets of one file that are asked for.
struct Places<'i> {
    path: &'i Arc<str>,
    digest: Option<u64>,
    positions: BTreeMap<u32, Position>,
}

impl<'i> Places<'i> {
    fn read(input: &'i Input, mut offsets: Vec<u32>, has_fix: bool) -> Self {
        // Columns are counted on from the place before, so that long lines are read once.
        offsets.sort_unstable();
        let source = read(input);
        let digest = source.as_ref().ok().filter(|_| has_fix).map(Source::digest);
        let lines = source.as_ref().ok().map(Source::lines);
        let start = Position { offset: 0, line: 1, column: 1 };
        let position = |offset| lines.as_ref().map_or(start, |lines| lines.position(offset));
        let positions = offsets.into_iter().map(|offset| (offset, position(offset))).collect();
        Self { path: &input.path, digest, positions }
    }

    fn at_start(path: &'i Arc<str>, offsets: Vec<u32>) -> Self {
        let start = Position { offset: 0, line: 1, column: 1 };
        Self { path, digest: None, positions: offsets.into_iter().map(|offset| (offset, start)).collect() }
    }

    fn location(&self, span: Span) -> Option<Location> {
        let position = |offset| self.positions.get(&offset).copied();
        Some(Location { path: Arc::clone(self.path), start: position(span.start)?, end: position(span.end)? })
    }
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
    let fix = report.fix.and_then(|fix| {
        let safety = active.fix.map_or(Some(fix.safety), FixLevel::safety)?;
        let edits = fix
            .edits
            .into_iter()
            .map(|edit| Some(PlacedEdit { location: find(None, edit.span)?, text: edit.text }));
        Some(Box::new(PlacedFix { title: fix.title, safety, edits: edits.collect::<Option<_>>()? }))
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
