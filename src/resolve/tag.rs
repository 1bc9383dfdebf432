//! What a `post_url`, `link` or `include` finds: `lib/jekyll/tags/{post_url,link,include}.rb`.
//! May not evaluate Liquid.

use crate::document::liquid::include::Include;
use crate::publication::{Day, Kind, Text};
use crate::site::{DocumentFacts, Site, TagKind, TagUse};

/// What a tag finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagResolution {
    /// Its file.
    Found,
    /// Nothing, and the build stops; why.
    Stops(Text),
    /// It cannot be told; why.
    Undecided(Text),
}

/// Resolves a tag.
#[must_use]
pub fn resolve_tag(site: &Site, tag: &TagUse) -> TagResolution {
    let found = match tag.kind {
        TagKind::PostUrl => post_url(site, &tag.name),
        TagKind::Link => link(site, &tag.name),
        TagKind::Include => include(site, &tag.name),
    };
    match found {
        TagResolution::Stops(_) if tag.conditional => {
            TagResolution::Undecided("the tag stands in a block that may not be rendered".into())
        }
        found => found,
    }
}

fn post_url(site: &Site, name: &str) -> TagResolution {
    let name = name.strip_prefix('/').unwrap_or(name);
    let (folder, base) =
        name.rsplit_once('/').map_or(("", name), |(_, base)| (name.strip_suffix(base).unwrap_or(""), base));
    let Some((date, slug)) = split_date(base) else {
        return TagResolution::Stops("the name has no date and title, as `post_url` needs them".into());
    };
    let names = site.post_names();
    let paths = [format!("_posts/{folder}{date}-{slug}"), format!("{folder}_posts/{date}-{slug}")];
    let is_there = paths.iter().any(|path| names.has_path(path))
        || day_of(date).is_some_and(|day| names.has_slug(day, slug));
    if is_there { TagResolution::Found } else { missing(site, "no post has this name".into()) }
}

/// The path of the file that a tag names, where that is plain.
#[must_use]
pub fn named(site: &Site, kind: TagKind, name: &str) -> Option<String> {
    let is_there = |path: String| site.has_file(&path).then_some(path);
    match kind {
        TagKind::PostUrl => {
            post(site, name).map(|post| post.path.to_string()).ok().or_else(|| dated(site, name))
        }
        TagKind::Link => {
            let inner = name.strip_prefix('/').unwrap_or(name);
            is_there(inner.to_owned()).or_else(|| is_there(site.above_collections(inner)))
        }
        TagKind::Include => is_there(format!("{}/{name}", site.additions.includes_dir)),
    }
}

/// The only post with the day and the slug of a name (`PostComparer#deprecated_equality`).
fn dated(site: &Site, name: &str) -> Option<String> {
    let (date, slug) = split_date(name.rsplit('/').next().unwrap_or(name))?;
    let day = day_of(date)?;
    let is_it = |one: &&DocumentFacts| {
        one.kind == Kind::Post
            && one.is_published()
            && one.day == Some(day)
            && one.slug.as_deref() == Some(slug)
    };
    let mut posts = site.documents.iter().filter(is_it);
    let post = posts.next()?;
    posts.next().is_none().then(|| post.path.to_string())
}

/// The post that a `post_url` names, where that is plain.
pub(super) fn post<'s>(site: &'s Site, name: &str) -> Result<&'s DocumentFacts, Text> {
    let name = name.strip_prefix('/').unwrap_or(name);
    let (folder, base) =
        name.rsplit_once('/').map_or(("", name), |(_, base)| (name.strip_suffix(base).unwrap_or(""), base));
    let names = site.post_names();
    let paths = [format!("_posts/{folder}{base}"), format!("{folder}_posts/{base}")];
    // Jekyll takes the first of its list, and that is the only one if no other path begins so.
    let mut found = paths.iter().filter_map(|path| names.at_path(path));
    let post = found.next().ok_or("the post that it names is not found by its path")?;
    if found.any(|other| other != post) {
        return Err("two posts have the name".into());
    }
    site.document(post).ok_or_else(|| "the post is not known".into())
}

/// The file that a `link` names.
pub(super) fn document<'s>(site: &'s Site, name: &str) -> Result<&'s DocumentFacts, Text> {
    let path = site.above_collections(name);
    let document = site.document_at(name).or_else(|| site.document_at(&path));
    document.filter(|one| one.is_published()).ok_or_else(|| "the file that it names is no page".into())
}

/// `(\d+-\d+-\d+)-(.*)`
fn split_date(name: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for _ in 0..3 {
        let digits = name.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || name.as_bytes().get(at + digits) != Some(&b'-') {
            return None;
        }
        at += digits + 1;
    }
    Some((name.get(..at - 1)?, name.get(at..)?))
}

fn day_of(date: &str) -> Option<Day> {
    let mut parts = date.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn link(site: &Site, name: &str) -> TagResolution {
    let inner = name.strip_prefix('/').unwrap_or(name);
    let path = site.above_collections(inner);
    let document = site.document_at(inner).or_else(|| site.document_at(&path));
    let is_static = |one: &DocumentFacts| one.kind == Kind::Static;
    match document {
        Some(one) if one.is_published() && (is_static(one) || name == inner) => TagResolution::Found,
        Some(one) if one.is_published() => missing(site, "a page is named without a slash in front".into()),
        Some(_) => missing(site, "this file is not published".into()),
        None if site.is_copied(inner) || site.additions.outputs.iter().any(|one| one == inner) => {
            TagResolution::Found
        }
        None => missing(site, "the site has no such file".into()),
    }
}

fn include(site: &Site, name: &str) -> TagResolution {
    if !Include::is_name(name) {
        return TagResolution::Stops(
            "an include's name has letters, digits and `_ - . / ( ) + ~ # @` only".into(),
        );
    }
    let folder = &site.additions.includes_dir;
    if site.has_file(&format!("{folder}/{name}")) {
        return TagResolution::Found;
    }
    match &site.additions.layouts_elsewhere {
        Some(why) => TagResolution::Undecided(why.clone()),
        None => TagResolution::Stops("no include has this name".into()),
    }
}

/// Nothing is found; on a site whose plugins may add documents, that is not known.
fn missing(site: &Site, why: Text) -> TagResolution {
    match site.additions.open.iter().find(|(path, _)| path.is_empty()) {
        Some((_, why)) => TagResolution::Undecided(why.clone()),
        None => TagResolution::Stops(why),
    }
}
