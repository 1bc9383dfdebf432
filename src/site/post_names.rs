//! The names by which `post_url` finds posts (`PostComparer` in `lib/jekyll/tags/post_url.rb`).
//! Hashes alone; built when the first tag asks.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Site, hash};
use crate::finding::FileId;
use crate::publication::{Day, Kind};

/// See [`Site::post_names`].
#[derive(Debug, Default)]
pub struct PostNames {
    /// `None` where several posts have the path.
    paths: FxHashMap<u64, Option<FileId>>,
    slugs: FxHashSet<u64>,
}

impl PostNames {
    pub(super) fn of(site: &Site) -> Self {
        let mut names = Self::default();
        for post in site.documents.iter().filter(|one| one.kind == Kind::Post && one.is_published()) {
            let path = site.below_collections(&post.path);
            // The pattern ends at any dot of the name.
            let start = path.rfind('/').map_or(0, |at| at + 1);
            for (at, _) in path.match_indices('.').filter(|(at, _)| *at > start) {
                let key = hash(path.get(..at).unwrap_or_default());
                names.paths.entry(key).and_modify(|file| *file = None).or_insert(Some(post.file));
            }
            if let (Some(slug), Some(day)) = (&post.slug, post.day) {
                names.slugs.insert(of_day(day, slug));
            }
        }
        names
    }

    /// Whether a post has this path without its extension.
    #[must_use]
    pub fn has_path(&self, path: &str) -> bool {
        self.paths.contains_key(&hash(path))
    }

    /// The only post with this path without its extension.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Option<FileId> {
        self.paths.get(&hash(path)).copied().flatten()
    }

    /// Whether a post of this day has this slug.
    #[must_use]
    pub fn has_slug(&self, day: Day, slug: &str) -> bool {
        self.slugs.contains(&of_day(day, slug))
    }
}

fn of_day((year, month, day): Day, slug: &str) -> u64 {
    hash(&format!("{year}-{month}-{day} {slug}"))
}
