//! Moving files of a site, and renaming its categories and tags, so that everything that led to a place
//! still does: what has to be written, as a plan that others show or carry out.
//!
//! The site is looked at as it is and as it would be after the bare move. Whatever leads elsewhere then
//! is written anew in its author's way, and the result is looked at once more: a plan holds only what
//! was proven on the predicted site. May not write a file.

pub mod edit;
mod follow;
mod ground;
mod look;
mod mentions;
mod names;
mod patterns;
mod plan;
mod redirects;
mod sheets;
mod spell;
mod tags;
mod terms;
mod verify;
mod work;
mod world;
mod yaml;

use std::collections::BTreeMap;

use crate::generator::Generator;
use crate::source::Position;
use crate::walk::Inventory;

pub use edit::{Edit, Edits};
pub use ground::{Ground, Make};
pub use plan::plan;
pub use terms::{Rename, TermKind, order as order_of_rename};

/// The configuration of postlint itself, which names files and categories, too.
const OWN_CONFIG: &str = ".postlint.yml";

/// What is to be done.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The files that move: old and new paths, relative to the site's root.
    pub moves: BTreeMap<String, String>,
    /// The folders that move whole: old and new paths.
    pub folders: BTreeMap<String, String>,
    /// Replacements that are the purpose of the order, by old paths.
    pub edits: Edits,
    /// The part of an address that is made of an old name, and that of the new one.
    pub slugs: Option<(String, String)>,
    /// Places that a person has to look at, whatever becomes of the rest.
    pub concerns: Vec<Place>,
    /// What is worth knowing.
    pub notes: Vec<String>,
}

impl Order {
    /// The path of a file after the move.
    #[must_use]
    pub fn after<'p>(&'p self, path: &'p str) -> &'p str {
        self.moves.get(path).map_or(path, String::as_str)
    }
}

/// A place in a file as it is now, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: String,
    /// Line and column.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// In words.
    pub why: String,
}

impl Place {
    fn new(path: &str, position: Position, why: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: position.line, column: position.column, why: why.into() }
    }
}

/// What becomes of one file.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its path now.
    pub old: String,
    /// Its path after the move.
    pub new: String,
    /// Its bytes now.
    pub before: Vec<u8>,
    /// Its bytes after the move.
    pub after: Vec<u8>,
}

/// What has to be done, and what speaks against it.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is written, in the order of the old paths.
    pub changes: Vec<Change>,
    /// Places at which it cannot be told, or not be written, what would be right: a plan that has any is
    /// carried out only by force.
    pub blocked: Vec<Place>,
    /// What is worth knowing.
    pub notes: Vec<String>,
    /// How many references are written anew.
    pub rewritten: usize,
    /// How many old addresses lead on to the new ones.
    pub redirects: usize,
    edits: Edits,
}

impl Plan {
    /// The site as it would be: its files, and its generator.
    #[must_use]
    pub fn after(&self, ground: &Ground<'_>, order: &Order) -> (Inventory, Box<dyn Generator>) {
        (ground.after(order, &self.edits), ground.generator(&self.edits))
    }
}

/// Why nothing can be planned.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// In words.
    #[error("{0}")]
    Words(String),
}
