//! From a fragment to the place in a page that it names. Ids may stand in the page's own text, in its
//! includes, and in its layouts with theirs. May not read a file: what is not found here is only a
//! candidate, since Liquid and scripts write ids too.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{resolve, text_of_parts};
use crate::document::reference::percent_decode;
use crate::finding::FileId;
use crate::publication::Kind;
use crate::site::{
    DocumentFacts, Fragment, FromLiquid, Resolution, Route, Site, SiteReference, fragment_of, hash,
};
use crate::source::Span;

/// A reference to a place that no known id of its page has.
#[derive(Clone, Debug)]
pub struct Candidate<'s> {
    /// The document it stands in.
    pub file: FileId,
    /// The bytes of the whole address.
    pub span: Span,
    /// What follows the `#`.
    pub fragment: Cow<'s, str>,
    /// The page that lacks it.
    pub page: FileId,
    /// For a reference in a layout or an include: on how many pages it stands, and how many lack it.
    pub pages: Option<(u32, u32)>,
}

/// The pieces of each page: its own file, includes, layouts.
#[derive(Debug)]
pub struct Pieces<'s> {
    site: &'s Site,
    layouts: FxHashMap<u64, FileId>,
    includes: FxHashMap<u64, FileId>,
    /// Includes whose text is not read.
    others: FxHashMap<u64, &'s str>,
    /// What a layout brings to a page, by the hash of its name.
    chains: FxHashMap<u64, Vec<FileId>>,
}

impl<'s> Pieces<'s> {
    /// Looks for the layouts and includes of a site.
    #[must_use]
    pub fn of(site: &'s Site) -> Self {
        let (mut layouts, mut includes) = (FxHashMap::default(), FxHashMap::default());
        let folder = format!("{}/", site.additions.includes_dir);
        for document in &site.documents {
            match document.kind {
                Kind::Layout => {
                    if let Some(name) = site.layout_name(&document.path) {
                        layouts.insert(hash(name), document.file);
                    }
                }
                Kind::Include => {
                    if let Some(name) = document.path.strip_prefix(&folder) {
                        includes.insert(hash(name), document.file);
                    }
                }
                _ => {}
            }
        }
        let others = site.assets.iter().filter_map(|path| Some((hash(path.strip_prefix(&folder)?), &**path)));
        let others = others.collect();
        let mut pieces = Self { site, layouts, includes, others, chains: FxHashMap::default() };
        let chain = |(name, file): (&u64, &FileId)| (*name, pieces.walk(*file));
        pieces.chains = pieces.layouts.iter().map(chain).collect();
        pieces
    }

    /// The files that a page is made of, the page first, each once.
    #[must_use]
    pub fn of_page(&self, page: FileId) -> Vec<FileId> {
        let Some(document) = self.site.document(page) else { return Vec::new() };
        let mut all = vec![page];
        self.add_includes(document, &mut all);
        for file in document.anchors.layout.and_then(|name| self.chains.get(&name)).into_iter().flatten() {
            if !all.contains(file) {
                all.push(*file);
            }
        }
        all
    }

    /// Whether the sources have the layout that a document names, or it names none.
    #[must_use]
    pub fn has_layout(&self, document: &DocumentFacts) -> bool {
        document.anchors.layout.is_none_or(|name| self.layouts.contains_key(&name))
    }

