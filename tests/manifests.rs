//! Every example of every manifest is a test: `bad` gives exactly one finding of the rule at that
//! place, `good` gives none, with only that rule switched on.

#[path = "support/example.rs"]
mod example;

use libtest_mimic::{Arguments, Failed, Trial};
use postlint::manifest::{Example, Expectation, Manifest};
use postlint::rules::RULES;

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for rule in RULES {
        let manifest = Manifest::parse(rule.manifest);
        let examples = manifest.and_then(|manifest| manifest.examples());
        match examples {
            Ok(examples) => {
                for example in examples.clone() {
                    let kind = if example.expectation == Expectation::Good { "good" } else { "bad" };
                    let name = format!("{}::{kind}::{}", rule.id, example.line);
                    trials.push(Trial::test(name, move || run(rule.id, &example)));
                }
                let id = rule.id;
                trials.push(Trial::test(format!("{id}::has-both"), move || has_both(id, &examples)));
            }
            Err(error) => {
                let words = format!("rules/{}.md: {error}", rule.id);
                trials.push(Trial::test(rule.id, move || Err(Failed::from(words))));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn has_both(id: &str, examples: &[Example]) -> Result<(), Failed> {
    let good = examples.iter().filter(|one| one.expectation == Expectation::Good).count();
    if good == 0 || good == examples.len() {
        return Err(format!("rules/{id}.md needs at least one `bad` and one `good` example").into());
    }
    Ok(())
}

fn run(id: &str, example: &Example) -> Result<(), Failed> {
    let outcome = example::outcome(id, example)?;
    let found: Vec<String> = outcome
        .findings
        .iter()
        .map(|one| {
            let start = one.location.start;
            format!("{}:{}:{} {}", one.location.path, start.line, start.column, one.message)
        })
        .collect();
    match example.expectation {
        Expectation::Good if found.is_empty() => Ok(()),
        Expectation::Bad(line, column) if found.len() == 1 => {
            let start = outcome.findings[0].location.start;
            if (start.line, start.column) == (line, column) {
                return Ok(());
            }
            Err(format!("expected a finding at {line}:{column}, found {found:#?}").into())
        }
        Expectation::Good => Err(format!("expected no finding, found {found:#?}").into()),
        Expectation::Bad(..) => Err(format!("expected exactly one finding, found {found:#?}").into()),
    }
}
