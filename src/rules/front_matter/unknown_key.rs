//! `front-matter/unknown-key`: near misses of the keys that Jekyll and its common plugins read.
//! Other keys are none of its business: a site may use any.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;

use crate::rules::prelude::*;

/// Keys that are read, and that a misspelt key may have been meant for.
const READ: &[&str] = &[
    "author",
    "categories",
    "category",
    "date",
    "description",
    "excerpt",
    "excerpt_separator",
    "image",
    "last_modified_at",
    "layout",
    "permalink",
    "published",
    "redirect_from",
    "redirect_to",
    "render_with_liquid",
    "sitemap",
    "tags",
    "title",
];

/// Keys and words near those that are meant as they are.
const MEANT: &[&str] = &[
    "authors",
    "categorized",
    "cat",
    "data",
    "dates",
    "gate",
    "images",
    "late",
    "lang",
    "layouts",
    "page",
    "pages",
    "publisher",
    "publish",
    "rate",
    "redirect",
    "tabs",
    "tag",
    "tagline",
    "tile",
    "titles",
    "toc",
    "unpublished",
    "descriptions",
    "excerpts",
    "mage",
    "dat",
    "author_",
    "maps",
    "tasks",
];

/// From this many documents on, a key is the site's own.
const OWN: usize = 3;

#[derive(Deserialize)]
struct UnknownKey {
    known: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<UnknownKey>()?))
}

impl Check for UnknownKey {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        if !entry.site.has_generator || entry.publication.kind == Kind::Layout {
            return;
        }
        for pair in tree.pairs() {
            let Some(key) = pair.key.text().filter(|key| !self.known.iter().any(|known| known == key)) else {
                continue;
            };
            if near(key).is_some_and(|read| !has(tree, read)) {
                sink.contribute(hash(key), Some(key), pair.key.span());
            }
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let mut uses: HashMap<u64, usize> = HashMap::new();
        for one in own {
            *uses.entry(one.key).or_default() += 1;
        }
        for one in own {
            let Some(key) = one.text.as_deref() else { continue };
            let is_own = uses.get(&one.key).is_some_and(|uses| *uses >= OWN);
            if let Some(read) = near(key).filter(|_| !is_own) {
                sink.report_in(one.file, report(one.span, key, read));
            }
        }
    }
}

/// Whether a key, or its other form, is there.
fn has(tree: &Tree, read: &str) -> bool {
    let other = match read {
        "category" => "categories",
        "categories" => "category",
        "tags" => "tag",
        _ => read,
    };
    tree.get(read).is_some() || tree.get(other).is_some()
}

/// The key that is read and that this one may have been meant for.
fn near(key: &str) -> Option<&'static str> {
    if READ.contains(&key) || MEANT.contains(&key) || key.len() < 3 || key.len() > 24 {
        return None;
    }
    let plain = key.to_lowercase().replace(['-', ' '], "_");
    if let Some(read) = READ.iter().find(|read| **read == plain) {
        return Some(read);
    }
    if MEANT.contains(&plain.as_str()) {
        return None;
    }
    let allowed = |read: &str| if read.len() >= 8 { 2 } else { 1 };
    READ.iter()
        .filter(|read| read.len().abs_diff(key.len()) <= 2)
        .map(|read| (osa_distance(&plain, read), *read))
        .filter(|(distance, read)| *distance <= allowed(read))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, read)| read)
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn report(span: Span, key: &str, read: &str) -> Report {
    let message = if key.eq_ignore_ascii_case(read) {
        format!("nobody reads `{key}`: keys are written in lower case")
    } else {
        format!("nobody reads `{key}`; did you mean `{read}`?")
    };
    Report::new(span, message)
        .help(format!("write `{read}`, or add the key to `known` if the site uses it"))
        .fix(format!("write `{read}`"), Safety::Unsafe, span, read.to_owned())
}
