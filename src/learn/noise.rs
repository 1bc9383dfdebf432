//! Rules that fire on so many documents of a site that what they find is its convention.
//! May not take a defect for one: what breaks a build or a page, or leads nowhere, is none.

use std::collections::BTreeMap;

use super::portrait::Subjects;
use crate::finding::{Finding, Severity};

/// Fewer documents than this make no convention; they can be corrected.
const FEWEST: usize = 10;

/// Rules whose findings harm a reader however many they are.
const NEVER: &[&str] = &[
    "category/unknown",
    "date/day-shift",
    "date/future",
    "date/incomplete",
    "front-matter/schema",
    "front-matter/ignored-lines",
    "front-matter/lost-word",
    "front-matter/second-block",
    "front-matter/comment-truncates",
    "html/duplicate-attribute",
    "html/duplicate-id",
    "html/event-handler",
    "html/hidden-content",
    "html/script",
    "image/corrupt",
    "image/missing-file",
    "image/dead",
    "link/baseurl-missing",
    "link/dead",
    "link/local-host",
    "link/missing-anchor",
    "link/missing-file",
    "link/script-url",
    "link/token-in-url",
    "link/unpublished-target",
    "markdown/fence-that-is-none",
    "source/dead",
    "source/empty",
    "text/bidi-control",
    "text/replacement-character",
];

/// Groups of which no rule is a matter of taste.
const NEVER_GROUPS: &[&str] = &["liquid", "own", "suppression", "baseline"];

/// A rule that fires on a large share of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noise {
    /// Its id.
    pub rule: &'static str,
    /// How many findings it has.
    pub findings: usize,
    /// In how many documents.
    pub files: usize,
    /// Of how many in which it could have one.
    pub of: usize,
    /// What those documents are: `posts with images`.
    pub subject: &'static str,
}

/// What a check found, by rule.
#[derive(Debug, Default)]
struct Count<'f> {
    findings: usize,
    files: usize,
    worst: Option<Severity>,
    last: &'f str,
}

/// The rules that are noise here, the loudest first. The findings must be in the order of the files.
pub(super) fn of(findings: &[Finding], subjects: &Subjects) -> Vec<Noise> {
    let mut counts: BTreeMap<&'static str, Count<'_>> = BTreeMap::new();
    for finding in findings {
        let count = counts.entry(finding.rule).or_default();
        count.findings += 1;
        count.worst = count.worst.max(Some(finding.severity));
        if count.last != &*finding.location.path {
            count.files += 1;
            count.last = &finding.location.path;
        }
    }
    let mut noise: Vec<Noise> = counts
        .into_iter()
        .filter(|(rule, count)| may_be_noise(rule) && count.worst < Some(Severity::Error))
        .filter_map(|(rule, count)| {
            let (of, subject) = subjects.of_rule(rule);
            // Some dates with a zone and some without are no custom.
            let is_large = match rule.starts_with("date/") {
                true => count.files * 10 >= of * 9,
                false => count.files * 2 >= of || count.files * 4 >= subjects.documents,
            };
            let (findings, files) = (count.findings, count.files);
            // What a rule finds elsewhere, in data or style sheets, is not counted among the documents.
            let of = of.max(files);
            (files >= FEWEST && is_large).then_some(Noise { rule, findings, files, of, subject })
        })
        .collect();
    noise.sort_by(|one, other| other.findings.cmp(&one.findings).then_with(|| one.rule.cmp(other.rule)));
    noise
}

fn may_be_noise(rule: &str) -> bool {
    let group = rule.split('/').next().unwrap_or_default();
    !NEVER.contains(&rule) && !NEVER_GROUPS.contains(&group)
}

impl Subjects {
    /// How many documents a rule can find something in, and what they are.
    fn of_rule(&self, rule: &str) -> (usize, &'static str) {
        match rule.split('/').next().unwrap_or_default() {
            "image" => (self.with_images, "files with images"),
            "link" => (self.with_links, "files with links"),
            "html" => (self.with_html, "files with HTML"),
            "date" => (self.dated.max(self.posts), "files with a date"),
            "category" => (self.categorised, "posts with categories"),
            "source" => (self.posts, "posts"),
            "front-matter" => (self.headed, "files with front matter"),
            "markdown" => (self.texts, "Markdown files"),
            _ => (self.documents, "files"),
        }
    }
}
