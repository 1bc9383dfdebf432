//! From paths to the files of a run, site by site. The only use of `ignore`; may not read the
//! contents of a file that is checked.

mod built;
mod gather;
mod ignored;
mod overlay;
mod patterns;
mod request;
mod root;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::{Markup, may_have_front_matter, may_have_references};
use crate::site::contract::RECORD;

pub use built::{BuiltFile, built};
pub use gather::{around, gather, whole};
pub use overlay::{Held, Overlay};
pub use patterns::PathPatterns;

/// Where the bytes of an input are.
#[derive(Clone, Debug)]
pub enum Content {
    /// On disk.
    Disk(PathBuf),
    /// In memory: standard input, an editor's buffer, a test.
    Memory(Arc<[u8]>),
}

/// A file of the run.
#[derive(Clone, Debug)]
pub struct Input {
    /// Path relative to the root, with `/`. A name that is not UTF-8 is shown with replacement
    /// characters; the content knows the real one.
    pub path: Arc<str>,
    /// Its bytes.
    pub content: Content,
    /// Whether findings in it are wanted; the others are read for the site's sake.
    pub requested: bool,
    /// Whether it is no text for readers, and only what it refers to is looked at.
    pub references_only: bool,
}

impl Input {
    /// Whether its text is checked, and counted.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.requested && !self.references_only
    }
}

/// All files of one site.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Files whose text is checked or indexed, sorted by path.
    pub inputs: Vec<Input>,
    /// Paths of all other files below the root, sorted: images, style sheets, data.
    pub assets: Vec<Arc<str>>,
    /// The folder that paths are relative to, if they lie on disk.
    pub root: Option<PathBuf>,
    /// The folders that were asked for, below the root; empty for the root itself.
    pub asked: Vec<String>,
    /// The bytes of assets in memory, by path.
    pub held: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// The path of the input that records what was published, if there is one.
    pub record: Option<Arc<str>>,
    /// Files that are taken as they were or will be, not as they lie on disk.
    pub overlay: Overlay,
    /// Assets that lie elsewhere than their paths say: those that are about to move.
    pub elsewhere: BTreeMap<Arc<str>, Content>,
}

impl Inventory {
    /// Whether a file lies in a folder that was asked for.
    #[must_use]
    pub fn is_asked(&self, path: &str) -> bool {
        self.asked.iter().any(|folder| {
            folder.is_empty() || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The input of a path.
    #[must_use]
    pub fn input(&self, path: &str) -> Option<&Input> {
        self.inputs.get(self.inputs.binary_search_by(|input| (*input.path).cmp(path)).ok()?)
    }

    /// Where the bytes of an asset are.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<Content> {
        if let Some(content) = self.elsewhere.get(path) {
            return Some(content.clone());
        }
        match (self.overlay.get(path), &self.root) {
            (Some(Held::Bytes(bytes)), _) => Some(Content::Memory(Arc::clone(bytes))),
            (Some(Held::Absent | Held::Unknown), _) => None,
            (None, Some(root)) => Some(Content::Disk(root.join(path))),
            (None, None) => self.held.get(path).map(|bytes| Content::Memory(Arc::clone(bytes))),
        }
    }

    /// Adds the record of what was published. It is no text for rules, but findings may stand in it.
    pub fn add_record(&mut self, path: &Arc<str>, content: Content, requested: bool) {
        let input = Input { path: Arc::clone(path), content, requested, references_only: true };
        self.assets.retain(|asset| asset != path);
        match self.inputs.binary_search_by(|one| one.path.cmp(path)) {
            Ok(at) => self.inputs.get_mut(at).into_iter().for_each(|known| *known = input.clone()),
            Err(at) => self.inputs.insert(at, input),
        }
        self.record = Some(Arc::clone(path));
    }

    /// A site in memory. Files that are neither Markdown nor HTML, and dot files, are assets.
    #[must_use]
    pub fn in_memory(files: &[(&str, &[u8])]) -> Self {
        let mut inventory = Self { asked: vec![String::new()], ..Self::default() };
        for (path, bytes) in files {
            let path: Arc<str> = Arc::from(*path);
            let is_plain = Markup::of_path(&path) == Markup::Plain;
            if *path == *RECORD {
                inventory.add_record(&path, Content::Memory(Arc::from(*bytes)), true);
            } else if is_plain && !may_have_front_matter(&path) && !may_have_references(&path) {
                inventory.held.insert(Arc::clone(&path), Arc::from(*bytes));
                inventory.assets.push(path);
            } else {
                let references_only = is_plain && may_have_references(&path);
                inventory.inputs.push(Input {
                    path,
                    content: Content::Memory(Arc::from(*bytes)),
                    requested: !is_plain || references_only,
                    references_only,
                });
            }
        }
        inventory.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        inventory.assets.sort();
        inventory
    }
}

/// What a run was asked to look at.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder that relative paths start from; absolute.
    pub directory: PathBuf,
    /// Files, folders and globs as typed.
    pub paths: Vec<PathBuf>,
    /// A file whose content is given instead of read: its name and bytes.
    pub given: Option<(PathBuf, Arc<[u8]>)>,
}

/// A site that was found, and the files in it.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    /// The folder that paths are relative to; absolute, without links.
    pub root: PathBuf,
    /// What to put before a path to get one that works from the user's folder: empty, `docs/`, `../`.
    pub prefix: String,
    /// Names of Jekyll's configuration files in the root, in the order Jekyll looks for them.
    pub jekyll_configs: Vec<&'static str>,
    /// Whether its files say that Jekyll publishes it.
    pub is_jekyll: bool,
    /// Its files.
    pub inventory: Inventory,
    /// Paths of the files that were named one by one, which no setting leaves out.
    pub named: BTreeSet<Arc<str>>,
}

