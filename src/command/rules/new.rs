//! `postlint rules new`: a manifest to begin with, whose examples already hold. May not overwrite.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use super::here;
use crate::command::{CLEAN, Failure};
use crate::config::{OWN_FOLDER, own_home};
use crate::rules::OWN;

/// What a new rule says until its author changes it.
const TEMPLATE: &str = include_str!("template.md");

pub(super) fn run(name: &str, out: &mut dyn Write) -> Result<u8, Failure> {
    let name = name.strip_prefix(OWN).unwrap_or(name);
    let name = name.strip_suffix(".md").unwrap_or(name);
    if !is_kebab(name) {
        return Err(Failure::Words(format!(
            "`{name}` cannot name a rule: write words of small letters and digits, joined by `-`, such as \
             `title-too-long`"
        )));
    }
    let file = own_home(&here()?).join(OWN_FOLDER).join(format!("{name}.md"));
    let shown = format!("{OWN_FOLDER}/{name}.md");
    let cannot = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::Words(format!("{shown} is there already")),
        _ => Failure::Words(format!("cannot write {shown}: {error}")),
    };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut target = OpenOptions::new().write(true).create_new(true).open(&file).map_err(cannot)?;
    target.write_all(TEMPLATE.replace("{version}", env!("CARGO_PKG_VERSION")).as_bytes()).map_err(cannot)?;
    writeln!(out, "{shown}: change it, then `postlint rules test`; its name is `{OWN}{name}`")?;
    Ok(CLEAN)
}

/// `title-too-long`, or with folders before it, `titles/too-long`.
fn is_kebab(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit())
    };
    name.split('/').all(|part| part.split('-').all(is_word))
}
