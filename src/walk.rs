//! From paths to the files of a run. The only use of `ignore`; may not read a file's contents.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Markup;

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
    /// Path relative to the root, with `/`.
    pub path: Arc<str>,
    /// Its bytes.
    pub content: Content,
    /// Whether findings in it are wanted; the others are read for the site's sake.
    pub requested: bool,
}

/// All files of one site.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Files whose text is checked or indexed, sorted by path.
    pub inputs: Vec<Input>,
    /// Paths of all other files below the root, sorted: images, style sheets, data.
    pub assets: Vec<Arc<str>>,
}

impl Inventory {
    /// A site in memory. Files that are neither Markdown nor HTML, and dot files, are assets.
    #[must_use]
    pub fn in_memory(files: &[(&str, &[u8])]) -> Self {
        let mut inventory = Self::default();
        for (path, bytes) in files {
            let path: Arc<str> = Arc::from(*path);
            if Markup::of_path(&path) == Markup::Plain {
                inventory.assets.push(path);
            } else {
                inventory.inputs.push(Input {
                    path,
                    content: Content::Memory(Arc::from(*bytes)),
                    requested: true,
                });
            }
        }
        inventory.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        inventory.assets.sort();
        inventory
    }
}
