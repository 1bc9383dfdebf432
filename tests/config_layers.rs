//! Configurations over configurations: presets, files that are extended, folders above and below, and
//! the command line over all of them.

#![expect(clippy::unwrap_used, reason = "a configuration that must be read stops the test")]

use std::fs;
use std::path::Path;

use postlint::config::{Config, ConfigFile, Level, Whose, preset};
use postlint::finding::Severity;
use postlint::manifest::Manifest;
use postlint::rules::RULES;
use postlint::settings::Settings;
use tempfile::TempDir;

const RULE: &str = "image/empty-source";
const OPT_IN: &str = "image/unused";

/// A folder that ends the search upwards, with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn show(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The configuration of a folder below, and what is wrong with it: file and words.
fn read(folder: &TempDir, below: &str) -> (ConfigFile, Vec<String>) {
    let root = fs::canonicalize(folder.path().join(below)).unwrap();
    let mut file = ConfigFile::of_folder(&root, &show).unwrap().unwrap();
    if let Err(problems) = Settings::of_site(&file.config, Some(&root)) {
        file.problems.extend(problems.0);
    }
    let words = file.problems.iter().map(|problem| {
        let (number, span) = file.locate(&problem.place);
        let source = file.source(number).unwrap();
        let at = source.text().get(span.range()).unwrap_or_default();
        format!("{}: {at}: {problem}", source.path())
    });
    let words = words.collect();
    (file, words)
}

fn settings(folder: &TempDir, below: &str) -> Settings {
    let (file, wrong) = read(folder, below);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let root = fs::canonicalize(folder.path().join(below)).unwrap();
    Settings::of_site(&file.config, Some(&root)).unwrap()
}

fn severity(settings: &Settings, path: &str, id: &str) -> Option<Severity> {
    settings.rules_for(path).active.iter().find(|active| active.id == id).map(|active| active.severity)
}

fn of_text(text: &str) -> Settings {
    Settings::resolve(&Config::parse(text).unwrap()).unwrap()
}

#[test]
fn presets_can_be_meant() {
    for preset in preset::PRESETS {
        let settings = of_text(&format!("extends: {}", preset.name));
        for rule in preset.rules {
            let manifest = Manifest::parse(rule.manifest).unwrap();
            let severity = severity(&settings, "a.md", rule.id);
            assert_eq!(severity, (!manifest.meta.opt_in).then_some(manifest.meta.severity), "{}", rule.id);
        }
    }
    let plain = of_text("");
    let recommended = of_text("extends: recommended");
    for rule in RULES {
        assert_eq!(severity(&plain, "a.md", rule.id), severity(&recommended, "a.md", rule.id));
    }
}

#[test]
fn strict_speaks_of_every_rule_that_is_a_note_or_off() {
    let strict = preset::find("strict").unwrap().text;
    let settings = of_text("extends: strict");
    let mut silent = Vec::new();
    for rule in RULES {
        let meta = Manifest::meta(rule.manifest).unwrap();
        let is_mild = meta.opt_in || meta.severity == Severity::Note;
        let runs = severity(&settings, "a.md", rule.id).is_some_and(|severity| severity > Severity::Note);
        if is_mild && !runs && !strict.contains(&format!("# Not {}:", rule.id)) {
            silent.push(rule.id);
        }
    }
    assert!(silent.is_empty(), "presets/strict.yml raises them, or says `# Not RULE: why`: {silent:?}");
}

#[test]
fn later_ones_go_over_earlier_ones_and_the_file_over_all() {
    assert_eq!(severity(&of_text("extends: security"), "a.md", "link/token-in-url"), Some(Severity::Error));
    let both = of_text("extends: [strict, security]");
    assert_eq!(severity(&both, "a.md", "html/script"), Some(Severity::Error));
    assert_eq!(severity(&both, "a.md", OPT_IN), Some(Severity::Warning));
    let own = of_text("{extends: [security], rules: {html/script: note}, ignore: [link/token-in-url]}");
    assert_eq!(severity(&own, "a.md", "html/script"), Some(Severity::Note));
    assert_eq!(severity(&own, "a.md", "link/token-in-url"), None);
    let selected = of_text("{extends: strict, select: [image/empty-source]}");
    assert_eq!(selected.rules_for("a.md").active.len(), 1);
}

