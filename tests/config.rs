//! `.postlint.yml` read and resolved: which rules run where, and what is said of what cannot be meant.

#![expect(clippy::unwrap_used, reason = "a configuration that must be read stops the test")]

use postlint::config::{Config, Level};
use postlint::finding::Severity;
use postlint::manifest::Manifest;
use postlint::rules::RULES;
use postlint::settings::Settings;

fn resolve(text: &str) -> Settings {
    Settings::resolve(&Config::parse(text).unwrap()).unwrap()
}

/// What is wrong, in one line.
fn wrong(text: &str) -> String {
    match Config::parse(text) {
        Err(problems) => problems.to_string(),
        Ok(config) => {
            Settings::resolve(&config).err().map(|problems| problems.to_string()).unwrap_or_default()
        }
    }
}

fn severity(settings: &Settings, path: &str, id: &str) -> Option<Severity> {
    let rules = settings.rules_for(path);
    rules.active.iter().find(|active| active.id == id).map(|active| active.severity)
}

fn ids(settings: &Settings) -> Vec<&'static str> {
    settings.rules_for("a.md").active.iter().map(|active| active.id).collect()
}

const RULE: &str = "image/empty-source";

#[test]
fn nothing_is_the_default() {
    for text in ["", "# a comment\n", "{}", "select:\n", "rules:\n", "overrides:\n"] {
        let settings = resolve(text);
        for rule in RULES {
            let meta = Manifest::meta(rule.manifest).unwrap();
            let expected = (!meta.opt_in).then_some(meta.severity);
            assert_eq!(severity(&settings, "a.md", rule.id), expected, "{} under {text:?}", rule.id);
        }
    }
}

#[test]
fn the_more_exact_name_wins() {
    assert_eq!(ids(&resolve("select: image/empty-source")), [RULE]);
    assert_eq!(ids(&resolve("{select: [image/empty-source], ignore: [image]}")), [RULE]);
    assert!(!ids(&resolve("{select: [image], ignore: [image/empty-source]}")).contains(&RULE));
    assert!(ids(&resolve("{select: [image], ignore: [image]}")).is_empty());
    assert!(ids(&resolve("ignore: all")).is_empty());
    assert_eq!(ids(&resolve("select: all")).len(), RULES.len());
}

#[test]
fn an_opt_in_rule_runs_when_it_is_named() {
    let opt_in = RULES.iter().find(|rule| Manifest::meta(rule.manifest).unwrap().opt_in);
    let Some(opt_in) = opt_in else { return };
    assert!(!ids(&resolve("")).contains(&opt_in.id));
    assert!(ids(&resolve(&format!("select: {}", opt_in.id))).contains(&opt_in.id));
    assert!(ids(&resolve(&format!("rules: {{{}: note}}", opt_in.id))).contains(&opt_in.id));
    assert!(!ids(&resolve(&format!("rules: {{{}: off}}", opt_in.id))).contains(&opt_in.id));
}

#[test]
fn severity_has_a_short_and_a_long_form() {
    for text in ["rules: {image/empty-source: note}", "rules: {image/empty-source: {severity: note}}"] {
        assert_eq!(severity(&resolve(text), "a.md", RULE), Some(Severity::Note));
    }
    assert_eq!(severity(&resolve("rules: {image/empty-source: off}"), "a.md", RULE), None);
    let config = Config::parse("rules: {image/empty-source: off}").unwrap();
    assert_eq!(config.rules.get(RULE).and_then(|rule| rule.severity), Some(Level::Off));
}

#[test]
fn overrides_go_over_each_other_by_path() {
    let settings = resolve(
        "overrides:
  - {paths: [old], rules: {image/empty-source: note}}
  - {paths: '*.html', ignore: [image]}
  - {paths: old/kept.html, rules: {image/empty-source: warning}}
",
    );
    assert_eq!(severity(&settings, "new.md", RULE), Some(Severity::Error));
    assert_eq!(severity(&settings, "old/a.md", RULE), Some(Severity::Note));
    assert_eq!(severity(&settings, "old/a.html", RULE), None);
    assert_eq!(severity(&settings, "old/kept.html", RULE), Some(Severity::Warning));
    let below = settings.below("old/");
    assert_eq!(severity(&below, "a.md", RULE), Some(Severity::Note));
}

#[test]
fn an_override_can_switch_a_rule_on() {
    let settings = resolve("{ignore: [image], overrides: [{paths: a, rules: {image/empty-source: error}}]}");
    assert_eq!(severity(&settings, "b/x.md", RULE), None);
    assert_eq!(severity(&settings, "a/x.md", RULE), Some(Severity::Error));
    assert!(settings.for_site().active.iter().any(|active| active.id == RULE));
}

#[test]
fn excluded_paths_are_those_below_the_configuration() {
    let settings = resolve("exclude: [drafts, /docs/old.md]");
    assert!(settings.excludes("drafts/a.md") && settings.excludes("docs/old.md"));
    assert!(!settings.excludes("old.md"));
    assert!(settings.below("docs/").excludes("old.md"));
}

#[test]
fn what_cannot_be_meant_has_words_and_a_suggestion() {
    for (text, expected) in [
        ("selct: a", "there is no key `selct` (did you mean `select`?)"),
        ("select: imgae", "there is no rule or group `imgae` (did you mean `image`?)"),
        ("rules: {image/empty-sorce: off}", "did you mean `image/empty-source`?"),
        ("rules: {empty-source: off}", "did you mean `image/empty-source`?"),
        ("rules: {image: off}", "`image` is a group"),
        ("rules: {image/empty-source: of}", "did you mean `off`?"),
        ("rules: {image/empty-source: {most: 3}}", "has no option `most`"),
        ("rules: {category/missing: {allways: true}}", "did you mean `always`?"),
        ("rules: {category/missing: {always: 3}}", "does not fit the option `always`"),
        ("exclude: ['a[']", "this is no pattern"),
        ("overrides: [{rules: {}}]", "no `paths`"),
        ("overrides: {paths: a}", "a list of overrides"),
        ("ignore: [[a]]", "a word is expected"),
        ("fail-on: never\nfail-on: note", "written twice"),
        ("generator: hugo", "is none of auto, jekyll, none"),
        ("- a", "a mapping of keys to values"),
        ("ignore: [a\n", "never closed"),
    ] {
        let words = wrong(text);
        assert!(words.contains(expected), "{text:?} says {words:?}, not {expected:?}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let words = wrong("selct: a\nexlude: b\nrules: {image/empty-source: loud}");
    assert_eq!(words.matches("; ").count(), 2, "{words}");
}
