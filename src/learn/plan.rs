//! The files that `init` writes: the configuration with its reasons, and the schemas it names.
//! May not write them.

use super::noise::{self, Noise};
use super::outliers;
use super::portrait::{Group, Portrait};
use super::sample::Sample;
use super::schema::{self, Learned, Named, escaped, named};
use super::terms;
use super::words::{count, number, part, share, shown};
use super::yaml::{Page, scalar};
use crate::config::{CONFIG_NAME, Config};
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
struct Draft<'p> {
    portrait: &'p Portrait,
    /// Whether the configuration has a key for schemas.
    has_schemas: bool,
    noise: Vec<Noise>,
    schemas: Vec<(Named, Learned)>,
    categories: Option<Vec<(&'p str, &'p Sample)>>,
    hosts: Option<Vec<(&'p str, &'p Sample)>>,
    insecure: Vec<(&'p str, &'p Sample)>,
    scripts: Vec<(&'p str, &'p Sample)>,
    /// Folders that something else serves: of links, of images.
    elsewhere: [Vec<(&'p str, &'p Sample)>; 2],
}

/// Fewer documents than this make no convention.
const FEWEST: usize = 10;
/// What is seen in fewer documents than this is chance.
const FEW: usize = 5;
/// So many groups of documents are spoken of.
const MOST_GROUPS: usize = 6;

