//! The formats of findings. Each owns its types; none decides what is a finding, and none writes
//! anything but the writer it was given.

mod concise;
pub mod config;
mod github;
mod json;
mod jsonl;
pub mod links;
mod parts;
mod place;
pub mod plan;
mod pretty;
mod progress;
mod rule;
mod sarif;
pub mod site;
mod sources;
mod summary;
mod terminal;
pub mod verify;
mod visible;
pub mod why;

use std::io::{self, Write};

use crate::check::Outcome;
use crate::walk::Inventory;

pub use json::{MANIFEST_SCHEMA, SCHEMA as JSON_SCHEMA};
pub use progress::{AskingProgress, Progress};
pub use summary::{Summary, counted};
pub use terminal::{ColorChoice, Terminal};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the lines around every finding, with labels and help
    #[default]
    Pretty,
    /// One line a finding: `path:line:col: severity[rule] message`
    Concise,
    /// One JSON document
    Json,
    /// One JSON object a line, the summary last
    Jsonl,
    /// GitHub workflow commands, which become annotations
    Github,
    /// SARIF 2.1.0
    Sarif,
}

impl Format {
    /// Whether a person reads it, so that the summary belongs after it on stderr.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Pretty | Self::Concise | Self::Github)
    }
}

/// The finished run over one site, as the formats see it.
#[derive(Clone, Copy, Debug)]
pub struct Run<'r> {
    /// What was found.
    pub outcome: &'r Outcome,
    /// The files, from which excerpts are read again.
    pub inventory: &'r Inventory,
    /// What stands between the working directory and the site's root, with a `/` at its end, or
    /// nothing. Formats that people and code hosts read show it before every path; JSON does so
    /// only where there is more than one site.
    pub prefix: &'r str,
}

/// What a user can ask of a format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// What the terminal can show.
    pub terminal: Terminal,
    /// List the questions without an answer as well (json and jsonl; pretty and concise as lines).
    pub undecided: bool,
    /// List what comments set aside as well (json, jsonl and sarif; pretty and concise as lines).
    pub suppressed: bool,
}

/// Writes the findings of one or more sites in a format, as one text.
///
/// # Errors
/// The errors of the writer.
pub fn write(format: Format, out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::write(out, runs, options),
        Format::Concise => concise::write(out, runs, options),
        Format::Json => json::write(out, runs, options),
        Format::Jsonl => jsonl::write(out, runs, options),
        Format::Github => github::write(out, runs),
        Format::Sarif => sarif::write(out, runs, options),
    }
}
