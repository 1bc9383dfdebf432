//! Every example of every manifest is a test: `bad` gives exactly one finding of the rule at that
//! place, `good` gives none, with only that rule switched on.

use libtest_mimic::{Arguments, Failed, Trial};
use postlint::check::example;
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
                    let run = move || example::judge(rule.id, &[], &example).map_err(Failed::from);
                    trials.push(Trial::test(name, run));
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
