//! `postlint rules test`: runs the examples in the manifests of a site's own rules, and says in plain
//! words which of them do not hold. May not look at the site itself.

use std::io::Write;
use std::path::Path;

use super::{here, rules_of_here, usable};
use crate::check::example;
use crate::command::{CLEAN, FOUND, Failure};
use crate::config::{OWN_FOLDER, own_home, rules_at};
use crate::manifest::{Example, Expectation, Manifest};
use crate::output::ColorChoice;
use crate::rules::Rule;

pub(super) fn run(path: Option<&Path>, out: &mut dyn Write) -> Result<u8, Failure> {
    let rules = match path {
        None => rules_of_here()?,
        Some(path) => {
            let directory = here()?;
            usable(
                rules_at(&directory.join(path), &own_home(&directory).join(OWN_FOLDER), &directory),
                ColorChoice::Auto,
            )?
        }
    };
    if rules.is_empty() {
        let place = path.map_or_else(|| OWN_FOLDER.to_owned(), |path| path.display().to_string());
        return Err(Failure::Words(format!(
            "there are no rules in {place}; `postlint rules new NAME` starts one"
        )));
    }
    let (mut held, mut failed) = (0, 0);
    for rule in &rules {
        let of_rule = test(rule, &rules, out)?;
        held += of_rule.0;
        failed += of_rule.1;
    }
    let count = |count: usize, word: &str| {
        let ending = if count == 1 { "" } else { "s" };
        format!("{count} {word}{ending}")
    };
    let verdict = match failed {
        0 => "all hold".to_owned(),
        1 => "one does not hold".to_owned(),
        failed => format!("{failed} do not hold"),
    };
    writeln!(out, "\n{}, {}: {verdict}", count(rules.len(), "rule"), count(held + failed, "example"))?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}

/// How many examples of a rule hold, and how many do not.
fn test(rule: &Rule, rules: &[Rule], out: &mut dyn Write) -> Result<(usize, usize), Failure> {
    let broken = |error| Failure::Words(format!("{}: {error}", rule.id));
    let manifest = Manifest::parse(rule.manifest).map_err(broken)?;
    let examples = manifest.examples().map_err(broken)?;
    writeln!(out, "{}", rule.id)?;
    let first = rule.manifest.len() - manifest.page.len();
    let lines_before = rule.manifest.get(..first).unwrap_or_default().lines().count();
    let mut failed = 0;
    for one in &examples {
        let line = lines_before + one.line;
        match example::judge(rule.id, rules, one) {
            Ok(()) => writeln!(out, "  line {line:<4} ok     {}", promise(one))?,
            Err(words) => {
                failed += 1;
                writeln!(out, "  line {line:<4} FAILS  {words}")?;
            }
        }
    }
    let is_good = |one: &&Example| one.expectation == Expectation::Good;
    let good = examples.iter().filter(is_good).count();
    let lacks = match (examples.is_empty(), good) {
        (true, _) => Some("no example yet: add one that is `bad=LINE:COLUMN` and one that is `good`"),
        (_, 0) => Some("no `good` example yet: show what is fine"),
        (_, good) if good == examples.len() => Some("no `bad` example yet: show what is found"),
        _ => None,
    };
    if let Some(lacks) = lacks {
        writeln!(out, "  {lacks}")?;
    }
    Ok((examples.len() - failed, failed))
}

fn promise(example: &Example) -> String {
    match example.expectation {
        Expectation::Good => "nothing is wrong".to_owned(),
        Expectation::Bad(line, column) => format!("found at {line}:{column}"),
    }
}
