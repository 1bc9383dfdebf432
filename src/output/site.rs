//! What would be published, as a table and as JSON, version 1. The types are the contract and
//! belong to no other module.

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use crate::check::survey::Survey;
use crate::generator::{Fate, Generator};
use crate::output::place::Bytes;
use crate::publication::{Answer, DateAnswer, DateFact, Kind, Publication, Skip, Status, Term};
use crate::site::{DocumentFacts, Route};
use crate::text::instant;

#[derive(Serialize)]
struct Root<'s> {
    version: u32,
    generator: &'s str,
    at: String,
    fatal: Option<Fatal<'s>>,
    documents: Vec<Row<'s>>,
    static_files: Vec<&'s str>,
    outputs: Vec<&'s str>,
    conflicts: Vec<Shared<'s>>,
    undecided: Vec<Question<'s>>,
}

#[derive(Serialize)]
struct Fatal<'s> {
    path: &'s str,
    span: Bytes,
    message: &'s str,
}

#[derive(Serialize)]
struct Row<'s> {
    path: &'s str,
    kind: Option<&'s str>,
    status: &'static str,
    reason: Option<&'s str>,
    title: Option<&'s str>,
    date: Option<String>,
    categories: Vec<&'s str>,
    tags: Vec<&'s str>,
    slug: Option<&'s str>,
    url: Option<&'s str>,
    output: Option<&'s str>,
    anchors: &'s [String],
}

impl Row<'_> {
    fn skipped() -> Self {
        Self {
            path: "",
            kind: None,
            status: "skipped",
            reason: None,
            title: None,
            date: None,
            categories: Vec::new(),
            tags: Vec::new(),
            slug: None,
            url: None,
            output: None,
            anchors: &[],
        }
    }
}

#[derive(Serialize)]
struct Shared<'s> {
    output: String,
    paths: Vec<&'s str>,
}

#[derive(Serialize)]
struct Question<'s> {
    path: &'s str,
    what: &'static str,
    why: &'s str,
}

/// Writes the JSON document.
///
/// # Errors
/// The errors of the writer.
pub fn write_json(out: &mut dyn Write, survey: &Survey, generator: &dyn Generator) -> io::Result<()> {
    let conflicts = survey.site.routes().overwritten();
    let shared = conflicts.iter().map(|one| Shared {
        output: one.output.to_string(),
        paths: one.routes.iter().filter_map(|route| source_of(survey, *route)).collect(),
    });
    let root = Root {
        version: 1,
        generator: generator.name(),
        at: instant(generator.facts().now, 0),
        fatal: survey.fatal.as_ref().map(|stop| Fatal {
            path: &stop.path,
            span: stop.span.into(),
            message: &stop.message,
        }),
        documents: rows(survey).chain(withheld(survey, generator)).collect(),
        static_files: static_files(survey, generator),
        outputs: outputs(survey),
        conflicts: shared.collect(),
        undecided: questions(survey),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

/// Writes one line a document: what becomes of it, its date, its address and its path.
///
/// # Errors
/// The errors of the writer.
pub fn write_table(out: &mut dyn Write, survey: &Survey) -> io::Result<()> {
    for row in rows(survey) {
        let status = row.reason.filter(|_| row.status != "published").unwrap_or(row.status);
        let kind = row.kind.unwrap_or("-");
        let day = row.date.as_deref().and_then(|date| date.split('T').next()).unwrap_or("-");
        let url = row.url.unwrap_or("-");
        writeln!(out, "{status:<11} {kind:<10} {day:<10} {url}  {}", row.path)?;
    }
    for question in questions(survey) {
        writeln!(out, "undecided: {}: {}: {}", question.path, question.what, question.why)?;
    }
    if let Some(stop) = &survey.fatal {
        writeln!(out, "fatal: {}: {}", stop.path, stop.message)?;
    }
    Ok(())
}

/// Documents of the site; parts such as layouts, and files that are copied, are none.
fn rows(survey: &Survey) -> impl Iterator<Item = Row<'_>> {
    let pairs = survey.site.documents.iter().zip(&survey.publications).zip(&survey.anchors);
    pairs.filter_map(|((facts, publication), anchors)| {
        let publication = publication.as_ref()?;
        let is_part = matches!(publication.kind, Kind::Layout | Kind::Include | Kind::Data);
        (publication.kind != Kind::Static && !is_part)
            .then(|| Row { anchors, ..row(&facts.path, publication) })
    })
}

/// Files that are not read and stay behind.
fn withheld<'s>(survey: &'s Survey, generator: &'s dyn Generator) -> impl Iterator<Item = Row<'s>> {
    survey.site.assets.iter().filter_map(|path| match generator.fate(path) {
        Fate::Withheld(Skip::Part | Skip::NoOutput) | Fate::Copied | Fate::CopiedTo(_) => None,
        Fate::Withheld(skip) => Some(Row { path, reason: Some(skip.as_str()), ..Row::skipped() }),
    })
}

fn row<'s>(path: &'s str, publication: &'s Publication) -> Row<'s> {
    let (status, reason) = status(&publication.status);
    // A document of a collection that is not written has an address all the same, for templates.
    let is_shown =
        !matches!(publication.status, Status::Skipped(_)) || matches!(publication.kind, Kind::Collection(_));
    Row {
        path,
        kind: kind(&publication.kind),
        status,
        reason,
        title: publication.title.as_deref(),
        date: match &publication.date {
            DateAnswer::Date(fact) => Some(date(fact)),
            _ => None,
        },
        categories: names(&publication.categories),
        tags: names(&publication.tags),
        slug: publication.slug.as_deref(),
        url: publication.url.known().map(String::as_str).filter(|_| is_shown),
        output: publication.output.known().map(String::as_str).filter(|_| is_shown),
        anchors: &[],
    }
}

fn names(terms: &[Term]) -> Vec<&str> {
    terms.iter().map(|term| term.name.as_str()).collect()
}

fn kind(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Post => Some("post"),
        Kind::Draft => Some("draft"),
        Kind::Page => Some("page"),
        Kind::Collection(_) => Some("collection"),
        _ => None,
    }
}

