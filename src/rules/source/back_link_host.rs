//! `source/back-link-host`: a link back, below a post, to the site's own page on another host.
//! A host counts as a former or mistaken name of the site once a post leads there to the page of
//! its own category, under the path that page has here.

use std::collections::HashSet;

use crate::rules::prelude::*;

struct BackLinkHost;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(BackLinkHost))
}

/// The path names the post's own category.
const CATEGORY: u64 = 0;
/// Any other path.
const OTHER: u64 = 1;

impl Check for BackLinkHost {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.site.own_hosts.is_empty() || !is_among_posts(entry) {
            return;
        }
        let back_links = tail(entry).back_links;
        let mut categories = None;
        for link in back_links.iter().filter(|link| !link.is_liquid) {
            let Some(host) = link.host().filter(|host| !is_own_host(entry.site, host)) else { continue };
            let categories = categories.get_or_insert_with(|| categories_of(entry));
            let name = names_of_path(link.path());
            let is_own = name.is_some_and(|name| categories.iter().any(|(category, _)| *category == name));
            let text = format!("{}{}", host.to_ascii_lowercase(), link.path());
            sink.contribute(if is_own { CATEGORY } else { OTHER }, Some(&text), link.place);
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        if own.is_empty() {
            return;
        }
        let pages: HashSet<&str> = site.documents.iter().filter_map(|one| one.url.as_deref()).collect();
        let base = site.facts.baseurl.as_str();
        let is_page = |path: &str| {
            let path = path.strip_prefix(base).unwrap_or(path);
            matches!(path, "" | "/") || pages.contains(path)
        };
        let parts = |one: &Contribution| {
            let text = one.text.as_deref().unwrap_or_default();
            let (host, path) =
                text.split_at_checked(text.find('/').unwrap_or(text.len())).unwrap_or_default();
            (host.to_owned(), path.to_owned())
        };
        let former: HashSet<String> = own
            .iter()
            .filter(|one| one.key == CATEGORY)
            .map(parts)
            .filter(|(_, path)| is_page(path))
            .map(|(host, _)| host)
            .collect();
        let right = site.facts.own_hosts.first().map(String::as_str).unwrap_or_default();
        for one in own {
            let (host, path) = parts(one);
            if former.contains(&host) && is_page(&path) {
                sink.report_in(one.file, other_host(one.span, &host, right));
            }
        }
    }
}

fn other_host(span: Span, host: &str, right: &str) -> Report {
    Report::new(
        span,
        format!("the link back leads to `{}`, and the site is at `{}`", excerpt(host), excerpt(right)),
    )
    .help("use the site's own host, or an address without one")
}
