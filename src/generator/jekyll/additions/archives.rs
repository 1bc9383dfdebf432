//! The pages that jekyll-archives adds (`lib/jekyll-archives.rb`, `archive.rb`): one for each category,
//! tag, year, month and day of the posts, as far as they are enabled. May not look at a document.

use std::collections::BTreeSet;

use crate::document::front_matter::Node;
use crate::generator::Census;
use crate::generator::jekyll::pages::expand;
use crate::generator::jekyll::slug::{Mode, slugify};
use crate::generator::jekyll::value::{is_list, to_s};
use crate::generator::jekyll::{Jekyll, url};

/// Kinds with their default templates.
const KINDS: [(&str, &str); 5] = [
    ("tag", "/tag/:name/"),
    ("category", "/category/:name/"),
    ("year", "/:year/"),
    ("month", "/:year/:month/"),
    ("day", "/:year/:month/:day/"),
];

/// The files that are written.
pub(super) fn outputs(site: &Jekyll, census: &Census<'_>) -> Vec<String> {
    let mut outputs = BTreeSet::new();
    for (kind, default) in KINDS {
        if !is_enabled(site, kind) {
            continue;
        }
        let layers = site.config.layers("jekyll-archives");
        let own = layers.iter().rev().find_map(|layer| layer.get("permalinks")?.value.get(kind));
        let template = own.map_or_else(|| default.to_owned(), |pair| to_s(pair.value).into_owned());
        for values in values(site, kind, census) {
            let mut pairs: Vec<(&str, &str)> =
                values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            pairs.push((":type", kind));
            outputs.insert(output(&expand(&template, &pairs)));
        }
    }
    outputs.into_iter().collect()
}

/// `Archives#enabled?`; categories and tags are named in the plural.
fn is_enabled(site: &Jekyll, kind: &str) -> bool {
    let name = match kind {
        "tag" => "tags",
        "category" => "categories",
        other => other,
    };
    site.config.nested("jekyll-archives", "enabled").is_some_and(|enabled| {
        if is_list(enabled) { enabled.items().any(|one| to_s(one) == name) } else { is_all(enabled) }
    })
}

fn is_all(enabled: Node<'_>) -> bool {
    matches!(&*to_s(enabled), "true" | "all")
}

/// What the placeholders of one kind of page stand for, page by page.
fn values(site: &Jekyll, kind: &str, census: &Census<'_>) -> BTreeSet<Vec<(&'static str, String)>> {
    let mode = mode(site);
    let mut all = BTreeSet::new();
    for post in &census.documents {
        let named = |name: &str| vec![(":name", slugify(name, mode, false))];
        match (kind, post.terms, post.day) {
            ("tag", Some(terms), _) => all.extend(terms.tags.iter().map(|name| named(name))),
            ("category", Some(terms), _) => all.extend(terms.categories.iter().map(|name| named(name))),
            ("year" | "month" | "day", Some(_), Some((year, month, day))) => {
                let mut parts = vec![(":year", format!("{year:04}"))];
                if kind != "year" {
                    parts.push((":month", format!("{month:02}")));
                }
                if kind == "day" {
                    parts.push((":day", format!("{day:02}")));
                }
                all.insert(parts);
            }
            _ => {}
        }
    }
    all
}

/// `slug_mode:` of jekyll-archives 2.3.
fn mode(site: &Jekyll) -> Mode {
    match site.config.nested("jekyll-archives", "slug_mode").map(|node| to_s(node).into_owned()).as_deref() {
        Some("raw") => Mode::Raw,
        Some("pretty") => Mode::Pretty,
        Some("ascii") => Mode::Ascii,
        Some("latin") => Mode::Latin,
        _ => Mode::Default,
    }
}

/// `Page#destination`, for a page whose extension is that of its address.
fn output(address: &str) -> String {
    let own = if address.ends_with('/') { ".html" } else { url::extension(address) };
    url::page_output(address, own)
}
