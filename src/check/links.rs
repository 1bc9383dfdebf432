//! Every reference of a site with what it leads to: what `postlint links` shows.
//! May not judge, nor print.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::survey::{Survey, survey_with};
use crate::document::reference::Reference;
use crate::document::{Address, Role, Shape};
use crate::entry::Entry;
use crate::generator::Generator;
use crate::publication::Text;
use crate::publication::rendering::Part;
use crate::resolve::{resolve, resolve_address};
use crate::site::{DocumentFacts, Resolution, Route, Site};
use crate::source::{Position, Span};
use crate::walk::Inventory;

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a file that is published.
    Found {
        /// What it is made of.
        route: Route,
        /// The file, relative to the output folder.
        output: String,
        /// The source it is made of, if it has one.
        source: Option<Arc<str>>,
    },
    /// To nothing: the path it asks for, and the address that was probably meant.
    Missing(String, Option<String>),
    /// That cannot be told; why.
    Undecided(Text),
    /// To a place in the same page.
    Page,
    /// To another host.
    External,
    /// To no page at all: `mailto:`, `tel:`, `data:`.
    Other,
    /// Nowhere: it is empty.
    Empty,
    /// Nowhere: it is no URL; why.
    Invalid(String),
}

/// A reference.
#[derive(Clone, Debug)]
pub struct Link {
    /// The file it stands in.
    pub path: Arc<str>,
    /// Its first character.
    pub start: Position,
    /// The place after its last character.
    pub end: Position,
    /// What it is for.
    pub role: Role,
    /// The address, unescaped.
    pub address: String,
    /// Where it leads.
    pub target: Target,
}

struct Seen {
    span: Span,
    start: Position,
    end: Position,
    role: Role,
    shape: Shape,
    address: String,
    /// Whether it is what an include is given, and perhaps no address.
    is_given: bool,
}

/// The references of a site in the order of the files, and what else is known of it.
#[must_use]
pub fn links(inventory: &Inventory, generator: &dyn Generator) -> (Survey, Vec<Link>) {
    let (survey, seen) = survey_with(inventory, generator, see);
    let site = &survey.site;
    let outputs: Outputs<'_> = site.routes().iter().map(|(output, route)| (route, output)).collect();
    let links = seen
        .into_par_iter()
        .zip(&site.documents)
        .flat_map_iter(|(seen, document)| {
            let targets = Targets::of(site, &outputs, document);
            let is_known = |span| targets.known.binary_search_by_key(&span, |(known, _)| *known).is_ok();
            let seen: Vec<Seen> =
                seen.into_iter().flatten().filter(|one| !one.is_given || is_known(one.span)).collect();
            let placed = seen.into_iter().map(move |one| {
                let target = targets.of_address(&one);
                let Seen { start, end, role, address, .. } = one;
                Link { path: Arc::clone(&document.path), start, end, role, address, target }
            });
            placed.collect::<Vec<_>>()
        })
        .collect();
    (survey, links)
}

fn see(entry: &Entry<'_>, facts: &DocumentFacts) -> Vec<Seen> {
    let lines = entry.source.lines();
    let mut seen: Vec<Seen> = entry
        .addresses()
        .filter(|one| !entry.publication.rendering.is_dead(one.span.start))
        .map(|one: Address<'_>| {
            let known = if one.is_liquid { by_liquid(entry, one.span) } else { None };
            Seen {
                span: one.span,
                start: lines.position(one.span.start),
                end: lines.position(one.span.end),
                role: one.role,
                shape: known.as_deref().map_or(one.shape, Shape::of),
                address: known.unwrap_or_else(|| one.text.to_owned()),
                is_given: false,
            }
        })
        .collect();
    seen.sort_by_key(|one| one.span);
    // Those of front matter, styles and previews are no addresses that a reader follows.
    let others =
        facts.references.iter().filter(|one| seen.binary_search_by_key(&one.span, |seen| seen.span).is_err());
    let others: Vec<Seen> = others
        .map(|one| Seen {
            span: one.span,
            start: lines.position(one.span.start),
            end: lines.position(one.span.end),
            role: if one.image { Role::Image } else { Role::Link },
            shape: Shape::Relative,
            address: one.target.to_string(),
            is_given: false,
        })
        .collect();
    seen.extend(others);
    let places = facts.uses.iter().flat_map(|one| &one.places).filter(|place| !place.is_empty());
    seen.extend(places.map(|place| Seen {
        span: *place,
        start: lines.position(place.start),
        end: lines.position(place.end),
        role: Role::Link,
        shape: Shape::Relative,
        address: entry.text(*place).to_owned(),
        is_given: true,
    }));
    seen.sort_by_key(|one| one.span);
    seen
}

