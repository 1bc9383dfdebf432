//! The files below one folder, level by level: each folder is listed once, in parallel, and the
//! result does not depend on the order in which the listings come.
//! May not know of sites; links are followed inside the folder only, each target once.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::ignored::{FILES, Patterns};
use super::{LeftOut, site_path};
use crate::document::{Markup, may_have_front_matter, may_have_references};

/// Folders whose content is never looked at: built, fetched or kept by tools.
const FOREIGN: [&str; 5] = ["_site", "node_modules", ".git", ".jekyll-cache", ".sass-cache"];
/// What Jekyll's default `exclude` names below `vendor` (`Jekyll::Configuration::DEFAULTS`).
const VENDOR: [&str; 4] = ["bundle", "cache", "gems", "ruby"];
/// A hidden folder that is published by habit (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// The one hidden file that Jekyll reads by default (`include:`).
const HTACCESS: &str = ".htaccess";

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// Text that is checked if asked for.
    Checked,
    /// Text that is read for the site's sake alone.
    Indexed,
    /// A file of which only the existence counts.
    Asset,
}

/// A file that was found.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Below the scanned folder, with `/`.
    pub(super) path: String,
    /// On disk.
    pub(super) real: PathBuf,
    /// What it is for.
    pub(super) usage: Use,
    /// Where it leads, if it is a link to a file below the root.
    target: Option<PathBuf>,
}

/// The files below a folder, in the order of their paths.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) files: Vec<File>,
    pub(super) left_out: LeftOut,
    pub(super) unreadable: Vec<(PathBuf, String)>,
}

struct Folder {
    real: PathBuf,
    path: String,
    patterns: Patterns,
    usage: Use,
}

#[derive(Default)]
struct Listing {
    scan: Scan,
    folders: Vec<Folder>,
    links: Vec<Folder>,
}

/// Lists everything below `root`, which has no links in it. `wanted` are the folders that were asked
/// for: those in it are looked at even if a setting leaves them out, and what is left out is counted
/// in them alone.
pub(super) fn scan(root: &Path, wanted: &[&Path]) -> Scan {
    let mut all = Scan::default();
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let mut followed: HashSet<PathBuf> = HashSet::new();
    let mut level = vec![Folder {
        real: root.to_owned(),
        path: String::new(),
        patterns: Patterns::above(root),
        usage: Use::Checked,
    }];
    let mut starts: Vec<&Path> =
        wanted.iter().copied().filter(|folder| *folder != root && folder.starts_with(root)).collect();
    loop {
        while !level.is_empty() {
            if !starts.is_empty() {
                seen.extend(level.iter().filter(|one| one.usage == Use::Checked).map(|one| one.real.clone()));
            }
            let listings: Vec<Listing> = level.par_iter().map(|folder| list(root, wanted, folder)).collect();
            level = Vec::new();
            for listing in listings {
                all.files.extend(listing.scan.files);
                all.left_out.add(&listing.scan.left_out);
                all.unreadable.extend(listing.scan.unreadable);
                level.extend(listing.folders);
                for link in listing.links {
                    match followable(root, &link.real) {
                        Some(target) => {
                            if followed.insert(target) {
                                level.push(link);
                            }
                        }
                        None => all.left_out.links += 1,
                    }
                }
            }
        }
        let Some(start) = starts.pop() else { break };
        if !seen.contains(start) {
            let path = start.strip_prefix(root).map(site_path).unwrap_or_default();
            let patterns = Patterns::above(start);
            level.push(Folder { path, real: start.to_owned(), patterns, usage: Use::Checked });
        }
    }
    all.files.sort_by(|a, b| (&a.path, a.usage).cmp(&(&b.path, b.usage)));
    all.files.dedup_by(|later, first| later.path == first.path && later.real == first.real);
    check_links_once(&mut all.files);
    all
}

/// A link to a file that is not checked under its own name is checked in its place.
fn check_links_once(files: &mut [File]) {
    if files.iter().all(|file| file.target.is_none()) {
        return;
    }
    let checked = files.iter().filter(|file| file.usage == Use::Checked).map(|file| file.real.clone());
    let mut checked: HashSet<PathBuf> = checked.collect();
    for file in files {
        if let Some(target) = file.target.take_if(|target| checked.insert(target.clone())) {
            file.usage = Use::Checked;
            file.target = Some(target);
        }
    }
}

/// The target of a link to a folder, if it lies below the root and not above the link itself.
fn followable(root: &Path, link: &Path) -> Option<PathBuf> {
    let target = std::fs::canonicalize(link).ok()?;
    let parent = std::fs::canonicalize(link.parent()?).ok()?;
    (target.starts_with(root) && !parent.starts_with(&target)).then_some(target)
}

