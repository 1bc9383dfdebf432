//! What the generator would publish, without checking anything: the pipeline up to the index.

use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{file_id, parse, read};
use crate::entry::Entry;
use crate::generator::{Failure, Generator};
use crate::publication::{Fatal, FatalKind, Kind, Publication, Status};
use crate::resolve::{TagResolution, bases, resolve_tag};
use crate::schema::Applied;
use crate::site::{AnchorFacts, DocumentFacts, Site};
use crate::walk::Inventory;

/// A site as it would be published.
#[derive(Debug)]
pub struct Survey {
    /// The index.
    pub site: Site,
    /// What becomes of each file of the run, in the order of their ids; none of a file that could
    /// not be read.
    pub publications: Vec<Option<Publication>>,
    /// The ids on the page of each file.
    pub anchors: Vec<Vec<String>>,
    /// Files that could not be read: path and reason.
    pub unreadable: Vec<(Arc<str>, String)>,
    /// What stops the generator, if anything does.
    pub fatal: Option<Failure>,
}

/// Surveys the files of a site, which must be sorted by path.
#[must_use]
pub fn survey(inventory: &Inventory, generator: &dyn Generator) -> Survey {
    survey_with(inventory, generator, |_, _| ()).0
}

/// The same, and what `look` says of each file that could be read, by its id.
#[must_use]
pub fn survey_with<T: Send>(
    inventory: &Inventory,
    generator: &dyn Generator,
    look: impl Fn(&Entry<'_>, &DocumentFacts) -> T + Sync,
) -> (Survey, Vec<Option<T>>) {
    let known: Mutex<FxHashMap<String, Option<Arc<str>>>> = Mutex::default();
    let texts = |path: &str| text_of(inventory, &known, path);
    let results: Vec<_> = inventory
        .inputs
        .par_iter()
        .enumerate()
        .map(|(at, input)| {
            let source = read(input).map_err(|error| error.to_string())?;
            let document = parse(&source, generator);
            let publication = generator.publication(&document);
            let entry = Entry {
                file: file_id(at),
                document: &document,
                publication: &publication,
                site: generator.facts(),
                schemas: &Applied::NONE,
            };
            let mut facts = DocumentFacts::of(&entry);
            facts.anchors = AnchorFacts::of(&entry, generator);
            let seen = look(&entry, &facts);
            let is_page = publication.url.known().is_some() && publication.kind != Kind::Static;
            let anchors = if is_page { generator.anchors_with(&document, &texts) } else { Vec::new() };
            Ok::<_, String>((publication, facts, anchors, seen))
        })
        .collect();
    let mut publications = Vec::with_capacity(results.len());
    let mut documents = Vec::with_capacity(results.len());
    let mut anchors = Vec::with_capacity(results.len());
    let mut all_seen = Vec::with_capacity(results.len());
    let mut unreadable = Vec::new();
    for ((at, input), result) in inventory.inputs.iter().enumerate().zip(results) {
        match result {
            Ok((publication, facts, ids, seen)) => {
                anchors.push(ids);
                publications.push(Some(publication));
                documents.push(facts);
                all_seen.push(Some(seen));
            }
            Err(reason) => {
                publications.push(None);
                anchors.push(Vec::new());
                all_seen.push(None);
                documents.push(DocumentFacts::unread(file_id(at), &input.path));
                unreadable.push((Arc::clone(&input.path), reason));
            }
        }
    }
    let mut site = Site::build(generator, documents, &inventory.assets);
    site.bases = bases(&site);
    let fatal = generator.failure().or_else(|| first_stop(&site, &publications)).or_else(|| first_tag(&site));
    (Survey { site, publications, anchors, unreadable, fatal }, all_seen)
}

/// The text of a small file that others include, read once.
fn text_of(
    inventory: &Inventory,
    known: &Mutex<FxHashMap<String, Option<Arc<str>>>>,
    path: &str,
) -> Option<Arc<str>> {
    let mut known = known.lock().ok()?;
    if let Some(text) = known.get(path) {
        return text.clone();
    }
    let at = inventory.inputs.binary_search_by(|input| (*input.path).cmp(path)).ok();
    let source = at.and_then(|at| inventory.inputs.get(at)).and_then(|input| read(input).ok());
    let text: Option<Arc<str>> = source.map(|source| Arc::from(source.text()));
    known.insert(path.to_owned(), text.clone());
    text
}

/// The document at which the generator stops.
fn first_stop(site: &Site, publications: &[Option<Publication>]) -> Option<Failure> {
    let layouts: Vec<(&str, &Publication)> = site
        .documents
        .iter()
        .zip(publications)
        .filter_map(|(facts, publication)| Some((site.layout_name(&facts.path)?, publication.as_ref()?)))
        .collect();
    let known = site.documents.iter().zip(publications);
    let stops = known.filter_map(|(facts, publication)| {
        let publication = publication.as_ref()?;
        let fatal = match publication.status {
            Status::Fatal => publication.fatal.as_deref(),
            Status::Published => stop_of_layout(publication, &layouts),
            _ => None,
        };
        Some((facts, fatal?))
    });
    let (facts, fatal) = stops.min_by_key(|(facts, fatal)| (is_late(fatal.kind), order(&facts.kind)))?;
    Some(Failure { path: Arc::clone(&facts.path), span: fatal.span, message: fatal.message.to_string() })
}

/// All files are read before the first is rendered.
fn is_late(kind: FatalKind) -> bool {
    !matches!(kind, FatalKind::Date | FatalKind::FrontMatter | FatalKind::Configuration)
}

/// Posts are read and rendered before other documents, and pages last (`Site#render`).
fn order(kind: &Kind) -> u8 {
    match kind {
        Kind::Post => 0,
        Kind::Draft => 1,
        Kind::Page => 3,
        _ => 2,
    }
}

/// What is wrong in a layout of a page, or in a layout of that layout.
fn stop_of_layout<'p>(page: &'p Publication, layouts: &[(&str, &'p Publication)]) -> Option<&'p Fatal> {
    let mut name = page.layout.as_deref();
    for _ in 0..layouts.len() {
        let (_, layout) = layouts.iter().find(|(other, _)| Some(*other) == name)?;
        if layout.fatal.is_some() {
            return layout.fatal.as_deref();
        }
        name = layout.layout.as_deref();
    }
    None
}

/// The first document with a tag that finds nothing.
fn first_tag(site: &Site) -> Option<Failure> {
    let tags = site.documents.iter().flat_map(|one| one.tags.iter().map(move |tag| (one, tag)));
    let stops = tags.filter_map(|(document, tag)| match resolve_tag(site, tag) {
        TagResolution::Stops(why) => Some((document, tag, why)),
        _ => None,
    });
    let (document, tag, why) = stops.min_by_key(|(document, ..)| order(&document.kind))?;
    let message = format!("Jekyll stops at `{}`: {why}", tag.name);
    Some(Failure { path: Arc::clone(&document.path), span: tag.span, message })
}
