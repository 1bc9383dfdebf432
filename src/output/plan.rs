//! What `init` has learned of a site, and the files it would write. May not learn anything.

use std::io::{self, Write};

use crate::learn::Plan;
use crate::output::visible::Visible;

/// Writes the files one after the other, each below a line with its path where there are several.
///
/// # Errors
/// The errors of the writer.
pub fn write_files(out: &mut dyn Write, plan: &Plan) -> io::Result<()> {
    // The configuration comes first for a reader, and last on the disk.
    for (at, file) in plan.files.iter().rev().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if plan.files.len() > 1 {
            writeln!(out, "# --- {}", Visible(&file.path))?;
        }
        out.write_all(file.text.as_bytes())?;
    }
    Ok(())
}

/// How many outliers are shown.
const MOST: usize = 30;

/// Writes the report: what was written, what the site is like, which rules are off, what differs.
///
/// # Errors
/// The errors of the writer.
pub fn write_report(out: &mut dyn Write, plan: &Plan, prefix: &str, is_written: bool) -> io::Result<()> {
    let verb = if is_written { "wrote" } else { "would write" };
    if let Some((config, schemas)) = plan.files.split_last() {
        write!(out, "{verb} {}{}", Visible(prefix), Visible(&config.path))?;
        match schemas {
            [] => writeln!(out)?,
            [one] => writeln!(out, " and {}{}", Visible(prefix), Visible(&one.path))?,
            _ => writeln!(out, " and {} schemas in {}.postlint/schemas", schemas.len(), Visible(prefix))?,
        }
    }
    writeln!(out)?;
    for (what, words) in &plan.facts {
        writeln!(out, "{what:<11} {}", Visible(words))?;
    }
    if !plan.noise.is_empty() {
        writeln!(out, "\nSwitched off, being the custom here:")?;
        for one in &plan.noise {
            writeln!(
                out,
                "  {:<28} {} findings in {} of {} {}",
                one.rule, one.findings, one.files, one.of, one.subject
            )?;
        }
    }
    if !plan.outliers.is_empty() {
        writeln!(out, "\nUnlike the others:")?;
        for line in plan.outliers.iter().take(MOST) {
            writeln!(out, "  {}", Visible(line))?;
        }
        if let Some(more) = plan.outliers.len().checked_sub(MOST + 1) {
            writeln!(out, "  and {} more", more + 1)?;
        }
    }
    Ok(())
}
