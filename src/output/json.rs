//! One JSON document, version 1. Its types are the contract and belong to no other module: an
//! internal type may change without a user noticing. `json/schema.json` says the same.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::check;
use crate::finding::{Finding, Location, PlacedEdit, PlacedFix, PlacedLabel};
use crate::output::place::Stretch;
use crate::output::sources::{PlacedUndecided, Sources};
use crate::output::{Options, Run, Summary, rule};

/// The JSON Schema of this format.
pub const SCHEMA: &str = include_str!("json/schema.json");

/// The JSON Schema of the front matter of a declarative rule's manifest.
pub const MANIFEST_SCHEMA: &str = include_str!("json/manifest.schema.json");

/// Writes the document in one pass.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    let undecided = options.undecided.then(|| Undecided::all(runs));
    let document = Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary::of_all(runs),
        findings: runs,
        undecided,
        suppressed: options.suppressed.then(|| Suppressed::all(runs).collect()),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    summary: Summary,
    #[serde(serialize_with = "entries")]
    findings: &'r [Run<'r>],
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Vec<Undecided<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Vec<Suppressed<'r>>>,
}

/// One finding at a time: a list of all of them would double what the run keeps in memory.
fn entries<S: Serializer>(runs: &&[Run<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(findings(runs).map(|(finding, prefix)| Entry::of(finding, prefix)))
}

/// The findings of all sites, each with what stands before its paths: nothing where there is one
/// site, for then paths are relative to its root.
pub(crate) fn findings<'r>(runs: &'r [Run<'r>]) -> impl Iterator<Item = (&'r Finding, &'r str)> {
    runs.iter().flat_map(|run| {
        let prefix = prefix(run, runs);
        run.outcome.findings.iter().map(move |finding| (finding, prefix))
    })
}

fn prefix<'r>(run: &Run<'r>, runs: &[Run<'_>]) -> &'r str {
    if runs.len() > 1 { run.prefix } else { "" }
}

fn joined<'p>(prefix: &str, path: &'p str) -> Cow<'p, str> {
    if prefix.is_empty() { Cow::Borrowed(path) } else { Cow::Owned(format!("{prefix}{path}")) }
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
    path: Cow<'f, str>,
    span: Stretch,
    labels: Vec<Label<'f>>,
    fix: Option<Fix<'f>>,
}

#[derive(Serialize)]
struct Label<'f> {
    path: Cow<'f, str>,
    span: Stretch,
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
    path: Cow<'f, str>,
    span: Stretch,
    text: &'f str,
}

/// A question without an answer.
#[derive(Serialize)]
pub(crate) struct Undecided<'r> {
    rule: &'static str,
    path: Cow<'r, str>,
    span: Stretch,
    reason: &'r str,
}

/// What a comment set aside.
#[derive(Serialize)]
pub(crate) struct Suppressed<'r> {
    #[serde(flatten)]
    finding: Entry<'r>,
    reason: &'r str,
}

impl<'r> Suppressed<'r> {
    pub(crate) fn all(runs: &'r [Run<'r>]) -> impl Iterator<Item = Self> {
        runs.iter().flat_map(|run| {
            let prefix = prefix(run, runs);
            let of = move |one: &'r check::Suppressed| Self {
                finding: Entry::of(&one.finding, prefix),
                reason: &one.reason,
            };
            run.outcome.suppressed.iter().map(of)
        })
    }
}

impl<'f> Entry<'f> {
    pub(crate) fn of(finding: &'f Finding, prefix: &str) -> Self {
        Self {
            rule: finding.rule,
            severity: finding.severity.as_str(),
            message: &finding.message,
            help: finding.help.as_deref(),
            url: rule::url(finding.rule),
            path: joined(prefix, &finding.location.path),
            span: stretch(&finding.location),
            labels: finding.labels.iter().map(|label| Label::of(label, prefix)).collect(),
            fix: finding.fix.as_deref().map(|fix| Fix::of(fix, prefix)),
        }
    }
}

fn stretch(location: &Location) -> Stretch {
    Stretch::new(location.start, location.end)
}

impl<'f> Label<'f> {
    fn of(label: &'f PlacedLabel, prefix: &str) -> Self {
        Self {
            path: joined(prefix, &label.location.path),
            span: stretch(&label.location),
            message: &label.message,
        }
    }
}

impl<'f> Fix<'f> {
    fn of(fix: &'f PlacedFix, prefix: &str) -> Self {
        Self {
            title: &fix.title,
            safety: fix.safety,
            edits: fix.edits.iter().map(|edit| Edit::of(edit, prefix)).collect(),
        }
    }
}

impl<'f> Edit<'f> {
    fn of(edit: &'f PlacedEdit, prefix: &str) -> Self {
        Self { path: joined(prefix, &edit.location.path), span: stretch(&edit.location), text: &edit.text }
    }
}

impl<'r> Undecided<'r> {
    pub(crate) fn all(runs: &[Run<'r>]) -> Vec<Self> {
        let placed = runs.iter().flat_map(|run| {
            let prefix = prefix(run, runs);
            let placed = Sources::new(run.inventory).place_undecided(run.outcome);
            placed.into_iter().map(move |one| Self::of(one, prefix))
        });
        placed.collect()
    }

    fn of(one: PlacedUndecided<'r>, prefix: &str) -> Self {
        let span = Stretch::new(one.start, one.end);
        Self { rule: one.rule, path: joined(prefix, one.path), span, reason: one.reason }
    }
}
