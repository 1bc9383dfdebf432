//! What a site is like, learned from its files, and the configuration that a maintainer would write
//! for it. Counts and proposes; may not read or write a file, nor run a rule.

mod form;
mod keys;
mod noise;
mod outliers;
mod plan;
mod portrait;
mod sample;
mod schema;
mod sources;
mod terms;
mod words;
mod writing;
mod yaml;

pub use noise::Noise;
pub use plan::{Evidence, File, Plan};
pub use portrait::{Context, Portrait};
