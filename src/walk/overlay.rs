//! A site as it was, or as it is about to be committed: the files on disk, with some of them taken from
//! elsewhere. May not ask where that is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::gather::as_input;
use super::scan::{Use, usage_of};
use super::{Content, JEKYLL_CONFIGS, SiteFiles};
use crate::source::Source;

/// What is taken in place of a file on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// No file.
    Absent,
    /// A file of these bytes.
    Bytes(Arc<[u8]>),
    /// A file of which nobody knows more than that it is there.
    Unknown,
}

/// What is taken in place of files on disk, by their paths in the site.
pub type Overlay = BTreeMap<Arc<str>, Held>;

impl SiteFiles {
    /// The site with an overlay over what lies on disk.
    #[must_use]
    pub fn overlaid(mut self, overlay: Overlay) -> Self {
        let inventory = &mut self.inventory;
        let is_absent = |path: &str| overlay.get(path) == Some(&Held::Absent);
        inventory.assets.retain(|asset| !is_absent(asset));
        inventory.inputs.retain(|input| !is_absent(&input.path));
        for input in &mut inventory.inputs {
            match overlay.get(&input.path) {
                Some(Held::Bytes(bytes)) => input.content = Content::Memory(Arc::clone(bytes)),
                Some(Held::Unknown) => input.content = Content::Memory(Arc::from([])),
                _ => {}
            }
        }
        let (mut inputs, mut assets) = (Vec::new(), Vec::new());
        for (path, held) in overlay.iter().filter(|(path, _)| !is_absent(path)) {
            let is_listed = inventory.assets.binary_search(path).is_ok()
                || inventory.inputs.binary_search_by(|input| input.path.cmp(path)).is_ok();
            let Some(usage) = usage_of(&self.root, path).filter(|_| !is_listed) else { continue };
            let is_asked = inventory.is_asked(path);
            let input = match held {
                Held::Bytes(bytes) => {
                    let content = Content::Memory(Arc::clone(bytes));
                    as_input(path, content, usage, is_asked, self.is_jekyll).filter(|_| usage != Use::Asset)
                }
                _ => None,
            };
            match input {
                Some(input) => inputs.push(input),
                None => assets.push(Arc::clone(path)),
            }
        }
        inventory.inputs.extend(inputs);
        inventory.inputs.sort_by(|one, other| one.path.cmp(&other.path));
        inventory.assets.extend(assets);
        inventory.assets.sort();
        inventory.overlay = overlay;
        let is_there = |name: &&str| match inventory.overlay.get(*name) {
            None => self.root.join(name).is_file(),
            Some(held) => *held != Held::Absent,
        };
        self.jekyll_configs = JEKYLL_CONFIGS.into_iter().filter(is_there).collect();
        self
    }

    /// Reads a file of the site by its path, whether it is an input or not.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn read(&self, path: &str) -> std::io::Result<Source> {
        match self.inventory.overlay.get(path) {
            Some(Held::Bytes(bytes)) => Ok(Source::from_bytes(Arc::from(path), bytes.to_vec())),
            Some(Held::Absent | Held::Unknown) => Err(std::io::ErrorKind::NotFound.into()),
            None => Source::read(Arc::from(path), &self.root.join(path)),
        }
    }
}
