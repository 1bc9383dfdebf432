//! Targets to sites: groups what was asked for by site, scans each root once, and splits a tree that
//! holds several sites. May not read configuration.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::may_have_references;

use super::request::{Target, real_parent, targets};
use super::root::{POSTS, is_marked, plain_root, site_above};
use super::scan::{File, Use, scan};
use super::{Content, Found, Input, Inventory, JEKYLL_CONFIGS, Request, SiteFiles, WalkError, site_path};

/// Finds the sites of a request and lists their files.
///
/// # Errors
/// Where a path does not exist, or a glob matches nothing.
pub fn gather(request: &Request) -> Result<Found, WalkError> {
    let mut found = Found::default();
    let directory = std::fs::canonicalize(&request.directory).unwrap_or_else(|_| request.directory.clone());
    let mut wanted = match &request.given {
        Some((name, _)) => vec![Target::File(real_parent(&directory.join(name)))],
        None => targets(request, &mut found.left_out)?,
    };
    wanted.dedup();
    let mut sites: BTreeMap<PathBuf, SiteFiles> = BTreeMap::new();
    for (root, targets) in group(wanted, &directory) {
        let folders = targets.iter().filter_map(|target| match target {
            Target::Folder(path) => Some(path.as_path()),
            _ => None,
        });
        let folders: Vec<&Path> = folders.collect();
        let listed = scan(&root.path, &folders);
        found.left_out.add(&listed.left_out);
        // A name for text from standard input need not lie in a folder that exists.
        let is_missing = |path: &Path| request.given.is_some() && !path.exists();
        found.unreadable.extend(listed.unreadable.into_iter().filter(|(path, _)| !is_missing(path)));
        let whole = Tree { root: root.path, files: listed.files, is_site: root.is_site };
        for tree in whole.split() {
            let site = tree.into_site(&targets, &directory, request);
            match sites.entry(site.root.clone()) {
                std::collections::btree_map::Entry::Vacant(place) => {
                    place.insert(site);
                }
                std::collections::btree_map::Entry::Occupied(mut place) => place.get_mut().merge(site),
            }
        }
    }
    found.sites =
        sites.into_values().filter(|site| site.inventory.inputs.iter().any(|one| one.requested)).collect();
    Ok(found)
}

/// One folder as one site, whatever its files say; without a folder, the site of `directory`.
///
/// # Errors
/// Where the folder does not exist.
pub fn whole(folder: Option<&Path>, directory: &Path) -> Result<SiteFiles, WalkError> {
    let asked = folder.map_or_else(|| directory.to_owned(), |folder| directory.join(folder));
    let real = std::fs::canonicalize(&asked).map_err(|error| WalkError::Unreadable { path: asked, error })?;
    let root = if folder.is_some() { real } else { site_above(&real).unwrap_or(real) };
    let request = Request { directory: root.clone(), paths: Vec::new(), given: None };
    let targets = [Target::Folder(root.clone())];
    let tree = Tree { files: scan(&root, &[]).files, root, is_site: true };
    Ok(tree.into_site(&targets, directory, &request))
}

