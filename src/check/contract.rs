//! Holds a site against the record of what it published, and finds where pages went that are no longer
//! there: by the file they came from, else by their title or the name of the file. Reads again only the
//! files that matter. May not say it in words.

mod redirect;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{anchors, parse, read};
use crate::document::front_matter::Tree;
use crate::finding::FileId;
use crate::generator::Generator;
use crate::publication::{Kind, Status, Text};
use crate::resolve::anchor::{Candidate, Pieces};
use crate::resolve::contract::{Fate, fate};
use crate::site::contract::{self, Broken, BrokenVerdict, Moved, Promise};
use crate::site::{AnchorVerdict, DocumentFacts, Route, Site};
use crate::source::Span;
use crate::walk::Inventory;

/// How many new pages are read to find out where others went.
const MOST_READ: usize = 2000;

/// What the site does not keep of the record at a path, in the order of its lines.
pub(super) fn find(site: &Site, inventory: &Inventory, generator: &dyn Generator, path: &str) -> Vec<Broken> {
    let at = inventory.inputs.binary_search_by(|input| (*input.path).cmp(path)).ok();
    let Some((at, input)) = at.and_then(|at| Some((at, inventory.inputs.get(at)?))) else {
        return Vec::new();
    };
    if !generator.facts().has_generator {
        return Vec::new();
    }
    let record = super::file_id(at);
    let Ok(promises) = read(input).map_err(drop).and_then(|it| contract::parse(it.text()).map_err(drop))
    else {
        return Vec::new();
    };
    let (pages, places): (Vec<&Promise>, Vec<&Promise>) =
        promises.iter().partition(|promise| promise.parts().1.is_none());
    let fates: Vec<Fate> = pages.par_iter().map(|promise| fate(site, &promise.url)).collect();
    let mut broken = Vec::new();
    let mut gone = Vec::new();
    for (promise, fate) in pages.into_iter().zip(fates) {
        match fate {
            Fate::Published(_) | Fate::Redirected => {}
            Fate::Undecided(why) => broken.push(of(record, promise, BrokenVerdict::Undecided(why))),
            Fate::Gone => gone.push(promise),
        }
    }
    if !gone.is_empty() {
        let look = Look { site, inventory, generator, promises: &promises };
        let titles = look.titles(&gone);
        broken.extend(
            gone.into_par_iter().map(|one| of(record, one, look.gone(one, &titles))).collect::<Vec<_>>(),
        );
    }
    broken.extend(lost_places(site, inventory, generator, record, &places));
    broken.sort_by_key(|one| one.span);
    broken
}

fn of(record: FileId, promise: &Promise, verdict: BrokenVerdict) -> Broken {
    Broken { record, span: promise.span, url: promise.url.as_str().into(), verdict }
}

/// The places that their pages do not have.
fn lost_places(
    site: &Site,
    inventory: &Inventory,
    generator: &dyn Generator,
    record: FileId,
    places: &[&Promise],
) -> Vec<Broken> {
    if places.is_empty() {
        return Vec::new();
    }
    let pieces = Pieces::of(site);
    let mut made_of: BTreeMap<FileId, Vec<FileId>> = BTreeMap::new();
    let mut lost = Vec::new();
    for promise in places {
        let (url, Some(place)) = promise.parts() else { continue };
        let Fate::Published(Route::Document(page)) = fate(site, url) else { continue };
        let files = made_of.entry(page).or_insert_with(|| pieces.of_page(page));
        let mut documents = files.iter().filter_map(|file| site.document(*file));
        if !documents.any(|document| document.anchors.has(place)) {
            let fragment = Cow::Borrowed(place);
            lost.push(Candidate { file: record, span: promise.span, fragment, page, pages: None });
        }
    }
    let judged = anchors::judge(site, inventory, generator, &pieces, &lost);
    let broken = judged.into_iter().map(|one| {
        let verdict = match one.verdict {
            AnchorVerdict::Missing { nearest, .. } => BrokenVerdict::Lost { page: one.page, nearest },
            AnchorVerdict::Undecided(why) => BrokenVerdict::Undecided(why),
        };
        let url = site.document(one.page).and_then(|page| page.url.as_deref()).unwrap_or_default();
        let url = format!("{url}#{}", one.fragment).into();
        Broken { record, span: one.span, url, verdict }
    });
    broken.collect()
}

/// From a title, or the name of a file, to the new page that has it; none where several have.
#[derive(Default)]
struct Titles {
    by_title: BTreeMap<String, Option<FileId>>,
    by_name: BTreeMap<String, Option<FileId>>,
}

/// What is known when an address is gone.
struct Look<'l> {
    site: &'l Site,
    inventory: &'l Inventory,
    generator: &'l dyn Generator,
    promises: &'l [Promise],
}

