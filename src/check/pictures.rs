//! Reads the first bytes of the images that pages show: each file once, all in parallel.
//! May not say what is wrong with one.

use std::io::Cursor;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::picture::{Format, Picture};
use crate::publication::Kind;
use crate::settings::Settings;
use crate::site::{Pictures, Route, Shown, Site};
use crate::source;
use crate::walk::{Content, Inventory};

/// The rules that ask for the files of images.
const WANTED: [&str; 6] = [
    "image/corrupt",
    "image/format-mismatch",
    "image/size-mismatch",
    "image/srcset",
    "image/too-large",
    "image/without-size",
];

/// Whether a rule that runs asks for images.
pub(super) fn are_wanted(settings: &Settings) -> bool {
    settings.for_site().active.iter().any(|active| WANTED.contains(&active.id))
}

/// The facts of every image that is shown. A file that is gone or cannot be read has none.
pub(super) fn read(site: &Site, inventory: &Inventory, shown: Vec<Shown>) -> Pictures {
    let is_image = |one: &Shown| {
        let is_copied = match one.route {
            Route::Asset(_) => true,
            Route::Document(file) => {
                site.document(file).is_some_and(|document| document.kind == Kind::Static)
            }
            _ => false,
        };
        is_copied && site.path_of(one.route).and_then(Format::of_path).is_some()
    };
    let shown: Vec<Shown> = shown.into_iter().filter(is_image).collect();
    let distinct: FxHashSet<Route> = shown.iter().map(|one| one.route).collect();
    let distinct: Vec<Route> = distinct.into_iter().collect();
    let facts = distinct
        .into_par_iter()
        .filter_map(|route| {
            let content = match route {
                Route::Document(file) => inventory.inputs.get(file.0 as usize)?.content.clone(),
                _ => inventory.asset(site.path_of(route)?)?,
            };
            Some((route, picture(&content)?))
        })
        .collect();
    Pictures { shown, facts }
}

fn picture(content: &Content) -> Option<Picture> {
    match content {
        Content::Disk(path) => Picture::read(source::open(path).ok()?).ok(),
        Content::Memory(bytes) => Picture::read(Cursor::new(&**bytes)).ok(),
    }
}
