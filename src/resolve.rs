//! From a reference in a published page to what it leads to: found, missing, or undecided with the
//! reason. May not read a file; a path is compared letter by letter, as servers do.

pub mod anchor;
mod base;
mod closest;
pub mod contract;
mod liquid;
mod path;
mod tag;

use std::borrow::Cow;

use crate::document::reference::Reference;
use crate::publication::{Answer, Text};
use crate::site::{
    Absence, DocumentFacts, FromLiquid, Likeness, Missing, Resolution, Route, Shown, Site, SiteReference,
    Unresolved,
};

pub use base::bases;
pub use liquid::text as text_of_parts;
pub use path::{decode, join};
pub use tag::{TagResolution, named, resolve_tag};

/// Resolves a reference of a document.
#[must_use]
pub fn resolve(site: &Site, from: &DocumentFacts, reference: &SiteReference) -> Resolution {
    match reference.liquid.as_deref() {
        Some(FromLiquid::Undecided(why)) => return Resolution::Undecided(why.clone()),
        Some(FromLiquid::Parts(parts)) => {
            return match liquid::text(site, parts) {
                Answer::Known(text) => resolve_text(site, from, reference, &text),
                Answer::Undecided(why) => Resolution::Undecided(why),
            };
        }
        Some(FromLiquid::Known { .. }) | None => {}
    }
    resolve_text(site, from, reference, &reference.target)
}

fn resolve_text(site: &Site, from: &DocumentFacts, reference: &SiteReference, text: &str) -> Resolution {
    let (local, is_relative) = match Reference::parse(text) {
        Reference::Relative(local) => (Cow::Borrowed(local.path), true),
        Reference::RootRelative(local) => (Cow::Borrowed(local.path), false),
        Reference::Absolute(url) | Reference::ProtocolRelative(url) => {
            (Cow::Owned(url.path().to_owned()), false)
        }
        _ => return undecided("the address is no path"),
    };
    if !site.facts.has_generator {
        return plain(site, from, &local, is_relative);
    }
    if reference.loose {
        return loosely(site, from, &local);
    }
    if let Some(found) = by_source(site, from, reference, &local, is_relative) {
        return found;
    }
    let base = match is_relative.then(|| start(site, from)) {
        None => "/".to_owned(),
        Some(Ok(start)) => start,
        Some(Err(why)) => return undecided(why),
    };
    let Some(path) = decode(&join(&base, &local)) else { return undecided("the address is not UTF-8") };
    let Some(inner) = below(&path, &site.facts.baseurl) else { return outside(site, path) };
    lookup(site, from, &path, inner)
}

/// Where the relative addresses of a page start: its own address from the root of the host, or what
/// its `<base>` says.
///
/// # Errors
/// In words, where that is not known.
pub fn start(site: &Site, from: &DocumentFacts) -> Result<String, &'static str> {
    let url = from.url.as_deref().ok_or("the address of the page itself is not known")?;
    let page = format!("{}{url}", site.facts.baseurl);
    match site.bases.get(&from.file) {
        None => Ok(page),
        Some(base) => base::start(site, &page, base),
    }
}

/// Whether a reference names the source of its target, and leads there because a plugin follows it.
#[must_use]
pub fn is_by_source(site: &Site, from: &DocumentFacts, reference: &SiteReference) -> bool {
    match Reference::parse(&reference.target) {
        Reference::Relative(local) => by_source(site, from, reference, local.path, true).is_some(),
        Reference::RootRelative(local) => by_source(site, from, reference, local.path, false).is_some(),
        _ => false,
    }
}

/// Resolves an address from the root of the site, without its `baseurl`, or a URL of the site's own.
#[must_use]
pub fn resolve_address(site: &Site, text: &str) -> Option<Resolution> {
    let path = match Reference::parse(text) {
        Reference::RootRelative(local) => local.path.to_owned(),
        Reference::Absolute(url) => {
            let is_own = |host: &str| site.facts.own_hosts.iter().any(|own| own == host);
            url.host_str().filter(|host| is_own(host))?;
            below(url.path(), &site.facts.baseurl).map(|inner| format!("/{inner}"))?
        }
        _ => return None,
    };
    let path = decode(&path)?;
    find(site, path.trim_start_matches('/')).map(Resolution::Found)
}

