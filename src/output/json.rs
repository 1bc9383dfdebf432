//! One JSON document, version 1. Its types are the contract and belong to no other module: an
//! internal type may change without a user noticing. `json/schema.json` says the same.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::check::Outcome;
use crate::finding::{Finding, Location, PlacedEdit, PlacedFix, PlacedLabel};
use crate::output::sources::{PlacedUndecided, Sources};
use crate::output::{Options, Run, Summary, rule};
use crate::source::Position;

/// The JSON Schema of this format.
pub const SCHEMA: &str = include_str!("json/schema.json");

/// Writes the document in one pass.
pub(crate) fn write(out: &mut dyn Write, run: &Run<'_>, options: &Options) -> io::Result<()> {
    let undecided = options.undecided.then(|| Undecided::all(run));
    let document = Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary::of(run.outcome),
        findings: run.outcome,
        undecided,
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    summary: Summary,
    #[serde(serialize_with = "findings")]
    findings: &'r Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Vec<Undecided<'r>>>,
}

/// One finding at a time: a list of all of them would double what the run keeps in memory.
fn findings<S: Serializer>(outcome: &&Outcome, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(outcome.findings.iter().map(Entry::of))
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// A finding.
#[derive(Serialize)]
pub(crate) struct Entry<'f> {
    rule: &'f str,
    severity: &'static str,
    message: &'f str,
    help: Option<&'f str>,
    url: String,
    path: &'f str,
    span: Span,
    labels: Vec<Label<'f>>,
    fix: Option<Fix<'f>>,
}

#[derive(Serialize)]
struct Span {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    offset: u32,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Label<'f> {
    path: &'f str,
    span: Span,
    message: &'f str,
}

#[derive(Serialize)]
struct Fix<'f> {
    title: &'f str,
    safety: crate::finding::Safety,
    edits: Vec<Edit<'f>>,
}

#[derive(Serialize)]
struct Edit<'f> {
    path: &'f str,
    span: Span,
    text: &'f str,
}

/// A question without an answer.
#[derive(Serialize)]
pub(crate) struct Undecided<'r> {
    rule: &'static str,
    path: &'r str,
    span: Span,
    reason: &'r str,
}

impl<'f> Entry<'f> {
    pub(crate) fn of(finding: &'f Finding) -> Self {
        Self {
            rule: finding.rule,
            severity: finding.severity.as_str(),
            message: &finding.message,
            help: finding.help.as_deref(),
            url: rule::url(finding.rule),
            path: &finding.location.path,
            span: Span::of(&finding.location),
            labels: finding.labels.iter().map(Label::of).collect(),
            fix: finding.fix.as_deref().map(Fix::of),
        }
    }
}

impl Span {
    fn of(location: &Location) -> Self {
        Self { start: Place::of(location.start), end: Place::of(location.end) }
    }
}

impl Place {
    fn of(position: Position) -> Self {
        Self { offset: position.offset, line: position.line, column: position.column }
    }
}

impl<'f> Label<'f> {
    fn of(label: &'f PlacedLabel) -> Self {
        Self { path: &label.location.path, span: Span::of(&label.location), message: &label.message }
    }
}

impl<'f> Fix<'f> {
    fn of(fix: &'f PlacedFix) -> Self {
        Self { title: &fix.title, safety: fix.safety, edits: fix.edits.iter().map(Edit::of).collect() }
    }
}

impl<'f> Edit<'f> {
    fn of(edit: &'f PlacedEdit) -> Self {
        Self { path: &edit.location.path, span: Span::of(&edit.location), text: &edit.text }
    }
}

impl<'r> Undecided<'r> {
    pub(crate) fn all(run: &Run<'r>) -> Vec<Self> {
        let placed = Sources::new(run.inventory).place_undecided(run.outcome);
        placed.into_iter().map(Self::of).collect()
    }

    fn of(one: PlacedUndecided<'r>) -> Self {
        let span = Span { start: Place::of(one.start), end: Place::of(one.end) };
        Self { rule: one.rule, path: one.path, span, reason: one.reason }
    }
}
