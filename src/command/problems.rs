//! What is wrong in a configuration, shown as findings are: with the lines around it.
//! May not decide what is wrong.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::Failure;
use crate::check::Outcome;
use crate::config::ConfigFile;
use crate::finding::{Finding, Location, Severity};
use crate::output::{self, ColorChoice, Format, Options, Run, Terminal};
use crate::source::{Lines, Source, Span};
use crate::walk::{Content, Input, Inventory};

/// A place, what is wrong there, and what to do.
type Told<'a> = (Span, &'a str, Option<&'a str>);

/// Shows every problem of a configuration on stderr, file by file, in the order of each.
pub(super) fn show(file: &ConfigFile, color: ColorChoice) -> Failure {
    let mut by_file: BTreeMap<usize, Vec<Told<'_>>> = BTreeMap::new();
    for one in &file.problems {
        let (number, span) = file.locate(&one.place);
        by_file.entry(number).or_default().push((span, &one.message, one.help.as_deref()));
    }
    let mut names: Vec<&str> = Vec::new();
    for (number, problems) in &by_file {
        let Some(source) = file.source(*number) else { continue };
        names.push(source.path());
        if let Err(error) = excerpts(source, problems, color) {
            return Failure::from(error);
        }
    }
    Failure::Config(names.join(", "))
}

/// The same text under the name that people see.
pub(super) fn named(source: &Source, name: &str) -> Source {
    Source::from_bytes(Arc::from(name), source.text().as_bytes().to_vec())
}

/// Shows places of a file that is no input, each with what is wrong there and what to do.
pub(super) fn excerpts(source: &Source, problems: &[Told<'_>], color: ColorChoice) -> io::Result<()> {
    let lines = source.lines();
    let mut findings: Vec<Finding> = problems.iter().map(|one| finding(source, &lines, one)).collect();
    findings.sort_by_key(|finding| finding.location.start.offset);
    let path = Arc::clone(source.path());
    let content = Content::Memory(Arc::from(source.text().as_bytes()));
    let inventory = Inventory {
        inputs: vec![Input { path, content, requested: true, references_only: false }],
        ..Inventory::default()
    };
    let outcome = Outcome { findings, files: 1, ..Outcome::default() };
    let run = Run { outcome: &outcome, inventory: &inventory, prefix: "" };
    let options = Options { terminal: terminal(color), undecided: false, suppressed: false };
    output::write(Format::Pretty, &mut io::stderr(), &[run], &options)
}

fn finding(source: &Source, lines: &Lines<'_>, problem: &(Span, &str, Option<&str>)) -> Finding {
    let (span, message, help) = problem;
    Finding {
        rule: "configuration",
        severity: Severity::Error,
        message: (*message).to_owned().into(),
        help: help.map(|help| help.to_owned().into()),
        location: Location {
            path: Arc::clone(source.path()),
            start: lines.position(span.start),
            end: lines.position(span.end),
        },
        labels: Vec::new(),
        fix: None,
    }
}

fn terminal(color: ColorChoice) -> Terminal {
    let is_shown = io::stderr().is_terminal() || color == ColorChoice::Always;
    if is_shown { Terminal::of_stdout(color) } else { Terminal::default() }
}
