//! The commands: what each does with its arguments, and the exit code.
//! May not hold a rule of any stage; it only calls them.

mod baseline;
mod check;
mod config;
mod engine;
mod explain;
mod fixing;
mod init;
mod known;
mod links;
mod moving;
mod mv;
mod nothing;
mod online;
mod problems;
mod project;
mod rename;
mod rules;
mod schemas;
mod since;
mod site;
mod statistics;
mod urls;
mod verify;
mod why;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::{Cli, Command, SchemaOf};
use crate::moves::TermKind;
use crate::output;

/// Nothing to complain of.
const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// The job could not be done.
const FAILED: u8 = 2;

/// Why a command could not do its job, in one line or as a rendered excerpt.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// In one line.
    #[error("{0}")]
    Words(String),
    /// The configuration cannot be meant; the excerpts say where.
    #[error("{0} cannot be used")]
    Config(String),
    /// The reader of the output went away: not worth a word.
    #[error("broken pipe")]
    BrokenPipe,
    /// The output cannot be written.
    #[error("cannot write: {0}")]
    Write(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::BrokenPipe } else { Self::Write(error) }
    }
}

/// Runs a command and gives the exit code.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = match cli.command {
        Command::Check(arguments) => check::run(&arguments, &mut out),
        Command::Baseline(arguments) => baseline::run(&arguments, &mut out),
        Command::Init(arguments) => init::run(&arguments, &mut out),
        Command::Config(arguments) => config::run(&arguments, &mut out),
        Command::Explain { rule } => explain::run(rule.as_deref(), &mut out),
        Command::Site(arguments) => site::run(&arguments, &mut out),
        Command::Verify(arguments) => verify::run(&arguments, &mut out),
        Command::Urls(arguments) => urls::run(&arguments, &mut out),
        Command::Why(arguments) => why::run(&arguments, &mut out),
        Command::Links(arguments) => links::run(&arguments, &mut out),
        Command::Mv(arguments) => mv::run(&arguments, &mut out),
        Command::RenameCategory(arguments) => rename::run(TermKind::Category, &arguments, &mut out),
        Command::RenameTag(arguments) => rename::run(TermKind::Tag, &arguments, &mut out),
        Command::Rules(command) => rules::run(&command, &mut out),
        Command::Schema { what } => schema(what, &mut out),
        Command::Completions { shell } => completions(shell, &mut out),
    };
    let result = result.and_then(|code| Ok(out.flush().map(|()| code)?));
    match result {
        Ok(code) => ExitCode::from(code),
        Err(Failure::BrokenPipe) => ExitCode::from(CLEAN),
        Err(failure) => {
            say(&format!("postlint: {failure}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Answers arguments that clap does not accept: help and version on stdout, anything else in one line.
#[must_use]
pub fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        // What is wrong and what was probably meant; the rest repeats the help.
        let text = error.to_string();
        let lines =
            text.lines().take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
        let words: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
        say(&format!("postlint: {}", words.join("; ").trim_start_matches("error: ")));
        return ExitCode::from(FAILED);
    }
    match write!(io::stdout(), "{error}") {
        Ok(()) => ExitCode::from(CLEAN),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(_) => ExitCode::from(FAILED),
    }
}

/// A line on stderr; nobody is left to tell if that fails.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn schema(what: SchemaOf, out: &mut dyn Write) -> Result<u8, Failure> {
    let text = match what {
        SchemaOf::Output => output::JSON_SCHEMA.to_owned(),
        SchemaOf::Manifest => output::MANIFEST_SCHEMA.to_owned(),
        // Rules that cannot be read are no reason to give an editor nothing.
        SchemaOf::Config => {
            let own = rules::rules_of_here().unwrap_or_default();
            format!("{:#}\n", crate::config::schema::schema(&own))
        }
    };
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}

fn completions(shell: clap_complete::Shell, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "postlint", &mut script);
    out.write_all(&script)?;
    Ok(CLEAN)
}
