//! References with what they lead to, as a table, as JSON, version 1, and as comma-separated values.
//! The types are the contract and belong to no other module.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::check::links::{Link, Target};
use crate::output::place::Stretch;
use crate::output::visible::Visible;

#[derive(Serialize)]
struct Root<'l> {
    version: u32,
    /// How many references there are of each state.
    summary: BTreeMap<&'static str, usize>,
    links: Vec<Row<'l>>,
}

#[derive(Serialize)]
struct Row<'l> {
    path: &'l str,
    span: Stretch,
    role: &'static str,
    address: &'l str,
    state: &'static str,
    /// The published file it leads to, or the path where nothing is.
    target: Option<&'l str>,
    /// The source file of the target.
    source: Option<&'l str>,
    /// The address that was probably meant.
    closest: Option<&'l str>,
    /// Why it cannot be told.
    reason: Option<&'l str>,
}

impl<'l> From<&'l Link> for Row<'l> {
    fn from(link: &'l Link) -> Self {
        let (target, source, closest, reason) = match &link.target {
            Target::Found { output, source, .. } => (Some(output.as_str()), source.as_deref(), None, None),
            Target::Missing(path, closest) => (Some(path.as_str()), None, closest.as_deref(), None),
            Target::Undecided(why) => (None, None, None, Some(&**why)),
            Target::Invalid(why) => (None, None, None, Some(why.as_str())),
            Target::Page | Target::External | Target::Other | Target::Empty => (None, None, None, None),
        };
        Self {
            path: &link.path,
            span: Stretch::new(link.start, link.end),
            role: link.role.as_str(),
            address: &link.address,
            state: state(&link.target),
            target,
            source,
            closest,
            reason,
        }
    }
}

fn state(target: &Target) -> &'static str {
    match target {
        Target::Found { .. } => "found",
        Target::Missing(..) => "missing",
        Target::Undecided(_) => "undecided",
        Target::Page => "page",
        Target::External => "external",
        Target::Other => "other",
        Target::Empty => "empty",
        Target::Invalid(_) => "invalid",
    }
}

/// Writes one line a reference: where it stands, its state, its address and what it leads to.
///
/// # Errors
/// The errors of the writer.
pub fn write_table(out: &mut dyn Write, links: &[&Link], prefix: &str) -> io::Result<()> {
    for link in links {
        let (path, start) = (Visible(&link.path), link.start);
        let (prefix, state) = (Visible(prefix), state(&link.target));
        write!(out, "{prefix}{path}:{}:{}: {state}", start.line, start.column)?;
        if !link.address.is_empty() {
            write!(out, " {}", Visible(&link.address))?;
        }
        match &link.target {
            Target::Found { output, source, .. } => {
                write!(out, " -> {}", Visible(output))?;
                if let Some(source) = source.as_deref().filter(|source| source != output) {
                    write!(out, " ({})", Visible(source))?;
                }
            }
            Target::Missing(path, closest) => {
                write!(out, " -> {}", Visible(path))?;
                if let Some(closest) = closest {
                    write!(out, " (meant: {})", Visible(closest))?;
                }
            }
            Target::Undecided(why) => write!(out, ": {}", Visible(why))?,
            Target::Invalid(why) => write!(out, ": {}", Visible(why))?,
            Target::Page | Target::External | Target::Other | Target::Empty => {}
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the JSON document.
///
/// # Errors
/// The errors of the writer.
pub fn write_json(out: &mut dyn Write, links: &[&Link]) -> io::Result<()> {
    let mut summary = BTreeMap::new();
    for link in links {
        *summary.entry(state(&link.target)).or_insert(0) += 1;
    }
    let links = links.iter().map(|link| Row::from(*link)).collect();
    serde_json::to_writer(&mut *out, &Root { version: 1, summary, links })?;
    writeln!(out)
}

/// Writes a line of names, then one a reference (RFC 4180, but for LF at the ends of lines).
///
/// # Errors
/// The errors of the writer.
pub fn write_csv(out: &mut dyn Write, links: &[&Link]) -> io::Result<()> {
    writeln!(out, "path,line,column,role,state,address,target,source,closest,reason")?;
    for link in links {
        let row = Row::from(*link);
        let (line, column) = (link.start.line, link.start.column);
        write!(out, "{},{line},{column},{},{}", field(row.path), row.role, row.state)?;
        write!(out, ",{}", field(row.address))?;
        for value in [row.target, row.source, row.closest, row.reason] {
            write!(out, ",{}", field(value.unwrap_or_default()))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn field(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}
