//! A check that also learns what the site is like, in one pass over its files.
//! May not decide what of it goes into a configuration.

use std::sync::{Mutex, PoisonError};

use super::{Outcome, run_watched};
use crate::generator::Generator;
use crate::learn::{Context, Portrait};
use crate::settings::Settings;
use crate::walk::Inventory;

/// Checks the inputs of a site, which must be sorted by path, and looks at each of them.
pub fn run(
    inventory: &Inventory,
    generator: &dyn Generator,
    settings: &Settings,
    progress: &(dyn Fn() + Sync),
) -> (Outcome, Portrait) {
    let context = Context { inventory, baseurl: &generator.facts().baseurl };
    // Each thread has a portrait of its own; pieces do not know in which order they were seen.
    let pieces: Vec<Mutex<Portrait>> =
        (0..rayon::current_num_threads().max(1)).map(|_| Mutex::default()).collect();
    let (outcome, site) = run_watched(
        inventory,
        generator,
        settings,
        &|entry| {
            let at = rayon::current_thread_index().unwrap_or_default() % pieces.len();
            if let (Some(piece), Some(entry)) = (pieces.get(at), entry) {
                piece.lock().unwrap_or_else(PoisonError::into_inner).see(entry, &context);
            }
            progress();
        },
        None,
    );
    let mut portrait = Portrait::default();
    for piece in pieces {
        portrait.merge(&piece.into_inner().unwrap_or_else(PoisonError::into_inner));
    }
    portrait.see_site(&site);
    (outcome, portrait)
}
