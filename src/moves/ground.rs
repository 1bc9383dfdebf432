//! The files of a site as they lie on disk, and as they would lie after a move: the same inventory with
//! other paths and, where something is replaced, other bytes in memory. May not write a file.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::Arc;

use super::{Edits, Order};
use crate::document::{Markup, may_have_front_matter, may_have_references};
use crate::generator::Generator;
use crate::source::{self, Source};
use crate::walk::{Content, Input, Inventory};

/// Makes the generator of the site, given the new texts of the files that it is made of.
pub type Make<'a> = dyn Fn(&BTreeMap<String, String>) -> Box<dyn Generator> + 'a;

/// A site to be changed.
pub struct Ground<'a> {
    /// Its files.
    pub inventory: &'a Inventory,
    /// The path of the generator's configuration, if there is one.
    pub config: Option<&'a str>,
    /// How its generator is made.
    pub make: &'a Make<'a>,
}

impl Ground<'_> {
    fn content(&self, path: &str) -> Option<Content> {
        let inputs = &self.inventory.inputs;
        match inputs.binary_search_by(|input| (*input.path).cmp(path)) {
            Ok(at) => inputs.get(at).map(|input| input.content.clone()),
            Err(_) => {
                self.inventory.assets.binary_search_by(|asset| (**asset).cmp(path)).ok()?;
                self.inventory.asset(path)
            }
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.content(path) {
            Some(Content::Disk(real)) => {
                let mut bytes = Vec::new();
                source::open(&real)?.read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Some(Content::Memory(bytes)) => Ok(bytes.to_vec()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The whole text of a file.
    pub(super) fn source(&self, path: &str) -> Option<Source> {
        Some(Source::from_bytes(Arc::from(path), self.bytes(path).ok()?))
    }

    /// The generator after some files have changed.
    pub(super) fn generator(&self, edits: &Edits) -> Box<dyn Generator> {
        let mut texts = BTreeMap::new();
        for path in edits.paths().filter(|path| !path.contains('/')) {
            if let Ok(bytes) = self.bytes(path) {
                let text = String::from_utf8_lossy(&edits.apply(path, &bytes)).into_owned();
                texts.insert(path.to_owned(), text);
            }
        }
        (self.make)(&texts)
    }

    /// The files after a move, with replacements in them.
    pub fn after(&self, order: &Order, edits: &Edits) -> Inventory {
        let old = self.inventory;
        let mut all = Inventory {
            inputs: Vec::with_capacity(old.inputs.len()),
            assets: Vec::with_capacity(old.assets.len()),
            root: old.root.clone(),
            asked: old.asked.clone(),
            held: old.held.clone(),
            overlay: old.overlay.clone(),
            record: old.record.clone(),
            elsewhere: old.elsewhere.clone(),
        };
        let content = |path: &str, now: Content| match edits.change(path).then(|| self.bytes(path)) {
            Some(Ok(bytes)) => Content::Memory(Arc::from(edits.apply(path, &bytes))),
            _ => now,
        };
        for input in &old.inputs {
            let path: Arc<str> = Arc::from(order.after(&input.path));
            let now = content(&input.path, input.content.clone());
            if path == input.path {
                all.inputs.push(Input { content: now, ..input.clone() });
            } else {
                add(&mut all, path, now);
            }
        }
        for asset in &old.assets {
            let path: Arc<str> = Arc::from(order.after(asset));
            let is_same = path == *asset && !edits.change(asset);
            match old.asset(asset).filter(|_| !is_same) {
                Some(now) if path != *asset => add(&mut all, path, content(asset, now)),
                Some(now) => {
                    all.elsewhere.insert(Arc::clone(&path), content(asset, now));
                    all.assets.push(path);
                }
                None => all.assets.push(path),
            }
        }
        all.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        all.assets.sort();
        all
    }
}

/// Adds a file under a new name, for what that name says it is (`walk` decides alike).
fn add(all: &mut Inventory, path: Arc<str>, content: Content) {
    let is_plain = Markup::of_path(&path) == Markup::Plain;
    let is_hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    if is_hidden || (is_plain && !may_have_front_matter(&path) && !may_have_references(&path)) {
        all.elsewhere.insert(Arc::clone(&path), content);
        all.assets.push(path);
        return;
    }
    let references_only = is_plain && may_have_references(&path);
    all.inputs.push(Input { path, content, requested: !is_plain || references_only, references_only });
}