#[test]
fn files_are_extended_from_where_they_lie() {
    let folder = folder(&[
        (".postlint.yml", "extends: ./shared/all.yml\nignore: [link]\n"),
        (
            "shared/all.yml",
            "extends: [more/images.yaml]\nrules: {image/empty-source: note}\nimage-keys: [a]\n",
        ),
        ("shared/more/images.yaml", "ignore: [image]\nexclude: [old]\nimage-keys: [b]\nfail-on: error\n"),
    ]);
    let settings = settings(&folder, "");
    assert_eq!(severity(&settings, "a.md", RULE), Some(Severity::Note));
    assert_eq!(severity(&settings, "a.md", "image/without-alt"), None);
    assert_eq!(severity(&settings, "a.md", "link/empty"), None);
    // Patterns of a shared file speak of the site that extends it.
    assert!(settings.excludes("old/a.md"));
    let (file, _) = read(&folder, "");
    assert_eq!(file.config.image_keys, ["b", "a"]);
    assert_eq!(format!("{:?}", file.config.fail_on), "Error");
}

#[test]
fn what_cannot_be_extended_is_said_where_it_is_named() {
    let folder = folder(&[
        (".postlint.yml", "extends: [./a.yml, strickt, ./no.yml, 'https://lake.org/a.yml']\n"),
        ("a.yml", "extends: ./b.yml\n"),
        (
            "b.yml",
            "extends: ['a.yml']\nignore: [imge]\nrules: {image/empty-source: {most: 3}}\nexclude: ['a[']\n",
        ),
    ]);
    let (_, wrong) = read(&folder, "");
    let has = |text: &str| assert!(wrong.iter().any(|one| one.starts_with(text)), "{text} in {wrong:#?}");
    has("b.yml: 'a.yml': this leads in a circle");
    has(".postlint.yml: strickt: there is no preset `strickt`; did you mean `strict`?");
    has(".postlint.yml: ./no.yml: `./no.yml` cannot be read");
    has(".postlint.yml: 'https://lake.org/a.yml': a configuration is never fetched");
    has("b.yml: imge: there is no rule or group `imge`");
    has("b.yml: most: image/empty-source has no option `most`");
    has("b.yml: 'a[': this is no pattern");
    assert_eq!(wrong.len(), 7);
}

#[test]
fn a_text_extends_no_file() {
    let words = Config::parse("extends: ./a.yml").unwrap_err().to_string();
    assert!(words.contains("lies in no folder"), "{words}");
}

