//! What the formats tell of a rule: where its page is, and what the page says.

use crate::baseline::STALE;
use crate::manifest::Manifest;
use crate::rules::{Catalogue, OWN};

/// The address of a rule's page, for this version; of a site's own rule, its file.
pub(crate) fn url(id: &str) -> String {
    if let Some(name) = id.strip_prefix(OWN) {
        return format!(".postlint/rules/{name}.md");
    }
    // An entry of a baseline is no rule, and its page is that of baselines.
    let page = if id == STALE { "README.md#known-findings" } else { &format!("rules/{id}.md") };
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    format!("{repository}/blob/v{version}/{page}")
}

/// The manifest of a rule, if there is such a rule.
pub(crate) fn manifest(rules: &Catalogue, id: &str) -> Option<Manifest<'static>> {
    let rule = rules.find(id)?;
    Manifest::parse(rule.manifest).ok()
}

/// The prose of a manifest's page: what stands before its first example.
pub(crate) fn prose(page: &str) -> &str {
    let end = page.find("\n```").map_or(page.len(), |at| at);
    page.get(..end).unwrap_or(page).trim()
}

/// The whole page, with the marks of the examples' fences taken away: they speak to the tests.
pub(crate) fn page(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.trim().lines() {
        let shown = if line.starts_with("```") { line.split(' ').next().unwrap_or(line) } else { line };
        out.push_str(shown);
        out.push('\n');
    }
    out
}