pub(super) fn status(status: &Status) -> (&'static str, Option<&str>) {
    match status {
        Status::Published => ("published", None),
        Status::Fatal => ("fatal", None),
        Status::Undecided(why) => ("undecided", Some(why)),
        Status::Skipped(skip) => ("skipped", Some(skip.as_str())),
    }
}

/// RFC 3339, in the zone of the build.
pub(crate) fn date(fact: &DateFact) -> String {
    instant(fact.instant, fact.offset)
}

/// `site.static_files`: those of a collection that is not written are among them.
fn static_files<'s>(survey: &'s Survey, generator: &dyn Generator) -> Vec<&'s str> {
    let is_read = |status: &Status| {
        matches!(status, Status::Published | Status::Skipped(Skip::NoOutput | Skip::Unpublished))
    };
    let documents = survey.site.documents.iter();
    let is_copied_too =
        |one: &DocumentFacts| one.kind == Kind::Page && one.also.contains(&one.path.as_ref().into());
    let read =
        documents.filter(|one| (one.kind == Kind::Static && is_read(&one.status)) || is_copied_too(one));
    let mut paths: Vec<&str> = read.map(|one| &*one.path).collect();
    let is_file = |path: &&Arc<str>| match generator.fate(path) {
        Fate::Withheld(skip) => matches!(skip, Skip::NoOutput | Skip::Unpublished),
        Fate::Copied | Fate::CopiedTo(_) => true,
    };
    paths.extend(survey.site.assets.iter().filter(is_file).map(|path| &**path));
    paths.sort_unstable();
    paths
}

fn outputs(survey: &Survey) -> Vec<&str> {
    let routes = survey.site.routes().iter();
    let mut paths: Vec<&str> =
        routes.filter(|(_, route)| !matches!(route, Route::Held(_))).map(|(path, _)| path).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn source_of(survey: &Survey, route: Route) -> Option<&str> {
    match route {
        Route::Document(file) | Route::Beside(file) | Route::Held(file) => {
            survey.site.document(file).map(|one| &*one.path)
        }
        Route::Asset(at) => survey.site.assets.get(at as usize).map(|path| &**path),
        Route::Added(_) => None,
    }
}

/// What cannot be told from the sources.
fn questions(survey: &Survey) -> Vec<Question<'_>> {
    let mut all = Vec::new();
    for (facts, publication) in survey.site.documents.iter().zip(&survey.publications) {
        if let Some(Status::Undecided(why)) = publication.as_ref().map(|one| &one.status) {
            all.push(Question { path: &facts.path, what: "status", why });
        }
        let Some(publication) = publication.as_ref().filter(|one| one.status == Status::Published) else {
            continue;
        };
        if let DateAnswer::Undecided(why) = &publication.date {
            all.push(Question { path: &facts.path, what: "date", why });
        }
        if let Answer::Undecided(why) = &publication.url {
            all.push(Question { path: &facts.path, what: "url", why });
        }
    }
    for (path, why) in &survey.site.additions.open {
        all.push(Question { path, what: "outputs", why });
    }
    all
}
