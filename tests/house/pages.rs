//! What is said outside the code agrees with it.

use std::fmt::Write as _;
use std::path::Path;

use postlint::manifest::{FixKind, Manifest};
use postlint::rules::RULES;

use super::files::{hold, read};

const LIST: &str = "rules/README.md";

/// The list of all rules: the one place where every public id is seen, so that a renamed one is a
/// line in a diff.
fn list() -> String {
    let mut text = "# Rules\n\nWritten by `UPDATE=1 cargo test --test house` from the manifests beside it. \
        *Off* means that a rule runs only when it is selected by name.\n"
        .to_owned();
    let mut group = "";
    for rule in RULES {
        let Ok(manifest) = Manifest::parse(rule.manifest) else { continue };
        let of_rule = rule.id.split('/').next().unwrap_or_default();
        if of_rule != group {
            group = of_rule;
            let _ = write!(text, "\n## {group}\n\n| rule | severity | fix | |\n|---|---|---|---|\n");
        }
        let severity = if manifest.meta.opt_in { "off" } else { manifest.meta.severity.as_str() };
        let fix = match manifest.meta.fix {
            FixKind::None => "",
            FixKind::Safe => "safe",
            FixKind::Unsafe => "unsafe",
        };
        let summary = manifest.meta.summary.replace('<', "\\<").replace('|', "\\|");
        let _ = writeln!(text, "| [`{0}`]({0}.md) | {severity} | {fix} | {summary} |", rule.id);
    }
    text
}

#[test]
fn the_list_of_rules_is_that_of_the_manifests() {
    let list = list();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST), &list).unwrap();
    }
    let written = read(LIST);
    let lost = written.lines().filter(|line| !list.contains(line)).map(|line| format!("- {line}"));
    let new = list.lines().filter(|line| !written.contains(line)).map(|line| format!("+ {line}"));
    let differences: Vec<String> = lost.chain(new).collect();
    hold("rules/README.md lists every rule: run `UPDATE=1 cargo test --test house`.", &differences);
    assert_eq!(written, list, "run `UPDATE=1 cargo test --test house`");
}

#[test]
fn the_readme_names_every_group() {
    let readme = read("README.md");
    let groups = super::rules::groups().into_iter();
    let silent: Vec<String> = groups.filter(|group| !readme.contains(&format!("| `{group}` |"))).collect();
    hold("README.md says of every group what goes wrong there.", &silent);
}

#[test]
fn versions_agree() {
    let promised = env!("CARGO_PKG_RUST_VERSION");
    let says = |path: &str, words: &str| (!read(path).contains(words)).then(|| format!("{path}: {words}"));
    let broken = [
        says("README.md", &format!("Rust {promised} or later")),
        says(".github/CONTRIBUTING.md", &format!("Rust {promised} or later")),
        says("CHANGELOG.md", &format!("## [{}]", env!("CARGO_PKG_VERSION"))),
    ];
    let broken: Vec<String> = broken.into_iter().flatten().collect();
    hold("The version, and the Rust that Cargo.toml promises, are said alike everywhere.", &broken);
}
