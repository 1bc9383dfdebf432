//! `postlint mv`: moves a file or folder of a site, with everything that leads to it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::moving;
use super::{Failure, say};
use crate::cli::MoveCommand;
use crate::moves::Order;
use crate::source::plain;
use crate::walk::{self, SiteFiles};

pub(super) fn run(arguments: &MoveCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let directory = std::env::current_dir()
        .map_err(|error| Failure::Words(format!("the current folder cannot be read: {error}")))?;
    let (old, new) = (&arguments.old, &arguments.new);
    let kind = std::fs::symlink_metadata(directory.join(old))
        .map_err(|_| Failure::Words(format!("no such file or folder: {}", old.display())))?;
    if kind.is_symlink() {
        return Err(Failure::Words(format!("{} is a link; move what it leads to", old.display())));
    }
    let (site, path) = walk::around(old, &directory).map_err(|error| Failure::Words(error.to_string()))?;
    let target = target(&site, &directory, old, new)?;
    let moves = moves(&site, &path, &target, kind.is_dir())?;
    for (from, to) in &moves {
        refuse_special(from)?;
        refuse_special(to)?;
    }
    let site = moving::open(site, &arguments.how)?;
    let folders = if kind.is_dir() { BTreeMap::from([(path, target)]) } else { BTreeMap::new() };
    let order = Order { moves, folders, ..Order::default() };
    site.carry_out(&arguments.how, |_| Ok(order), out)
}

/// The new path below the root: of a folder that exists, the old name in it.
fn target(site: &SiteFiles, directory: &Path, old: &Path, new: &Path) -> Result<String, Failure> {
    let mut full = plain(&directory.join(new));
    let is_folder = new.as_os_str().to_string_lossy().ends_with(['/', '\\']) || full.is_dir();
    let is_same = same(&full, &plain(&directory.join(old)));
    if is_folder && !is_same {
        let name = plain(&directory.join(old)).file_name().map(ToOwned::to_owned).unwrap_or_default();
        full.push(name);
    }
    let above = full.ancestors().find(|above| above.exists()).map(Path::to_owned).unwrap_or_default();
    let below = full.strip_prefix(&above).map(Path::to_owned).unwrap_or_default();
    let is_there = below.as_os_str().is_empty();
    if is_there && !is_same {
        return Err(Failure::Words(format!("{} exists already", site_shown(site, &full))));
    }
    let real = if is_there { full } else { std::fs::canonicalize(&above).unwrap_or(above).join(below) };
    let outside = || Failure::Words(format!("{} lies outside of the site", new.display()));
    let path = real.strip_prefix(&site.root).map_err(|_| outside())?;
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    if parts.len() != path.iter().count() || parts.is_empty() {
        return Err(Failure::Words("the new name is not UTF-8, or empty".to_owned()));
    }
    Ok(parts.join("/"))
}

fn site_shown(site: &SiteFiles, full: &Path) -> String {
    full.strip_prefix(&site.root).unwrap_or(full).display().to_string()
}

/// Whether two paths are one file, as `A` and `a` are on some file systems.
fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    one != other && real(one).is_some() && real(one) == real(other)
}

/// What moves where: a file, or every file of a folder.
fn moves(
    site: &SiteFiles,
    old: &str,
    new: &str,
    is_folder: bool,
) -> Result<BTreeMap<String, String>, Failure> {
    if old == new {
        return Err(Failure::Words(format!("{old} is there already")));
    }
    let paths = || {
        site.inventory
            .inputs
            .iter()
            .map(|input| &*input.path)
            .chain(site.inventory.assets.iter().map(|path| &**path))
    };
    if !is_folder {
        if !paths().any(|path| path == old) {
            return Err(Failure::Words(format!("{} is no file that the site has", site.shown(old))));
        }
        return Ok(BTreeMap::from([(old.to_owned(), new.to_owned())]));
    }
    let prefix = format!("{old}/");
    if new.starts_with(&prefix) {
        return Err(Failure::Words("a folder cannot be moved into itself".to_owned()));
    }
    let below = |path: &str| Some((path.to_owned(), format!("{new}/{}", path.strip_prefix(&prefix)?)));
    let moves: BTreeMap<String, String> = paths().filter_map(below).collect();
    if moves.is_empty() {
        return Err(Failure::Words(format!("{} has no file that the site has", site.shown(old))));
    }
    let left = left_behind(&site.root.join(old), &moves, old);
    if left > 0 {
        say(&format!("postlint: {left} hidden, ignored or foreign entries stay in {}", site.shown(old)));
    }
    Ok(moves)
}

/// How many entries of a folder no walk reaches.
fn left_behind(folder: &Path, moves: &BTreeMap<String, String>, path: &str) -> usize {
    let mut open = vec![(folder.to_owned(), path.to_owned())];
    let mut left = 0;
    while let Some((folder, path)) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = format!("{path}/{}", entry.file_name().to_string_lossy());
            let below = format!("{path}/");
            if moves.range(below.clone()..).next().is_some_and(|(one, _)| one.starts_with(&below)) {
                open.push((entry.path(), path));
            } else if !moves.contains_key(&path) {
                left += 1;
            }
        }
    }
    left
}

/// What the generator looks for under its own name.
fn refuse_special(path: &str) -> Result<(), Failure> {
    let is_special = matches!(path, "Gemfile" | "Gemfile.lock" | "CNAME" | "_redirects" | ".postlint.yml")
        || path.starts_with("_config.");
    if is_special {
        return Err(Failure::Words(format!("{path} is looked for under that name, and stays there")));
    }
    Ok(())
}
