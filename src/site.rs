//! The index of one site: facts of every document, folded from all of them; no texts.
//! May not read a file or know of rules.

mod anchors;
pub mod contract;
mod online;
mod pictures;
mod post_names;
mod references;
mod resolution;
mod rewrite;
mod routes;
mod tags;

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::entry::Entry;
use crate::finding::FileId;
use crate::generator::{Additions, Census, CensusDocument, Generator, Terms};
use crate::publication::rendering::{Part, Use};
use crate::publication::{DateAnswer, Day, Kind, Publication, SiteFacts, Skip, Status, Term, Text};
use crate::source::Span;

pub use anchors::{AnchorFacts, AnchorVerdict, Fragment, LostAnchor, fragment_of};
pub use online::{Answer, External, Fault, Online, Purpose, Question, Trust, Verdict, questions};
pub use pictures::{Pictures, Shown, ShownPicture, Unused};
pub use post_names::PostNames;
pub use references::liquid::Template;
pub use references::{far_references, is_image_key, leads_home};
pub use resolution::{Absence, Likeness, Loss, Lost, Missing, Resolution, Unresolved};
pub use rewrite::rewritten;
pub use routes::{Conflict, Folders, Route, Routes, folded, hash};
pub use tags::{TagKind, TagUse};

/// What the site remembers of one document.
#[derive(Debug)]
pub struct DocumentFacts {
    /// The file.
    pub file: FileId,
    /// Path relative to the site's root.
    pub path: Arc<str>,
    /// What it is to the generator.
    pub kind: Kind,
    /// Whether it is written.
    pub status: Status,
    /// Its URL without `baseurl`, if known.
    pub url: Option<Box<str>>,
    /// The file that is written, if known.
    pub output: Option<Box<str>>,
    /// Other files that are written for it.
    pub also: Vec<Box<str>>,
    /// References to the site itself that need the index to be resolved.
    pub references: Vec<SiteReference>,
    /// Includes that it gives values.
    pub uses: Vec<Use>,
    /// Of an include: what its references are made of.
    pub template: Option<Box<Template>>,
    /// Liquid tags that name a file of the site.
    pub tags: Vec<TagUse>,
    /// Its own `<base href>`.
    pub base: Option<Base>,
    /// The places in it that links can lead to.
    pub anchors: AnchorFacts,
    /// The addresses of other hosts in it; collected only where they are to be asked.
    pub externals: Vec<External>,
    /// Of a post: its slug.
    pub slug: Option<Box<str>>,
    /// Of a post: its day in the zone of the build.
    pub day: Option<Day>,
    /// Of a post: its categories and tags, where the generator asks for them.
    pub terms: Option<Box<Terms>>,
}

/// A reference from one document to the site itself.
#[derive(Debug)]
pub struct SiteReference {
    /// The bytes of the address.
    pub span: Span,
    /// The address, unescaped.
    pub target: Box<str>,
    /// Whether it is an image's.
    pub image: bool,
    /// Whether Markdown wrote it, not HTML.
    pub markdown: bool,
    /// Whether it stands in data, where a theme may put a folder in front of it.
    pub loose: bool,
    /// What Liquid has to do with it, if anything.
    pub liquid: Option<Box<FromLiquid>>,
}

/// What relative addresses start from, where a page says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// An address.
    Known(Box<str>),
    /// Liquid writes it.
    Undecided,
}

/// How an address came out of Liquid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromLiquid {
    /// It is known: the target is what the page has.
    Known {
        /// How many bytes at its end stand so at the end of the bytes of the address, after all Liquid.
        tail: u32,
    },
    /// It names posts or files, which the index knows; the target is what stands in the file.
    Parts(Vec<Part>),
    /// It is not known; why.
    Undecided(Text),
}

/// A fact that a rule kept of one document for its look at the whole site.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// The document.
    pub file: FileId,
    /// What is compared: a hash of the text, or a small number of the rule's own.
    pub key: u64,
    /// The text, where the message needs it.
    pub text: Option<Box<str>>,
    /// Where it stands.
    pub span: Span,
}