#[test]
fn many_files_end() {
    let mut files = vec![(".postlint.yml".to_owned(), "extends: [./0.yml, ./0.yml]".to_owned())];
    for at in 0..30 {
        files.push((format!("{at}.yml"), format!("extends: [./{0}.yml, ./{0}.yml]", at + 1)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (_, wrong) = read(&folder(&files), "");
    assert!(wrong.iter().any(|one| one.contains("too deep")), "{wrong:#?}");
}

#[test]
fn folders_above_lie_below() {
    let folder = folder(&[
        (
            ".postlint.yml",
            "ignore: [link]\nrules: {image/empty-source: note}\nexclude: ['/site/old', drafts]\n",
        ),
        ("site/.postlint.yml", "rules: {image/empty-source: warning}\nexclude: ['!drafts/kept.md']\n"),
        ("alone/.postlint.yml", "root: true\n"),
    ]);
    let site = settings(&folder, "site");
    assert_eq!(severity(&site, "a.md", RULE), Some(Severity::Warning));
    assert_eq!(severity(&site, "a.md", "link/empty"), None);
    assert!(site.excludes("old/a.md") && site.excludes("drafts/a.md") && !site.excludes("drafts/kept.md"));
    let alone = settings(&folder, "alone");
    assert_eq!(severity(&alone, "a.md", RULE), Some(Severity::Error));
    assert!(severity(&alone, "a.md", "link/empty").is_some() && !alone.excludes("drafts/a.md"));
}

#[test]
fn a_file_in_a_folder_holds_there() {
    let folder = folder(&[
        (
            ".postlint.yml",
            "ignore: [link]\nexclude: [drafts]\noverrides: [{paths: docs, enable: [image/unused]}]\n",
        ),
        ("docs/.postlint.yml", "rules: {image/empty-source: note}\nenable: [link/empty]\n"),
        ("docs/inner/.postlint.yml", "root: true\noverrides: [{paths: a.md, ignore: all}]\n"),
        ("docs/wrong/.postlint.yml", "generator: jekyll\nonline: {retries: 1}\nignore: [imge]\n"),
    ]);
    let root = fs::canonicalize(folder.path()).unwrap();
    let (mut file, _) = read(&folder, "");
    for below in ["docs", "docs/inner"] {
        file.add_nested(&root.join(below).join(".postlint.yml"), false, &show).unwrap();
    }
    assert!(file.problems.is_empty(), "{:#?}", file.problems);
    let settings = Settings::of_site(&file.config, Some(&root)).unwrap();
    assert_eq!(severity(&settings, "a.md", RULE), Some(Severity::Error));
    assert_eq!(severity(&settings, "docs/a.md", RULE), Some(Severity::Note));
    assert_eq!(severity(&settings, "docs2/a.md", RULE), Some(Severity::Error));
    assert!(severity(&settings, "docs/a.md", OPT_IN).is_some());
    assert!(severity(&settings, "docs/a.md", "link/empty").is_some());
    assert!(severity(&settings, "docs/a.md", "link/insecure").is_none());
    assert_eq!(severity(&settings, "docs/inner/b.md", RULE), Some(Severity::Error));
    assert!(severity(&settings, "docs/inner/b.md", OPT_IN).is_none());
    assert!(severity(&settings, "docs/inner/b.md", "link/insecure").is_some());
    assert!(settings.rules_for("docs/inner/a.md").active.is_empty());
    assert!(settings.excludes("docs/drafts/a.md") && !settings.excludes("docs/inner/drafts/a.md"));
    assert!(settings.for_site().active.iter().any(|active| active.id == OPT_IN));

    file.add_nested(&root.join("docs/wrong/.postlint.yml"), false, &show).unwrap();
    let words: Vec<String> = file.problems.iter().map(ToString::to_string).collect();
    assert_eq!(words.len(), 2, "{words:#?}");
    assert!(words.iter().all(|one| one.contains("holds for the whole site")), "{words:#?}");
    let (number, _) = file.locate(&file.problems.first().unwrap().place);
    assert!(
        matches!(file.whose(number), Some(Whose::File(path)) if path.ends_with("docs/wrong/.postlint.yml"))
    );

    // A site of its own keeps what it says of itself.
    let (mut file, _) = read(&folder, "");
    file.add_nested(&root.join("docs/wrong/.postlint.yml"), true, &show).unwrap();
    assert!(file.problems.is_empty());
}

#[test]
fn what_a_preset_brings_runs_where_it_is_extended() {
    let folder = folder(&[
        (".postlint.yml", "ignore: [link]\n"),
        ("news/.postlint.yml", "extends: scraped-news\n"),
        ("news/own/.postlint.yml", "root: true\n"),
    ]);
    let root = fs::canonicalize(folder.path()).unwrap();
    let (mut file, _) = read(&folder, "");
    for below in ["news", "news/own"] {
        file.add_nested(&root.join(below).join(".postlint.yml"), false, &show).unwrap();
    }
    assert!(file.problems.is_empty(), "{:#?}", file.problems);
    let settings = Settings::of_site(&file.config, Some(&root)).unwrap();
    let runs = |path: &str| severity(&settings, path, "scraped-news/source-link").is_some();
    assert!(runs("news/a.md") && !runs("a.md") && !runs("news/own/a.md"));
    assert!(severity(&settings, "news/a.md", "source/empty") == Some(Severity::Error));
    assert!(severity(&settings, "news/a.md", "link/empty").is_none());
}

#[test]
fn rules_of_the_folders_above_are_known() {
    let rule = "---\nsummary: A word\nseverity: warning\nsince: 0.1.0\nmatch: {prose: lake, forbidden: true}\nmessage: a lake\n---\nA page.\n";
    let folder = folder(&[
        (".postlint.yml", "rules: {own/word: note}\n"),
        (".postlint/rules/word.md", rule),
        ("site/_config.yml", ""),
        ("site/.postlint.yml", "rules: {own/word: error}\nignore: [text]\n"),
        ("site/a.md", "---\ntitle: a\n---\nA lake\n"),
    ]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_postlint"))
        .args(["check", "-f", "concise", "site"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let words =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("error[own/word]"), "{words}");
}

#[test]
fn overrides_select_enable_and_leave_out() {
    let settings = of_text(
        "ignore: [link]
overrides:
  - {paths: [docs], exclude: [docs/old], enable: [image/unused, link]}
  - {paths: ['*.html', '!kept.html'], select: [image]}
  - {paths: [legacy], ignore: [image], rules: {image/empty-source: note}}
",
    );
    assert!(
        severity(&settings, "a.md", OPT_IN).is_none() && severity(&settings, "a.md", "link/empty").is_none()
    );
    assert!(severity(&settings, "docs/a.md", OPT_IN).is_some());
    assert!(severity(&settings, "docs/a.md", "link/empty").is_some());
    assert!(severity(&settings, "docs/old/a.md", OPT_IN).is_none());
    assert!(settings.rules_for("a.html").active.iter().all(|active| active.id.starts_with("image/")));
    assert!(severity(&settings, "a.html", RULE).is_some());
    assert!(severity(&settings, "kept.html", "html/script").is_some());
    // The more exact name wins.
    assert_eq!(severity(&settings, "legacy/a.md", RULE), Some(Severity::Note));
    assert!(severity(&settings, "legacy/a.md", "image/without-alt").is_none());
}

#[test]
fn the_command_line_goes_over_all() {
    let mut config = Config::parse(
        "ignore: [image]
rules: {image/empty-source: off}
overrides: [{paths: old, ignore: [image]}, {paths: new, enable: [link], rules: {image/empty-source: note}}]
",
    )
    .unwrap();
    config.told.select = vec!["image".to_owned()];
    let settings = Settings::resolve(&config).unwrap();
    assert_eq!(severity(&settings, "a.md", RULE), Some(Severity::Error));
    assert_eq!(severity(&settings, "new/a.md", RULE), Some(Severity::Note));
    assert!(settings.rules_for("old/a.md").active.is_empty());
    assert!(severity(&settings, "new/a.md", "link/empty").is_none());
    config.told.ignore = vec![RULE.to_owned()];
    let settings = Settings::resolve(&config).unwrap();
    assert!(severity(&settings, "new/a.md", RULE).is_none());
    config.told = postlint::config::Told::default();
    config.told.severity.insert(RULE.to_owned(), Level::Warning);
    let settings = Settings::resolve(&config).unwrap();
    assert_eq!(severity(&settings, "new/a.md", RULE), Some(Severity::Warning));
}

#[test]
fn names_of_presets_are_known() {
    let config = Config::parse("rules: {scraped-news/source-link: off}").unwrap();
    let words = Settings::resolve(&config).err().unwrap().to_string();
    assert!(words.contains("it comes with `extends: scraped-news`"), "{words}");
}

/// What `config -f json` says in a folder.
fn shown(folder: &TempDir, arguments: &[&str]) -> serde_json::Value {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_postlint"));
    let output = command.args(["config", "-f", "json"]).args(arguments).current_dir(folder.path()).output();
    serde_json::from_slice(&output.unwrap().stdout).unwrap()
}

#[test]
fn everything_has_what_said_it() {
    let folder = folder(&[
        ("_config.yml", ""),
        (
            ".postlint.yml",
            "extends: [strict, ./a.yml]\nexclude: b\noverrides:\n- {paths: '*.md', enable: all}\nsuppressions: {require-reason: true}\n",
        ),
        ("a.yml", "exclude: [a]\nfail-on: error\nrules: {category/missing: {always: true, fix: off}}\n"),
        ("docs/.postlint.yml", "root: true\nexclude: c\nignore: [date]\n"),
        ("docs/a.md", "Text\n"),
        ("b.md", "Text\n"),
    ]);
    let site = shown(&folder, &[]);
    let of_key = |shown: &serde_json::Value, key: &str| {
        let keys = shown.get("keys").unwrap().as_array().unwrap();
        keys.iter().find(|one| one.get("key").unwrap() == key).unwrap().clone()
    };
    let exclude = of_key(&site, "exclude");
    assert_eq!(exclude.get("value").unwrap(), &serde_json::json!(["a", "b"]));
    assert_eq!(exclude.pointer("/from/0/path").unwrap(), "a.yml");
    assert_eq!(exclude.pointer("/from/1/line").unwrap(), 2);
    assert_eq!(of_key(&site, "fail-on").pointer("/value").unwrap(), "error");
    assert_eq!(of_key(&site, "generator").pointer("/from/0/kind").unwrap(), "default");
    assert_eq!(site.get("files").unwrap(), &serde_json::json!(["preset strict", "a.yml", ".postlint.yml"]));
    assert_eq!(site.get("nested").unwrap(), &serde_json::json!(["docs/.postlint.yml"]));

    let of_rule = |shown: &serde_json::Value, id: &str| {
        let rules = shown.get("rules").unwrap().as_array().unwrap();
        rules.iter().find(|one| one.get("id").unwrap() == id).unwrap().clone()
    };
    let reason = of_rule(&site, "suppression/without-reason");
    assert_eq!(reason.pointer("/runs_from/path").unwrap(), ".postlint.yml");
    assert_eq!(reason.pointer("/runs_from/line").unwrap(), 5);
    let missing = of_rule(&site, "category/missing");
    assert_eq!(missing.pointer("/options/0/from/path").unwrap(), "a.yml");
    assert_eq!(missing.pointer("/fix/value").unwrap(), "off");
    let unused = of_rule(&site, OPT_IN);
    assert_eq!(unused.pointer("/severity_from/kind").unwrap(), "preset");
    assert_eq!(unused.pointer("/severity_from/path").unwrap(), "strict");

    let page = shown(&folder, &["b.md", "--ignore", "link/empty"]);
    assert_eq!(page.pointer("/overrides/0/from/line").unwrap(), 4);
    assert_eq!(of_rule(&page, "link/empty").pointer("/runs_from/kind").unwrap(), "command-line");
    assert_eq!(of_rule(&page, OPT_IN).pointer("/runs_from/line").unwrap(), 4);

    let inner = shown(&folder, &["docs/a.md"]);
    assert_eq!(inner.get("path").unwrap(), "docs/a.md");
    assert_eq!(inner.get("overrides").unwrap(), &serde_json::json!([]));
    assert_eq!(of_key(&inner, "exclude").get("value").unwrap(), &serde_json::json!(["c"]));
    assert_eq!(of_key(&inner, "fail-on").get("value").unwrap(), "error");
    assert_eq!(of_rule(&inner, "date/empty").pointer("/runs_from/path").unwrap(), "docs/.postlint.yml");
    assert_eq!(of_rule(&inner, OPT_IN).get("runs").unwrap(), false);
}

#[test]
fn what_is_left_out_names_its_pattern() {
    let folder = folder(&[
        ("_config.yml", ""),
        (".postlint.yml", "extends: ./shared/a.yml\nexclude: [old/, '!old/kept.md']\n"),
        ("shared/a.yml", "exclude:\n  - other\n  - drafts\n"),
        ("drafts/a.md", "Text\n"),
        ("old/kept.md", "Text\n"),
    ]);
    let draft = shown(&folder, &["drafts/a.md"]);
    assert_eq!(draft.pointer("/excluded/path").unwrap(), "shared/a.yml");
    assert_eq!(draft.pointer("/excluded/line").unwrap(), 3);
    assert!(shown(&folder, &["old/kept.md"]).get("excluded").unwrap().is_null());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::with_cases(100)
    })]

    /// Whatever stands in a file, it is read to its end, and what is wrong has a place in it.
    #[test]
    fn any_text_is_read(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..24)) {
        let text = parts.concat();
        let mut file = ConfigFile::of_text(&text);
        if let Err(problems) = Settings::resolve(&file.config) {
            file.problems.extend(problems.0);
        }
        for problem in &file.problems {
            let (number, span) = file.locate(&problem.place);
            let source = file.source(number).unwrap();
            proptest::prop_assert!(source.text().get(span.range()).is_some(), "{problem}");
        }
        let _ = file.effective(&file.config.layers());
    }
}

const PARTS: &[&str] = &[
    "extends: ",
    "strict",
    "[security, ",
    "./a.yml",
    "]",
    "\n",
    "rules:\n",
    "  image/empty-source: ",
    "off",
    "{severity: ",
    "note",
    "}",
    "overrides:\n",
    "- paths: ",
    "a",
    "  select: ",
    "all",
    "  enable: [",
    "exclude: ",
    "'!b'",
    "root: true",
    "\n  ",
    "fail-on: ",
    "error",
    "online: {",
    "timeout: 5s",
    ", ",
    "&x ",
    "*x",
    "<<: ",
    "é",
    "\t",
    "- ",
    ": ",
    "#",
    "\"",
    "~",
];