/// The site that a file lies in, whole, and the file's path in it. The file itself may be one that
/// no walk reaches.
///
/// # Errors
/// Where it lies in no site, and not below `directory`.
pub fn around(file: &Path, directory: &Path) -> Result<(SiteFiles, String), WalkError> {
    let directory = std::fs::canonicalize(directory).unwrap_or_else(|_| directory.to_owned());
    let real = real_parent(&directory.join(file));
    let folder = real.parent().unwrap_or(&real);
    let above = site_above(folder).or_else(|| real.starts_with(&directory).then(|| directory.clone()));
    let root = above.ok_or_else(|| WalkError::Outside(file.to_owned()))?;
    let path = real.strip_prefix(&root).map(site_path).unwrap_or_default();
    let mut site = whole(Some(&root), &directory)?;
    site.is_jekyll = true;
    Ok((site, path))
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Root {
    path: PathBuf,
    is_site: bool,
}

fn group(wanted: Vec<Target>, directory: &Path) -> BTreeMap<Root, Vec<Target>> {
    let mut known: BTreeMap<PathBuf, Root> = BTreeMap::new();
    let mut groups: BTreeMap<Root, Vec<Target>> = BTreeMap::new();
    for target in wanted {
        let folder = match &target {
            Target::Folder(path) => path.as_path(),
            Target::File(path) | Target::Matched(path) => path.parent().unwrap_or(path),
        };
        let root = known.entry(folder.to_owned()).or_insert_with(|| match site_above(folder) {
            Some(path) => Root { path, is_site: true },
            None => Root { path: plain_root(folder, directory), is_site: false },
        });
        groups.entry(root.clone()).or_default().push(target);
    }
    // A site inside a folder that is checked as a whole belongs to that folder's site.
    let roots: Vec<Root> = groups.keys().cloned().collect();
    for inner in &roots {
        let outer = roots.iter().find(|outer| {
            let covers =
                |target: &Target| matches!(target, Target::Folder(path) if inner.path.starts_with(path));
            *outer != inner
                && outer.is_site
                && inner.path.starts_with(&outer.path)
                && groups.get(*outer).is_some_and(|targets| targets.iter().any(covers))
        });
        if let Some(outer) = outer.cloned() {
            let moved = groups.remove(inner).unwrap_or_default();
            groups.entry(outer).or_default().extend(moved);
        }
    }
    groups
}

/// The files below one folder.
struct Tree {
    root: PathBuf,
    files: Vec<File>,
    is_site: bool,
}

impl Tree {
    /// The topmost sites in a tree that is none itself, and what remains.
    fn split(mut self) -> Vec<Self> {
        if self.is_site {
            return vec![self];
        }
        let mut marks: BTreeSet<&str> = BTreeSet::new();
        for file in &self.files {
            let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
            if JEKYLL_CONFIGS.contains(&name) {
                marks.insert(folder);
            }
            for posts in POSTS {
                if let Some((before, _)) = file.path.split_once(&format!("/{posts}/")) {
                    marks.insert(before);
                }
            }
        }
        let mut tops: Vec<String> = Vec::new();
        for mark in marks {
            if !tops.iter().any(|top| is_below(mark, top)) {
                tops.push(mark.to_owned());
            }
        }
        let mut trees: Vec<Self> = Vec::new();
        for top in tops {
            let (mut inside, outside): (Vec<File>, Vec<File>) =
                self.files.into_iter().partition(|file| is_below(&file.path, &top));
            self.files = outside;
            for file in &mut inside {
                file.path.drain(..=top.len());
            }
            trees.push(Self { root: self.root.join(&top), files: inside, is_site: true });
        }
        trees.push(self);
        trees
    }

    fn into_site(self, targets: &[Target], directory: &Path, request: &Request) -> SiteFiles {
        let is_jekyll = self.is_site;
        let mut site = SiteFiles {
            prefix: prefix(&self.root, directory),
            jekyll_configs: JEKYLL_CONFIGS
                .into_iter()
                .filter(|name| self.root.join(name).is_file())
                .collect(),
            is_jekyll: is_jekyll || is_marked(&self.root),
            inventory: Inventory { root: Some(self.root.clone()), ..Inventory::default() },
            root: self.root,
            named: BTreeSet::new(),
        };
        let asked = Asked::of(targets, &site.root);
        site.inventory.asked = asked.below(&site.root);
        for file in self.files {
            let path: Arc<str> = Arc::from(file.path);
            let is_named = asked.files.contains(file.real.as_path());
            let usage = if is_named { Use::Checked } else { file.usage };
            let is_asked = is_named || asked.folder_covers(&file.real);
            match as_input(&path, Content::Disk(file.real), usage, is_asked, is_jekyll) {
                Some(input) => site.inventory.inputs.push(input),
                None => site.inventory.assets.push(path),
            }
        }
        site.add_named(targets, request);
        site
    }
}

/// A file as an input of the run, if it is one.
pub(super) fn as_input(
    path: &Arc<str>,
    content: Content,
    usage: Use,
    is_asked: bool,
    is_jekyll: bool,
) -> Option<Input> {
    let references_only = is_asked && usage == Use::Indexed && is_jekyll && may_have_references(path);
    let requested = references_only || (is_asked && usage == Use::Checked);
    // Without a generator nothing is said about pages that were not asked for.
    let is_input = requested || (usage != Use::Asset && is_jekyll);
    is_input.then(|| Input { path: Arc::clone(path), content, requested, references_only })
}

/// What was asked for in one site.
struct Asked<'t> {
    folders: Vec<&'t Path>,
    files: HashSet<&'t Path>,
}