/// The references of a document that lead to no file for sure.
pub fn unresolved<'s>(site: &'s Site, from: &'s DocumentFacts) -> impl Iterator<Item = Unresolved> + 's {
    lost_or_shown(site, from).filter_map(Result::err)
}

/// The references of a document that lead to no file for sure or to one that only leads on, and the
/// images that lead to one.
pub fn lost_or_shown<'s>(
    site: &'s Site,
    from: &'s DocumentFacts,
) -> impl Iterator<Item = Result<Shown, Unresolved>> + 's {
    from.references.iter().enumerate().filter_map(|(at, reference)| match resolve(site, from, reference) {
        Resolution::Found(route) if reference.image => {
            Some(Ok(Shown { file: from.file, reference: at, route }))
        }
        resolution @ Resolution::Found(Route::Beside(_)) => {
            Some(Err(Unresolved { file: from.file, reference: at, resolution }))
        }
        Resolution::Found(_) => None,
        resolution => Some(Err(Unresolved { file: from.file, reference: at, resolution })),
    })
}

fn undecided(why: &'static str) -> Resolution {
    Resolution::Undecided(why.into())
}

/// The rest of a path below `baseurl`, without a slash in front.
fn below<'p>(path: &'p str, baseurl: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(baseurl)?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix('/') }
}

/// A path that does not begin with `baseurl`: another site of the host, unless this site has a file
/// there and the writer forgot it.
fn outside(site: &Site, path: String) -> Resolution {
    let inner = path.trim_start_matches('/');
    if inner.is_empty() || find(site, inner).is_none() {
        return undecided("the address lies outside of the site's `baseurl`");
    }
    let closest = Some((format!("{}{path}", site.facts.baseurl), Likeness::BaseUrl));
    Resolution::Missing(Missing { path, closest, absence: Absence::Nothing })
}

/// jekyll-relative-links: the path of the target's source, from the source of the page.
fn by_source(
    site: &Site,
    from: &DocumentFacts,
    reference: &SiteReference,
    local: &str,
    is_relative: bool,
) -> Option<Resolution> {
    let is_on = match from.kind {
        crate::publication::Kind::Page => site.additions.links_by_source_in_pages,
        _ => site.additions.links_by_source_in_documents,
    };
    if !is_on || !reference.markdown {
        return None;
    }
    let base = if is_relative { format!("/{}", from.path) } else { "/".to_owned() };
    let path = decode(&join(&base, local))?;
    let target = site.document_at(path.trim_start_matches('/'))?;
    target.is_published().then_some(Resolution::Found(Route::Document(target.file)))
}

/// What is written at a path, in any of the forms in which servers find it.
fn find(site: &Site, inner: &str) -> Option<Route> {
    let routes = site.routes();
    if inner.is_empty() || inner.ends_with('/') {
        return ["index.html", "index.htm", "index.xhtml", "index.xml"]
            .iter()
            .find_map(|index| routes.get(&format!("{inner}{index}")));
    }
    routes
        .get(inner)
        .or_else(|| routes.get(&format!("{inner}.html")))
        .or_else(|| routes.get(&format!("{inner}/index.html")))
        .or_else(|| routes.get(&format!("{inner}.htm")))
        .or_else(|| routes.get(&format!("{inner}/index.htm")))
}

fn lookup(site: &Site, from: &DocumentFacts, path: &str, inner: &str) -> Resolution {
    match find(site, inner) {
        // Both come to light together, or the one that links is seen by its author alone.
        Some(Route::Held(held)) if from.is_published() => {
            let (path, absence) = (path.to_owned(), Absence::Held(held));
            return Resolution::Missing(Missing { path, closest: None, absence });
        }
        Some(route) => return Resolution::Found(route),
        None => {}
    }
    if let Some(inner) = twice(site, inner) {
        let closest = Some((format!("{}/{inner}", site.facts.baseurl), Likeness::BaseUrlTwice));
        return Resolution::Missing(Missing { path: path.to_owned(), closest, absence: Absence::Nothing });
    }
    if let Some(why) = open(site, inner) {
        return Resolution::Undecided(why);
    }
    let closest = closest::find(site, inner);
    let absence = match site.has_file(inner) {
        true => Absence::Source,
        false if closest.is_none() && !is_own(site, inner) => Absence::Elsewhere,
        false => Absence::Nothing,
    };
    if closest::is_page_with_slash(site, inner) {
        return undecided("some servers find a page with a slash after its name, others do not");
    }
    Resolution::Missing(Missing { path: path.to_owned(), closest, absence })
}

