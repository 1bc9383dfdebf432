//! Which pages have a `<base href>`, of their own or of their layouts and includes, and where their
//! relative addresses start. May not read a file.

use rustc_hash::FxHashMap;

use super::anchor::Pieces;
use super::path::join;
use crate::document::reference::Reference;
use crate::finding::FileId;
use crate::site::{Base, Site};

/// The `<base>` of each page that has one.
#[must_use]
pub fn bases(site: &Site) -> FxHashMap<FileId, Base> {
    if site.documents.iter().all(|one| one.base.is_none()) {
        return FxHashMap::default();
    }
    let pieces = Pieces::of(site);
    let pages = site.documents.iter().filter(|one| one.url.is_some());
    let base = |page: FileId| {
        let files = pieces.of_page(page);
        files.iter().find_map(|file| site.document(*file)?.base.clone())
    };
    pages.filter_map(|page| Some((page.file, base(page.file)?))).collect()
}

/// Where relative addresses start, from the root of the host: of a page at `page`, with a `<base>`.
///
/// # Errors
/// In words, where that cannot be told, or is another host.
pub(super) fn start(site: &Site, page: &str, base: &Base) -> Result<String, &'static str> {
    let Base::Known(href) = base else {
        return Err("the `<base>` of the page comes from Liquid");
    };
    match Reference::parse(href) {
        Reference::RootRelative(local) => Ok(join("/", local.path)),
        Reference::Relative(local) => Ok(join(page, local.path)),
        Reference::Absolute(url) | Reference::ProtocolRelative(url) => {
            let is_own = |host: &str| site.facts.own_hosts.iter().any(|own| own == host);
            match url.host_str() {
                Some(host) if is_own(host) => Ok(url.path().to_owned()),
                _ => Err("the `<base>` of the page leads to another host"),
            }
        }
        _ => Ok(page.to_owned()),
    }
}
