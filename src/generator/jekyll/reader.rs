//! What a path is to Jekyll: `lib/jekyll/reader.rb` and `readers/`, `Collection#filtered_entries`.
//! Decides on the path, and on whether the first line is `---`; may not read front matter.

use super::collections::Collection;
use super::config::Config;
use crate::publication::{Kind, Skip};

/// What a file is, and the parts of its path that its kind needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place<'p> {
    /// Read as a document of a collection, posts among them.
    Document(DocumentPlace<'p>),
    /// A page; the path from the source.
    Page(&'p str),
    /// Copied; the path from the source.
    Static(&'p str),
    /// Copied as a file of a collection: its index, and the path from the folder of collections.
    CollectionFile(usize, &'p str),
    /// Read for the sake of others: a layout, an include, data.
    Part(Kind),
    /// Not read.
    Skipped(Kind, Skip),
}

/// A document of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentPlace<'p> {
    /// Post, draft or collection.
    pub(super) kind: Kind,
    /// Index of its collection in the configuration.
    pub(super) collection: usize,
    /// Path from the folder of the collections: Jekyll's `relative_path`.
    pub(super) path: &'p str,
    /// Path from the source.
    pub(super) in_source: &'p str,
    /// Set for what is not read after all, a draft for one.
    pub(super) skip: Option<Skip>,
    /// The file is read once more, as a page or a file to copy.
    pub(super) is_page_too: bool,
}

/// Sorts a path. `has_header`: whether the first line is `---` and nothing else.
#[must_use]
pub(super) fn place<'p>(config: &Config, path: &'p str, has_header: bool) -> Place<'p> {
    let Some(path) = below(path, &config.source) else { return excluded() };
    let is_output = |folder: &str| !folder.is_empty() && below(path, folder).is_some();
    if is_output(&config.destination) {
        return excluded();
    }
    let found = part(config, path)
        .or_else(|| collection_file(config, path, has_header))
        .unwrap_or_else(|| in_folders(config, path, has_header, true));
    match found {
        Place::Document(place) => beside(config, place, has_header),
        // Where its folder is no special one, a layout or a data file is read as a page too.
        Place::Part(kind) => match in_folders(config, path, has_header, true) {
            Place::Skipped(..) => Place::Part(kind),
            other => other,
        },
        // `Reader#read_included_excludes`: a file that `include:` names is read wherever it is.
        Place::Skipped(..) if config.filter.include.iter().any(|one| **one == *path) => {
            loose(path, has_header)
        }
        found => found,
    }
}

/// `include:` may name the folder of a post or document, whose files are then pages as well.
fn beside<'p>(config: &Config, place: DocumentPlace<'p>, has_header: bool) -> Place<'p> {
    if !config.filter.lifts_folders() {
        return Place::Document(place);
    }
    match in_folders(config, place.in_source, has_header, false) {
        Place::Skipped(..) => Place::Document(place),
        page if place.skip.is_some() => page,
        _ => Place::Document(DocumentPlace { is_page_too: true, ..place }),
    }
}

/// `Utils.has_yaml_header?`: the first line is `---` and white space, up to a line feed.
#[must_use]
pub(super) fn has_header(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("---") else { return false };
    let Some(line) = rest.split_inclusive('\n').next() else { return false };
    line.ends_with('\n') && line.bytes().all(|byte| matches!(byte, b' ' | b'\t'..=b'\r'))
}

fn excluded() -> Place<'static> {
    Place::Skipped(Kind::Ignored, Skip::Excluded)
}

fn loose(path: &str, has_header: bool) -> Place<'_> {
    if has_header { Place::Page(path) } else { Place::Static(path) }
}

/// The rest of a path below a folder; an empty folder holds all.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// Layouts, includes and data.
fn part<'p>(config: &Config, path: &'p str) -> Option<Place<'p>> {
    let kinds = [
        (&config.layouts_dir, Kind::Layout),
        (&config.includes_dir, Kind::Include),
        (&config.data_dir, Kind::Data),
    ];
    let (folder, kind) =
        kinds.into_iter().find(|(folder, _)| !folder.is_empty() && below(path, folder).is_some())?;
    if kind == Kind::Layout {
        // `LayoutReader#entries_in`
        let entry = below(path, folder).unwrap_or(path);
        if config.filter.rejects(entry, entry, false).is_some() {
            return Some(excluded());
        }
    }
    Some(Place::Part(kind))
}

