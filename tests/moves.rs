//! Moving files: whatever led there still does, in its author's way, and nothing is lost on the way.

#![expect(clippy::unwrap_used, reason = "a site that cannot be made stops the test")]

#[path = "support/bench.rs"]
#[expect(dead_code, reason = "shared with tests that ask for more")]
mod bench;

#[path = "moves/files.rs"]
mod files;
#[path = "moves/neighbours.rs"]
mod neighbours;
#[path = "moves/safety.rs"]
mod safety;
#[path = "moves/terms.rs"]
mod terms;
#[path = "moves/undecided.rs"]
mod undecided;
