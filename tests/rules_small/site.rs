//! One rule on a small site in memory: what it finds, with the bytes at each span.

use postlint::check;
use postlint::config::Config;
use postlint::finding::{Finding, Severity};
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z.
const NOW: i128 = 1_768_478_400_000_000_000;

/// The path of the file that the shorter functions check.
pub(crate) const POST: &str = "_posts/2022-01-07-a.md";

/// A site: its `_config.yml`, its `.postlint.yml`, its files.
#[derive(Clone, Copy, Default)]
pub(crate) struct SmallSite<'a> {
    pub(crate) config: &'a str,
    pub(crate) settings: &'a str,
    pub(crate) files: &'a [(&'a str, &'a [u8])],
}

impl SmallSite<'_> {
    /// The findings of one rule.
    pub(crate) fn check(&self, rule: &str) -> Vec<Finding> {
        let mut config = Config::parse(self.settings).map_err(|error| error.to_string()).unwrap();
        config.select = Some(vec![rule.to_owned()]);
        let settings = Settings::resolve(&config).map_err(|error| error.to_string()).unwrap();
        let generator = Jekyll::new(&[("_config.yml", self.config)], NOW);
        check::run(&Inventory::in_memory(self.files), &generator, &settings, &|| ()).findings
    }

    /// The bytes at the span of each finding of one rule, with the path.
    pub(crate) fn found(&self, rule: &str) -> Vec<String> {
        self.check(rule).iter().map(|one| format!("{}: {}", one.location.path, self.text_at(one))).collect()
    }

    /// The bytes at the span of a finding.
    pub(crate) fn text_at(&self, finding: &Finding) -> String {
        let path = &*finding.location.path;
        let bytes = self.files.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes).unwrap();
        let range = finding.location.start.offset as usize..finding.location.end.offset as usize;
        String::from_utf8_lossy(&bytes[range]).into_owned()
    }
}

/// What one rule finds in the body of a post of a site under https: the bytes at each span.
pub(crate) fn in_body(rule: &str, body: &str) -> Vec<String> {
    graded(rule, body).into_iter().map(|(text, _)| text).collect()
}

/// The same with the severity of each finding.
pub(crate) fn graded(rule: &str, body: &str) -> Vec<(String, Severity)> {
    let text = format!("---\ntitle: A walk\n---\n{body}\n");
    let files: &[(&str, &[u8])] = &[(POST, text.as_bytes())];
    let site = SmallSite { config: "url: https://birds.net\n", settings: "{}", files };
    site.check(rule).iter().map(|one| (site.text_at(one), one.severity)).collect()
}

/// The body after the fix of its only finding.
pub(crate) fn fixed(rule: &str, body: &str) -> String {
    let mut text = format!("---\ntitle: A walk\n---\n{body}\n");
    let found = {
        let files: &[(&str, &[u8])] = &[(POST, text.as_bytes())];
        SmallSite { config: "url: https://birds.net\n", settings: "{}", files }.check(rule)
    };
    assert_eq!(found.len(), 1, "{found:#?}");
    let edits = &found[0].fix.as_ref().expect("a fix").edits;
    for edit in edits.iter().rev() {
        let range = edit.location.start.offset as usize..edit.location.end.offset as usize;
        text.replace_range(range, &edit.text);
    }
    text.trim_start_matches("---\ntitle: A walk\n---\n").trim_end().to_owned()
}
