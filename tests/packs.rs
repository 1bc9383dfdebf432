//! The packs of rules in presets/: each of their examples holds, and each has both kinds.

use std::path::Path;

use postlint::check::example;
use postlint::config::rules_at;
use postlint::manifest::{Expectation, Manifest};

#[test]
fn packs_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = rules_at(&root.join("presets"), &root.join(".postlint/rules"), root);
    assert!(own.broken.is_empty(), "{:#?}", own.broken);
    assert!(own.rules.len() > 6);
    let mut broken = Vec::new();
    for rule in &own.rules {
        let examples = Manifest::parse(rule.manifest).unwrap().examples().unwrap();
        let good = examples.iter().filter(|one| one.expectation == Expectation::Good).count();
        assert!(good > 0 && good < examples.len(), "{}", rule.id);
        for one in &examples {
            if let Err(words) = example::judge(rule.id, &own.rules, one) {
                broken.push(format!("{} at {}: {words}", rule.id, one.line));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