impl<'t> Asked<'t> {
    fn of(targets: &'t [Target], root: &Path) -> Self {
        let mut asked = Self { folders: Vec::new(), files: HashSet::new() };
        for target in targets {
            match target {
                Target::Folder(path) => asked.folders.push(path),
                Target::File(path) | Target::Matched(path) if path.starts_with(root) => {
                    asked.files.insert(path);
                }
                _ => {}
            }
        }
        asked
    }

    /// The folders as seen from a root.
    fn below(&self, root: &Path) -> Vec<String> {
        let below = |folder: &&Path| {
            let above = root.starts_with(folder).then(String::new);
            above.or_else(|| folder.strip_prefix(root).ok().map(site_path))
        };
        self.folders.iter().filter_map(below).collect()
    }

    fn folder_covers(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }
}

impl SiteFiles {
    /// Adds named files that the scan did not reach, and the given text.
    fn add_named(&mut self, targets: &[Target], request: &Request) {
        for target in targets {
            let Target::File(real) = target else { continue };
            let Ok(below) = real.strip_prefix(&self.root) else { continue };
            let path: Arc<str> = Arc::from(site_path(below));
            self.named.insert(Arc::clone(&path));
            let content = match &request.given {
                Some((_, bytes)) => Content::Memory(Arc::clone(bytes)),
                None => Content::Disk(real.clone()),
            };
            let inputs = &mut self.inventory.inputs;
            match inputs.binary_search_by(|input| input.path.cmp(&path)) {
                Ok(at) => {
                    if let Some(input) = inputs.get_mut(at) {
                        let path = Arc::clone(&input.path);
                        *input = Input { content, requested: true, references_only: false, path };
                    }
                }
                Err(at) => {
                    self.inventory.assets.retain(|asset| *asset != path);
                    inputs.insert(at, Input { path, content, requested: true, references_only: false });
                }
            }
        }
    }

    /// The same site, asked for once more.
    fn merge(&mut self, other: Self) {
        self.named.extend(other.named);
        self.inventory.asked.extend(other.inventory.asked);
        for input in other.inventory.inputs.into_iter().filter(|input| input.requested) {
            let inputs = &mut self.inventory.inputs;
            match inputs.binary_search_by(|one| one.path.cmp(&input.path)) {
                Ok(at) => {
                    if let Some(one) = inputs.get_mut(at) {
                        one.requested = true;
                    }
                }
                Err(at) => inputs.insert(at, input),
            }
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn prefix(root: &Path, directory: &Path) -> String {
    if let Ok(below) = root.strip_prefix(directory) {
        let below = site_path(below);
        return if below.is_empty() { below } else { format!("{below}/") };
    }
    if let Ok(above) = directory.strip_prefix(root) {
        return "../".repeat(above.components().count());
    }
    let root = root.to_string_lossy();
    if root.ends_with('/') { root.into_owned() } else { format!("{root}/") }
}
