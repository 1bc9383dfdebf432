//! One line a finding, in the form that editors and terminals make into a link.

use std::io::{self, Write};

use crate::output::sources::Sources;
use crate::output::visible::Visible;
use crate::output::{Options, Run};

/// `path:line:col: severity[rule] message`.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    for run in runs {
        write_run(out, run)?;
    }
    if options.undecided { write_undecided(out, runs) } else { Ok(()) }
}

fn write_run(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    for one in &run.outcome.findings {
        let start = one.location.start;
        let (prefix, path) = (Visible(run.prefix), Visible(&one.location.path));
        let (severity, rule, message) = (one.severity.as_str(), one.rule, Visible(&one.message));
        writeln!(out, "{prefix}{path}:{}:{}: {severity}[{rule}] {message}", start.line, start.column)?;
    }
    Ok(())
}

/// The questions without an answer, in the same form.
pub(crate) fn write_undecided(out: &mut dyn Write, runs: &[Run<'_>]) -> io::Result<()> {
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