/// A path in front matter or data: with `baseurl` or without it, from the root, and perhaps below a
/// folder that the theme puts in front.
fn loosely(site: &Site, from: &DocumentFacts, local: &str) -> Resolution {
    let Some(path) = decode(&join("/", local)) else { return undecided("the address is not UTF-8") };
    let base = &site.facts.baseurl;
    let inner = below(&path, base)
        .filter(|inner| find(site, inner).is_some())
        .unwrap_or(path.trim_start_matches('/'));
    match lookup(site, from, &path, inner) {
        Resolution::Missing(missing)
            if matches!(missing.closest, Some((_, Likeness::OtherFolder | Likeness::Form))) =>
        {
            undecided("the theme may put a folder in front of this address, or an extension behind it")
        }
        Resolution::Missing(Missing { absence: Absence::Elsewhere, .. }) => {
            undecided("no file of this site lies in that folder, and another site of the host may")
        }
        resolution => resolution,
    }
}

/// The rest of a path that begins with `baseurl` once more, where something is published there.
fn twice<'p>(site: &Site, inner: &'p str) -> Option<&'p str> {
    let base = site.facts.baseurl.strip_prefix('/')?;
    let rest = inner.strip_prefix(base)?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix('/')? };
    find(site, rest).map(|_| rest)
}

/// Why something may be written at a path that cannot be told from the sources.
fn open(site: &Site, inner: &str) -> Option<Text> {
    let holds = |prefix: &str| {
        prefix.is_empty()
            || inner.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    };
    if site.facts.redirects.iter().any(|prefix| holds(prefix)) {
        return Some("`_redirects` answers this address".into());
    }
    site.additions.open.iter().find(|(prefix, _)| holds(prefix)).map(|(_, why)| why.clone())
}

/// Whether the first folder of a path is one of this site's; a file in the root is.
fn is_own(site: &Site, inner: &str) -> bool {
    match inner.split_once('/') {
        Some((top, _)) => site.routes().folders().tops.contains(&crate::site::hash(top)),
        None => inner.contains('.'),
    }
}

/// Without a generator: a path from one file to another.
fn plain(site: &Site, from: &DocumentFacts, local: &str, is_relative: bool) -> Resolution {
    if ["{{", "{%", "<%", "${"].iter().any(|open| local.contains(open)) {
        return undecided("a template writes this address");
    }
    if !is_relative {
        return undecided("what the root of the address is depends on where the file is shown");
    }
    let base = format!("/{}", from.path);
    if path::climbs_out(&base, local) {
        return undecided("the address leads out of the folder that is checked");
    }
    let Some(path) = decode(&join(&base, local)) else { return undecided("the address is not UTF-8") };
    let inner = path.trim_start_matches('/');
    if let Some(route) = find(site, inner) {
        return Resolution::Found(route);
    }
    if inner.is_empty() || is_folder(site, inner) {
        return undecided("the address is a folder");
    }
    if !inner.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return undecided("what builds the pages from these files is not known");
    }
    let closest = closest::find(site, inner);
    Resolution::Missing(Missing { path: inner.to_owned(), closest, absence: Absence::Nothing })
}

/// Whether any file lies below a path.
fn is_folder(site: &Site, path: &str) -> bool {
    let folder = format!("{}/", path.trim_end_matches('/'));
    let at = site.documents.partition_point(|one| *one.path < *folder);
    let of_documents = site.documents.get(at).is_some_and(|one| one.path.starts_with(&folder));
    let at = site.assets.partition_point(|one| **one < *folder);
    of_documents || site.assets.get(at).is_some_and(|one| one.starts_with(&folder))
}
