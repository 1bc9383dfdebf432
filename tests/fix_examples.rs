//! Every example of every manifest whose rule has a fix: the fix takes the finding away, brings no other of
//! any rule, changes nothing but its spans, and leaves nothing to do for a second run.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

use std::collections::BTreeMap;

use postlint::check::Outcome;
use postlint::check::example::Prepared;
use postlint::finding::{Finding, Safety};
use postlint::fix::{self, Fixed, Site};
use postlint::manifest::{Example, Expectation, FixKind, Manifest};
use postlint::rules::{RULES, Rule};
use postlint::walk::{Content, Inventory};

fn fixed(prepared: &Prepared, inventory: &Inventory, rule: Option<&str>) -> Fixed {
    let wanted = |_: &Inventory, outcome: &Outcome| {
        outcome.findings.iter().map(|one| rule.is_none_or(|rule| one.rule == rule)).collect()
    };
    let site = Site {
        inventory,
        check: &|inventory| prepared.check(inventory),
        wanted: &wanted,
        dialect: &|path| prepared.generator.dialect(path),
        fixed: &[],
        with_unsafe: true,
    };
    fix::run(&site, prepared.check(inventory))
}

/// How often each rule found something in each file.
fn counts(findings: &[Finding]) -> BTreeMap<(&str, &str), usize> {
    let mut counts = BTreeMap::new();
    for one in findings {
        *counts.entry((one.rule, &*one.location.path)).or_default() += 1;
    }
    counts
}

fn told(fixed: &Fixed) -> String {
    let files = fixed.files.iter().map(|file| String::from_utf8_lossy(&file.new).into_owned());
    let left = fixed.outcome.findings.iter().map(|one| format!("{}: {}", one.rule, one.message));
    files.chain(left).collect::<Vec<_>>().join("\n")
}

/// What is found after the fixes of a rule, whatever it is.
fn forced(prepared: &Prepared, before: &Outcome, id: &str) -> String {
    let mut inventory = prepared.inventory.clone();
    for one in before.findings.iter().filter(|one| one.rule == id) {
        let Some(fix) = &one.fix else { continue };
        let at = inventory.inputs.iter().position(|input| input.path == one.location.path).unwrap();
        let Content::Memory(bytes) = &inventory.inputs[at].content else { continue };
        let mut bytes = bytes.to_vec();
        for edit in fix.edits.iter().rev() {
            let (start, end) = (edit.location.start.offset as usize, edit.location.end.offset as usize);
            bytes.splice(start..end, edit.text.bytes());
        }
        inventory.inputs[at].content = Content::Memory(bytes.into());
    }
    let told = |outcome: &Outcome| -> String {
        outcome
            .findings
            .iter()
            .map(|one| format!("  {} {}: {}\n", one.location.path, one.rule, one.message))
            .collect()
    };
    format!("before:\n{}after:\n{}", told(before), told(&prepared.check(&inventory)))
}

/// What is wrong with the fix of an example.
fn judge(id: &str, example: &Example) -> Result<(), String> {
    let alone = Prepared::new(id, &[], example)?;
    let before = alone.check(&alone.inventory);
    let fixes = before.findings.iter().filter(|one| one.fix.is_some()).count();
    let done = fixed(&alone, &alone.inventory, None);
    if fixes > 0 && done.outcome.findings.len() + fixes > before.findings.len() {
        return Err(format!("the fix does not take the finding away: {:?}\n{}", done.left_out, told(&done)));
    }
    let again = fixed(&alone, &done.inventory, None);
    if !again.files.is_empty() {
        return Err(format!("a second run changes something:\n{}", told(&again)));
    }
    let all = Prepared::new("all", &[], example)?;
    let before = all.check(&all.inventory);
    let has_fix = before.findings.iter().any(|one| one.rule == id && one.fix.is_some());
    let done = fixed(&all, &all.inventory, Some(id));
    if has_fix && done.files.is_empty() {
        let new = forced(&all, &before, id);
        return Err(format!("the fix makes a new finding of another rule: {:?}\n{new}", done.left_out));
    }
    // What could not be seen before may be seen now, one for one; all of it where the front matter could
    // not be read.
    let (old, new) = (counts(&before.findings), counts(&done.outcome.findings));
    let more: Vec<_> = new.iter().filter(|(key, count)| old.get(key).unwrap_or(&0) < count).collect();
    let was_read = !before.findings.iter().any(|one| one.rule == "front-matter/syntax");
    if !more.is_empty() && was_read && done.outcome.findings.len() > before.findings.len() {
        return Err(format!("new findings: {more:?}\n{}", told(&done)));
    }
    let everything = fixed(&all, &all.inventory, None);
    let again = fixed(&all, &everything.inventory, None);
    if !again.files.is_empty() {
        return Err(format!("a second run of all rules changes something:\n{}", told(&again)));
    }
    Ok(())
}

fn examples(manifest: &'static str) -> Vec<Example> {
    Manifest::parse(manifest).unwrap().examples().unwrap()
}

#[test]
fn fixes_take_findings_away_and_bring_none() {
    let tried = |rules: &[Rule]| -> Vec<String> {
        let mut broken = Vec::new();
        for rule in rules {
            for example in examples(rule.manifest) {
                if example.expectation != Expectation::Good
                    && let Err(why) = judge(rule.id, &example)
                {
                    broken.push(format!("rules/{}.md:{}: {why}", rule.id, example.line));
                }
            }
        }
        broken
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let broken: Vec<String> = std::thread::scope(|scope| {
        let parts = RULES.chunks(RULES.len().div_ceil(threads));
        let running: Vec<_> = parts.map(|part| scope.spawn(|| tried(part))).collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert!(broken.is_empty(), "{} examples\n{}", broken.len(), broken.join("\n\n"));
}

#[test]
fn a_manifest_tells_the_truth_about_fixes() {
    let mut broken = Vec::new();
    for rule in RULES {
        let mut offered = Vec::new();
        for example in examples(rule.manifest) {
            let prepared = Prepared::new(rule.id, &[], &example).unwrap();
            let findings = prepared.check(&prepared.inventory).findings;
            offered.extend(findings.into_iter().filter_map(|one| Some(one.fix?.safety)));
        }
        let meta = Manifest::meta(rule.manifest).unwrap();
        let fits = match meta.fix {
            FixKind::None => offered.is_empty(),
            FixKind::Safe => offered.contains(&Safety::Safe),
            FixKind::Unsafe => !offered.is_empty(),
        };
        if !fits {
            broken.push(format!("{}: `fix: {:?}`, and its examples offer {offered:?}", rule.id, meta.fix));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    let with_fix = RULES.iter().filter(|rule| Manifest::meta(rule.manifest).unwrap().fix != FixKind::None);
    assert!(with_fix.count() >= 60);
}