impl SiteFiles {
    /// A path of the site as one that works from the user's folder.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The input of a path.
    #[must_use]
    pub fn input(&self, path: &str) -> Option<&Input> {
        self.inventory.input(path)
    }
}

/// What a walk gave.
#[derive(Debug, Default)]
pub struct Found {
    /// Sites in the order of their roots.
    pub sites: Vec<SiteFiles>,
    /// What was asked for and left out.
    pub left_out: LeftOut,
    /// Folders and files that could not be read: path and reason.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Files and folders that were asked for and left out, by the setting that did it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// By `.gitignore`, `.ignore` and their like.
    pub ignored: usize,
    /// Names that start with a dot.
    pub hidden: usize,
    /// Folders of built or foreign files, such as `_site` and `node_modules`.
    pub foreign: usize,
    /// Links that lead out of the root.
    pub links: usize,
    /// Neither Markdown nor HTML.
    pub other: usize,
    /// By `exclude` in the configuration.
    pub excluded: usize,
}

impl LeftOut {
    fn add(&mut self, other: &Self) {
        self.ignored += other.ignored;
        self.hidden += other.hidden;
        self.foreign += other.foreign;
        self.links += other.links;
        self.other += other.other;
        self.excluded += other.excluded;
    }
}

/// A request that cannot be walked.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// A path that does not exist.
    #[error("no such file or folder: {}", .0.display())]
    Missing(PathBuf),
    /// A file that lies in no site, and not below the current folder.
    #[error("{} lies in no site, and outside of the current folder", .0.display())]
    Outside(PathBuf),
    /// A glob that matches no file.
    #[error("no file matches {}", .0.display())]
    NoMatch(PathBuf),
    /// A glob that is none.
    #[error("{0}")]
    BadGlob(String),
    /// A root that cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// The root.
        path: PathBuf,
        /// The file system's reason.
        error: std::io::Error,
    },
}

/// Names of Jekyll's configuration files, in the order in which it looks for them
/// (`Jekyll::Configuration#config_files`).
pub const JEKYLL_CONFIGS: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// A path below a folder as the site names it: with `/`, lossy where it is not UTF-8.
fn site_path(below: &Path) -> String {
    let mut path = String::new();
    for part in below.components() {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&part.as_os_str().to_string_lossy());
    }
    path
}
