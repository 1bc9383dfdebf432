//! GitHub workflow commands. The runner reads them from the log and shows them beside the lines of
//! a pull request: ten of each kind for a step, so errors come first.

use std::fmt;
use std::io::{self, Write};

use crate::finding::{Finding, Severity};
use crate::output::Run;

/// `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>]) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        for run in runs {
            for one in run.outcome.findings.iter().filter(|one| one.severity == severity) {
                command(out, run, one)?;
            }
        }
    }
    Ok(())
}

fn command(out: &mut dyn Write, run: &Run<'_>, one: &Finding) -> io::Result<()> {
    let kind = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (one.location.start, one.location.end);
    let (prefix, path) = (Property(run.prefix), Property(&one.location.path));
    write!(out, "::{kind} file={prefix}{path},line={},endLine={}", start.line, end.line)?;
    // Columns over several lines make GitHub drop the whole annotation.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    write!(out, ",title={}::{}", Property(one.rule), Data(&one.message))?;
    match &one.help {
        Some(help) => writeln!(out, "%0A{}", Data(help)),
        None => writeln!(out),
    }
}

/// Text after `::`.
struct Data<'t>(&'t str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(f, self.0, false)
    }
}

/// The value of a property, in which a colon or comma would end it.
struct Property<'t>(&'t str);

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(f, self.0, true)
    }
}

/// As `escapeData` and `escapeProperty` in the runner's toolkit. The other control characters
/// cannot be written in a command; a log viewer would obey them, so they are shown.
fn escape(f: &mut fmt::Formatter<'_>, text: &str, property: bool) -> fmt::Result {
    let mut buffer = String::new();
    for character in text.chars() {
        match character {
            '%' => f.write_str("%25")?,
            '\r' => f.write_str("%0D")?,
            '\n' => f.write_str("%0A")?,
            ':' if property => f.write_str("%3A")?,
            ',' if property => f.write_str("%2C")?,
            _ => {
                buffer.clear();
                crate::output::visible::push(&mut buffer, character, false);
                f.write_str(&buffer)?;
            }
        }
    }
    Ok(())
}
