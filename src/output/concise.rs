//! One line a finding, in the form that editors and terminals make into a link.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use crate::finding::Finding;
use crate::output::sources::Sources;
use crate::output::visible::Visible;
use crate::output::{Options, Run, parts};

/// `path:line:col: severity[rule] message`.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    for run in runs {
        parts::write(out, &run.outcome.findings, |part| draw(part, run.prefix))?;
    }
    write_lists(out, runs, options)
}

/// What is listed on request after the findings.
pub(crate) fn write_lists(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    if options.suppressed {
        write_suppressed(out, runs)?;
    }
    if options.undecided { write_undecided(out, runs) } else { Ok(()) }
}

/// What comments set aside, in the same form.
fn write_suppressed(out: &mut dyn Write, runs: &[Run<'_>]) -> io::Result<()> {
    for run in runs {
        for one in &run.outcome.suppressed {
            let (finding, start) = (&one.finding, one.finding.location.start);
            let (prefix, path) = (Visible(run.prefix), Visible(&finding.location.path));
            let (rule, message) = (finding.rule, Visible(&finding.message));
            write!(out, "{prefix}{path}:{}:{}: suppressed[{rule}] {message}", start.line, start.column)?;
            match &*one.reason {
                "" => writeln!(out)?,
                reason => writeln!(out, " ({})", Visible(reason))?,
            }
        }
    }
    Ok(())
}

fn draw(findings: &[Finding], prefix: &str) -> Result<String, fmt::Error> {
    let mut text = String::new();
    for one in findings {
        let start = one.location.start;
        let (prefix, path) = (Visible(prefix), Visible(&one.location.path));
        let (severity, rule, message) = (one.severity.as_str(), one.rule, Visible(&one.message));
        writeln!(text, "{prefix}{path}:{}:{}: {severity}[{rule}] {message}", start.line, start.column)?;
    }
    Ok(text)
}

/// The questions without an answer, in the same form.
fn write_undecided(out: &mut dyn Write, runs: &[Run<'_>]) -> io::Result<()> {
    for run in runs {
        for one in Sources::new(run.inventory).place_undecided(run.outcome) {
            let start = one.start;
            let (prefix, path, reason) = (Visible(run.prefix), Visible(one.path), Visible(one.reason));
            writeln!(
                out,
                "{prefix}{path}:{}:{}: undecided[{}] {reason}",
                start.line, start.column, one.rule
            )?;
        }
    }
    Ok(())
}
