//! What is wrong in a configuration, shown as findings are: with the lines around it.
//! May not decide what is wrong.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::Failure;
use crate::check::Outcome;
use crate::config::{ConfigFile, Problem};
use crate::finding::{Finding, Location, Severity};
use crate::output::{self, ColorChoice, Format, Options, Run, Terminal};
use crate::source::Lines;
use crate::walk::{Content, Input, Inventory};

/// Shows every problem of a configuration on stderr.
pub(super) fn show(file: &ConfigFile, color: ColorChoice) -> Failure {
    let lines = file.source.lines();
    let mut findings: Vec<Finding> = file.problems.iter().map(|one| finding(file, &lines, one)).collect();
    findings.sort_by_key(|finding| finding.location.start.offset);
    let path = Arc::clone(file.source.path());
    let content = Content::Memory(Arc::from(file.source.text().as_bytes()));
    let inventory =
        Inventory { inputs: vec![Input { path, content, requested: true }], ..Inventory::default() };
    let outcome = Outcome { findings, files: 1, ..Outcome::default() };
    let run = Run { outcome: &outcome, inventory: &inventory, prefix: "" };
    let options = Options { terminal: terminal(color), undecided: false };
    match output::write(Format::Pretty, &mut io::stderr(), &[run], &options) {
        Ok(()) => Failure::Config(file.source.path().to_string()),
        Err(error) => Failure::from(error),
    }
}

fn finding(file: &ConfigFile, lines: &Lines<'_>, problem: &Problem) -> Finding {
    let span = file.span(&problem.place);
    let path = Arc::clone(file.source.path());
    Finding {
        rule: "configuration",
        severity: Severity::Error,
        message: problem.message.clone().into(),
        help: problem.help.clone().map(Into::into),
        location: Location { path, start: lines.position(span.start), end: lines.position(span.end) },
        labels: Vec::new(),
        fix: None,
    }
}

fn terminal(color: ColorChoice) -> Terminal {
    let is_shown = io::stderr().is_terminal() || color == ColorChoice::Always;
    if is_shown { Terminal::of_stdout(color) } else { Terminal::default() }
}
