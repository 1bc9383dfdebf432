//! The entries of the baseline that speak of files that move. May not judge what is known.

use std::path::PathBuf;
use std::sync::Arc;

use super::project::Project;
use crate::baseline;
use crate::moves::Order;
use crate::source::Source;

/// A baseline before and after a move.
pub(super) struct Book {
    pub(super) path: PathBuf,
    pub(super) before: String,
    pub(super) after: String,
}

/// The baseline of a site with the new paths, if any of its entries speaks of an old one. One that cannot
/// be read stays as it is: `check` says what is wrong with it.
pub(super) fn renamed(project: &Project, order: &Order) -> Option<Book> {
    let path = project.baseline.clone();
    let source = Source::read(Arc::from(baseline::FILE), &path).ok()?;
    let mut known = baseline::parse(source.text()).ok()?;
    let below = project.below.as_str();
    let mut is_changed = false;
    for entry in &mut known.entries {
        let Some(inner) = entry.path.strip_prefix(below) else { continue };
        if let Some(new) = order.moves.get(inner) {
            entry.path = format!("{below}{new}");
            is_changed = true;
        }
    }
    let after = baseline::write(&known.entries);
    is_changed.then(|| Book { path, before: source.text().to_owned(), after })
}
