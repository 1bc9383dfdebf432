//! `postlint rules docs`: a folder of Markdown with a page for every rule and an index, from the
//! manifests. May not overwrite what it has not written.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::rules_of_here;
use crate::command::{CLEAN, Failure, explain};
use crate::manifest::{FixKind, Manifest, head};
use crate::rules::{RULES, Rule};
use crate::source::Source;

/// The first line of every page, by which a later run knows its own.
const MARK: &str = "<!-- written by `postlint rules docs` -->";

pub(super) fn run(folder: &Path, out: &mut dyn Write) -> Result<u8, Failure> {
    let own = rules_of_here()?;
    let rules: Vec<&Rule> = RULES.iter().chain(&own).collect();
    write(folder, "index.md", &index(&rules)?)?;
    for rule in &rules {
        write(folder, &format!("{}.md", rule.id), &page(rule)?)?;
    }
    writeln!(out, "{}: {} pages and index.md", folder.display(), rules.len())?;
    Ok(CLEAN)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let file = folder.join(name);
    let shown = file.display().to_string();
    if file.exists() {
        let before = Source::read(Arc::from(&*shown), &file)
            .map_err(|error| Failure::Words(format!("cannot read {shown}: {error}")))?;
        if !before.text().starts_with(MARK) {
            return Err(Failure::Words(format!(
                "{shown} was not written by `postlint rules docs`, so it stays"
            )));
        }
    }
    let written = file.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| {
        // A reader of the folder never sees half a page.
        std::fs::write(&file, text)
    });
    written.map_err(|error| Failure::Words(format!("cannot write {shown}: {error}")))
}

fn read(rule: &Rule) -> Result<Manifest<'static>, Failure> {
    Manifest::parse(rule.manifest).map_err(|error| Failure::Words(format!("{}: {error}", rule.id)))
}

fn index(rules: &[&Rule]) -> Result<String, Failure> {
    let mut text = format!("{MARK}\n\n# Rules\n");
    let mut group = "";
    for rule in rules {
        if rule.group() != group {
            group = rule.group();
            let _ = write!(
                text,
                "\n## {group}\n\n| rule | severity | fix | what it finds |\n|---|---|---|---|\n"
            );
        }
        let meta = read(rule)?.meta;
        let severity = if meta.opt_in { "off" } else { meta.severity.as_str() };
        let summary = meta.summary.replace('<', "\\<").replace('|', "\\|");
        let _ = writeln!(text, "| [`{0}`]({0}.md) | {severity} | {1} | {summary} |", rule.id, fix(meta.fix));
    }
    Ok(text)
}

fn fix(kind: FixKind) -> &'static str {
    match kind {
        FixKind::None => "",
        FixKind::Safe => "safe",
        FixKind::Unsafe => "unsafe",
    }
}

fn page(rule: &Rule) -> Result<String, Failure> {
    let Manifest { meta, page } = read(rule)?;
    let mut text = format!("{MARK}\n\n# {}\n\n{}.\n\n", rule.id, meta.summary.replace('<', "\\<"));
    let _ = write!(text, "- severity: {}\n- since: {}\n", meta.severity.as_str(), meta.since);
    if meta.opt_in {
        text.push_str("- runs only where it is selected\n");
    }
    if meta.fix != FixKind::None {
        let _ = writeln!(text, "- fix: {}", fix(meta.fix));
    }
    for (name, value) in &meta.options {
        let _ = writeln!(text, "- option `{name}`: `{value}` unless given");
    }
    text.push('\n');
    let mut lines = page.trim().lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        let Some((fence, info)) = line.split_at_checked(ticks).filter(|_| ticks >= 3) else {
            let _ = writeln!(text, "{line}");
            continue;
        };
        if let Some(words) = explain::heading(info) {
            let _ = writeln!(text, "{words}:\n");
        }
        let _ = writeln!(text, "{fence}{}", info.split_whitespace().next().unwrap_or_default());
        for line in lines.by_ref().take_while(|line| *line != fence) {
            let _ = writeln!(text, "{line}");
        }
        let _ = writeln!(text, "{fence}");
    }
    if rule.is_declared() {
        let _ = write!(text, "\n## How it is found\n\n```yaml\n{}```\n", declared(rule));
    }
    Ok(text)
}

/// The lines of a manifest that say what is looked at and what is said of it.
fn declared(rule: &Rule) -> String {
    let mut text = String::new();
    let mut is_shown = false;
    for line in head(rule.manifest).unwrap_or_default().lines() {
        if !line.starts_with([' ', '#', '\t']) && !line.is_empty() {
            is_shown = ["match:", "message:", "help:", "replace:"].iter().any(|key| line.starts_with(key));
        }
        if is_shown && !line.trim_start().starts_with('#') {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}
