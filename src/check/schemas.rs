//! The schemas of a run: from which files they are read, which of them a document keeps, and what is
//! wrong with those that the configuration names. May not judge a document.

use std::path::Path;
use std::sync::Arc;

use crate::config::own_home;
use crate::document::{Document, is_data};
use crate::generator::Generator;
use crate::schema::{Applied, Files, Library, Unusable};
use crate::settings::Settings;
use crate::walk::{Content, Inventory};

/// The rule that judges by them.
pub(super) const RULE: &str = "front-matter/schema";

/// Where the schemas of a site are read from: the site itself, the folder of its configuration, and the
/// folders of the schemas that the configuration names.
#[must_use]
pub fn files(inventory: &Inventory, settings: &Settings) -> Files {
    let mut files = inventory.root.as_deref().map_or_else(Files::in_memory, Files::on_disk);
    for input in &inventory.inputs {
        if let Content::Memory(bytes) = &input.content {
            files.hold(Arc::clone(&input.path), Arc::clone(bytes));
        }
    }
    for (path, bytes) in &inventory.held {
        files.hold(Arc::clone(path), Arc::clone(bytes));
    }
    if let Some(root) = &inventory.root {
        files.allow(&own_home(root));
    }
    for folder in settings.schemas().iter().filter_map(|one| one.schema.parent()) {
        files.allow(folder);
    }
    files
}

/// What is wrong with the schemas that the configuration names, each once.
#[must_use]
pub fn unusable(inventory: &Inventory, settings: &Settings) -> Vec<(usize, Unusable)> {
    if settings.schemas().is_empty() {
        return Vec::new();
    }
    let library = Library::new(files(inventory, settings));
    let mut seen: Vec<&Path> = Vec::new();
    let mut wrong = Vec::new();
    for (at, one) in settings.schemas().iter().enumerate() {
        if !seen.contains(&one.schema.as_path()) {
            seen.push(&one.schema);
            wrong.extend(library.get(&one.schema).err().map(|unusable| (at, unusable)));
        }
    }
    wrong
}

/// The schemas that a document keeps.
pub(super) fn applied<'a>(
    library: &'a Library,
    settings: &'a Settings,
    generator: &'a dyn Generator,
    document: &Document<'_>,
) -> Applied<'a> {
    let path = document.path();
    let named = settings.schemas_for(path);
    let names_one = document.front_matter().is_some_and(|tree| tree.get("$schema").is_some());
    if named.is_empty() && !names_one {
        return Applied::NONE;
    }
    let all = settings.schemas();
    let named = named.into_iter().filter_map(|at| all.get(at)).map(|one| one.schema.as_path()).collect();
    let defaults = if is_data(path) { Vec::new() } else { generator.defaults(path) };
    Applied::new(library, named, defaults)
}
