//! The files that `init` writes: the configuration with its reasons, and the schemas it names.
//! May not write them.

use super::noise::{self, Noise};
use super::outliers;
use super::portrait::{Group, Portrait};
use super::sample::Sample;
use super::schema::{self, Learned, Named, named};
use super::terms;
use super::words::{number, share, shown};
use crate::config::CONFIG_NAME;
use crate::finding::Finding;

/// A file to write, relative to the site's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What is known of the site besides its documents.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The name of the generator, as the configuration has it.
    pub generator: &'static str,
    /// How it is known.
    pub reason: String,
    /// The hosts of the site itself.
    pub own_hosts: Vec<String>,
}

/// The files, and what is worth saying of the site.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Schemas first, the configuration last: without it, nothing of the rest counts.
    pub files: Vec<File>,
    /// Lines about the site: what each is about, and what is said of it.
    pub facts: Vec<(&'static str, String)>,
    /// The rules that are switched off.
    pub noise: Vec<Noise>,
    /// What differs from nearly all others, a line each.
    pub outliers: Vec<String>,
}

/// What was learned, before it is written down.
pub(super) struct Draft<'p> {
    pub(super) portrait: &'p Portrait,
    pub(super) noise: Vec<Noise>,
    pub(super) schemas: Vec<(Named, Learned)>,
    pub(super) categories: Option<Vec<(&'p str, &'p Sample)>>,
    pub(super) hosts: Option<Vec<(&'p str, &'p Sample)>>,
    pub(super) insecure: Vec<(&'p str, &'p Sample)>,
    pub(super) scripts: Vec<(&'p str, &'p Sample)>,
    /// Folders that something else serves: of links, of images.
    pub(super) elsewhere: [Vec<(&'p str, &'p Sample)>; 2],
}

/// Fewer documents than this make no convention.
pub(super) const FEWEST: usize = 10;
/// What is seen in fewer documents than this is chance.
const FEW: usize = 5;
/// So many groups of documents are spoken of.
const MOST_GROUPS: usize = 6;

impl Plan {
    /// What to write for a site, whose findings must be in the order of the files.
    #[must_use]
    pub fn of(portrait: &Portrait, findings: &[Finding], evidence: &Evidence) -> Self {
        let draft = Draft::of(portrait, findings, evidence);
        let mut files: Vec<File> = draft
            .schemas
            .iter()
            .map(|(name, learned)| {
                let text = serde_json::to_string_pretty(&learned.schema).unwrap_or_default();
                File { path: format!(".postlint/schemas/{}.json", name.file), text: format!("{text}\n") }
            })
            .collect();
        files.push(File { path: CONFIG_NAME.to_owned(), text: draft.config(evidence) });
        let facts = draft.facts(evidence);
        Self { files, facts, noise: draft.noise, outliers: outliers::of(portrait) }
    }
}

impl<'p> Draft<'p> {
    fn of(portrait: &'p Portrait, findings: &[Finding], evidence: &Evidence) -> Self {
        let noise = noise::of(findings, &portrait.subjects);
        let silenced: usize = noise.iter().map(|one| one.findings).sum();
        let mut draft = Self {
            portrait,
            noise,
            schemas: Vec::new(),
            categories: terms::closed(&portrait.categories, 50, 100),
            hosts: terms::closed(&portrait.sources.hosts, 50, 50),
            insecure: Vec::new(),
            scripts: Vec::new(),
            elsewhere: [&portrait.linked_elsewhere, &portrait.shown_elsewhere]
                .map(|tally| tally.by_count().into_iter().filter(|(_, one)| one.count >= FEW).collect()),
        };
        draft.schemas = draft.schemas(true);
        // The first run after this one has fewer findings than before it, or at least no more.
        if draft.broken() > 0 && draft.broken() >= silenced {
            draft.schemas = draft.schemas(false);
            let all = |tally: &'p super::sample::Tally| tally.by_count();
            draft.categories = draft.categories.map(|_| all(&portrait.categories));
            draft.hosts = draft.hosts.map(|_| all(&portrait.sources.hosts));
        }
        draft.allow_hosts(evidence);
        draft
    }

