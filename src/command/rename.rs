//! `postlint rename-category` and `rename-tag`: a new name, with everything that goes by the old one.

use std::io::Write;

use super::{Failure, moving};
use crate::cli::RenameCommand;
use crate::moves::{Rename, TermKind, order_of_rename};
use crate::walk;

pub(super) fn run(kind: TermKind, arguments: &RenameCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let directory = std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))?;
    let site = walk::whole(arguments.path.as_deref(), &directory);
    let site = site.map_err(|error| Failure::Words(error.to_string()))?;
    let site = moving::open(site, &arguments.how)?;
    let rename = Rename { kind, old: &arguments.old, new: &arguments.new };
    let order = |ground: &crate::moves::Ground<'_>| {
        order_of_rename(ground, rename).map_err(|error| Failure::Words(error.to_string()))
    };
    site.carry_out(&arguments.how, order, out)
}
