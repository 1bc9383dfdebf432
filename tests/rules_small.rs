//! Rules on small sites: neighbours of the cases in their manifests.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where its own making is wrong")]

#[path = "rules_small/address.rs"]
mod address;
#[path = "rules_small/site.rs"]
mod site;
#[path = "rules_small/source.rs"]
mod source;
#[path = "rules_small/text.rs"]
mod text;
