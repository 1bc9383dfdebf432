//! What would be published against what was built, as a table and as JSON, version 1. The types are
//! the contract and belong to no other module.

use std::io::{self, Write};

use serde::Serialize;

use super::visible::Visible;
use crate::check::verify::{Comparison, Difference, Subject, Tally, Verdict, Way};
use crate::generator::Generator;
use crate::output::place::Bytes;
use crate::text::instant;

#[derive(Serialize)]
struct Root<'c> {
    version: u32,
    generator: &'c str,
    at: String,
    pages: usize,
    summary: Summary,
    differences: Vec<Row<'c>>,
}

#[derive(Serialize)]
struct Summary {
    outputs: Counts,
    ids: Counts,
    links: Counts,
}

#[derive(Serialize)]
struct Counts {
    agree: usize,
    wrong: usize,
    plugin: usize,
    undecided: usize,
    /// Of what the sources decide, how much agrees.
    percent: f64,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        let hundredths = u32::try_from(tally.agreement()).unwrap_or_default();
        Self {
            agree: tally.agree,
            wrong: tally.ours,
            plugin: tally.plugin,
            undecided: tally.undecided,
            percent: f64::from(hundredths) / 100.0,
        }
    }
}

#[derive(Serialize)]
struct Row<'c> {
    class: &'static str,
    what: &'static str,
    difference: &'static str,
    output: Option<&'c str>,
    path: Option<&'c str>,
    span: Option<Bytes>,
    text: Option<&'c str>,
    reason: Option<&'c str>,
}

/// Writes the JSON document.
///
/// # Errors
/// The errors of the writer.
pub fn write_json(out: &mut dyn Write, comparison: &Comparison, generator: &dyn Generator) -> io::Result<()> {
    let root = Root {
        version: 1,
        generator: generator.name(),
        at: instant(generator.facts().now, 0),
        pages: comparison.pages,
        summary: Summary {
            outputs: comparison.outputs.into(),
            ids: comparison.ids.into(),
            links: comparison.links.into(),
        },
        differences: comparison.differences.iter().map(row).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

/// Writes a line for each difference, and the counts.
///
/// # Errors
/// The errors of the writer.
pub fn write_table(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    for difference in &comparison.differences {
        let row = row(difference);
        write!(out, "{:<9}  {:<10}  {:<6}", row.class, row.difference, row.what)?;
        for part in [row.output, row.text].into_iter().flatten() {
            write!(out, "  {}", Visible(part))?;
        }
        if let Some(path) = row.path {
            write!(out, "  ({})", Visible(path))?;
        }
        match row.reason {
            Some(reason) => writeln!(out, ": {reason}")?,
            None => writeln!(out)?,
        }
    }
    let tallies = [("outputs", comparison.outputs), ("ids", comparison.ids), ("links", comparison.links)];
    for (name, tally) in tallies {
        let (whole, rest) = (tally.agreement() / 100, tally.agreement() % 100);
        writeln!(
            out,
            "{name:<8} {whole:>3}.{rest:02} %: {} agree, {} wrong, {} by plugins, {} undecided",
            tally.agree, tally.ours, tally.plugin, tally.undecided
        )?;
    }
    Ok(())
}

fn row(difference: &Difference) -> Row<'_> {
    let (class, reason) = match &difference.verdict {
        Verdict::Ours => ("wrong", None),
        Verdict::Plugin(why) => ("plugin", Some(&**why)),
        Verdict::Undecided(why) => ("undecided", Some(&**why)),
    };
    Row {
        class,
        what: match difference.subject {
            Subject::Build => "build",
            Subject::Output => "output",
            Subject::Id => "id",
            Subject::Link => "link",
        },
        difference: match difference.way {
            Way::Missing => "missing",
            Way::Unexpected => "unexpected",
        },
        output: Some(difference.output.as_str()).filter(|one| !one.is_empty()),
        path: difference.path.as_deref(),
        span: difference.span.map(Bytes::from),
        text: Some(difference.text.as_str()).filter(|one| !one.is_empty()),
        reason,
    }
}