/// The index.
#[derive(Debug)]
pub struct Site {
    /// Facts of the site as a whole.
    pub facts: SiteFacts,
    /// One for each file of the run, by [`FileId`].
    pub documents: Vec<DocumentFacts>,
    /// Paths of the other files below the root, sorted.
    pub assets: Vec<Arc<str>>,
    /// Pages that come from no file of their own.
    pub additions: Additions,
    /// The references that lead to no file, in the order of the documents; the pipeline puts them here.
    pub unresolved: Vec<Unresolved>,
    /// The `<base href>` of the pages that have one; the pipeline puts them here.
    pub bases: FxHashMap<FileId, Base>,
    /// The references to places that their page does not have, or may not have.
    pub lost_anchors: Vec<LostAnchor>,
    /// What other hosts answered, if they were asked.
    pub online: Option<Online>,
    /// The images that pages show; the pipeline puts them here when a rule asks for them.
    pub pictures: Pictures,
    /// The images that nothing names; the pipeline puts them here when a rule asks for them.
    pub unused: Unused,
    /// What the site does not keep of the record of its addresses; the pipeline puts it here.
    pub contract: Vec<contract::Broken>,
    routes: Routes,
    post_names: OnceLock<PostNames>,
}

impl DocumentFacts {
    /// What is kept of one entry.
    #[must_use]
    pub fn of(entry: &Entry<'_>) -> Self {
        let publication = entry.publication;
        let references = references::collect(entry);
        let is_post = matches!(publication.kind, Kind::Post | Kind::Draft);
        Self {
            file: entry.file,
            path: Arc::clone(entry.source.path()),
            kind: publication.kind.clone(),
            status: publication.status.clone(),
            url: publication.url.known().map(|url| url.as_str().into()),
            output: publication.output.known().map(|output| output.as_str().into()),
            also: publication.also.iter().map(|output| output.as_str().into()).collect(),
            uses: publication.rendering.uses.clone(),
            template: Template::of(entry, &references),
            references,
            base: references::base::of(entry),
            tags: tags::collect(entry),
            anchors: AnchorFacts::default(),
            externals: Vec::new(),
            slug: publication.slug.as_deref().filter(|_| is_post).map(Into::into),
            day: match &publication.date {
                DateAnswer::Date(fact) if is_post => Some(fact.day),
                _ => None,
            },
            terms: (is_post && entry.site.keeps_terms).then(|| Box::new(terms(publication))),
        }
    }

    /// Stands for a file that could not be read.
    #[must_use]
    pub fn unread(file: FileId, path: &Arc<str>) -> Self {
        Self {
            file,
            path: Arc::clone(path),
            kind: Kind::Unknown,
            status: Status::Skipped(Skip::Unreadable),
            url: None,
            output: None,
            also: Vec::new(),
            references: Vec::new(),
            uses: Vec::new(),
            template: None,
            base: None,
            tags: Vec::new(),
            anchors: AnchorFacts::default(),
            externals: Vec::new(),
            slug: None,
            day: None,
            terms: None,
        }
    }

    fn counted(&self) -> CensusDocument<'_> {
        CensusDocument {
            path: &self.path,
            kind: &self.kind,
            url: self.url.as_deref(),
            output: self.output.as_deref(),
            day: self.day,
            terms: self.terms.as_deref(),
        }
    }

    /// Whether it is written, as far as can be told.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }
}

fn terms(publication: &Publication) -> Terms {
    let names = |terms: &[Term]| terms.iter().map(|term| term.name.as_str().into()).collect();
    Terms { categories: names(&publication.categories), tags: names(&publication.tags) }
}

