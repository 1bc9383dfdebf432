//! The second look at references to places that no known id has: the files that their pages are made
//! of are read again, since only facts were kept, and Liquid, scripts and plugins that may write such
//! an id leave the question open. Only pages that somebody links to in this way are read.

mod domain;
mod expression;
mod part;
mod slugs;
mod traces;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{parse, read};
use crate::finding::FileId;
use crate::generator::Generator;
use crate::publication::{Kind, Text};
use crate::resolve::anchor::{Candidate, Pieces, bare, candidates, nearest};
use crate::site::{AnchorVerdict, DocumentFacts, LostAnchor, Site, hash};
use crate::source::{Source, Span};
use crate::walk::{Content, Inventory};
use domain::Domain;
use part::Part;

/// For how many places the texts of values are searched; later ones stay undecided where that counts.
const MOST_SEARCHED: usize = 1000;

/// For how many places the nearest ids are looked for.
const MOST_HELPED: usize = 500;

/// The references of a site whose place does not exist, or may not.
pub(super) fn find(site: &Site, inventory: &Inventory, generator: &dyn Generator) -> Vec<LostAnchor> {
    let pieces = Pieces::of(site);
    let lost = candidates(site, &pieces);
    judge(site, inventory, generator, &pieces, &lost)
}

/// Those of some references whose place does not exist, or may not.
pub(super) fn judge(
    site: &Site,
    inventory: &Inventory,
    generator: &dyn Generator,
    pieces: &Pieces<'_>,
    lost: &[Candidate<'_>],
) -> Vec<LostAnchor> {
    if lost.is_empty() {
        return Vec::new();
    }
    let mut made_of: BTreeMap<FileId, Vec<FileId>> = BTreeMap::new();
    for one in lost {
        made_of.entry(one.page).or_insert_with(|| pieces.of_page(one.page));
    }
    let wanted: BTreeSet<FileId> = made_of.values().flatten().copied().collect();
    let parts: BTreeMap<FileId, Part> = wanted
        .into_par_iter()
        .filter_map(|file| Some((file, look(site, inventory, generator, file)?)))
        .collect();
    let spans = fragment_spans(inventory, lost);
    let domain = Domain::new(site, inventory);
    let look = Look { site, pieces, domain: &domain };
    lost.par_iter()
        .zip(spans)
        .enumerate()
        .filter_map(|(at, (one, span))| {
            let of_page: Vec<&Part> =
                made_of.get(&one.page)?.iter().filter_map(|file| parts.get(file)).collect();
            let verdict = look.judge(at, one, &of_page)?;
            let (file, page, pages) = (one.file, one.page, one.pages);
            Some(LostAnchor { file, span, fragment: (&*one.fragment).into(), page, pages, verdict })
        })
        .collect()
}

fn look(site: &Site, inventory: &Inventory, generator: &dyn Generator, file: FileId) -> Option<Part> {
    let input = inventory.inputs.get(file.0 as usize)?;
    // An include that is no page of its own is wanted whole here.
    let source = match &input.content {
        Content::Disk(path) => Source::read(Arc::clone(&input.path), path).ok()?,
        Content::Memory(_) => read(input).ok()?,
    };
    let document = parse(&source, generator);
    let facts = site.document(file)?;
    Some(Part::of(&document, facts, generator))
}

/// The bytes of each fragment with its `#`, where they stand in one piece; else the whole address.
fn fragment_spans(inventory: &Inventory, lost: &[Candidate<'_>]) -> Vec<Span> {
    let groups: Vec<&[Candidate<'_>]> = lost.chunk_by(|one, other| one.file == other.file).collect();
    groups
        .into_par_iter()
        .flat_map_iter(|group| {
            let input = group.first().and_then(|one| inventory.inputs.get(one.file.0 as usize));
            let source = input.and_then(|input| read(input).ok());
            group.iter().map(move |one| {
                let whole = source.as_ref().map_or("", |source| source.slice(one.span));
                let end = one.span.start as usize + whole.trim_end().len();
                match whole.trim_end().strip_suffix(&*one.fragment).filter(|rest| rest.ends_with('#')) {
                    Some(rest) => Span::new(one.span.start as usize + rest.len() - 1, end),
                    None => one.span,
                }
            })
        })
        .collect()
}

/// What is known when a candidate is judged.
struct Look<'l> {
    site: &'l Site,
    pieces: &'l Pieces<'l>,
    domain: &'l Domain<'l>,
}

impl Look<'_> {
    /// What the files of a page say of a place; nothing where it is there after all.
    fn judge(&self, at: usize, one: &Candidate<'_>, parts: &[&Part]) -> Option<AnchorVerdict> {
        if parts.iter().any(|part| part.has_footnote(&one.fragment)) {
            return None;
        }
        if let Some(why) = self.open(at < MOST_SEARCHED, one, parts) {
            return Some(AnchorVerdict::Undecided(why));
        }
        let ids = parts.iter().flat_map(|part| part.ids.iter().map(String::as_str));
        let (nearest, meant) =
            if at < MOST_HELPED { nearest(ids, &one.fragment) } else { (Vec::new(), None) };
        Some(AnchorVerdict::Missing { nearest, meant })
    }

    /// Why the place may exist all the same.
    fn open(&self, searches: bool, one: &Candidate<'_>, parts: &[&Part]) -> Option<Text> {
        let page = self.site.document(one.page)?;
        if page.anchors.is_shown_by_host {
            let open = parts.iter().find_map(|part| part.open(&one.fragment));
            return open.or_else(|| self.open_by_scripts(&one.fragment, parts));
        }
        let documents = || parts.iter().filter_map(|part| self.site.document_at(&part.path));
        if let Some(why) = documents().find_map(|document| self.open_by_layout(document, &one.fragment)) {
            return Some(why);
        }
        if documents().any(|other| self.pieces.other_includes(other).any(|path| self.may_hold(path, one))) {
            return Some("the page has an include that the sources do not show".into());
        }
        if let Some(why) = &self.site.additions.reworked {
            return Some(why.clone());
        }
        let fragment = &*one.fragment;
        parts
            .iter()
            .find_map(|part| part.open(fragment))
            .or_else(|| self.open_by_values(searches, fragment, parts))
            .or_else(|| self.open_by_scripts(fragment, parts))
            .or_else(|| self.domain.plugins())
    }

    /// Whether an include that is neither Markdown nor HTML may bring a place.
    fn may_hold(&self, include: Option<&str>, one: &Candidate<'_>) -> bool {
        let text = include.and_then(|path| self.domain.text(path));
        text.is_none_or(|text| text.contains(&*one.fragment) || text.contains("id=\"{{"))
    }

    /// Why the layout that a document names may bring a place, where the sources do not have it.
    fn open_by_layout(&self, document: &DocumentFacts, fragment: &str) -> Option<Text> {
        if self.pieces.has_layout(document) {
            return None;
        }
        let why = self.site.additions.layouts_elsewhere.as_ref()?;
        let is_closed = self.site.additions.known_theme.is_some_and(|theme| {
            let mut names = theme.layouts.iter().map(|name| Some(hash(name)));
            let mut includes = self.site.documents.iter().filter(|one| one.kind == Kind::Include);
            names.any(|name| name == document.anchors.layout)
                && !theme.ids.contains(&fragment)
                && !includes.any(|one| one.anchors.has(fragment))
        });
        (!is_closed).then(|| why.clone())
    }

    /// Values of front matter, data and configuration may hold the id, or be made one.
    fn open_by_values(&self, searches: bool, fragment: &str, parts: &[&Part]) -> Option<Text> {
        let is_in_values = |bare: &str| !searches || parts.iter().any(|part| part.values.contains(bare));
        let occurs = |text: &str| {
            let bare = bare(text);
            is_in_values(&bare) || self.domain.holds(&bare)
        };
        let of_ids = parts.iter().any(|part| part.rests_for(fragment).any(&occurs));
        if of_ids {
            return Some("Liquid writes ids on this page, perhaps this one too".into());
        }
        let is_shown = || parts.iter().any(|part| part.shows(fragment)) || self.domain.shows(fragment);
        if parts.iter().any(|part| part.prints_values) && is_shown() {
            return Some("Liquid puts a text on this page that may hold this id".into());
        }
        if !parts.iter().any(|part| part.by_plugin) {
            return None;
        }
        let mut words = fragment.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
        // Of the plugins that are known, one makes ids. A filter that no plugin defines changes nothing.
        let is_made = if self.site.additions.own_plugins.is_empty() {
            self.site.facts.plugins.iter().any(|plugin| plugin == "jekyll-toc")
        } else {
            !searches || self.domain.is_in_plugins(fragment) || words.all(|word| is_in_values(&bare(word)))
        };
        is_made.then(|| "a tag or filter of a plugin may bring this id".into())
    }

    /// Scripts may make the id, by its name or of a heading's text.
    fn open_by_scripts(&self, fragment: &str, parts: &[&Part]) -> Option<Text> {
        if !parts.iter().any(|part| part.has_scripts) {
            return None;
        }
        let bare = bare(fragment);
        if parts.iter().any(|part| part.has_bare_heading(&bare)) {
            return Some("a script may give this id to a heading that has none".into());
        }
        self.domain.is_quoted(fragment).then(|| "a script of the site names this id".into())
    }
}