/// The text of an address that Liquid writes, where that is known.
fn by_liquid(entry: &Entry<'_>, span: Span) -> Option<String> {
    let rendering = &entry.publication.rendering;
    let parts = rendering.address(entry.source.text(), &entry.body.liquid, span);
    match parts.known()?.as_slice() {
        [] => Some(String::new()),
        [Part::Text(text)] => Some(crate::document::html::unescape(text).into_owned()),
        _ => None,
    }
}

/// What the references of one document lead to, by their bytes.
struct Targets<'s> {
    site: &'s Site,
    outputs: &'s Outputs<'s>,
    known: Vec<(Span, Resolution)>,
}

/// The files of the routes.
type Outputs<'s> = FxHashMap<Route, &'s str>;

impl<'s> Targets<'s> {
    fn of(site: &'s Site, outputs: &'s Outputs<'s>, document: &'s DocumentFacts) -> Self {
        let mut known: Vec<(Span, Resolution)> =
            document.references.iter().map(|one| (one.span, resolve(site, document, one))).collect();
        known.sort_by_key(|(span, _)| *span);
        Self { site, outputs, known }
    }

    fn of_address(&self, seen: &Seen) -> Target {
        if let Ok(at) = self.known.binary_search_by_key(&seen.span, |(span, _)| *span)
            && let Some((_, resolution)) = self.known.get(at)
        {
            return self.of_resolution(resolution);
        }
        match seen.shape {
            Shape::Empty => Target::Empty,
            Shape::Template => Target::Undecided("Liquid writes this address".into()),
            Shape::Fragment => Target::Page,
            Shape::Absolute | Shape::ProtocolRelative => match Reference::parse(&seen.address) {
                Reference::Invalid(why) => Target::Invalid(why),
                _ => Target::External,
            },
            Shape::Scheme => Target::Other,
            Shape::Relative | Shape::RootRelative if seen.role == Role::Form => {
                Target::Undecided("a program answers what a form sends".into())
            }
            Shape::Relative | Shape::RootRelative => match Reference::parse(&seen.address) {
                Reference::Invalid(why) => Target::Invalid(why),
                _ => Target::Undecided("the page it stands in has no address of its own".into()),
            },
        }
    }

    fn of_resolution(&self, resolution: &Resolution) -> Target {
        match resolution {
            Resolution::Found(route) => self.found(*route),
            Resolution::Missing(missing) => {
                let closest = missing.closest.as_ref().map(|(closest, _)| closest.clone());
                Target::Missing(missing.path.clone(), closest)
            }
            Resolution::Undecided(why) => Target::Undecided(why.clone()),
        }
    }

    fn found(&self, route: Route) -> Target {
        let output = self.outputs.get(&route).copied().unwrap_or_default().to_owned();
        let source = match route {
            Route::Document(file) | Route::Beside(file) | Route::Held(file) => {
                self.site.document(file).map(|document| Arc::clone(&document.path))
            }
            Route::Asset(at) => self.site.assets.get(at as usize).map(Arc::clone),
            Route::Added(_) => None,
        };
        Target::Found { route, output, source }
    }
}

/// What a person means by an address or a path, to find what links there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A page or file of the site.
    Route(Route),
    /// An address outside of it, without its fragment.
    Address(String),
    /// Every address of a host.
    Host(String),
}

impl Goal {
    /// Reads an address (`/about/`, `https://example.com/x`), the path of a source file, or the name
    /// of another host; none where this site has nothing of that name.
    #[must_use]
    pub fn read(site: &Site, text: &str) -> Option<Self> {
        if let Some(document) = site.document_at(text) {
            return Some(Self::Route(Route::Document(document.file)));
        }
        if let Ok(at) = site.assets.binary_search_by(|one| (**one).cmp(text)) {
            return Some(Self::Route(Route::Asset(u32::try_from(at).ok()?)));
        }
        let target = text.strip_prefix(&site.facts.baseurl).filter(|_| text.starts_with('/')).unwrap_or(text);
        if let Some(Resolution::Found(route)) = resolve_address(site, target) {
            return Some(Self::Route(route));
        }
        if text.contains("://") || text.starts_with("//") {
            return Some(Self::Address(text.split('#').next().unwrap_or(text).to_owned()));
        }
        (text.contains('.') && !text.contains('/')).then(|| Self::Host(text.to_ascii_lowercase()))
    }

    /// Whether a link leads there.
    #[must_use]
    pub fn is_of(&self, link: &Link) -> bool {
        match (self, &link.target) {
            (Self::Route(goal), Target::Found { route, .. }) => goal == route,
            (Self::Address(goal), Target::External) => {
                link.address.split('#').next().is_some_and(|address| address == goal)
            }
            (Self::Host(goal), Target::External) => {
                let after = link.address.split_once("//").map_or("", |(_, after)| after);
                let host = after.split(['/', '?', '#']).next().unwrap_or_default();
                let host = host.rsplit('@').next().unwrap_or_default();
                host.split(':').next().is_some_and(|host| host.eq_ignore_ascii_case(goal))
            }
            _ => false,
        }
    }
}