    fn schemas(&self, is_strict: bool) -> Vec<(Named, Learned)> {
        let learned = self.portrait.groups.iter().filter_map(|(group, keys)| {
            let is_foreign =
                matches!(group, Group::Pages(folder) if self.portrait.vendored.contains_key(folder));
            Some((named(group), schema::of(group, keys, is_strict).filter(|_| !is_foreign)?))
        });
        let mut all: Vec<(Named, Learned)> = learned.collect();
        // Two groups whose names become one file name have one name too many.
        all.sort_by(|(one, _), (other, _)| one.file.cmp(&other.file));
        let mut last = String::new();
        for (name, _) in &mut all {
            while name.file <= last && !last.is_empty() {
                name.file.push('2');
            }
            last.clone_from(&name.file);
        }
        all
    }

    /// How many findings the configuration makes that are not there without it.
    fn broken(&self) -> usize {
        let outside = |words: &Option<Vec<(&str, &Sample)>>, total: usize| {
            words.as_ref().map_or(0, |words| total - words.iter().map(|(_, one)| one.count).sum::<usize>())
        };
        let hosts = self.hosts.clone().filter(|_| self.custom_of_sources().is_some());
        self.schemas.iter().map(|(_, one)| one.broken).sum::<usize>()
            + outside(&self.categories, self.portrait.categories.total)
            + outside(&hosts, self.portrait.sources.hosts.total)
    }

    /// Hosts without https that many documents link to are allowed, where that leaves little noise, so
    /// that the rule goes on for all others; scripts of a host in many texts are meant.
    fn allow_hosts(&mut self, evidence: &Evidence) {
        const MOST_HOSTS: usize = 20;
        let is_own = |host: &str| evidence.own_hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
        let scripts = self.portrait.scripts.by_count();
        self.scripts = scripts.into_iter().filter(|(_, one)| one.count >= FEWEST).take(MOST_HOSTS).collect();
        let Some(at) = self.noise.iter().position(|one| one.rule == "link/insecure") else { return };
        let all = self.portrait.insecure.by_count();
        let (often, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(host, one)| one.count >= FEWEST && !is_own(host));
        let left: usize = rest.iter().map(|(_, one)| one.count).sum();
        if !often.is_empty() && often.len() <= MOST_HOSTS && left * 10 <= self.portrait.subjects.with_links {
            self.noise.remove(at);
            self.insecure = often;
        }
    }

    fn facts(&self, evidence: &Evidence) -> Vec<(&'static str, String)> {
        let mut facts = vec![("site", evidence.reason.clone()), ("looked at", self.looked_at())];
        let mut groups: Vec<_> =
            self.portrait.groups.iter().filter(|(_, keys)| keys.documents >= FEWEST).collect();
        groups.sort_by(|(one, a), (other, b)| b.documents.cmp(&a.documents).then_with(|| one.cmp(other)));
        for (group, keys) in groups.into_iter().take(MOST_GROUPS) {
            let name = named(group);
            let mut by_count: Vec<(&str, usize)> =
                keys.keys.iter().map(|(key, one)| (&**key, one.sample.count)).collect();
            by_count.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
            let first: Vec<String> = by_count
                .iter()
                .take(8)
                .map(|(key, often)| format!("{} {}", shown(key), share(*often, keys.documents)))
                .collect();
            facts
                .push(("keys", format!("{} ({}): {}", name.words, number(keys.documents), first.join(", "))));
            let all: usize = keys.dates.values().map(|one| one.sample.count).sum();
            let usual = keys.dates.iter().max_by_key(|(_, one)| one.sample.count);
            if let Some((form, one)) = usual.filter(|(_, one)| one.sample.count >= FEWEST) {
                let example = one.range.as_ref().map(|(_, last)| shown(last)).unwrap_or_default();
                let words = super::form::date_words(form);
                facts.push(("dates", format!("{words} (`{example}`) in {}", share(one.sample.count, all))));
            }
        }
        for (what, tally) in [("categories", &self.portrait.categories), ("tags", &self.portrait.tags)] {
            let words = tally.by_count();
            if !words.is_empty() {
                facts.push((what, format!("{}: {}", number(words.len()), terms::listed(&words, 6))));
            }
        }
        facts.extend(self.custom_of_sources().map(|words| ("sources", words)));
        facts
    }
}
