//! What lies at an address that was published before. May not know what a record is.

use super::path::decode;
use super::{find, open};
use crate::publication::Text;
use crate::site::{Route, Site};

/// What lies at an address.
#[derive(Debug)]
pub enum Fate {
    /// Something that is published.
    Published(Route),
    /// `_redirects` answers it.
    Redirected,
    /// Nothing, or something that is held back.
    Gone,
    /// It cannot be told.
    Undecided(Text),
}

/// What lies at an address from the root of the site, without `baseurl`.
#[must_use]
pub fn fate(site: &Site, url: &str) -> Fate {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let Some(path) = decode(url) else { return Fate::Undecided("the address is not UTF-8".into()) };
    let inner = path.trim_start_matches('/');
    match find(site, inner) {
        Some(Route::Held(_)) | None => {}
        Some(route) => return Fate::Published(route),
    }
    let is_below = |prefix: &String| {
        inner
            .strip_prefix(prefix.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    };
    if site.facts.redirects.iter().any(is_below) {
        return Fate::Redirected;
    }
    open(site, inner).map_or(Fate::Gone, Fate::Undecided)
}
