//! Tags of Liquid that name a file that moves: `post_url`, `link`, `include`. May not evaluate Liquid.

use super::look::{NamedTag, TagName};
use super::spell::relative;
use super::work::{Work, twice};
use crate::document::liquid::include::Include;
use crate::publication::Kind;
use crate::site::TagKind;
use crate::source::Span;

/// Gives every tag that named a file the name that the file has after the move.
pub(super) fn names(work: &mut Work<'_>) {
    let mut found: Vec<(String, Span, Result<String, String>)> = Vec::new();
    for (at, document) in twice(&work.old, &work.bare, work.order, &work.order.edits) {
        for tag in work.old.tags(at).iter().filter(|tag| !tag.is_dynamic()) {
            let Some(path) = work.old.named(document.before, tag) else { continue };
            let wanted = work.order.after(&path);
            if work.bare.named(document.after, tag).as_deref() == Some(wanted) {
                continue;
            }
            let name = name(work, tag, (&path, wanted), &document.after.path);
            found.push((document.before.path.to_string(), tag.span, name));
        }
    }
    for (path, span, name) in found {
        match name {
            Ok(name) => work.edit(&path, span, name),
            Err(why) => work.block(&path, span, why),
        }
    }
}

/// The name by which a tag finds a file after the move.
fn name(work: &Work<'_>, tag: &NamedTag, (old, new): (&str, &str), from: &str) -> Result<String, String> {
    let site = &work.bare.survey.site;
    let slash = if tag.name.starts_with('/') { "/" } else { "" };
    match tag.kind {
        TagName::Kind(TagKind::PostUrl) => {
            let is_post = work.bare.document(new).is_some_and(|one| one.kind == Kind::Post);
            let name = is_post.then(|| post_name(site.below_collections(new))).flatten();
            let name =
                name.ok_or_else(|| format!("`post_url` finds posts alone, and {new} would be none"))?;
            Ok(format!("{slash}{name}"))
        }
        TagName::Kind(TagKind::Link) => {
            let is_whole = tag.name.strip_prefix('/').unwrap_or(&tag.name) == old;
            let path = if is_whole { new } else { site.below_collections(new) };
            Ok(format!("{slash}{path}"))
        }
        TagName::Kind(TagKind::Include) => {
            let folder = &site.additions.includes_dir;
            let name = new.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
            let name = name.filter(|name| Include::is_name(name));
            name.map(ToOwned::to_owned)
                .ok_or_else(|| format!("`include` finds files in {folder} alone, and {new} would be none"))
        }
        TagName::Relative => {
            let path = relative(&format!("/{new}"), &format!("/{from}"), false);
            if path.starts_with("../") || !Include::is_name(&path) {
                return Err(format!(
                    "`include_relative` finds nothing above its own folder, where {new} would be"
                ));
            }
            Ok(path)
        }
    }
}

/// The name by which `post_url` finds a post: `lake/2022-01-07-walk` for a post of that name in
/// `_posts/lake` or `lake/_posts`.
fn post_name(path: &str) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    let (stem, _) = file.rsplit_once('.')?;
    let inner = folder.strip_prefix("_posts").map(|rest| rest.trim_start_matches('/'));
    let outer = folder.strip_suffix("_posts").map(|rest| rest.trim_end_matches('/'));
    match inner.or(outer).filter(|folder| !folder.is_empty()) {
        Some(folder) => Some(format!("{folder}/{stem}")),
        None => Some(stem.to_owned()),
    }
}
