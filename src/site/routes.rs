//! Which file is written at which path, and from what. What is needed only where something is
//! missing is built when it is first asked for. May not decide what a reference means.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::DocumentFacts;
use crate::finding::FileId;
use crate::generator::{Additions, Fate, Generator};
use crate::publication::{Kind, Skip, Status};

/// What a written file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// A document.
    Document(FileId),
    /// A file that is written besides a document: a page that redirects to it.
    Beside(FileId),
    /// A copied file: its index in the site's assets.
    Asset(u32),
    /// A page that the generator adds: its index in the additions.
    Added(u32),
    /// A document that is held back: it would be written here.
    Held(FileId),
}

/// Two or more documents that are written to one file.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The file.
    pub output: Box<str>,
    /// What is written to it.
    pub routes: Vec<Route>,
}

/// The index of written files.
#[derive(Debug, Default)]
pub struct Routes {
    /// In the order in which they were added.
    all: Vec<(Box<str>, Route)>,
    by_path: FxHashMap<u64, u32>,
    /// More than one for a path.
    repeated: FxHashMap<u64, Vec<u32>>,
    folders: OnceLock<Folders>,
}

/// What helps to name the place that was meant.
#[derive(Debug, Default)]
pub struct Folders {
    /// By path in small letters and one Unicode form.
    pub lower: FxHashMap<u64, Vec<u32>>,
    /// By file name in small letters.
    pub names: FxHashMap<u64, Vec<u32>>,
    /// By the folder of a page's address: that of `a/b/index.html` is `a`.
    pub neighbours: FxHashMap<u64, Vec<u32>>,
    /// Hashes of the first part of each path.
    pub tops: FxHashSet<u64>,
}

impl Routes {
    pub(super) fn build(
        generator: &dyn Generator,
        documents: &[DocumentFacts],
        assets: &[Arc<str>],
        additions: &Additions,
    ) -> Self {
        let mut routes = Self::default();
        let has_generator = generator.facts().has_generator;
        // In the order in which Jekyll writes them (`Site#each_site_file`).
        let is_page = |one: &&DocumentFacts| matches!(one.kind, Kind::Page | Kind::Unknown);
        let is_static = |one: &&DocumentFacts| one.kind == Kind::Static;
        documents.iter().filter(is_page).for_each(|one| routes.add_document(one, has_generator));
        documents.iter().filter(is_static).for_each(|one| routes.add_document(one, has_generator));
        for (at, path) in (0_u32..).zip(assets) {
            match generator.fate(path) {
                Fate::Copied => routes.add(path, Route::Asset(at)),
                Fate::CopiedTo(output) => routes.add(&output, Route::Asset(at)),
                Fate::Withheld(_) => {}
            }
        }
        let others = documents.iter().filter(|one| !is_page(one) && !is_static(one));
        others.for_each(|one| routes.add_document(one, has_generator));
        for (at, output) in (0_u32..).zip(&additions.outputs) {
            routes.add(output, Route::Added(at));
        }
        routes
    }

    fn add_document(&mut self, document: &DocumentFacts, has_generator: bool) {
        let route = match &document.status {
            Status::Skipped(Skip::Future | Skip::Draft | Skip::Unpublished) => Route::Held(document.file),
            Status::Skipped(_) => return,
            _ => Route::Document(document.file),
        };
        if let Some(output) = &document.output {
            self.add(output, route);
        } else if !has_generator || document.kind == Kind::Unknown {
            self.add(&document.path, route);
        }
        for output in &document.also {
            self.add(output, Route::Beside(document.file));
        }
    }

    fn add(&mut self, output: &str, route: Route) {
        let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push((output.into(), route));
        let key = hash(output);
        if let Some(first) = self.by_path.get_mut(&key) {
            self.repeated.entry(key).or_insert_with(|| vec![*first]).push(at);
            // What is held back does not hide what is written.
            if matches!(self.all.get(*first as usize), Some((_, Route::Held(_)))) {
                *first = at;
            }
        } else {
            self.by_path.insert(key, at);
        }
    }

    /// What is written at a path relative to the output folder; its first source.
    #[must_use]
    pub fn get(&self, output: &str) -> Option<Route> {
        let (path, route) = self.all.get(*self.by_path.get(&hash(output))? as usize)?;
        (**path == *output).then_some(*route)
    }

    /// Every path that is written, with its source, in the order of the sources.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Route)> {
        self.all.iter().map(|(path, route)| (&**path, *route))
    }

    /// The path and the source of an index of [`Folders`].
    #[must_use]
    pub fn at(&self, index: u32) -> Option<(&str, Route)> {
        self.all.get(index as usize).map(|(path, route)| (&**path, *route))
    }

    /// Files that more than one document or copied file is written to, in the order of the first
    /// (`Doctor.conflicting_urls`, which does not look at pages that redirect).
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        self.shared(|route| matches!(route, Route::Document(_) | Route::Asset(_)))
    }

    /// The same with the pages that redirect, which overwrite others without a word.
    #[must_use]
    pub fn overwritten(&self) -> Vec<Conflict> {
        self.shared(|route| matches!(route, Route::Document(_) | Route::Asset(_) | Route::Beside(_)))
    }

    fn shared(&self, counts: impl Fn(Route) -> bool) -> Vec<Conflict> {
        let mut conflicts: Vec<(u32, Conflict)> = Vec::new();
        for indexes in self.repeated.values() {
            let written = |at: &&u32| self.at(**at).is_some_and(|(_, route)| counts(route));
            let indexes: Vec<u32> = indexes.iter().filter(written).copied().collect();
            let Some((first, (output, _))) = indexes.first().and_then(|at| Some((*at, self.at(*at)?))) else {
                continue;
            };
            let routes: Vec<Route> =
                indexes.iter().filter_map(|at| self.at(*at)).map(|(_, route)| route).collect();
            if routes.len() > 1 {
                conflicts.push((first, Conflict { output: output.into(), routes }));
            }
        }
        conflicts.sort_by_key(|(first, _)| *first);
        conflicts.into_iter().map(|(_, conflict)| conflict).collect()
    }

    /// What helps to name the place that was meant.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        self.folders.get_or_init(|| {
            let mut folders = Folders::default();
            for (at, (path, route)) in (0_u32..).zip(&self.all) {
                if matches!(route, Route::Held(_)) {
                    continue;
                }
                let lower = folded(path);
                let name = lower.rsplit('/').next().unwrap_or(&lower);
                folders.names.entry(hash(name)).or_default().push(at);
                let page = path.strip_suffix("/index.html").unwrap_or(path);
                let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
                folders.neighbours.entry(hash(folder)).or_default().push(at);
                folders.lower.entry(hash(&lower)).or_default().push(at);
                folders.tops.insert(hash(path.split('/').next().unwrap_or(path)));
            }
            folders
        })
    }
}

/// A path in small letters, in the composed form of Unicode (NFC).
#[must_use]
pub fn folded(path: &str) -> Cow<'_, str> {
    if !path.is_ascii() {
        Cow::Owned(path.nfc().flat_map(char::to_lowercase).nfc().collect())
    } else if path.bytes().any(|one| one.is_ascii_uppercase()) {
        Cow::Owned(path.to_ascii_lowercase())
    } else {
        Cow::Borrowed(path)
    }
}

/// A hash of a path for the maps here.
#[must_use]
pub fn hash(text: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}
