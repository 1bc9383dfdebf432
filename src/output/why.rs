//! The facts of one file with their causes, for people and as JSON, version 1. The types are the
//! contract and belong to no other module.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::Terminal;
use super::visible::Visible;
use crate::check::why::Why;
use crate::generator::Generator;
use crate::generator::explanation::{Fact, Origin};
use crate::output::place::Stretch;
use crate::publication::{Kind, Status};
use crate::source::{Position, Source, Span};
use crate::text::instant;

#[derive(Serialize)]
struct Root<'w> {
    version: u32,
    generator: &'w str,
    at: String,
    path: &'w str,
    kind: &'static str,
    status: &'static str,
    reason: Option<&'w str>,
    facts: Vec<Row<'w>>,
    fatal: Option<Stop<'w>>,
}

#[derive(Serialize)]
struct Row<'w> {
    fact: &'static str,
    value: &'w str,
    cause: Cause<'w>,
    /// What would change it.
    change: Option<&'w str>,
}

#[derive(Serialize)]
struct Cause<'w> {
    kind: &'static str,
    /// The file it stands in.
    path: Option<&'w str>,
    span: Option<Stretch>,
    /// The part of the path that is the cause.
    part: Option<&'w str>,
    /// In words.
    text: &'w str,
}

#[derive(Serialize)]
struct Stop<'w> {
    path: &'w str,
    message: &'w str,
}

/// Writes the JSON document.
///
/// # Errors
/// The errors of the writer.
pub fn write_json(out: &mut dyn Write, why: &Why, generator: &dyn Generator) -> io::Result<()> {
    let (status, reason) = super::site::status(&why.publication.status);
    let root = Root {
        version: 1,
        generator: generator.name(),
        at: instant(generator.facts().now, 0),
        path: why.source.path(),
        kind: kind(&why.publication.kind),
        status,
        reason,
        facts: why.facts.iter().map(|fact| row(why, fact)).collect(),
        fatal: why.fatal.as_ref().map(|stop| Stop { path: &stop.path, message: &stop.message }),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

fn row<'w>(why: &'w Why, fact: &'w Fact) -> Row<'w> {
    let (name, path, span) = origin(why, &fact.origin);
    let positions = span.and_then(|span| positions(why, path?, span));
    let part = match fact.origin {
        Origin::Path(span) => why.source.path().get(span.range()),
        _ => None,
    };
    let cause = Cause {
        kind: name,
        path,
        span: positions.map(|(start, end)| Stretch::new(start, end)),
        part,
        text: &fact.because,
    };
    Row { fact: fact.name, value: &fact.value, cause, change: fact.change.as_deref() }
}

/// The name of a kind of cause, its file, and its bytes in that.
fn origin<'w>(why: &'w Why, origin: &'w Origin) -> (&'static str, Option<&'w str>, Option<Span>) {
    let own: Option<&str> = Some(why.source.path());
    match origin {
        Origin::FrontMatter(span) => ("front-matter", own, Some(*span)),
        Origin::File(span) => ("file", own, Some(*span)),
        Origin::Path(_) => ("path", own, None),
        Origin::Defaults(path, span) => ("defaults", Some(path), Some(*span)),
        Origin::Config(path, span) => ("config", Some(path), Some(*span)),
        Origin::Other(path, span) => ("other-file", Some(path), *span),
        Origin::CommandLine => ("command-line", None, None),
        Origin::Generator => ("generator", None, None),
        Origin::Walk => ("walk", None, None),
    }
}

fn positions(why: &Why, path: &str, span: Span) -> Option<(Position, Position)> {
    let is_own = **why.source.path() == *path;
    let source: &Source =
        if is_own { &why.source } else { why.others.iter().find(|one| **one.path() == *path)? };
    let lines = source.lines();
    Some((lines.position(span.start), lines.position(span.end)))
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Post => "post",
        Kind::Draft => "draft",
        Kind::Page => "page",
        Kind::Collection(_) => "collection",
        Kind::Layout => "layout",
        Kind::Include => "include",
        Kind::Data => "data",
        Kind::Static => "static",
        Kind::Ignored => "ignored",
        Kind::Unknown => "unknown",
    }
}

/// How wide a column of values gets before causes stand on lines of their own.
const WIDEST: usize = 44;

/// Writes one fact a line: its name, the value, and dimmed the cause; below it what would change it.
/// `prefix` is what to put before a path to get one that works from the user's folder.
///
/// # Errors
/// The errors of the writer.
pub fn write_text(out: &mut dyn Write, why: &Why, prefix: &str, terminal: Terminal) -> io::Result<()> {
    let paint = |code: &str, text: &str| {
        if terminal.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let path = Visible(why.source.path()).to_string();
    writeln!(out, "{}", paint("1", &format!("{prefix}{path}")))?;
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or_default();
    let values: Vec<String> = why.facts.iter().map(|fact| Visible(&fact.value).to_string()).collect();
    let name_width = widest(&mut why.facts.iter().map(|fact| fact.name.len()));
    let is_short = |width: &usize| *width <= WIDEST;
    let value_width = widest(&mut values.iter().map(|value| value.width()).filter(is_short));
    let mut last = "";
    for (fact, value) in why.facts.iter().zip(&values) {
        let name = if fact.name == last { "" } else { fact.name };
        last = fact.name;
        let cause = Visible(&cause(why, fact, prefix)).to_string();
        let cause = paint("2", &cause);
        let name = format!("{name:name_width$}");
        let gap = " ".repeat(value_width.saturating_sub(value.width()));
        let shown = match (fact.name, &why.publication.status) {
            ("status", Status::Published) => paint("32", value),
            ("status", Status::Fatal) => paint("31", value),
            ("status", _) => paint("33", value),
            _ => value.clone(),
        };
        if value.width() <= WIDEST {
            writeln!(out, "  {name}  {shown}{gap}  {cause}")?;
        } else {
            writeln!(out, "  {name}  {shown}\n  {:name_width$}  {:value_width$}  {cause}", "", "")?;
        }
        if let Some(change) = &fact.change {
            writeln!(out, "  {:name_width$}  {} {}", "", paint("2", "→"), Visible(change))?;
        }
    }
    Ok(())
}

/// The words of a cause and its place: `permalink: pretty` (_config.yml:12).
fn cause(why: &Why, fact: &Fact, prefix: &str) -> String {
    let (_, path, span) = origin(why, &fact.origin);
    let place = path.zip(span).and_then(|(path, span)| {
        let (start, _) = positions(why, path, span)?;
        let is_own = **why.source.path() == *path;
        let line = if is_own { format!("{}:{}", start.line, start.column) } else { start.line.to_string() };
        Some(if is_own { format!(" (line {line})") } else { format!(" ({prefix}{path}:{line})") })
    });
    let part = match fact.origin {
        Origin::Path(span) => why.source.path().get(span.range()).map(|part| format!("`{part}`")),
        _ => None,
    };
    // Words that name the part already do not say it again.
    let part = part.filter(|part| !fact.because.contains(part)).map(|part| format!(": {part}"));
    format!("{}{}", fact.because, place.or(part).unwrap_or_default())
}