/// A file below the folder of a collection other than posts and data (`CollectionReader#read`).
fn collection_file<'p>(config: &Config, path: &'p str, has_header: bool) -> Option<Place<'p>> {
    let rest = below(path, &config.collections_dir)?;
    let (folder, entry) = rest.split_once('/')?;
    let is_it = |one: &Collection| *one.directory == *folder && !matches!(&*one.label, "posts" | "data");
    let collection = config.collections.iter().position(is_it)?;
    if let Some(skip) = config.filter.rejects(rest, entry, false) {
        return Some(Place::Skipped(Kind::Ignored, skip));
    }
    if !has_header {
        return Some(Place::CollectionFile(collection, rest));
    }
    let label = config.collections.get(collection).map(|one| one.label.to_string()).unwrap_or_default();
    Some(Place::Document(DocumentPlace {
        kind: Kind::Collection(label),
        collection,
        path: rest,
        in_source: path,
        skip: None,
        is_page_too: false,
    }))
}

/// `Reader#read_directories`: down the folders, each of which must pass the filter. `with_posts`:
/// whether folders of posts are looked for on the way.
fn in_folders<'p>(config: &Config, path: &'p str, has_header: bool, with_posts: bool) -> Place<'p> {
    let mut start = 0;
    while let Some(length) = path.get(start..).and_then(|rest| rest.find('/')) {
        let (entry, folder) = (span(path, start, start + length), span(path, 0, start + length));
        if with_posts
            && matches!(entry, "_posts" | "_drafts")
            && let Some(post) = post(config, path, start, start + length)
        {
            return post;
        }
        if let Some(skip) = config.filter.rejects(folder, entry, true) {
            return Place::Skipped(Kind::Ignored, skip);
        }
        start += length + 1;
    }
    match config.filter.rejects(path, span(path, start, path.len()), false) {
        Some(skip) => Place::Skipped(Kind::Ignored, skip),
        None => loose(path, has_header),
    }
}

fn span(path: &str, start: usize, end: usize) -> &str {
    path.get(start..end).unwrap_or_default()
}

/// `Reader#retrieve_posts`, `PostReader#read_content`: a file below `_posts` or `_drafts`, whose
/// name stands at `start..end`. Outside of `collections_dir`, as it is written, these folders are not
/// looked into (`Reader#outside_configured_directory?`).
fn post<'p>(config: &Config, path: &'p str, start: usize, end: usize) -> Option<Place<'p>> {
    let parent = span(path, 0, start);
    let written = config.written_collections_dir.as_str();
    if !written.is_empty() && !parent.strip_suffix('/').unwrap_or(parent).starts_with(written) {
        return None;
    }
    let (magic, entry) = (span(path, start, end), span(path, end + 1, path.len()));
    if let Some(skip) = config.filter.rejects(path, entry, false) {
        return Some(Place::Skipped(Kind::Ignored, skip));
    }
    if entry.split('/').any(|part| part.starts_with('.')) {
        return Some(excluded());
    }
    let kind = if magic == "_posts" { Kind::Post } else { Kind::Draft };
    let is_named = match kind {
        Kind::Post => DatedName::parse(entry).is_some(),
        _ => split_extension(entry).is_some(),
    };
    let skip = if !is_named {
        Some(Skip::BadName)
    } else if kind == Kind::Draft && !config.show_drafts {
        Some(Skip::Draft)
    } else {
        None
    };
    let relative = below(path, &config.collections_dir).unwrap_or(path);
    let is_page_too = false;
    Some(Place::Document(DocumentPlace {
        kind,
        collection: 0,
        path: relative,
        in_source: path,
        skip,
        is_page_too,
    }))
}

/// The parts of a dated file name: `Document::DATE_FILENAME_MATCHER`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DatedName<'p> {
    /// `2022-01-07`
    pub(super) date: &'p str,
    /// Between the date and the extension.
    pub(super) slug: &'p str,
    /// With its dot.
    pub(super) extension: &'p str,
}

impl<'p> DatedName<'p> {
    /// From a path: the date begins the path or its last part.
    #[must_use]
    pub(super) fn parse(path: &'p str) -> Option<Self> {
        Self::parse_part(path).or_else(|| Self::parse_part(path.rsplit_once('/')?.1))
    }

    fn parse_part(text: &'p str) -> Option<Self> {
        let mut at = 0;
        for (least, most) in [(2, 4), (1, 2), (1, 2)] {
            let digits = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
            if !(least..=most).contains(&digits) || text.as_bytes().get(at + digits) != Some(&b'-') {
                return None;
            }
            at += digits + 1;
        }
        let (date, rest) = (text.get(..at - 1)?, text.get(at..)?);
        let dot = rest.rfind('.').filter(|dot| dot + 1 < rest.len())?;
        let (slug, extension) = rest.split_at_checked(dot)?;
        (!slug.contains('/')).then_some(Self { date, slug, extension })
    }
}

/// `Document::DATELESS_FILENAME_MATCHER`: the last part of a path before its last dot, and the
/// extension.
#[must_use]
pub(super) fn split_extension(path: &str) -> Option<(&str, &str)> {
    let dot = path.rfind('.').filter(|dot| dot + 1 < path.len())?;
    let (rest, extension) = path.split_at_checked(dot)?;
    Some((rest.rsplit('/').next().unwrap_or(rest), extension))
}
