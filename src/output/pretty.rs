//! For people at a terminal: each finding with the lines around it. The only use of miette for
//! findings; every character that comes from a file passes through `visible` first.

mod excerpt;
mod window;

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};

use crate::finding::{Finding, Safety, Severity};
use crate::output::sources::Sources;
use crate::output::visible::Visible;
use crate::output::{Options, Run, Terminal, concise, parts};
use excerpt::Excerpt;

/// Writes the findings one after another, in the order of the files.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    let terminal = options.terminal;
    let styles = if terminal.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(terminal.width)
        .with_urls(false)
        .with_context_lines(excerpt::CONTEXT)
        .without_syntax_highlighting();
    for run in runs {
        parts::write(out, &run.outcome.findings, |part| draw(part, run, &handler, terminal))?;
    }
    concise::write_lists(out, runs, options)
}

fn draw(
    findings: &[Finding],
    run: &Run<'_>,
    handler: &GraphicalReportHandler,
    terminal: Terminal,
) -> Result<String, fmt::Error> {
    let mut sources = Sources::new(run.inventory);
    let mut text = String::new();
    for finding in findings {
        let excerpt = Excerpt::of(finding, run.prefix, terminal.width, &mut sources);
        let shown = Shown { finding, color: terminal.color, excerpt };
        handler.render_report(&mut text, &shown)?;
        if shown.excerpt.is_empty() {
            place_alone(&mut text, run.prefix, finding);
        }
        text.push('\n');
    }
    Ok(text)
}

/// Where a finding is, when its file cannot be read any more.
fn place_alone(text: &mut String, prefix: &str, finding: &Finding) {
    let (path, start) = (&finding.location.path, finding.location.start);
    let place = format!("   ╶─[{}{}:{}:{}]\n", Visible(prefix), Visible(path), start.line, start.column);
    text.push_str(&place);
}

/// A finding as miette asks for it.
#[derive(Debug)]
struct Shown<'f> {
    finding: &'f Finding,
    color: bool,
    excerpt: Excerpt,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (severity, rule) = (self.finding.severity, self.finding.rule);
        let message = Visible(&self.finding.message);
        if !self.color {
            return write!(f, "{}[{rule}]: {message}", severity.as_str());
        }
        let color = match severity {
            Severity::Error => 31,
            Severity::Warning => 33,
            Severity::Note => 36,
        };
        write!(f, "\u{1b}[1;{color}m{}[{rule}]\u{1b}[0m: {message}", severity.as_str())
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.finding.help.as_deref().map(|help| Visible(help).to_string());
        let fix = self.finding.fix.as_deref().map(|fix| {
            let safety = if fix.safety == Safety::Safe { "fix" } else { "fix, to be looked at" };
            format!("{safety}: {}", Visible(&fix.title))
        });
        let lines: Vec<String> = help.into_iter().chain(fix).collect();
        if lines.is_empty() { None } else { Some(Box::new(lines.join("\n"))) }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        if self.excerpt.is_empty() { None } else { Some(&self.excerpt) }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels().iter().cloned()))
    }
}
