//! The address that was probably meant by one that leads to nothing. May not decide whether it does.

use unicode_normalization::UnicodeNormalization;

use crate::site::{Likeness, Route, Site, folded, hash};

/// The most likely one, as an address from the root of the host.
pub(super) fn find(site: &Site, inner: &str) -> Option<(String, Likeness)> {
    let meant = other_form(site, inner)
        .or_else(|| of_source(site, inner))
        .or_else(|| other_case(site, inner))
        .or_else(|| misspelt(site, inner))
        .or_else(|| other_folder(site, inner));
    meant.map(|(output, likeness)| (address(site, &output), likeness))
}

/// Whether a page is published at the same path without the slash at its end.
pub(super) fn is_page_with_slash(site: &Site, inner: &str) -> bool {
    inner.strip_suffix('/').is_some_and(|name| site.routes().get(&format!("{name}.html")).is_some())
}

/// The address of an output file: a page of the site by its URL, else the path.
fn address(site: &Site, output: &str) -> String {
    let base = &site.facts.baseurl;
    if let Some(Route::Document(file)) = site.routes().get(output)
        && let Some(url) = site.document(file).and_then(|document| document.url.as_deref())
    {
        return format!("{base}{url}");
    }
    match output.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{base}/{folder}"),
        _ => format!("{base}/{output}"),
    }
}

/// `about.html` for `about/`, and the other way round.
fn other_form(site: &Site, inner: &str) -> Option<(String, Likeness)> {
    let name = inner.strip_suffix('/').unwrap_or(inner);
    let stem = name.strip_suffix(".html").or_else(|| name.strip_suffix("/index")).unwrap_or(name);
    let forms = [format!("{stem}.html"), format!("{stem}/index.html"), stem.to_owned()];
    let found = forms.into_iter().find(|form| site.routes().get(form).is_some())?;
    Some((found, Likeness::Form))
}

/// The page of a source file, or of one with the same name and a Markdown extension.
fn of_source(site: &Site, inner: &str) -> Option<(String, Likeness)> {
    let document = site.document_at(inner).filter(|document| document.is_published())?;
    Some((document.output.as_deref()?.to_owned(), Likeness::Source))
}

fn other_case(site: &Site, inner: &str) -> Option<(String, Likeness)> {
    let lower = folded(inner);
    let lower = lower.trim_end_matches('/');
    let forms = [lower.to_owned(), format!("{lower}.html"), format!("{lower}/index.html")];
    let known = &site.routes().folders().lower;
    let at = forms.iter().find_map(|form| known.get(&hash(form)))?.first()?;
    let path = site.routes().at(*at)?.0;
    let page = path.strip_suffix("/index.html").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    let name = inner.trim_end_matches('/');
    let is_other_form = [path, page].iter().any(|one| one.nfc().eq(name.nfc()));
    let likeness = if is_other_form { Likeness::UnicodeForm } else { Likeness::Case };
    Some((path.to_owned(), likeness))
}

/// The only file of the same name, or page where the address has no extension; names that every
/// folder may have say nothing.
fn other_folder(site: &Site, inner: &str) -> Option<(String, Likeness)> {
    let name = inner.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty())?.to_lowercase();
    let name = if name.contains('.') { name } else { format!("{name}.html") };
    if name.starts_with("index.") || name.bytes().all(|one| one.is_ascii_digit() || one == b'.') {
        return None;
    }
    match site.routes().folders().names.get(&hash(&name))?.as_slice() {
        [at] => Some((site.routes().at(*at)?.0.to_owned(), Likeness::OtherFolder)),
        _ => None,
    }
}

/// How many files of one folder are compared by spelling: suggestions must stay cheap on large sites.
const MOST_COMPARED: usize = 500;

/// A file in the same folder whose name is one or two letters away.
fn misspelt(site: &Site, inner: &str) -> Option<(String, Likeness)> {
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
    // Of short names any two are alike.
    let length = name.rsplit_once('.').map_or(name, |(stem, _)| stem).chars().count();
    let neighbours = site.routes().folders().neighbours.get(&hash(folder))?;
    if length < 4 || neighbours.len() > MOST_COMPARED {
        return None;
    }
    let budget = if length < 8 { 1 } else { 2 };
    let mut best: Option<(usize, &str)> = None;
    for (path, _) in neighbours.iter().filter_map(|at| site.routes().at(*at)) {
        let page = path.strip_suffix("/index.html").unwrap_or(path);
        let other = page.rsplit('/').next().unwrap_or(page);
        let other = if name.contains('.') { other } else { other.strip_suffix(".html").unwrap_or(other) };
        if other.len().abs_diff(name.len()) > 8 || digits_differ(name, other) {
            continue;
        }
        let distance = strsim::osa_distance(name, other);
        if distance > 0 && distance <= budget && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, path));
        }
    }
    best.map(|(_, path)| (path.to_owned(), Likeness::Spelling))
}

/// Numbered names are neighbours, not misspellings: `part-1` and `part-2`.
fn digits_differ(a: &str, b: &str) -> bool {
    !a.chars().filter(char::is_ascii_digit).eq(b.chars().filter(char::is_ascii_digit))
}
