//! The texts by which something was found that is found elsewhere after a move, and what a text that
//! stands somewhere may mean by them. May not read a file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::spell::{Face, Spelling, cut};
use super::work::Work;
use super::world::Goal;
use crate::generator::jekyll::slug::{Mode, slugify};
use crate::publication::SiteFacts;
use crate::resolve::{decode, join};
use crate::site::leads_home;

/// What is found elsewhere.
pub(super) struct Changed {
    pub(super) goal: Goal,
    pub(super) old: Face,
    pub(super) new: Face,
}

impl Changed {
    /// Its old name, for people.
    pub(super) fn shown(&self) -> &str {
        match &self.goal {
            Goal::File(path) => path,
            Goal::Page(output) => output,
        }
    }
}

/// What a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An address that has changed, from the root; what it is now.
    Address(String),
    /// An address without a slash in front; what it is now.
    Bare(String),
    /// The path of a source file or folder; what it is now.
    Source(String),
    /// The end of one of these.
    End,
}

/// A layout or data file that moves.
pub(super) struct Part {
    pub(super) path: String,
    /// Its new name, if it has one.
    pub(super) new: Option<String>,
}

/// See the module.
pub(super) struct Names {
    pub(super) changed: Vec<Changed>,
    addresses: FxHashMap<String, usize>,
    sources: FxHashMap<String, String>,
    ends: FxHashMap<String, usize>,
    /// What would make an address that is not known lead to something that has changed.
    fills: FxHashSet<String>,
    layouts: FxHashMap<String, Part>,
    data: FxHashMap<String, Part>,
    facts: SiteFacts,
}

impl Names {
    pub(super) fn of(work: &Work<'_>) -> Self {
        let mut names = Self {
            changed: Vec::new(),
            addresses: FxHashMap::default(),
            sources: FxHashMap::default(),
            ends: FxHashMap::default(),
            fills: FxHashSet::default(),
            layouts: FxHashMap::default(),
            data: FxHashMap::default(),
            facts: work.old.survey.site.facts.clone(),
        };
        let mut goals: Vec<(&Goal, &Face)> = work.old.goals().collect();
        goals.sort_by(|one, other| one.1.output.cmp(&other.1.output));
        for (goal, old) in goals {
            let Some(new) = work.bare.face(&work.after(goal)).filter(|new| *new != old) else { continue };
            let at = names.changed.len();
            names.changed.push(Changed { goal: goal.clone(), old: old.clone(), new: new.clone() });
            for address in old.all().filter(|one| !matches!(*one, "" | "index" | "index.html")) {
                names.addresses.entry(address.to_owned()).or_insert(at);
            }
            let is_page = old.output.ends_with(".html");
            if !is_page {
                names.add_ends(&old.output, at);
            }
        }
        for (old, new) in work.order.moves.iter().chain(&work.order.folders) {
            names.sources.insert(old.clone(), new.clone());
        }
        names.add_parts(work);
        names
    }

    fn add_parts(&mut self, work: &Work<'_>) {
        let (old_site, new_site) = (&work.old.survey.site, &work.bare.survey.site);
        for (old, new) in &work.order.moves {
            if let Some(name) = old_site.layout_name(old) {
                let new = new_site.layout_name(new).map(ToOwned::to_owned);
                if new.as_deref() != Some(name) {
                    self.layouts.insert(name.to_owned(), Part { path: old.clone(), new });
                }
            }
            if let Some(name) = data_name(old) {
                let new = data_name(new).filter(|_| !name.contains('.')).filter(|new| !new.contains('.'));
                if new.as_deref() != Some(&*name) {
                    let first = name.split('.').next().unwrap_or_default().to_owned();
                    self.data.insert(first, Part { path: old.clone(), new });
                    self.data.insert(super::mentions::ANY.to_owned(), Part { path: old.clone(), new: None });
                }
            }
        }
    }

    pub(super) fn layout(&self, name: &str) -> Option<&Part> {
        self.layouts.get(name)
    }

    pub(super) fn data(&self, name: &str) -> Option<&Part> {
        self.data.get(name)
    }

    fn add_ends(&mut self, path: &str, at: usize) {
        for (slash, _) in path.match_indices('/') {
            if let Some(end) = path.get(slash + 1..) {
                self.ends.entry(end.to_owned()).or_insert(at);
            }
        }
    }

    /// Looks out for a text, in any letters.
    pub(super) fn look_for(&mut self, fill: &str) {
        self.fills.insert(key_of(fill));
    }

    /// The name under which a text was asked to be looked for.
    pub(super) fn fill(&self, text: &str) -> Option<String> {
        if self.fills.is_empty() || text.len() > 200 {
            return None;
        }
        Some(key_of(text)).filter(|key| self.fills.contains(key))
    }

    /// The new text of a path or glob below a folder that moves.
    pub(super) fn glob(&self, text: &str) -> Option<String> {
        let ends = text.match_indices('/').map(|(at, _)| at).chain([text.len()]);
        let mut heads = ends.filter_map(|end| Some((text.get(..end)?, text.get(end..)?)));
        let (new, rest) = heads.find_map(|(head, rest)| Some((self.sources.get(head)?, rest)))?;
        text.contains(['/', '.']).then(|| format!("{new}{rest}"))
    }

    /// What a text means, if it may mean something that has changed.
    pub(super) fn meaning<'t>(&'t self, text: &'t str) -> Option<(Meaning, &'t str)> {
        if text.len() > 1024 || text.contains(['\n', '{', '}', '<', '>']) {
            return None;
        }
        if let Some(new) = self.sources.get(text.trim_end_matches('/')) {
            let slash = if text.ends_with('/') { "/" } else { "" };
            return Some((Meaning::Source(format!("{new}{slash}")), text));
        }
        let (head, path, _) = cut(text)?;
        let is_rooted = path.starts_with('/') || !head.is_empty();
        if is_rooted && !head.is_empty() && !leads_home(text, &self.facts) {
            return None;
        }
        let joined = decode(&join("/", path))?;
        let plain = joined.trim_start_matches('/');
        let below = joined.strip_prefix(self.facts.baseurl.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let at = below.and_then(|inner| self.addresses.get(inner)).or_else(|| self.addresses.get(plain));
        if let Some(changed) = at.and_then(|at| self.changed.get(*at)) {
            let spelling = Spelling {
                text,
                starts: ("/", "/"),
                baseurl: &self.facts.baseurl,
                is_loose: true,
                faces: (&changed.old, &changed.new),
            };
            let new = spelling.respell()?;
            let meaning = if is_rooted { Meaning::Address(new) } else { Meaning::Bare(new) };
            return Some((meaning, changed.shown()));
        }
        let end = path.trim_start_matches("../").trim_start_matches("./");
        let at = if is_rooted { None } else { self.ends.get(end) };
        let changed = at.and_then(|at| self.changed.get(*at))?;
        Some((Meaning::End, changed.shown()))
    }
}

/// Texts that Liquid's filters may make of each other have the same key.
pub(super) fn key_of(text: &str) -> String {
    slugify(text, Mode::Default, false)
}

/// `site.data.NAME` of a data file, with dots for folders.
fn data_name(path: &str) -> Option<String> {
    let (name, _) = path.strip_prefix("_data/")?.rsplit_once('.')?;
    name.chars().all(|one| one.is_alphanumeric() || "_-/".contains(one)).then(|| name.replace('/', "."))
}