impl Look<'_> {
    /// The pages that the record does not know, where a source that it knows is gone.
    fn titles(&self, gone: &[&Promise]) -> Titles {
        if !gone.iter().any(|promise| self.is_lost(promise)) {
            return Titles::default();
        }
        let known: BTreeSet<&str> = self.promises.iter().filter_map(|one| one.source.as_deref()).collect();
        let is_new = |one: &&DocumentFacts| {
            one.is_published() && is_page(one) && one.url.is_some() && !known.contains(&*one.path)
        };
        let new: Vec<&DocumentFacts> = self.site.documents.iter().filter(is_new).take(MOST_READ).collect();
        let titles: Vec<Option<String>> = new.par_iter().map(|one| self.title(one.file)).collect();
        let mut all = Titles::default();
        for (one, title) in new.into_iter().zip(titles) {
            let once = |place: &mut Option<FileId>| *place = None;
            let name = name_of(&one.path).to_owned();
            all.by_name.entry(name).and_modify(once).or_insert(Some(one.file));
            if let Some(title) = title.filter(|title| !title.is_empty()) {
                all.by_title.entry(squeezed(&title)).and_modify(once).or_insert(Some(one.file));
            }
        }
        all
    }

    /// Whether the file that an address came from is not there any more, or not known.
    fn is_lost(&self, promise: &Promise) -> bool {
        promise.source.as_deref().is_none_or(|path| !self.site.has_file(path))
    }

    fn title(&self, file: FileId) -> Option<String> {
        let source = read(self.inventory.inputs.get(file.0 as usize)?).ok()?;
        let document = parse(&source, self.generator);
        self.generator.publication(&document).title
    }

    /// What became of an address at which nothing is published.
    fn gone(&self, promise: &Promise, titles: &Titles) -> BrokenVerdict {
        let by_front_matter = self.site.facts.plugins.iter().any(|plugin| plugin == "jekyll-redirect-from");
        let source = promise.source.as_deref();
        let document = source.and_then(|path| self.site.document_at(path));
        let why: Option<Text> = match document.map(|one| (&one.status, one)) {
            Some((Status::Undecided(why), _)) => return BrokenVerdict::Undecided(why.clone()),
            Some((Status::Published, one)) if one.url.is_none() => {
                return BrokenVerdict::Undecided("the address of its page cannot be told".into());
            }
            Some((Status::Skipped(skip), _)) => Some(skip.as_str().into()),
            _ => None,
        };
        let of_title = || titles.by_title.get(&squeezed(promise.title.as_deref()?)).copied().flatten();
        let of_name = || {
            titles
                .by_name
                .get(name_of(source.unwrap_or(&promise.url).trim_end_matches('/')))
                .copied()
                .flatten()
        };
        let new = match document {
            Some(one) if one.is_published() && is_page(one) => Some(one.file),
            _ if self.is_lost(promise) => of_title().or_else(of_name),
            _ => None,
        };
        let moved = new.and_then(|file| self.moved(file, &promise.url, by_front_matter));
        BrokenVerdict::Gone { why, moved, by_front_matter }
    }

    fn moved(&self, file: FileId, old: &str, by_front_matter: bool) -> Option<Moved> {
        let url = self.site.document(file)?.url.clone()?;
        let source = read(self.inventory.inputs.get(file.0 as usize)?).ok()?;
        let document = parse(&source, self.generator);
        let tree = document.front_matter();
        let edits = match (tree, by_front_matter) {
            (Some(tree), true) => redirect::edits(&document, tree, old),
            _ => Vec::new(),
        };
        Some(Moved { file, span: span_of(tree, source.bom_len()), url, edits })
    }
}

/// What gives a page its address, if a key of its front matter does, else where that begins.
fn span_of(tree: Option<&Tree>, start: usize) -> Span {
    let permalink = tree.and_then(|tree| tree.get("permalink")).map(|pair| pair.value.span());
    permalink
        .filter(|span| !span.is_empty())
        .unwrap_or(Span::new(start, start + if tree.is_some() { 3 } else { 0 }))
}

/// Whether a document becomes a page of its own.
fn is_page(document: &DocumentFacts) -> bool {
    matches!(document.kind, Kind::Page | Kind::Post | Kind::Collection(_))
}

/// The name of a file without its date and extension.
fn name_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    let is_date = |text: &str| {
        text.len() == 11
            && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            && text.ends_with('-')
    };
    match name.split_at_checked(11) {
        Some((date, rest)) if is_date(date) && !rest.is_empty() => rest,
        _ => name,
    }
}

/// A title with every run of blanks as one.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
