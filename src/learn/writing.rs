//! The configuration as text: every choice with its reason as a comment. May not choose.

use super::plan::{Draft, Evidence, FEWEST};
use super::sample::Sample;
use super::schema::{Learned, Named, escaped, named};
use super::words::{count, part, share, shown};
use super::yaml::{Page, scalar};

impl Draft<'_> {
    /// The text of the configuration.
    pub(super) fn config(&self, evidence: &Evidence) -> String {
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

    /// What was looked at.
    pub(super) fn looked_at(&self) -> String {
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
        if self.schemas.is_empty() {
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
            if let Some(words) = self.custom_of_dates(&name.words) {
                page.comment(2, &words);
            }
            let paths: Vec<String> = name.paths.iter().map(|path| scalar(path)).collect();
            page.line(&format!("  - paths: [{}]", paths.join(", ")));
            if !name.exclude.is_empty() {
                page.line(&format!("    exclude: [{}]", name.exclude.join(", ")));
            }
            page.line(&format!("    schema: {}", scalar(&format!(".postlint/schemas/{}.json", name.file))));
        }
    }

    /// How the dates of a group are written, most of them.
    fn custom_of_dates(&self, group: &str) -> Option<String> {
        let (_, keys) = self.portrait.groups.iter().find(|(one, _)| named(one).words == group)?;
        let all: usize = keys.dates.values().map(|one| one.sample.count).sum();
        let mut forms: Vec<_> = keys.dates.iter().collect();
        forms
            .sort_by(|(one, a), (other, b)| b.sample.count.cmp(&a.sample.count).then_with(|| one.cmp(other)));
        let words = |(form, dates): &(&String, &super::keys::Dates)| {
            let example = dates.range.as_ref().map(|(_, last)| shown(last)).unwrap_or_default();
            format!("{} (`{example}`) in {}", super::form::date_words(form), share(dates.sample.count, all))
        };
        let common: Vec<String> = forms.iter().take(2).map(words).collect();
        (all >= FEWEST).then(|| format!("`date` is {}", common.join(", ")))
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
        let is_of_posts = |(name, one): &(Named, Learned)| name.plural == "posts" && !one.required.is_empty();
        if self.schemas.iter().any(is_of_posts) {
            page.gap();
            page.comment(2, "The schema says which keys posts have.");
            page.line("  front-matter/required-key:");
            page.line("    usual: []");
        }
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
    pub(super) fn custom_of_sources(&self) -> Option<String> {
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
}

fn with_counts(words: &[(&str, &Sample)], plural: &str) -> Vec<(String, String)> {
    words.iter().map(|(word, one)| ((*word).to_owned(), count(one.count, plural))).collect()
}
