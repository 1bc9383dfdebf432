//! postlint checks the *source* of a static site before it is published.
//!
//! The data flows one way, and a test holds the order of imports:
//!
//! ```text
//! cli → Config ──────────┐
//! rules/**/*.md → Manifest┴→ Settings (which rule, at which severity, for which path)
//!
//! walk → Source → Document ─┬→ Check::document ─┐
//!                           └→ generator → Site ─→ Check::site ─┴→ Sink → findings, sorted → fix → output → exit code
//! ```
//!
//! Comments that set findings aside ([`suppress`]) are read with their Document, and applied before a
//! report becomes a finding. What is known ([`baseline`], by [`fingerprint`]) and what did not change
//! ([`git`], of which the old state is checked as well) is taken out of the findings behind that.
//!
//! A rule sees an [`entry::Entry`] (a document and what the generator would make of it), the
//! [`site::Site`] and the [`sink::Sink`], and nothing else.

pub mod baseline;
pub mod check;
pub mod cli;
pub mod command;
pub mod config;
pub mod detection;
pub mod diff;
pub mod document;
pub mod entry;
pub mod finding;
pub mod fingerprint;
pub mod fix;
pub mod generator;
pub mod git;
pub mod learn;
pub mod manifest;
pub mod matcher;
pub mod moves;
pub mod net;
pub mod output;
pub mod picture;
pub mod publication;
pub mod resolve;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod sink;
pub mod site;
pub mod source;
pub mod suppress;
pub mod text;
pub mod walk;
pub mod write;
