//! `postlint explain`: a rule's page, or the list of all rules.

use std::io::Write;

use super::{CLEAN, Failure};
use crate::manifest::Manifest;
use crate::rules::{RULES, Rule};

pub(super) fn run(name: Option<&str>, out: &mut dyn Write) -> Result<u8, Failure> {
    let Some(name) = name else {
        list(RULES.iter(), out)?;
        return Ok(CLEAN);
    };
    if let Some(rule) = RULES.iter().find(|rule| rule.id == name) {
        page(rule, out)?;
        return Ok(CLEAN);
    }
    let group: Vec<&Rule> = RULES.iter().filter(|rule| rule.group() == name).collect();
    if group.is_empty() {
        return Err(Failure::Words(crate::settings::unknown_rule(name)));
    }
    list(group.into_iter(), out)?;
    Ok(CLEAN)
}

fn list<'r>(rules: impl Iterator<Item = &'r Rule>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut last = "";
    for rule in rules {
        let manifest = read(rule)?;
        if rule.group() != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            writeln!(out, "{gap}{}", rule.group())?;
            last = rule.group();
        }
        let severity = if manifest.meta.opt_in { "off" } else { manifest.meta.severity.as_str() };
        writeln!(out, "  {:<36} {severity:<8} {}", rule.id, manifest.meta.summary)?;
    }
    Ok(())
}

fn page(rule: &Rule, out: &mut dyn Write) -> Result<(), Failure> {
    let manifest = read(rule)?;
    writeln!(out, "{}\n\n{}\n", rule.id, manifest.meta.summary)?;
    write!(out, "{}", manifest.page)?;
    Ok(())
}

fn read(rule: &Rule) -> Result<Manifest, Failure> {
    Manifest::parse(rule.manifest).map_err(|error| Failure::Words(format!("{}: {error}", rule.id)))
}
