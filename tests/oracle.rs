//! What a real Jekyll 4.4.1 made of small sites, recorded in `oracle/`: kind, status,
//! title, date, categories, tags, slug, URL, output file and conflicts, field by field.
#![expect(clippy::expect_used, reason = "a test stops where its own fixture is wrong")]

use std::collections::BTreeSet;

use libtest_mimic::{Arguments, Failed, Trial};
use postlint::check::survey::survey;
use postlint::generator::jekyll::{Jekyll, Options};
use postlint::generator::{Fate, Generator};
use postlint::publication::{DateAnswer, Kind, Publication, Skip, Status, Term};
use postlint::site::{Route, Site};
use postlint::walk::Inventory;
use serde::Deserialize;

/// 2026-01-15T12:00:00Z, the clock of the recorded builds, whose zone was UTC.
const NOW: i128 = 1_768_478_400_000_000_000;

#[derive(Clone, Deserialize)]
struct Case {
    name: String,
    files: Vec<File>,
    #[serde(default)]
    options: Flags,
    fatal: Option<Fatal>,
    documents: Vec<Expected>,
    #[serde(default)]
    outputs: Option<Vec<String>>,
    #[serde(default)]
    conflicts: Vec<Shared>,
}

#[derive(Clone, Deserialize)]
struct Shared {
    output: String,
    paths: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Flags {
    drafts: bool,
    future: bool,
    unpublished: bool,
    strict: bool,
}

#[derive(Clone, Deserialize)]
struct File {
    path: String,
    text: Option<String>,
    hex: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Fatal {
    file: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Expected {
    path: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    reason: Option<String>,
    title: Option<String>,
    date: Option<String>,
    slug: Option<String>,
    categories: Option<Vec<String>>,
    tags: Option<Vec<String>>,
    url: Option<String>,
    output: Option<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let read = |text: &str| serde_json::from_str::<Vec<Case>>(text).expect("the cases are JSON");
    let mut cases = read(include_str!("oracle/cases.json"));
    cases.extend(read(include_str!("oracle/recorded.json")));
    let trials = cases.into_iter().map(|case| Trial::test(case.name.clone(), move || run(&case))).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn bytes(file: &File) -> Vec<u8> {
    match (&file.text, &file.hex) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, hex) => hex.iter().flat_map(|hex| hex.as_bytes().chunks(2)).map(byte).collect(),
    }
}

fn byte(digits: &[u8]) -> u8 {
    std::str::from_utf8(digits)
        .ok()
        .and_then(|digits| u8::from_str_radix(digits, 16).ok())
        .unwrap_or_default()
}

fn run(case: &Case) -> Result<(), Failed> {
    let named = |name: &&str| case.files.iter().find(|file| file.path == *name);
    let configs: Vec<(&str, &str)> = ["_config.yml", "_config.yaml", "_config.toml"]
        .iter()
        .find_map(named)
        .into_iter()
        .map(|file| (file.path.as_str(), file.text.as_deref().unwrap_or_default()))
        .collect();
    let flags = &case.options;
    let options = Options {
        drafts: flags.drafts.then_some(true),
        future: flags.future.then_some(true),
        unpublished: flags.unpublished.then_some(true),
        strict: flags.strict,
        ..Options::default()
    };
    let jekyll = Jekyll::with_options(&configs, NOW, &options);
    let files: Vec<(&str, Vec<u8>)> =
        case.files.iter().map(|file| (file.path.as_str(), bytes(file))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
    let survey = survey(&Inventory::in_memory(&files), &jekyll);
    let mut wrong = Vec::new();
    for expected in &case.documents {
        let Some(path) = expected.path.as_deref() else { continue };
        let at = survey.site.documents.iter().position(|one| &*one.path == path);
        match at.and_then(|at| survey.publications.get(at)?.as_ref()) {
            Some(found) => compare(expected, found, case.fatal.is_some(), &mut wrong),
            None => match jekyll.fate(path) {
                Fate::Withheld(_) if expected.status.as_deref() == Some("skipped") => {}
                fate => wrong.push(format!("{path}: {fate:?}")),
            },
        }
    }
    let found = survey.fatal.as_ref().map(|stop| &*stop.path);
    match (&case.fatal, found) {
        (None, None) => site_facts(case, &survey.site, &mut wrong),
        // What is wrong in the configuration is named there, not at the file that Jekyll reads then.
        (Some(expected), Some(path))
            if path.starts_with("_config.") || expected.file.as_deref().is_none_or(|file| file == path) => {}
        (expected, found) => {
            let expected = expected.as_ref().map(|fatal| &fatal.file);
            wrong.push(format!("fatal: expected {expected:?}, found {found:?}"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn site_facts(case: &Case, site: &Site, wrong: &mut Vec<String>) {
    let written = site.routes().iter().filter(|(_, route)| !matches!(route, Route::Held(_)));
    let found: BTreeSet<&str> = written.map(|(output, _)| output).collect();
    let expected: BTreeSet<&str> = case.outputs.iter().flatten().map(String::as_str).collect();
    if found != expected {
        let missing: Vec<_> = expected.difference(&found).collect();
        let invented: Vec<_> = found.difference(&expected).collect();
        wrong.push(format!("outputs: missing {missing:?}, invented {invented:?}"));
    }
    let path = |route: &Route| match route {
        Route::Document(file) => site.document(*file).map(|one| one.path.to_string()).unwrap_or_default(),
        other => format!("{other:?}"),
    };
    let conflicts = site.routes().conflicts();
    let found: Vec<(String, Vec<String>)> =
        conflicts.iter().map(|one| (one.output.to_string(), one.routes.iter().map(path).collect())).collect();
    let expected: Vec<(String, Vec<String>)> =
        case.conflicts.iter().map(|one| (one.output.clone(), one.paths.clone())).collect();
    if found != expected {
        wrong.push(format!("conflicts: expected {expected:?}, found {found:?}"));
    }
}

fn compare(expected: &Expected, found: &Publication, is_fatal: bool, wrong: &mut Vec<String>) {
    let path = expected.path.as_deref().unwrap_or_default();
    let mut check = |what: &str, expected: &str, found: String| {
        if expected != found {
            wrong.push(format!("{path}: {what}: expected {expected:?}, found {found:?}"));
        }
    };
    let status = expected.status.as_deref().unwrap_or_default();
    if status == "skipped" {
        check(
            "status",
            &format!("skipped: {}", expected.reason.as_deref().unwrap_or_default()),
            status_of(found),
        );
        return;
    }
    check("kind", expected.kind.as_deref().unwrap_or_default(), kind_of(&found.kind).to_owned());
    match status {
        "published" => check("status", "published", status_of(found)),
        "unwritten"
            if matches!(found.status, Status::Skipped(Skip::NoOutput | Skip::Unpublished | Skip::Future)) => {
        }
        "unwritten" => check("status", "unwritten", status_of(found)),
        _ => {}
    }
    if is_fatal {
        return;
    }
    check("title", &shown(expected.title.as_ref()), shown(found.title.as_ref()));
    check("date", &shown(expected.date.as_ref()), date_of(&found.date));
    check("slug", &shown(expected.slug.as_ref()), shown(found.slug.as_ref()));
    let names = |terms: &[Term]| terms.iter().map(|term| term.name.clone()).collect::<Vec<_>>().join(" | ");
    if let Some(categories) = &expected.categories {
        check("categories", &categories.join(" | "), names(&found.categories));
    }
    if let Some(tags) = &expected.tags {
        check("tags", &tags.join(" | "), names(&found.tags));
    }
    check("url", &shown(expected.url.as_ref()), shown(found.url.known()));
    check("output", &shown(expected.output.as_ref()), shown(found.output.known()));
}

fn shown(value: Option<&String>) -> String {
    value.map_or_else(|| "(none)".to_owned(), Clone::clone)
}

fn kind_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Post => "post",
        Kind::Draft => "draft",
        Kind::Page => "page",
        Kind::Collection(_) => "collection",
        Kind::Static => "static",
        _ => "other",
    }
}

fn status_of(publication: &Publication) -> String {
    match &publication.status {
        Status::Published => "published".to_owned(),
        Status::Fatal => {
            format!("fatal: {}", publication.fatal.as_ref().map(|fatal| &*fatal.message).unwrap_or_default())
        }
        Status::Undecided(why) => format!("undecided: {why}"),
        Status::Skipped(skip) => format!("skipped: {}", skip.as_str()),
    }
}

fn date_of(date: &DateAnswer) -> String {
    match date {
        DateAnswer::None => "(none)".to_owned(),
        DateAnswer::Undecided(why) => format!("undecided: {why}"),
        DateAnswer::Fatal { text, .. } => format!("fatal: {text}"),
        DateAnswer::Date(fact) => {
            let seconds = i64::try_from(fact.instant.div_euclid(1_000_000_000)).unwrap_or_default();
            let timestamp = jiff::Timestamp::from_second(seconds).expect("an instant in range");
            let offset = jiff::tz::Offset::from_seconds(fact.offset).expect("an offset in range");
            let local = offset.to_datetime(timestamp);
            let sign = if fact.offset < 0 { '-' } else { '+' };
            let minutes = fact.offset.unsigned_abs() / 60;
            format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
                local.year(),
                local.month(),
                local.day(),
                local.hour(),
                local.minute(),
                local.second(),
                minutes / 60,
                minutes % 60
            )
        }
    }
}
