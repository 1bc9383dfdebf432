//! The feeds that jekyll-feed writes (`lib/jekyll-feed/generator.rb`): one of the posts, and those of
//! collections, categories and tags that the configuration asks for. May not look at a document.

use crate::document::front_matter::Node;
use crate::generator::jekyll::value::{is_list, is_truthy, to_s};
use crate::generator::jekyll::{Jekyll, url};
use crate::generator::{Additions, Census};

/// Adds the feeds. Whether there are any on the machine of an author may depend on `JEKYLL_ENV`.
pub(super) fn add(site: &Jekyll, census: &Census<'_>, all: &mut Additions) {
    let setting = |key: &str| site.config.nested("feed", key);
    let mut paths: Vec<String> = Vec::new();
    let mut names: Vec<(String, Option<Node<'_>>)> = vec![("posts".to_owned(), None)];
    if let Some(collections) = setting("collections") {
        if is_list(collections) {
            names.extend(collections.items().map(|name| (to_s(name).into_owned(), None)));
        } else {
            names.extend(collections.pairs().map(|pair| (to_s(pair.key).into_owned(), Some(pair.value))));
        }
    }
    for (name, own) in &names {
        let inner =
            |key: &str| own.and_then(|own| own.get(key)).map(|pair| pair.value).filter(|one| !one.is_null());
        let of_posts = |key: &str| (name == "posts").then(|| setting(key)).flatten();
        let prefix = if name == "posts" { "/feed".to_owned() } else { format!("/feed/{name}") };
        let categories = inner("categories").or_else(|| of_posts("categories"));
        paths.extend(
            categories.into_iter().flat_map(Node::items).map(|one| format!("{prefix}/{}.xml", to_s(one))),
        );
        let path = inner("path").or_else(|| of_posts("path"));
        paths.push(path.map_or_else(|| format!("{prefix}.xml"), |path| to_s(path).into_owned()));
    }
    if let Some(tags) = setting("tags").filter(|tags| is_truthy(*tags)) {
        paths.extend(of_tags(tags, census));
    }
    let is_held = setting("disable_in_development").is_some_and(is_truthy);
    for path in paths {
        if census.has_file(&site.in_source(&path)) {
            continue;
        }
        let output = site.added(&url::clean(&path));
        if is_held {
            all.open.push((output, "jekyll-feed writes no feed in development".into()));
        } else {
            all.outputs.push(output);
        }
    }
}

/// `#generate_feed_by_tag`: only tags of plain letters, digits and underscores.
fn of_tags(settings: Node<'_>, census: &Census<'_>) -> Vec<String> {
    let list = |key: &str| settings.get(key).map(|pair| pair.value).filter(|value| is_list(*value));
    let names = |value: Node<'_>| value.items().map(|one| to_s(one).into_owned()).collect::<Vec<_>>();
    let except = list("except").map(names).unwrap_or_default();
    let terms = census.documents.iter().filter_map(|one| one.terms);
    let mut used: Vec<String> = terms.flat_map(|terms| terms.tags.iter().map(ToString::to_string)).collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() {
        return Vec::new();
    }
    let folder =
        settings.get("path").map_or_else(|| "/feed/by_tag/".to_owned(), |pair| to_s(pair.value).into_owned());
    let is_plain = |tag: &String| tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let pool = list("only").map_or(used, names).into_iter();
    pool.filter(|tag| is_plain(tag) && !except.contains(tag))
        .map(|tag| format!("{folder}{tag}.xml"))
        .collect()
}