fn list(root: &Path, wanted: &[&Path], folder: &Folder) -> Listing {
    let mut listing = Listing::default();
    let entries = match std::fs::read_dir(&folder.real) {
        Ok(entries) => entries,
        Err(error) => {
            listing.scan.unreadable.push((folder.real.clone(), error.to_string()));
            return listing;
        }
    };
    let mut names: Vec<(OsString, std::fs::FileType)> = Vec::new();
    for entry in entries {
        match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
            Ok(entry) => names.push(entry),
            Err(error) => listing.scan.unreadable.push((folder.real.clone(), error.to_string())),
        }
    }
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let own = FILES.into_iter().filter(|file| names.iter().any(|(name, _)| name == file));
    let patterns = folder.patterns.clone().of_folder(&folder.real, own);
    for (name, kind) in names {
        let real = folder.real.join(&name);
        let name = name.to_string_lossy();
        let path = if folder.path.is_empty() {
            name.clone().into_owned()
        } else {
            format!("{}/{name}", folder.path)
        };
        let is_link = kind.is_symlink();
        let kind =
            if is_link { std::fs::metadata(&real).map_or(kind, |target| target.file_type()) } else { kind };
        let entry = Entry { real, path, name: &name, is_link };
        if kind.is_dir() {
            entry.folder(folder, &patterns, &mut listing);
        } else if kind.is_file() {
            entry.file(root, folder, &patterns, &mut listing.scan);
        }
    }
    if !wanted.iter().any(|one| folder.real.starts_with(one)) {
        listing.scan.left_out = LeftOut::default();
    }
    listing
}

/// What a file that is not on disk would be for, below a root; nothing where no walk would reach it.
pub(super) fn usage_of(root: &Path, path: &str) -> Option<Use> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut parent = Folder {
        real: root.to_owned(),
        path: String::new(),
        patterns: Patterns::above(root),
        usage: Use::Checked,
    };
    let mut listing = Listing::default();
    for name in folders.split('/').filter(|name| !name.is_empty()) {
        let patterns = parent.patterns.clone().of_folder(&parent.real, FILES);
        entry(&parent, name).folder(&parent, &patterns, &mut listing);
        parent = listing.folders.pop()?;
    }
    let patterns = parent.patterns.clone().of_folder(&parent.real, FILES);
    entry(&parent, name).file(root, &parent, &patterns, &mut listing.scan);
    listing.scan.files.pop().map(|file| file.usage)
}

fn entry<'n>(parent: &Folder, name: &'n str) -> Entry<'n> {
    let gap = if parent.path.is_empty() { "" } else { "/" };
    let path = format!("{}{gap}{name}", parent.path);
    Entry { real: parent.real.join(name), path, name, is_link: false }
}

struct Entry<'n> {
    real: PathBuf,
    path: String,
    name: &'n str,
    is_link: bool,
}

impl Entry<'_> {
    fn folder(self, parent: &Folder, patterns: &Patterns, listing: &mut Listing) {
        let left_out = &mut listing.scan.left_out;
        let in_vendor = parent.path == "vendor" || parent.path.ends_with("/vendor");
        if FOREIGN.contains(&self.name) || (in_vendor && VENDOR.contains(&self.name)) {
            left_out.foreign += usize::from(self.name != ".git");
            return;
        }
        let hidden = self.name.starts_with('.');
        if hidden && self.name != WELL_KNOWN {
            left_out.hidden += 1;
            return;
        }
        let mut usage = parent.usage;
        if hidden || patterns.leave_out(&self.real, true) {
            if usage != Use::Asset && !hidden {
                left_out.ignored += 1;
            }
            usage = Use::Asset;
        } else if self.name == "vendor" || self.is_link {
            left_out.foreign += usize::from(usage == Use::Checked && !self.is_link);
            usage = usage.max(Use::Indexed);
        }
        let folder = Folder { real: self.real, path: self.path, patterns: patterns.clone(), usage };
        if self.is_link { listing.links.push(folder) } else { listing.folders.push(folder) }
    }

    fn file(self, root: &Path, parent: &Folder, patterns: &Patterns, scan: &mut Scan) {
        let mut usage = parent.usage;
        let mut target = None;
        if Markup::of_path(self.name) == Markup::Plain {
            scan.left_out.other += usize::from(usage == Use::Checked && !self.name.starts_with('.'));
            let is_read = (may_have_front_matter(&self.path) || may_have_references(&self.path))
                && (!self.name.starts_with('.') || self.name == HTACCESS)
                && !self.is_link
                && !patterns.leave_out(&self.real, false);
            usage = if is_read { usage.max(Use::Indexed) } else { Use::Asset };
        } else if usage != Use::Asset {
            if self.name.starts_with('.') {
                scan.left_out.hidden += 1;
                usage = Use::Asset;
            } else if patterns.leave_out(&self.real, false) {
                scan.left_out.ignored += 1;
                usage = Use::Asset;
            } else if self.is_link {
                target = std::fs::canonicalize(&self.real).ok().filter(|target| target.starts_with(root));
                scan.left_out.links += usize::from(target.is_none());
                usage = if target.is_some() { Use::Indexed } else { Use::Asset };
                target = target.filter(|_| parent.usage == Use::Checked);
            }
        }
        scan.files.push(File { path: self.path, real: self.real, usage, target });
    }
}
