//! A small site in memory, and what its schemas say of it.

use postlint::check::{self, Outcome, schemas};
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::generator::{Generator, Plain};
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z.
const NOW: i128 = 1_768_478_400_000_000_000;
/// The path of the post that is looked at.
pub(crate) const POST: &str = "_posts/2022-01-07-a.md";
/// A configuration by which the posts keep `s.json`.
pub(crate) const CONFIG: &str = "schemas: [{paths: [_posts/], schema: s.json}]\n";

/// What a run over some files gives; `.postlint.yml` and `_config.yml` may be among them.
pub(crate) fn run(files: &[(&str, &str)]) -> Outcome {
    let of = |name: &str| files.iter().find(|(path, _)| *path == name).map(|(_, text)| *text);
    let mut config = Config::parse(of(".postlint.yml").unwrap_or_default()).unwrap();
    config.select = Some(vec!["front-matter/schema".to_owned()]);
    let settings = Settings::resolve(&config).unwrap();
    let generator: Box<dyn Generator> = match of("_config.yml") {
        Some("none") => Box::new(Plain::new(NOW)),
        text => Box::new(Jekyll::new(&[("_config.yml", text.unwrap_or_default())], NOW)),
    };
    let others: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|(path, _)| ![".postlint.yml", "_config.yml"].contains(path))
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    let inventory = Inventory::in_memory(&others);
    let wrong = schemas::unusable(&inventory, &settings);
    assert!(wrong.is_empty(), "{}", wrong.first().unwrap().1);
    check::run(&inventory, generator.as_ref(), &settings, &|| ())
}

/// The findings in a file: the bytes that each stands at, and its words.
pub(crate) fn found(files: &[(&str, &str)]) -> Vec<String> {
    let shown = |finding: &postlint::finding::Finding| {
        let text = files.iter().find(|(path, _)| **path == *finding.location.path).unwrap().1;
        let at = finding.location.start.offset as usize..finding.location.end.offset as usize;
        format!("{} | {}", text.get(at).unwrap(), finding.message)
    };
    run(files).findings.iter().map(shown).collect()
}

/// What a schema says of the front matter of a post.
pub(crate) fn post(schema: &str, header: &str) -> Vec<String> {
    let text = format!("---\n{header}\n---\nText.\n");
    found(&[(".postlint.yml", CONFIG), ("s.json", schema), (POST, &text)])
}

/// The bytes alone.
pub(crate) fn places(schema: &str, header: &str) -> Vec<String> {
    post(schema, header).iter().map(|one| one.split(" | ").next().unwrap().to_owned()).collect()
}

/// What is wrong with a schema.
pub(crate) fn wrong(files: &[(&str, &str)]) -> String {
    let config = Config::parse(CONFIG).unwrap();
    let settings = Settings::resolve(&config).unwrap();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let wrong = schemas::unusable(&Inventory::in_memory(&files), &settings);
    wrong.first().map(|(_, unusable)| unusable.to_string()).unwrap_or_default()
}
