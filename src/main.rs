//! The binary: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use postlint::cli::Cli;
use postlint::command;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => command::run(cli),
        Err(error) => command::usage(&error),
    }
}