impl Site {
    /// Folds the facts of all documents, in the order of their [`FileId`]s.
    #[must_use]
    pub fn build(generator: &dyn Generator, mut documents: Vec<DocumentFacts>, assets: &[Arc<str>]) -> Self {
        let published = documents.iter().filter(|one| one.is_published());
        let census = Census { documents: published.map(DocumentFacts::counted).collect(), assets };
        let additions = generator.additions(&census);
        let routes = Routes::build(generator, &documents, assets, &additions);
        add_uses(generator, &mut documents, &additions.includes_dir);
        Self {
            facts: generator.facts().clone(),
            documents,
            assets: assets.to_vec(),
            additions,
            unresolved: Vec::new(),
            bases: FxHashMap::default(),
            lost_anchors: Vec::new(),
            online: None,
            pictures: Pictures::default(),
            unused: Unused::default(),
            contract: Vec::new(),
            routes,
            post_names: OnceLock::new(),
        }
    }

    /// The facts of one file.
    #[must_use]
    pub fn document(&self, file: FileId) -> Option<&DocumentFacts> {
        self.documents.get(file.0 as usize)
    }

    /// The document of a source path.
    #[must_use]
    pub fn document_at(&self, path: &str) -> Option<&DocumentFacts> {
        let at = self.documents.binary_search_by(|one| (*one.path).cmp(path)).ok()?;
        self.documents.get(at)
    }

    /// Whether a file of this path lies below the root, published or not.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.document_at(path).is_some() || self.assets.binary_search_by(|one| (**one).cmp(path)).is_ok()
    }

    /// The names of the site's own layouts.
    pub fn layouts(&self) -> impl Iterator<Item = &str> {
        let documents = self.documents.iter().map(|one| &*one.path);
        documents.chain(self.assets.iter().map(|path| &**path)).filter_map(|path| self.layout_name(path))
    }

    /// The name of the layout in a file, if it is one (`LayoutReader#layout_name`).
    #[must_use]
    pub fn layout_name<'p>(&self, path: &'p str) -> Option<&'p str> {
        let name = path.strip_prefix(self.additions.layouts_dir.as_str())?.strip_prefix('/')?;
        name.rsplit_once('.').map(|(name, _)| name)
    }

    /// Whether a file that is not read is copied.
    #[must_use]
    pub fn is_copied(&self, path: &str) -> bool {
        self.assets.binary_search_by(|one| (**one).cmp(path)).is_ok() && self.routes.get(path).is_some()
    }

    /// A path as seen from the folder of the collections, where it lies below that.
    #[must_use]
    pub fn below_collections<'p>(&self, path: &'p str) -> &'p str {
        let folder = self.additions.collections_dir.as_str();
        path.strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .filter(|_| !folder.is_empty())
            .unwrap_or(path)
    }

    /// A path from the folder of the collections as seen from the root.
    #[must_use]
    pub fn above_collections(&self, path: &str) -> String {
        let folder = &self.additions.collections_dir;
        if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
    }

    /// The names by which posts are found; built when first asked for.
    #[must_use]
    pub fn post_names(&self) -> &PostNames {
        self.post_names.get_or_init(|| PostNames::of(self))
    }

    /// Which files are written, and from what.
    #[must_use]
    pub fn routes(&self) -> &Routes {
        &self.routes
    }
}

/// Gives each document the references that the includes which it uses make of what it gives them.
fn add_uses(generator: &dyn Generator, documents: &mut [DocumentFacts], folder: &str) {
    let made: Vec<(usize, Vec<SiteReference>)> = {
        let of_file = |file: &str| {
            let path = format!("{folder}/{file}");
            let at = documents.binary_search_by(|one| (*one.path).cmp(path.as_str())).ok()?;
            documents.get(at)?.template.as_deref()
        };
        let used = documents.iter().enumerate().filter(|(_, one)| !one.uses.is_empty());
        let used = used.filter(|(_, one)| one.is_published() || one.kind == Kind::Layout);
        used.map(|(at, one)| {
            (at, references::liquid::of_uses(generator, generator.facts(), &one.uses, of_file))
        })
        .collect()
    };
    for (at, references) in made.into_iter().filter(|(_, references)| !references.is_empty()) {
        if let Some(document) = documents.get_mut(at) {
            document.references.extend(references);
            document
                .references
                .sort_by(|one, other| (one.span, &one.target).cmp(&(other.span, &other.target)));
            document.references.dedup_by(|one, other| one.span == other.span && one.target == other.target);
        }
    }
}
