//! Whole sites through the whole library, in every format: with one rule as a snapshot, with all
//! rules as promises that hold whatever is found.

use std::fs;
use std::path::Path;

use postlint::check::{self, Outcome};
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::output::{self, Format, Options, Run, Terminal};
use postlint::settings::Settings;
use postlint::walk::Inventory;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::hostile::assert_harmless;
use super::machine::{assert_valid, schema};

/// 2026-01-15T12:00:00Z.
const NOW: i128 = 1_768_478_400_000_000_000;

struct Checked {
    inventory: Inventory,
    outcome: Outcome,
}

impl Checked {
    fn new(files: &[(&str, &[u8])], select: Option<&str>) -> Self {
        let config = Config { select: select.map(|rule| vec![rule.to_owned()]), ..Config::default() };
        let settings = Settings::resolve(&config).unwrap();
        let of_site = files.iter().find(|(path, _)| *path == "_config.yml");
        let text = of_site.map(|(_, bytes)| String::from_utf8_lossy(bytes)).unwrap_or_default();
        let jekyll = Jekyll::new(&[("_config.yml", &text)], NOW);
        let inventory = Inventory::in_memory(files);
        let outcome = check::run(&inventory, &jekyll, &settings, &|| ());
        Self { inventory, outcome }
    }

    fn write(&self, format: Format, undecided: bool) -> String {
        let run = Run { outcome: &self.outcome, inventory: &self.inventory, prefix: "" };
        let mut out = Vec::new();
        let options = Options { terminal: Terminal::default(), undecided, suppressed: false };
        output::write(format, &mut out, &[run], &options).unwrap();
        String::from_utf8(out).unwrap()
    }
}

#[test]
fn a_small_site() {
    let a = b"---\ntitle: Rain\n---\n\n![]()\n\nA <img src=''> in a line.\n\n{% if page.x %}<img src=\"{{ page.x }}\">{% endif %}\n";
    let b = b"---\ntitle: Sun\n---\n\n<p>\n<img\n  src=\"\"\n  alt=\"Sun\">\n</p>\n";
    let files: &[(&str, &[u8])] = &[("_posts/2022-01-07-rain.md", a), ("_posts/2022-01-08-sun.md", b)];
    let site = Checked::new(files, Some("image/empty-source"));
    insta::assert_snapshot!("small_site_pretty", site.write(Format::Pretty, false));
    insta::assert_snapshot!("small_site_concise", site.write(Format::Concise, false));
}

fn fixture(name: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    files
}

#[test]
fn every_format_keeps_its_promises_on_the_fixtures() {
    for name in ["clean", "broken", "odd"] {
        let files = fixture(name);
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        let site = Checked::new(&files, Some("all"));
        let json: Value = serde_json::from_str(&site.write(Format::Json, true)).unwrap();
        assert_valid(&schema(), &json);
        let findings = json["findings"].as_array().unwrap().len();
        assert_eq!(json["undecided"].as_array().unwrap().len(), site.outcome.undecided.len());
        let lines = site.write(Format::Jsonl, false);
        assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
        assert_eq!(lines.lines().count(), findings + 1);
        let sarif: Value = serde_json::from_str(&site.write(Format::Sarif, false)).unwrap();
        assert_whole(&sarif, findings);
        let github = site.write(Format::Github, false);
        assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), findings);
        assert_eq!(site.write(Format::Concise, false).lines().count(), findings);
        let pretty = site.write(Format::Pretty, true);
        for text in [&github, &pretty] {
            assert_harmless(text);
        }
        let drawn = pretty.lines().filter(|line| line.contains(" │ ") || line.contains(" · "));
        let wide: Vec<&str> = drawn.filter(|line| line.width() > Terminal::default().width).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}

/// What the standard asks beyond the shape: every result names its rule, and regions make sense.
fn assert_whole(sarif: &Value, findings: usize) {
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!rules[index]["shortDescription"]["text"].is_null(), "{}", result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let place = |line: &str, column: &str| (region[line].as_u64(), region[column].as_u64());
        assert!(place("startLine", "startColumn") <= place("endLine", "endColumn"), "{region}");
    }
}
