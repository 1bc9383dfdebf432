//! A small site, checked: what is shown, and what comments set aside.

use postlint::check::{self, Outcome};
use postlint::config::Config;
use postlint::finding::Finding;
use postlint::generator::jekyll::Jekyll;
use postlint::generator::{Generator, Plain};
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z
pub(crate) const NOW: i128 = 1_768_478_400_000_000_000;

/// A site in memory and how it is checked.
pub(crate) struct Run<'r> {
    pub(crate) files: &'r [(&'r str, &'r str)],
    /// `.postlint.yml`
    pub(crate) config: &'r str,
    /// `_config.yml`; `none` for no generator.
    pub(crate) site: &'r str,
    pub(crate) now: i128,
}

impl Run<'_> {
    pub(crate) fn outcome(&self) -> Outcome {
        let settings = Settings::resolve(&Config::parse(self.config).unwrap()).unwrap();
        self.with(&settings)
    }

    pub(crate) fn with(&self, settings: &Settings) -> Outcome {
        let mut bytes: Vec<(&str, &[u8])> =
            self.files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        bytes.sort_by_key(|(path, _)| *path);
        let generator: Box<dyn Generator> = match self.site {
            "none" => Box::new(Plain::new(self.now)),
            text => Box::new(Jekyll::new(&[("_config.yml", text)], self.now)),
        };
        check::run(&Inventory::in_memory(&bytes), generator.as_ref(), settings, &|| ())
    }
}

/// The default path.
pub(crate) const POST: &str = "_posts/2022-01-07-a.md";

pub(crate) fn row(one: &Finding) -> String {
    let start = one.location.start;
    format!("{}:{} {}", start.line, start.column, one.rule)
}

/// What is shown, and what is set aside, of one file under some rules and those on comments.
pub(crate) fn found(path: &str, text: &str, rules: &str) -> (Vec<String>, Vec<String>) {
    let config = format!("select: [suppression, {rules}]\n");
    let outcome = Run { files: &[(path, text)], config: &config, site: "", now: NOW }.outcome();
    let aside = outcome.suppressed.iter().map(|one| row(&one.finding)).collect();
    (outcome.findings.iter().map(row).collect(), aside)
}

/// The same for a post about images without an address; rows of that rule have no name.
pub(crate) fn images(text: &str) -> (Vec<String>, Vec<String>) {
    let (shown, aside) = found(POST, text, "image/empty-source");
    let short = |rows: Vec<String>| -> Vec<String> {
        rows.into_iter()
            .filter(|row| !row.ends_with("without-reason"))
            .map(|row| row.replace(" image/empty-source", ""))
            .collect()
    };
    (short(shown), short(aside))
}

/// Fails unless the comments of a post set exactly these images aside and these rows are shown.
#[track_caller]
pub(crate) fn expect(text: &str, aside: &[&str], shown: &[&str]) {
    let (is_shown, is_aside) = images(text);
    assert_eq!(is_aside, aside, "set aside in\n{text}");
    assert_eq!(is_shown, shown, "shown in\n{text}");
}
