//! `postlint urls`: the addresses that a site publishes, shown or recorded. May not judge them.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::{CLEAN, FAILED, Failure, project, say, site};
use crate::check::survey::{Survey, survey};
use crate::cli::{SiteFormat, UrlsCommand};
use crate::resolve::contract::{Fate, fate};
use crate::site::Route;
use crate::site::contract::{self, Promise};
use crate::source::{Source, Span};
use crate::write::Writer;

pub(super) fn run(arguments: &UrlsCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let project = site::open(arguments.path.as_deref(), &arguments.site)?;
    let survey = survey(&project.site.inventory, project.generator.as_ref());
    for (path, reason) in &survey.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", project.site.shown(path)));
    }
    let promises = promises(&survey, arguments.all);
    match (&arguments.record, arguments.format) {
        (Some(_), _) if !survey.unreadable.is_empty() || !project.starts => {
            Err(Failure::Words("nothing is recorded, since not everything could be read".to_owned()))
        }
        (Some(path), _) => record(path.as_ref().unwrap_or(&project.record), &survey, promises, out),
        (None, SiteFormat::Table) => {
            for promise in &promises {
                let source = promise.source.as_deref().map(|path| project.site.shown(path));
                let gap = if source.is_some() { "  " } else { "" };
                writeln!(out, "{}{gap}{}", promise.url, source.unwrap_or_default())?;
            }
            Ok(if project.starts { CLEAN } else { FAILED })
        }
        (None, SiteFormat::Json) => {
            json(&promises, out)?;
            Ok(if project.starts { CLEAN } else { FAILED })
        }
    }
}

fn json(promises: &[Promise], out: &mut dyn Write) -> Result<(), Failure> {
    let url = |one: &Promise| {
        let (url, anchor) = one.parts();
        serde_json::json!({ "url": url, "anchor": anchor, "source": one.source, "title": one.title })
    };
    let urls: Vec<serde_json::Value> = promises.iter().map(url).collect();
    let all = serde_json::json!({ "version": 1, "urls": urls });
    serde_json::to_writer_pretty(&mut *out, &all).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

/// What a site publishes, sorted, each address once.
fn promises(survey: &Survey, all: bool) -> Vec<Promise> {
    let mut promises = Vec::new();
    for (output, route) in survey.site.routes().iter() {
        if !all && contract::is_loaded(output) {
            continue;
        }
        match route {
            Route::Held(_) => {}
            Route::Document(file) => add_document(survey, file.0 as usize, output, &mut promises),
            Route::Beside(file) => {
                let path = survey.site.document(file).map(|one| &one.path);
                promises.push(promise(contract::address_of(output), path, None));
            }
            Route::Asset(at) => {
                let path = survey.site.assets.get(at as usize);
                promises.push(promise(contract::address_of(output), path, None));
            }
            Route::Added(_) => promises.push(promise(contract::address_of(output), None, None)),
        }
    }
    promises.sort();
    promises.dedup_by(|later, first| later.url == first.url);
    promises
}

fn add_document(survey: &Survey, at: usize, output: &str, promises: &mut Vec<Promise>) {
    let Some(facts) = survey.site.documents.get(at).filter(|one| one.is_published()) else { return };
    let publication = survey.publications.get(at).and_then(Option::as_ref);
    let url = match facts.url.as_deref() {
        Some(url) if url.starts_with('/') => contract::encoded(url, true),
        _ => contract::address_of(output),
    };
    let title = publication.and_then(|one| one.title.as_deref());
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    for id in survey.anchors.get(at).into_iter().flatten() {
        // A footnote's number changes with the text around it.
        if !id.is_empty() && !id.starts_with("fn:") && !id.starts_with("fnref:") {
            promises.push(promise(format!("{url}#{}", contract::encoded(id, false)), None, None));
        }
    }
    promises.push(promise(url, Some(&facts.path), title));
}

fn promise(url: String, source: Option<&Arc<str>>, title: Option<String>) -> Promise {
    Promise { url, source: source.and_then(contract::source_of), title, span: Span::default() }
}

/// Writes a record. What the old one holds and something else answers now, or may, stays in it.
fn record(
    path: &Path,
    survey: &Survey,
    mut promises: Vec<Promise>,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let shown = project::shown(path);
    let source = match Source::read(Arc::from(shown.as_str()), path) {
        Ok(source) => Some(source),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::Words(format!("cannot read {shown}: {error}"))),
    };
    let old = match source.as_ref().map(|source| contract::parse(source.text())) {
        None => Vec::new(),
        Some(Ok(old)) => old,
        Some(Err((line, words))) => return Err(Failure::Words(format!("{shown}:{line}: {words}"))),
    };
    let new: BTreeSet<String> = promises.iter().map(|one| one.url.clone()).collect();
    let known: BTreeSet<&str> = old.iter().map(|one| one.url.as_str()).collect();
    let added = new.iter().filter(|url| !known.contains(url.as_str())).count();
    let mut dropped = Vec::new();
    for one in old.iter().filter(|one| !new.contains(&one.url)) {
        let is_kept = one.parts().1.is_none()
            && matches!(fate(&survey.site, &one.url), Fate::Redirected | Fate::Undecided(_));
        if is_kept { promises.push(one.clone()) } else { dropped.push(one.url.as_str()) }
    }
    let text = contract::write(&promises);
    let writer = Writer::anywhere();
    let written = match &source {
        Some(old) => writer.replace(path, old.text().as_bytes(), text.as_bytes()),
        None => writer.create_new(path, text.as_bytes()),
    };
    let written = written.and_then(|()| Ok(writer.finish()?));
    written.map_err(|error| Failure::Words(format!("cannot write {shown}: {error}")))?;
    let places = promises.iter().filter(|one| one.parts().1.is_some()).count();
    let urls = promises.len() - places;
    let change = if source.is_some() {
        format!(" ({added} added, {} taken out)", dropped.len())
    } else {
        String::new()
    };
    writeln!(out, "{shown}: {urls} addresses and {places} places in pages{change}")?;
    for url in dropped.iter().take(10) {
        say(&format!("taken out, and no longer kept: {url}"));
    }
    if dropped.len() > 10 {
        say(&format!("… and {} more", dropped.len() - 10));
    }
    Ok(CLEAN)
}
