//! `postlint explain`: a rule's page, or the list of all rules.

use std::io::Write;

use super::{CLEAN, Failure, rules};
use crate::config::preset;
use crate::manifest::{FixKind, Manifest};
use crate::rules::{OWN, RULES, Rule};

pub(super) fn run(name: Option<&str>, out: &mut dyn Write) -> Result<u8, Failure> {
    let Some(name) = name else {
        list(RULES.iter(), out)?;
        return Ok(CLEAN);
    };
    let is_own = name.starts_with(OWN) || format!("{name}/") == OWN;
    let own = if is_own { rules::rules_of_here()? } else { Vec::new() };
    let mut known: Vec<&Rule> = RULES.iter().collect();
    known.extend(preset::rules().map(|rule| -> &Rule { rule }));
    known.extend(&own);
    if let Some(rule) = known.iter().find(|rule| rule.id == name) {
        page(rule, out)?;
        return Ok(CLEAN);
    }
    let group: Vec<&Rule> = known.iter().copied().filter(|rule| rule.group() == name).collect();
    if group.is_empty() {
        return Err(Failure::Words(crate::settings::unknown_rule(name, &own)));
    }
    list(group.into_iter(), out)?;
    Ok(CLEAN)
}

pub(super) fn list<'r>(rules: impl Iterator<Item = &'r Rule>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut last = "";
    for rule in rules {
        let meta = read(rule)?.meta;
        if rule.group() != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            writeln!(out, "{gap}{}", rule.group())?;
            last = rule.group();
        }
        let opt_in = if meta.opt_in { " (opt-in)" } else { "" };
        writeln!(out, "  {:<36} {:<8} {}{opt_in}", rule.id, meta.severity.as_str(), meta.summary)?;
    }
    Ok(())
}

fn page(rule: &Rule, out: &mut dyn Write) -> Result<(), Failure> {
    let Manifest { meta, page } = read(rule)?;
    let preset = preset::bringing(rule.id).map(|preset| format!(", runs with `extends: {}`", preset.name));
    let preset = preset.unwrap_or_default();
    let opt_in = if meta.opt_in { ", runs only if selected" } else { "" };
    let fix = match meta.fix {
        FixKind::None => "",
        FixKind::Safe => ", safe fix",
        FixKind::Unsafe => ", fix to be looked at",
    };
    writeln!(out, "{}: {}{opt_in}{preset}{fix}, since {}", rule.id, meta.severity.as_str(), meta.since)?;
    writeln!(out, "{}\n", meta.summary)?;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        let Some((fence, info)) = line.split_at_checked(ticks).filter(|_| ticks >= 3) else {
            writeln!(out, "{line}")?;
            continue;
        };
        if let Some(words) = heading(info) {
            writeln!(out, "{words}:\n")?;
        }
        for line in lines.by_ref().take_while(|line| *line != fence) {
            let gap = if line.is_empty() { "" } else { "    " };
            writeln!(out, "{gap}{line}")?;
        }
    }
    Ok(())
}

/// What an example shows, from the marks of its fence.
pub(super) fn heading(info: &str) -> Option<String> {
    let mark = |name: &str| info.split_whitespace().find_map(|word| word.strip_prefix(name));
    if let Some(path) = mark("beside=") {
        return Some(format!("With {path}"));
    }
    let path = mark("path=").map(|path| format!(" in {path}")).unwrap_or_default();
    if let Some(place) = mark("bad=") {
        return Some(format!("Found at {place}{path}"));
    }
    info.split_whitespace().any(|word| word == "good").then(|| format!("Fine{path}"))
}

fn read(rule: &Rule) -> Result<Manifest<'static>, Failure> {
    Manifest::parse(rule.manifest).map_err(|error| Failure::Words(format!("{}: {error}", rule.id)))
}
