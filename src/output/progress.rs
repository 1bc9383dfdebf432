//! A progress bar on standard error, for runs that take longer than a moment.
//! May not slow a run down: it counts, and draws a few times a second at most.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many files pass between two looks at the clock.
const STRIDE: u64 = 64;

/// Counts files, and shows a bar once the run has proved to be long.
#[derive(Debug)]
pub struct Progress {
    total: u64,
    done: AtomicU64,
    started: Instant,
    enabled: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Of `total` files. Never draws where `quiet`, or where standard error is no terminal.
    #[must_use]
    pub fn new(total: usize, quiet: bool) -> Self {
        Self {
            total: total as u64,
            done: AtomicU64::new(0),
            started: Instant::now(),
            enabled: !quiet && std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
        }
    }

    /// Says that one more file is done.
    pub fn tick(&self) {
        if !self.enabled {
            return;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(STRIDE) && self.started.elapsed() >= PATIENCE {
            self.bar.get_or_init(|| bar(self.total)).set_position(done);
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    match ProgressStyle::with_template("checking {bar:30} {human_pos} of {human_len} files") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Shows how many of the addresses of other hosts were asked, and how many in a second.
#[derive(Debug)]
pub struct AskingProgress {
    started: Instant,
    enabled: bool,
    bar: OnceLock<ProgressBar>,
}

impl AskingProgress {
    /// Never draws where `quiet`, or where standard error is no terminal.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        let enabled = !quiet && std::io::stderr().is_terminal();
        Self { started: Instant::now(), enabled, bar: OnceLock::new() }
    }

    /// Says that so many of so many are answered.
    pub fn show(&self, done: usize, total: usize) {
        if !self.enabled || (self.started.elapsed() < PATIENCE && self.bar.get().is_none() && done > 0) {
            return;
        }
        let bar = self.bar.get_or_init(|| asking(total as u64));
        bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn asking(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    match ProgressStyle::with_template(
        "asking {bar:30} {human_pos} of {human_len} addresses, {per_sec}, {eta} left",
    ) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
