//! The baseline: what is known stays known under edits elsewhere, and may only get less.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a site that cannot be made stops the test"
)]

#[path = "support/bench.rs"]
mod bench;

#[path = "baseline/edits.rs"]
mod edits;
#[path = "baseline/file.rs"]
mod file;
#[path = "baseline/moves.rs"]
mod moves;
#[path = "baseline/stale.rs"]
mod stale;
