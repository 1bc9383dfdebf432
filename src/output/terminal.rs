//! What the terminal at the other end can show. The only place of the formats that asks the
//! environment; everything else is told.

use std::io::IsTerminal;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Whether escape sequences for colours are understood.
    pub color: bool,
    /// How many columns a line may fill.
    pub width: usize,
}

/// The width where there is no terminal: a file, a pipe, a log.
const WIDTH: usize = 100;

impl Default for Terminal {
    fn default() -> Self {
        Self { color: false, width: WIDTH }
    }
}

impl Terminal {
    /// Asks standard output and the environment (`NO_COLOR`, `CLICOLOR_FORCE`, `TERM`, `COLUMNS`).
    #[must_use]
    pub fn of_stdout(choice: ColorChoice) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_terminal = std::io::stdout().is_terminal();
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if set("NO_COLOR") => false,
            ColorChoice::Auto if set("CLICOLOR_FORCE") => true,
            ColorChoice::Auto => is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        };
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = told.or_else(|| asked().filter(|_| is_terminal)).unwrap_or(WIDTH);
        Self { color, width: width.clamp(40, 400) }
    }
}
