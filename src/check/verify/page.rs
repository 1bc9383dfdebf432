//! One page: its source against what was built of it. May not know of other pages.

use rustc_hash::FxHashMap;

use super::conditions::Conditions;
use super::outputs::PagePair;
use super::{Difference, Subject, Tally, Verdict, Way, ids, links};
use crate::check::survey::Survey;
use crate::document::{Body, Dialect, Document, Markup};
use crate::source::{Source, Span};

/// What is compared.
pub(super) struct Pair<'p> {
    pub(super) survey: &'p Survey,
    pub(super) pair: &'p PagePair<'p>,
    pub(super) document: &'p Document<'p>,
    pub(super) built: &'p Source,
    /// Whether the site has plugins of which nothing is known.
    pub(super) has_plugins: bool,
}

/// What one page gave.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) differences: Vec<Difference>,
    pub(super) ids: Tally,
    pub(super) links: Tally,
    /// Hashes of the addresses of the built page, each once.
    pub(super) built: Vec<u64>,
    /// Hashes of those that the source explains.
    pub(super) explained: Vec<u64>,
    /// Links that are built and not predicted, though the source speaks of their address; what the
    /// layout writes on every page is not yet left out.
    pub(super) unseen: Vec<(u64, Difference)>,
}

impl Pair<'_> {
    pub(super) fn difference(&self, subject: Subject, way: Way, text: &str, verdict: Verdict) -> Difference {
        Difference {
            subject,
            way,
            output: self.pair.built.path.clone(),
            path: Some(self.document.source.path().clone()),
            span: None,
            text: text.to_owned(),
            verdict,
        }
    }

    pub(super) fn missing(
        &self,
        subject: Subject,
        text: &str,
        span: Option<Span>,
        verdict: Verdict,
    ) -> Difference {
        Difference { span, ..self.difference(subject, Way::Missing, text, verdict) }
    }

    /// Whose fault a difference is that nothing else explains.
    pub(super) fn blame(&self) -> Verdict {
        if self.has_plugins {
            return Verdict::Plugin("plugins of which nothing is known may change any page".into());
        }
        if self.document.body.has_plugin_tags() {
            return Verdict::Plugin("tags of plugins write a part of the page".into());
        }
        Verdict::Ours
    }
}

/// Compares one page.
pub(super) fn compare(pair: &Pair<'_>) -> Page {
    let whole = Span::new(0, pair.built.text().len());
    let plain = Dialect { liquid: false, kramdown: false, yaml_only: true, ..Dialect::default() };
    let built = Body::parse(pair.built, whole, Markup::Html, plain);
    let conditions = Conditions::of(&pair.document.body);
    let mut page = Page::default();
    ids::compare(pair, &built, &conditions, &mut page);
    links::compare(pair, &built, &conditions, &mut page);
    let shows_nothing = page.ids.agree + page.links.agree == 0;
    if shows_nothing {
        // One wrong guess after the other, or a layout that leaves the text out.
        for one in page.differences.iter_mut().filter(|one| one.way == Way::Missing) {
            one.verdict =
                Verdict::Undecided("nothing of the text is on the page: its layout may not show it".into());
        }
    }
    page
}

/// How often each text occurs.
pub(super) fn count<'t>(texts: impl Iterator<Item = &'t str>) -> FxHashMap<&'t str, usize> {
    let mut counts = FxHashMap::default();
    texts.for_each(|text| *counts.entry(text).or_insert(0) += 1);
    counts
}