    /// The includes that a document names and that are neither Markdown nor HTML, by their paths; none
    /// for one that the sources do not have.
    pub fn other_includes(&self, document: &DocumentFacts) -> impl Iterator<Item = Option<&'s str>> {
        let unseen = document.anchors.includes.iter().filter(|name| !self.includes.contains_key(name));
        unseen.map(|name| self.others.get(name).copied())
    }

    fn walk(&self, layout: FileId) -> Vec<FileId> {
        let mut all = Vec::new();
        let mut next = Some(layout);
        while let Some(document) = next.take().and_then(|file| self.site.document(file)) {
            if all.contains(&document.file) {
                break;
            }
            all.push(document.file);
            self.add_includes(document, &mut all);
            next = document.anchors.layout.and_then(|name| self.layouts.get(&name)).copied();
        }
        all
    }

    /// Adds the includes of a document, and theirs.
    fn add_includes(&self, document: &DocumentFacts, all: &mut Vec<FileId>) {
        let mut from = all.len();
        let add = |document: &DocumentFacts, all: &mut Vec<FileId>| {
            for file in document.anchors.includes.iter().filter_map(|name| self.includes.get(name)) {
                if !all.contains(file) {
                    all.push(*file);
                }
            }
        };
        add(document, all);
        while let Some(include) = all.get(from).and_then(|file| self.site.document(*file)) {
            add(include, all);
            from += 1;
        }
    }

    /// The layouts and includes that some published page is made of.
    #[must_use]
    pub fn shown(&self) -> FxHashSet<FileId> {
        let mut shown = FxHashSet::default();
        let mut open: Vec<&DocumentFacts> =
            self.site.documents.iter().filter(|one| one.is_published() && !is_piece(one)).collect();
        while let Some(document) = open.pop() {
            let layout = document.anchors.layout.and_then(|name| self.layouts.get(&name));
            let includes = document.anchors.includes.iter().filter_map(|name| self.includes.get(name));
            for file in layout.into_iter().chain(includes) {
                if shown.insert(*file) {
                    open.extend(self.site.document(*file));
                }
            }
        }
        shown
    }

    fn page_has(&self, page: &DocumentFacts, fragment: &str) -> bool {
        let has = |file: &FileId| self.site.document(*file).is_some_and(|one| one.anchors.has(fragment));
        page.anchors.has(fragment) || self.of_page(page.file).iter().skip(1).any(has)
    }
}

/// The references of a site whose place is not among the known ids, in the order of the documents.
#[must_use]
pub fn candidates<'s>(site: &'s Site, pieces: &'s Pieces<'s>) -> Vec<Candidate<'s>> {
    let mut all = Vec::new();
    for document in &site.documents {
        all.extend(across(site, pieces, document));
        for Fragment { span, text, .. } in document.anchors.fragments.iter().filter(|_| !is_piece(document)) {
            if !pieces.page_has(document, text) {
                let (file, page) = (document.file, document.file);
                all.push(Candidate { file, span: *span, fragment: Cow::Borrowed(text), page, pages: None });
            }
        }
    }
    all.extend(of_pieces(site, pieces));
    all.sort_by_key(|one| (one.file, one.span));
    all
}

fn is_piece(document: &DocumentFacts) -> bool {
    matches!(document.kind, Kind::Layout | Kind::Include)
}

/// The references to places in other pages.
fn across<'s>(
    site: &'s Site,
    pieces: &'s Pieces<'_>,
    from: &'s DocumentFacts,
) -> impl Iterator<Item = Candidate<'s>> {
    from.references.iter().filter(|one| !one.image).filter_map(move |reference| {
        let fragment = fragment_in(site, reference)?;
        let Resolution::Found(Route::Document(page) | Route::Beside(page)) = resolve(site, from, reference)
        else {
            return None;
        };
        let page = site.document(page).filter(|one| has_anchors(site, one))?;
        let is_lost = !pieces.page_has(page, &fragment);
        let (file, span, page) = (from.file, reference.span, page.file);
        is_lost.then_some(Candidate { file, span, fragment, page, pages: None })
    })
}

/// What follows the `#` of a reference, where that is known.
fn fragment_in<'s>(site: &Site, reference: &'s SiteReference) -> Option<Cow<'s, str>> {
    let Some(FromLiquid::Parts(parts)) = reference.liquid.as_deref() else {
        return fragment_of(&reference.target).map(Cow::Borrowed);
    };
    let text = text_of_parts(site, parts).known()?.clone();
    fragment_of(&text).map(|fragment| Cow::Owned(fragment.to_owned()))
}

/// Whether browsers look for ids in a page: it is HTML, or Markdown that a code host shows.
fn has_anchors(site: &Site, page: &DocumentFacts) -> bool {
    use crate::document::Markup;
    match &page.output {
        Some(output) => Markup::of_path(output) == Markup::Html || !output.contains('.'),
        None => !site.facts.has_generator && Markup::of_path(&page.path) != Markup::Plain,
    }
}

