//! A site at one moment, before the move or after it: what each reference in it leads to, by names
//! that can be compared between the two. May not change anything.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::look::{NamedTag, Seen, TagName, look};
use super::spell::Face;
use crate::check::survey::{Survey, survey_with};
use crate::generator::Generator;
use crate::publication::{Status, Text};
use crate::resolve::{decode, join, named, resolve};
use crate::site::{Absence, DocumentFacts, Resolution, Route, SiteReference};
use crate::walk::Inventory;

/// What a reference may lead to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Goal {
    /// What is made of a file, by its path.
    File(String),
    /// A page that comes from no file, by what is written.
    Page(String),
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    To(Goal),
    Nowhere,
    Undecided(Text),
}

/// A reference of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ref<'w> {
    pub(super) reference: &'w SiteReference,
    /// Whether it leads from file to file: in a text that no generator makes a page of.
    pub(super) is_by_path: bool,
}

/// The site at one moment.
pub(super) struct World {
    pub(super) survey: Survey,
    seen: Vec<Option<Seen>>,
    faces: FxHashMap<Goal, Face>,
    outputs: FxHashMap<Route, String>,
}

impl World {
    /// Reads every file.
    pub(super) fn see(inventory: &Inventory, generator: &dyn Generator) -> Self {
        let (survey, seen) = survey_with(inventory, generator, look);
        let (faces, outputs) = (FxHashMap::default(), FxHashMap::default());
        let mut world = Self { survey, seen, faces, outputs };
        let mut faces = FxHashMap::default();
        for (output, route) in world.survey.site.routes().iter() {
            world.outputs.entry(route).or_insert_with(|| output.to_owned());
            let Some(goal) = world.goal(route, output).filter(|_| !matches!(route, Route::Beside(_))) else {
                continue;
            };
            let url = match route {
                Route::Document(file) | Route::Held(file) => world.url(file.0 as usize),
                _ => None,
            };
            faces.entry(goal).or_insert_with(|| Face { output: output.to_owned(), url });
        }
        world.faces = faces;
        world
    }

    /// The address of a document, decoded and without a slash in front.
    fn url(&self, at: usize) -> Option<String> {
        let url = self.survey.site.documents.get(at)?.url.as_deref()?;
        decode(url.strip_prefix('/').unwrap_or(url))
    }

    fn goal(&self, route: Route, output: &str) -> Option<Goal> {
        let site = &self.survey.site;
        match route {
            Route::Document(file) | Route::Beside(file) | Route::Held(file) => {
                Some(Goal::File(site.document(file)?.path.to_string()))
            }
            Route::Asset(at) => Some(Goal::File(site.assets.get(at as usize)?.to_string())),
            Route::Added(_) => Some(Goal::Page(output.to_owned())),
        }
    }

    /// The path of the file that a route is made of.
    pub(super) fn path_of(&self, route: Route) -> Option<String> {
        match self.goal(route, "")? {
            Goal::File(path) => Some(path),
            Goal::Page(_) => None,
        }
    }

    /// By which names something is found.
    pub(super) fn face(&self, goal: &Goal) -> Option<&Face> {
        self.faces.get(goal)
    }

    /// Everything that is found.
    pub(super) fn goals(&self) -> impl Iterator<Item = (&Goal, &Face)> {
        self.faces.iter()
    }

    /// The index of a document.
    pub(super) fn at(&self, path: &str) -> Option<usize> {
        self.survey.site.documents.binary_search_by(|one| (*one.path).cmp(path)).ok()
    }

    pub(super) fn document(&self, path: &str) -> Option<&DocumentFacts> {
        self.survey.site.document_at(path)
    }

    /// Whether a file is published now: not held back, and not a part of others.
    pub(super) fn is_published(&self, path: &str) -> bool {
        match self.document(path) {
            Some(one) => one.status == Status::Published,
            None => self.survey.site.is_copied(path),
        }
    }

    pub(super) fn documents(&self) -> &[DocumentFacts] {
        &self.survey.site.documents
    }

    /// The references of a document, in the order in which another moment has them too.
    pub(super) fn refs(&self, at: usize) -> impl Iterator<Item = Ref<'_>> {
        let own = self.documents().get(at).map(|one| one.references.as_slice()).unwrap_or_default();
        let own = own.iter().map(|reference| Ref { reference, is_by_path: false });
        let seen = self.seen.get(at).and_then(Option::as_ref);
        let others = seen.map(|seen| seen.references.as_slice()).unwrap_or_default();
        own.chain(others.iter().map(|(reference, is_by_path)| Ref { reference, is_by_path: *is_by_path }))
    }

    /// The tags of a document that name files.
    pub(super) fn tags(&self, at: usize) -> &[NamedTag] {
        let seen = self.seen.get(at).and_then(Option::as_ref);
        seen.map(|seen| seen.tags.as_slice()).unwrap_or_default()
    }

    /// Where a reference leads.
    pub(super) fn lead(&self, from: &DocumentFacts, one: Ref<'_>) -> Lead {
        if one.is_by_path {
            let path = super::spell::cut(&one.reference.target).map_or("", |(_, path, _)| path);
            let joined = decode(&join(&format!("/{}", from.path), path));
            let path = joined.as_deref().and_then(|path| path.strip_prefix('/')).unwrap_or_default();
            let is_there = self.survey.site.has_file(path);
            return if is_there { Lead::To(Goal::File(path.to_owned())) } else { Lead::Nowhere };
        }
        match resolve(&self.survey.site, from, one.reference) {
            Resolution::Found(route) => self.to(route),
            Resolution::Missing(missing) => match missing.absence {
                Absence::Held(file) => self.to(Route::Held(file)),
                _ => Lead::Nowhere,
            },
            Resolution::Undecided(why) => Lead::Undecided(why),
        }
    }

    fn to(&self, route: Route) -> Lead {
        let output = self.outputs.get(&route).map(String::as_str).unwrap_or_default();
        self.goal(route, output).map_or(Lead::Nowhere, Lead::To)
    }

    /// The path of the file that a tag names.
    pub(super) fn named(&self, from: &DocumentFacts, tag: &NamedTag) -> Option<String> {
        match tag.kind {
            TagName::Kind(kind) => named(&self.survey.site, kind, &tag.name),
            TagName::Relative => {
                let path = join(&format!("/{}", from.path), &tag.name);
                let path = path.strip_prefix('/')?;
                self.survey.site.has_file(path).then(|| path.to_owned())
            }
        }
    }

    /// The face of a file as the source that it is.
    pub(super) fn source_face(path: &str) -> Face {
        Face { output: path.to_owned(), url: None }
    }
}

/// Why a document is not published, in words.
pub(super) fn why_held(status: &Status) -> Cow<'static, str> {
    match status {
        Status::Published => "it is published".into(),
        Status::Skipped(skip) => format!("it would no longer be published ({})", skip.as_str()).into(),
        Status::Fatal => "the generator would stop at it".into(),
        Status::Undecided(why) => format!("whether it would be published cannot be told: {why}").into(),
    }
}
