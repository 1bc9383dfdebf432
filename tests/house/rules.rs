//! A rule is a manifest, a file and a line in the list: whoever forgot one is told which.

use std::collections::BTreeSet;

use postlint::manifest::Manifest;
use postlint::rules::RULES;

use super::files::{below, hold};

fn ids() -> BTreeSet<String> {
    RULES.iter().map(|rule| rule.id.to_owned()).collect()
}

/// `rules/front-matter/empty-value.md` is `front-matter/empty-value`.
fn ids_of_manifests() -> BTreeSet<String> {
    let pages = below("rules", ".md").into_iter();
    let ids = pages.map(|file| file.path.trim_start_matches("rules/").trim_end_matches(".md").to_owned());
    ids.filter(|id| id.contains('/')).collect()
}

/// `src/rules/front_matter/empty_value.rs` is `front-matter/empty-value`. Folders that are no group
/// of manifests hold what several rules share.
fn ids_of_files(groups: &BTreeSet<String>) -> BTreeSet<String> {
    let files = below("src/rules", ".rs").into_iter();
    let ids = files.filter_map(|file| {
        let id = file.path.trim_start_matches("src/rules/").trim_end_matches(".rs").replace('_', "-");
        let (group, name) = id.split_once('/')?;
        // A folder below a rule holds the rule's own parts.
        (groups.contains(group) && !name.contains('/')).then_some(id)
    });
    ids.collect()
}

/// The groups that have manifests.
pub(crate) fn groups() -> BTreeSet<String> {
    ids_of_manifests().iter().filter_map(|id| Some(id.split_once('/')?.0.to_owned())).collect()
}

#[test]
fn a_rule_has_its_three_parts() {
    let (listed, pages, files) = (ids(), ids_of_manifests(), ids_of_files(&groups()));
    let all: BTreeSet<&String> = listed.iter().chain(&pages).chain(&files).collect();
    let mut broken = Vec::new();
    for id in all {
        let (group, name) = id.split_once('/').unwrap_or((id, ""));
        let (group_file, name_file) = (group.replace('-', "_"), name.replace('-', "_"));
        if !pages.contains(id) {
            broken.push(format!("{id}: write its manifest, rules/{id}.md"));
        }
        let is_declared = RULES.iter().any(|rule| rule.id == id && rule.is_declared());
        if files.contains(id) == is_declared {
            broken.push(format!(
                "{id}: write its check, src/rules/{group_file}/{name_file}.rs, or `match:` in its manifest alone"
            ));
        }
        if !listed.contains(id) {
            broken.push(format!("{id}: add `{name_file} = \"{name}\",` under \"{group}\" in src/rules.rs"));
        }
    }
    hold("A rule is a manifest, a file and a line in the list of src/rules.rs.", &broken);
}

#[test]
fn ids_are_in_kebab_case() {
    let is_word =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let is_kebab = |part: &str| part.split('-').all(is_word);
    let odd = RULES.iter().map(|rule| rule.id);
    let odd =
        odd.filter(|id| !id.split_once('/').is_some_and(|(group, name)| is_kebab(group) && is_kebab(name)));
    hold(
        "An id is `group/name` in lower case, its words joined by `-`.",
        &odd.map(str::to_owned).collect::<Vec<_>>(),
    );
}

#[test]
fn names_say_what_is_wrong_and_not_what_to_do() {
    let starts = ["disallow-", "ban-", "use-", "require-", "prefer-", "avoid-"];
    let odd = RULES.iter().map(|rule| rule.id).filter(|id| {
        starts.iter().any(|start| id.split('/').nth(1).is_some_and(|name| name.starts_with(start)))
    });
    hold(
        "An id reads well after \"ignore\": it names the fault.",
        &odd.map(str::to_owned).collect::<Vec<_>>(),
    );
}

#[test]
fn ids_are_found_once() {
    assert_eq!(ids().len(), RULES.len(), "a rule stands twice in the list of src/rules.rs");
}

#[test]
fn manifests_are_whole() {
    let version =
        |text: &str| -> Option<Vec<u32>> { text.split('.').map(|part| part.parse().ok()).collect() };
    let now = version(env!("CARGO_PKG_VERSION"));
    let mut broken = Vec::new();
    for rule in RULES {
        let manifest = match Manifest::parse(rule.manifest) {
            Ok(manifest) => manifest,
            Err(error) => {
                broken.push(format!("rules/{}.md: {error}", rule.id));
                continue;
            }
        };
        let mut say = |what: &str| broken.push(format!("rules/{}.md: {what}", rule.id));
        let summary = &manifest.meta.summary;
        if summary.ends_with('.') || summary.contains('\n') || summary.chars().count() > 100 {
            say("the summary is one line of 100 characters at most, without a full stop");
        }
        if !summary.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()) {
            say("the summary starts with a capital");
        }
        if version(&manifest.meta.since).is_none_or(|since| since.len() != 3 || Some(since) > now) {
            say("`since` is a version of postlint, not later than this one");
        }
        let prose = manifest.page.split("\n```").next().unwrap_or_default();
        if prose.split_whitespace().count() < 15 {
            say("before its first example the page says what the rule finds, why it matters, and what to do");
        }
        let is_told = |option: &&String| !manifest.page.contains(&format!("`{option}`"));
        if let Some(option) = manifest.meta.options.keys().find(is_told) {
            say(&format!("the page does not explain the option `{option}`"));
        }
    }
    hold("A manifest is the one authority on its rule, so it says everything.", &broken);
}