/// The references in layouts and includes to places in the page that shows them. One that is shown
/// under conditions counts only where no page at all has its place.
fn of_pieces<'s>(site: &'s Site, pieces: &Pieces<'s>) -> Vec<Candidate<'s>> {
    let open: Vec<&DocumentFacts> =
        site.documents.iter().filter(|one| is_piece(one) && !one.anchors.fragments.is_empty()).collect();
    let mut counts: FxHashMap<(FileId, usize), (u32, u32, FileId)> = FxHashMap::default();
    if open.is_empty() {
        return Vec::new();
    }
    let pages = site.documents.iter().filter(|one| one.is_published() && !is_piece(one));
    for page in pages.filter(|one| one.kind != Kind::Static && has_anchors(site, one)) {
        let made_of = pieces.of_page(page.file);
        for piece in open.iter().filter(|one| made_of.contains(&one.file)) {
            for (at, fragment) in piece.anchors.fragments.iter().enumerate() {
                let has =
                    |file: &FileId| site.document(*file).is_some_and(|one| one.anchors.has(&fragment.text));
                let lacks = u32::from(!made_of.iter().any(has));
                let count = counts.entry((piece.file, at)).or_insert((0, 0, page.file));
                if lacks == 1 && count.1 == 0 {
                    count.2 = page.file;
                }
                *count = (count.0 + 1, count.1 + lacks, count.2);
            }
        }
    }
    let lost = open.iter().flat_map(|piece| {
        let file = piece.file;
        piece.anchors.fragments.iter().enumerate().map(move |(at, fragment)| (file, at, fragment))
    });
    lost.filter_map(|(file, at, fragment)| {
        let (shown, lacking, page) = counts.get(&(file, at)).copied()?;
        let counts_for_all = lacking == shown || !fragment.conditional;
        (lacking > 0 && counts_for_all).then_some(Candidate {
            file,
            span: fragment.span,
            fragment: Cow::Borrowed(&fragment.text),
            page,
            pages: Some((shown, lacking)),
        })
    })
    .collect()
}

/// The ids that are most like a fragment, at most three, the likest first; and the one that was
/// meant, where one alone differs so little that no other can be.
#[must_use]
pub fn nearest<'i>(ids: impl Iterator<Item = &'i str>, fragment: &str) -> (Vec<String>, Option<String>) {
    const MOST_COMPARED: usize = 1000;
    const LONGEST: usize = 100;
    let decoded = String::from_utf8(percent_decode(fragment)).unwrap_or_else(|_| fragment.to_owned());
    if decoded.len() > LONGEST {
        return (Vec::new(), None);
    }
    let (lower, bare) = (decoded.to_lowercase(), bare(&decoded));
    let rank = |id: &str, distance: usize| match () {
        () if id.to_lowercase() == lower => 0,
        () if !bare.is_empty() && self::bare(id) == bare => 1,
        () if distance <= 2 => 2,
        () if id.contains(&decoded) || id.len() > 3 && decoded.contains(id) => 3,
        // An id of which most letters differ helps nobody.
        () if distance * 4 <= 3 * id.len().max(decoded.len()) => 4,
        () => 5,
    };
    let mut ranked: Vec<(u8, usize, &str)> = ids
        .filter(|id| !id.is_empty() && id.len() <= LONGEST)
        .take(MOST_COMPARED)
        .map(|id| {
            let distance = strsim::osa_distance(id, &decoded);
            (rank(id, distance), distance, id)
        })
        .filter(|(rank, ..)| *rank < 5)
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    let meant = match ranked.as_slice() {
        [(rank, distance, id), rest @ ..] if *rank <= 2 => {
            let is_alone = rest.first().is_none_or(|next| next.0 > *rank || next.1 > *distance + 1);
            let is_clear = *rank < 2 || (decoded.chars().count() >= 6 && same_digits(id, &decoded));
            (is_alone && is_clear).then(|| (*id).to_owned())
        }
        _ => None,
    };
    (ranked.into_iter().take(3).map(|(_, _, id)| id.to_owned()).collect(), meant)
}

/// Letters and digits alone, in small letters: what all rules for ids keep.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Numbered ids are neighbours, not misspellings.
fn same_digits(a: &str, b: &str) -> bool {
    a.chars().filter(char::is_ascii_digit).eq(b.chars().filter(char::is_ascii_digit))
}
