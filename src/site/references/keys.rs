//! References in front matter and data files: values of keys that themes take for the address of an
//! image or a page. May not decide what a theme makes of them; that is why they are loose.

use super::{SiteReference, Wanted};
use crate::document::front_matter::Node;
use crate::document::reference::Reference;
use crate::publication::SiteFacts;

/// Keys whose value is an image, as jekyll-seo-tag and the common themes have them.
const IMAGES: [&str; 24] = [
    "avatar",
    "background",
    "banner",
    "cover",
    "cover_image",
    "cover-img",
    "feature_image",
    "featured_image",
    "header_image",
    "hero",
    "hero_image",
    "icon",
    "image",
    "image_path",
    "img",
    "logo",
    "og_image",
    "overlay_image",
    "photo",
    "picture",
    "poster",
    "teaser",
    "thumbnail",
    "thumbnail-img",
];

/// Whether the value of a key is taken for an image everywhere.
#[must_use]
pub fn is_image_key(key: &str) -> bool {
    IMAGES.contains(&key)
}

/// Keys whose value is a page or any file.
const PAGES: [&str; 6] = ["canonical_url", "canonical", "redirect_to", "href", "link", "url"];

/// Keys below an image's own: `image: {path: …}`.
const PARTS: [&str; 6] = ["feature", "path", "src", "thumb", "twitter", "url"];

/// Which keys count: in front matter `url` and its like may be the source of a quote, in a menu they
/// are what the menu leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    FrontMatter,
    Data,
}

/// How deep lists and mappings are followed.
const DEEPEST: usize = 8;

/// Adds the references below a node.
pub(super) fn collect(
    root: Node<'_>,
    place: Place,
    wanted: (&SiteFacts, Wanted),
    all: &mut Vec<SiteReference>,
) {
    let site = wanted.0;
    let mut open = vec![(root, false, 0_usize)];
    while let Some((node, is_image, depth)) = open.pop() {
        if depth > DEEPEST {
            continue;
        }
        for item in node.items() {
            open.push((item, is_image, depth + 1));
        }
        for pair in node.pairs() {
            let Some(key) = pair.key.text() else { continue };
            let told = |keys: &[String]| keys.iter().any(|one| one == key);
            let of_image =
                IMAGES.contains(&key) || (is_image && PARTS.contains(&key)) || told(&site.image_keys);
            let of_page = !of_image
                && (PAGES.contains(&key) && (place == Place::Data || key.len() > 4) || told(&site.link_keys));
            if of_image || of_page {
                for value in std::iter::once(pair.value).chain(pair.value.items()) {
                    add(value, of_image, wanted, all);
                }
            }
            if pair.value.text().is_none() {
                open.push((pair.value, of_image, depth + 1));
            }
        }
    }
}

fn add(value: Node<'_>, image: bool, (site, wanted): (&SiteFacts, Wanted), all: &mut Vec<SiteReference>) {
    let Some(text) = value.as_str().map(str::trim).filter(|text| is_address(text, image)) else { return };
    if wanted(text, site) {
        let span = super::inside_quotes(value);
        all.push(SiteReference {
            span,
            target: text.into(),
            image,
            markdown: false,
            loose: true,
            liquid: None,
        });
    }
}

/// Whether a value is an address for sure: from the root, or the path of a file; `{{ … }}` is none.
fn is_address(text: &str, image: bool) -> bool {
    if text.contains(['{', '}', ' ', '\n', '<', '*', '$', ':']) && !text.starts_with("http") {
        return false;
    }
    match Reference::parse(text) {
        Reference::RootRelative(_) | Reference::Absolute(_) => true,
        Reference::Relative(local) => image && local.path.contains('/') && has_extension(local.path),
        _ => false,
    }
}

fn has_extension(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .is_some_and(|(stem, extension)| !stem.is_empty() && (2..=5).contains(&extension.len()))
}
