//! What findings say, over every example of every manifest.

use std::collections::BTreeSet;

use postlint::check::example;
use postlint::finding::Finding;
use postlint::manifest::Manifest;
use postlint::rules::RULES;

use super::files::hold;

/// Names that keep their capital at the start of a message.
const PROPER: &[&str] =
    &["Jekyll", "Liquid", "Markdown", "Unicode", "JavaScript", "GitHub", "SafeYAML", "Psych", "Ruby"];

/// What is wrong with a text of a finding, if anything.
fn fault(text: &str) -> Option<&'static str> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_proper = PROPER.contains(&word.as_str());
    let is_acronym = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    if text.trim().is_empty() {
        Some("says nothing")
    } else if word.starts_with(char::is_uppercase) && !is_proper && !is_acronym && !text.starts_with("U+") {
        Some("starts with a capital")
    } else if text.ends_with('.') && !text.ends_with("..") {
        Some("ends with a full stop")
    } else if text.contains('\n') {
        Some("has more than one line")
    } else if text.contains('!') && !text.contains("`") {
        Some("raises its voice")
    } else {
        None
    }
}

fn texts(finding: &Finding) -> Vec<&str> {
    let labels = finding.labels.iter().map(|label| &*label.message);
    let fix = finding.fix.iter().map(|fix| &*fix.title);
    [&*finding.message].into_iter().chain(finding.help.as_deref()).chain(labels).chain(fix).collect()
}

#[test]
fn findings_are_worded_alike() {
    let mut broken = BTreeSet::new();
    for rule in RULES {
        let Ok(examples) = Manifest::parse(rule.manifest).and_then(|manifest| manifest.examples()) else {
            continue;
        };
        for example in examples {
            let Ok(outcome) = example::outcome(rule.id, &[], &example) else { continue };
            for finding in &outcome.findings {
                for text in texts(finding) {
                    if let Some(fault) = fault(text) {
                        broken.insert(format!("{}: {fault}: {text}", rule.id));
                    }
                }
            }
        }
    }
    let broken: Vec<String> = broken.into_iter().collect();
    hold("A text of a finding starts in lower case and ends without a full stop, on one line.", &broken);
}

#[test]
fn faults_are_seen() {
    assert_eq!(fault("the date is empty"), None);
    assert_eq!(fault("Jekyll stops here"), None);
    assert_eq!(fault("HTML in a title"), None);
    assert_eq!(fault("`Date` is no key"), None);
    assert!(fault("The date is empty").is_some());
    assert!(fault("the date is empty.").is_some());
    assert!(fault("").is_some());
}
