//! Sass that is part of other style sheets: the addresses in it are relative to what it becomes a part
//! of, and its files are named by `@import`, `@use` and `@forward`. May not read what is no style sheet.

use std::collections::BTreeSet;

use super::spell::{Face, Spelling, relative};
use super::work::Work;
use super::world::{Goal, World};
use crate::resolve::{decode, join};
use crate::source::Span;

/// What has to be done at a place.
type Found = (String, Span, Result<String, String>);

/// Follows what moves into the parts of style sheets.
pub(super) fn follow(work: &mut Work<'_>) {
    let paths = work.ground.inventory.inputs.iter().map(|input| input.path.to_string());
    let sheets: Vec<String> = paths.filter(|path| is_sass(path)).collect();
    let mut found: Vec<Found> = Vec::new();
    let folders = (folders(&work.old), folders(&work.bare));
    for path in &sheets {
        let Some(source) = work.source(path) else { continue };
        let text = source.text();
        let is_part =
            work.old.face(&Goal::File(path.clone())).is_none_or(|face| !face.output.ends_with(".css"));
        if is_part {
            found.extend(addresses(text).into_iter().filter_map(|span| {
                let new = address(work, &folders, text.get(span.range())?)?;
                Some((path.clone(), span, new))
            }));
        }
        found.extend(imports(text).into_iter().filter_map(|span| {
            let new = import(work, path, text.get(span.range())?)?;
            Some((path.clone(), span, new))
        }));
    }
    for (path, span, new) in found {
        match new {
            Ok(text) => work.edit(&path, span, text),
            Err(why) => work.block(&path, span, why),
        }
    }
}

fn is_sass(path: &str) -> bool {
    path.ends_with(".scss") || path.ends_with(".sass")
}

/// The folders of the style sheets that are written, with slashes around.
fn folders(world: &World) -> BTreeSet<String> {
    let sheets = world.goals().filter(|(goal, face)| {
        matches!(goal, Goal::File(path) if is_sass(path)) && face.output.ends_with(".css")
    });
    sheets
        .map(|(_, face)| match face.output.rsplit_once('/') {
            Some((folder, _)) => format!("/{folder}/"),
            None => "/".to_owned(),
        })
        .collect()
}

/// The relative addresses in `url(…)`.
fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("url(") {
        let start = at + "url(".len();
        let Some(rest) = text.get(start..) else { continue };
        let line = rest.get(..rest.find(['\n', ')']).unwrap_or(rest.len())).unwrap_or_default();
        let inner = line.trim().trim_matches(['"', '\'']);
        let is_relative =
            !inner.is_empty() && !inner.starts_with('/') && !inner.contains(['$', '#', '{', ':', '\\']);
        if is_relative {
            let from = inner.as_ptr() as usize - text.as_ptr() as usize;
            found.push(Span::new(from, from + inner.len()));
        }
    }
    found
}

/// The new text of an address, if it leads to what is found elsewhere.
fn address(
    work: &Work<'_>,
    folders: &(BTreeSet<String>, BTreeSet<String>),
    text: &str,
) -> Option<Result<String, String>> {
    let path = text.split(['?', '#']).next().unwrap_or(text);
    let mut leads = None;
    let mut count = 0;
    for folder in &folders.0 {
        let joined = decode(&join(folder, path))?;
        let inner = joined.trim_start_matches('/');
        let found = work.old.survey.site.routes().get(inner).and_then(|route| work.old.path_of(route));
        if let Some(found) = found {
            leads = Some((folder.clone(), found));
            count += 1;
        }
    }
    let (start, old) = leads?;
    let goal = Goal::File(old.clone());
    let (old_face, new_face): (&Face, &Face) = (work.old.face(&goal)?, work.bare.face(&work.after(&goal))?);
    if old_face == new_face && folders.0 == folders.1 {
        return None;
    }
    let why =
        || format!("`{text}` may lead to {old}: it is relative to the style sheets that this one is part of");
    let mut after = folders.1.iter();
    let (Some(end), None) = (after.next(), after.next()) else { return Some(Err(why())) };
    if folders.0.len() != 1 || count != 1 {
        return Some(Err(why()));
    }
    let spelling =
        Spelling { text, starts: (&start, end), baseurl: "", is_loose: false, faces: (old_face, new_face) };
    let new = spelling.respell().ok_or_else(why);
    (new.as_deref() != Ok(text)).then_some(new)
}

/// The names behind `@import`, `@use` and `@forward`.
fn imports(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for word in ["@import", "@use", "@forward"] {
        for (at, _) in text.match_indices(word) {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            let line = rest.get(..rest.find([';', '\n']).unwrap_or(rest.len())).unwrap_or_default();
            found.extend(super::spell::strings(line, at + word.len()));
        }
    }
    found
}

/// The folder in which Sass looks for parts.
const SASS: &str = "_sass";

/// The new name of a part, if one that moves is meant.
fn import(work: &Work<'_>, from: &str, name: &str) -> Option<Result<String, String>> {
    let own = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    for folder in [own, SASS] {
        let joined = join(&format!("/{folder}/x"), name);
        let (base, file) = joined.trim_start_matches('/').rsplit_once('/')?;
        for mark in ["", "_"] {
            for ending in ["", ".scss", ".sass"] {
                let path = format!("{base}/{mark}{file}{ending}");
                let Some(new) = work.order.moves.get(&path) else { continue };
                let own = work.order.after(from).rsplit_once('/').map_or("", |(folder, _)| folder);
                let start = if folder == SASS { SASS } else { own };
                return renamed(new, start, mark, ending, name);
            }
        }
    }
    None
}

fn renamed(new: &str, start: &str, mark: &str, ending: &str, name: &str) -> Option<Result<String, String>> {
    let (folder, file) = new.rsplit_once('/').unwrap_or(("", new));
    let file = if mark.is_empty() { file } else { file.strip_prefix('_').unwrap_or(file) };
    let stem = if ending.is_empty() { file } else { file.rsplit_once('.').map_or(file, |(stem, _)| stem) };
    let path = relative(&format!("/{folder}/{stem}"), &format!("/{start}/x"), false);
    if start == SASS && path.starts_with("../") {
        return Some(Err(format!("`{name}` names a part that would lie outside of {SASS}")));
    }
    (path != name).then_some(Ok(path))
}
