//! The whole small sites in fixtures/: `clean` is silent under every rule, `broken` is not, and any
//! bytes of `odd` give an answer.

#![expect(clippy::unwrap_used, reason = "a site that cannot be walked stops the test")]

use std::path::{Path, PathBuf};

use postlint::check::{self, Outcome};
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::{Request, gather};

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;

fn check_all(name: &str) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let config = Config { select: Some(vec!["all".to_owned()]), ..Config::default() };
    let found = gather(&Request { directory: root.clone(), paths: vec![PathBuf::from(".")], given: None });
    let found = found.unwrap();
    let site = found.sites.first().unwrap();
    let text = std::fs::read_to_string(root.join("_config.yml")).unwrap_or_default();
    let generator = Jekyll::new(&[("_config.yml", &text)], NOW);
    check::run(&site.inventory, &generator, &Settings::resolve(&config).unwrap(), &|| ())
}

fn words(outcome: &Outcome) -> Vec<String> {
    let word = |one: &postlint::finding::Finding| {
        let start = one.location.start;
        format!("{}:{}:{}: {} {}", one.location.path, start.line, start.column, one.rule, one.message)
    };
    outcome.findings.iter().map(word).collect()
}

#[test]
fn clean_is_silent_under_every_rule() {
    let outcome = check_all("clean");
    assert!(outcome.files > 5, "the site is walked: {} files", outcome.files);
    assert!(outcome.findings.is_empty(), "{:#?}", words(&outcome));
}

#[test]
fn broken_is_not() {
    let outcome = check_all("broken");
    let rules: std::collections::BTreeSet<&str> = outcome.findings.iter().map(|one| one.rule).collect();
    for rule in ["date/unparseable", "link/empty", "front-matter/missing"] {
        assert!(rules.contains(rule), "{rule} finds nothing among {:#?}", words(&outcome));
    }
}

#[test]
fn odd_bytes_give_an_answer() {
    let outcome = check_all("odd");
    assert!(outcome.files > 0);
    assert!(outcome.unreadable.is_empty(), "{:?}", outcome.unreadable);
}