impl Plan {
    /// What to write for a site, whose findings must be in the order of the files.
    #[must_use]
    pub fn of(portrait: &Portrait, findings: &[Finding], evidence: &Evidence) -> Self {
        let draft = Draft::of(portrait, findings, evidence);
        let written = draft.schemas.iter().filter(|_| draft.has_schemas);
        let mut files: Vec<File> = written
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
            has_schemas: Config::parse("schemas: []").is_ok(),
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

    fn config(&self, evidence: &Evidence) -> String {
        let mut page = Page::default();
        page.comment(
            0,
            &format!("Learned by `postlint init` from {}. Yours from here on: edit it.", self.looked_at()),
        );
        page.comment(0, "`postlint explain RULE` says what a rule finds and which options it has.");
        page.gap();
        page.comment(0, &evidence.reason);
        page.line(&format!("generator: {}", evidence.generator));
        self.write_exclude(&mut page);
        self.write_keys(&mut page);
        self.write_schemas(&mut page);
        let mut rules = Page::default();
        self.write_rules(&mut rules);
        let rules = rules.finish();
        if !rules.is_empty() {
            page.gap();
            page.line("rules:");
            page.line(rules.trim_end());
        }
        page.finish()
    }

    fn looked_at(&self) -> String {
        let subjects = self.portrait.subjects;
        match subjects.posts {
            0 => count(subjects.documents, "files"),
            posts if posts == subjects.documents => count(posts, "posts"),
            posts => format!(
                "{} and {}",
                count(posts, "posts"),
                count(subjects.documents.saturating_sub(posts), "other files")
            ),
        }
    }

    fn write_exclude(&self, page: &mut Page) {
        let foreign =
            self.portrait.vendored.iter().filter(|(folder, _)| !self.portrait.own.contains_key(*folder));
        let items: Vec<(String, String)> = foreign
            .map(|(folder, sample)| (format!("/{}/", escaped(folder)), count(sample.count, "files")))
            .collect();
        if !items.is_empty() {
            page.gap();
            page.comment(0, "Files that others wrote: they are not checked unless named.");
            page.line("exclude:");
            page.list(2, &items);
        }
    }

    /// Keys whose values are pictures of the site, besides those that every theme has.
    fn write_keys(&self, page: &mut Page) {
        let mut items: Vec<(String, String)> = Vec::new();
        for keys in self.portrait.groups.values() {
            for (name, key) in &keys.keys {
                let (there, missing) = key.pictures;
                let is_new =
                    !crate::site::is_image_key(name) && items.iter().all(|(known, _)| **known != **name);
                if is_new && there >= 3 && missing == 0 {
                    items.push((
                        name.to_string(),
                        format!("{} name a picture that is there", count(there, "values")),
                    ));
                }
            }
        }
        if !items.is_empty() {
            page.gap();
            page.comment(0, "Keys of front matter that hold pictures.");
            page.line("image-keys:");
            page.list(2, &items);
        }
    }

    fn write_schemas(&self, page: &mut Page) {
        if self.schemas.is_empty() || !self.has_schemas {
            return;
        }
        page.gap();
        page.comment(0, "What the front matter holds, by folder; how often is said there.");
        page.line("schemas:");
        for (name, learned) in &self.schemas {
            if !learned.required.is_empty() {
                let keys: Vec<String> = learned.required.iter().map(|key| shown(key)).collect();
                page.comment(2, &format!("{}: {} required", name.words, keys.join(", ")));
            }
            let paths: Vec<String> = name.paths.iter().map(|path| scalar(path)).collect();
            page.line(&format!("  - paths: [{}]", paths.join(", ")));
            if !name.exclude.is_empty() {
                page.line(&format!("    exclude: [{}]", name.exclude.join(", ")));
            }
            page.line(&format!("    schema: {}", scalar(&format!(".postlint/schemas/{}.json", name.file))));
        }
    }

    fn write_rules(&self, page: &mut Page) {
        self.write_vocabulary(page);
        self.write_sources(page);
        let [links, images] = &self.elsewhere;
        let folders = "Folders of which nothing is published here: something else serves them.";
        let allowed = [
            ("link/missing-file", "elsewhere", folders, links),
            ("image/missing-file", "elsewhere", folders, images),
            ("link/insecure", "allow", "Hosts that many texts link to over http.", &self.insecure),
            ("html/script", "allow-hosts", "Hosts whose scripts many texts show on purpose.", &self.scripts),
        ];
        for (rule, option, why, hosts) in allowed.iter().filter(|(.., hosts)| !hosts.is_empty()) {
            page.gap();
            page.comment(2, why);
            page.line(&format!("  {rule}:"));
            page.line(&format!("    {option}:"));
            page.list(6, &with_counts(hosts, "files"));
        }
        self.write_required(page);
        if !self.noise.is_empty() {
            page.gap();
            page.comment(
                2,
                "Switched off, since these find what is the custom here; delete a line to hear of it again.",
            );
        }
        for one in &self.noise {
            let files = part(one.files, one.of, one.subject);
            page.comment(2, &format!("{} in {files}", count(one.findings, "findings")));
            page.line(&format!("  {}: off", one.rule));
        }
    }

    fn write_required(&self, page: &mut Page) {
        let is_of_posts =
            |(name, one): &&(Named, Learned)| name.plural == "posts" && !one.required.is_empty();
        let Some((_, posts)) = self.schemas.iter().find(is_of_posts) else { return };
        page.gap();
        if self.has_schemas {
            page.comment(2, "The schema says which keys posts have.");
            page.line("  front-matter/required-key:");
        } else {
            page.comment(2, "The keys that posts have.");
            page.line("  front-matter/required-key:");
            let keys: Vec<String> = posts.required.iter().map(|key| scalar(key)).collect();
            page.line(&format!("    post: [{}]", keys.join(", ")));
        }
        page.line("    usual: []");
    }

    fn write_vocabulary(&self, page: &mut Page) {
        let Some(categories) = &self.categories else { return };
        page.gap();
        page.comment(2, "The categories of all posts; another one is most probably a slip.");
        page.line("  category/unknown:");
        page.line("    allowed:");
        page.list(6, &with_counts(categories, "posts"));
    }

    fn write_sources(&self, page: &mut Page) {
        let (Some(hosts), Some(custom)) = (&self.hosts, self.custom_of_sources()) else { return };
        page.gap();
        page.comment(2, &custom);
        page.line("  source/unexpected-host:");
        page.line("    hosts:");
        page.list(6, &with_counts(hosts, "posts"));
    }

    /// How posts name their sources.
    fn custom_of_sources(&self) -> Option<String> {
        let sources = &self.portrait.sources;
        let (cited, posts) = (sources.cited.count, self.portrait.subjects.posts);
        if cited < FEWEST || cited * 5 < posts {
            return None;
        }
        let who = if cited == posts {
            format!("All {}", count(posts, "posts"))
        } else {
            part(cited, posts, "posts")
        };
        let mut words = format!("{who} end with a link to their source");
        if sources.autolinks * 10 >= cited * 9 {
            words.push_str(", written `<https://…>`");
        }
        if let Some((after, often)) = sources.after.iter().max_by_key(|(_, often)| **often) {
            let place = match after {
                0 => "in the last paragraph".to_owned(),
                1 => "in the last paragraph but one".to_owned(),
                more => format!("with {more} paragraphs behind it"),
            };
            words.push_str(&format!(", {place} in {}", share(*often, cited)));
        }
        if sources.credits * 5 >= cited {
            words.push_str(&format!(", after a line of credit in {}", share(sources.credits, cited)));
        }
        Some(format!("{words}."))
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

fn with_counts(words: &[(&str, &Sample)], plural: &str) -> Vec<(String, String)> {
    words.iter().map(|(word, one)| ((*word).to_owned(), count(one.count, plural))).collect()
}
