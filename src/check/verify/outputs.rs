//! Files: those that would be written against those that are there. May not read one.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Comparison, Difference, Subject, Verdict, Way};
use crate::check::survey::Survey;
use crate::document::Markup;
use crate::finding::FileId;
use crate::publication::{Kind, Status, Text};
use crate::site::Route;
use crate::walk::BuiltFile;

/// A document and the page that was built of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PagePair<'b> {
    pub(super) file: FileId,
    pub(super) built: &'b BuiltFile,
}

/// Compares the two lists, and gives the documents whose pages were built.
pub(super) fn compare<'b>(
    survey: &Survey,
    built: &'b [BuiltFile],
    comparison: &mut Comparison,
) -> Vec<PagePair<'b>> {
    let mut routes: BTreeMap<&str, Route> = BTreeMap::new();
    let mut held: BTreeMap<&str, Route> = BTreeMap::new();
    for (path, route) in survey.site.routes().iter() {
        // What is written last stays.
        let place = if matches!(route, Route::Held(_)) { &mut held } else { &mut routes };
        place.insert(path, route);
    }
    let mut pairs = Vec::new();
    for (path, route) in &routes {
        let at = built.binary_search_by(|one| one.path.as_str().cmp(path)).ok();
        match at.and_then(|at| built.get(at)) {
            Some(file) => {
                comparison.outputs.agree += 1;
                pairs.extend(pair(survey, *route, file));
            }
            None => comparison.add(missing(survey, path, *route)),
        }
    }
    for file in built.iter().filter(|file| !routes.contains_key(file.path.as_str())) {
        comparison.add(unexpected(survey, &file.path, held.get(file.path.as_str()).copied()));
    }
    if let Some(stop) = &survey.fatal {
        comparison.add(Difference {
            subject: Subject::Build,
            way: Way::Unexpected,
            output: String::new(),
            path: Some(std::sync::Arc::clone(&stop.path)),
            span: Some(stop.span),
            text: stop.message.clone(),
            verdict: Verdict::Ours,
        });
    }
    pairs
}

/// Pages with text; a file that is copied has nothing to compare.
fn pair<'b>(survey: &Survey, route: Route, built: &'b BuiltFile) -> Option<PagePair<'b>> {
    let Route::Document(file) = route else { return None };
    let facts = survey.site.document(file)?;
    let is_page = facts.kind != Kind::Static && facts.is_published();
    let has_text =
        Markup::of_path(&facts.path) != Markup::Plain && Markup::of_path(&built.path) == Markup::Html;
    (is_page && has_text).then_some(PagePair { file, built })
}

fn source_of(survey: &Survey, route: Route) -> Option<std::sync::Arc<str>> {
    match route {
        Route::Document(file) | Route::Beside(file) | Route::Held(file) => {
            survey.site.document(file).map(|one| one.path.clone())
        }
        Route::Asset(at) => survey.site.assets.get(at as usize).cloned(),
        Route::Added(_) => None,
    }
}

fn difference(way: Way, output: &str, verdict: Verdict) -> Difference {
    Difference {
        subject: Subject::Output,
        way,
        output: output.to_owned(),
        path: None,
        span: None,
        text: String::new(),
        verdict,
    }
}

fn missing(survey: &Survey, output: &str, route: Route) -> Difference {
    let status = match route {
        Route::Document(file) | Route::Beside(file) => survey.site.document(file).map(|one| &one.status),
        _ => None,
    };
    let verdict = match (status, plugins_of(survey)) {
        (Some(Status::Undecided(why)), _) => Verdict::Undecided(why.clone()),
        (_, Some(why)) => Verdict::Plugin(why),
        _ => Verdict::Ours,
    };
    Difference { path: source_of(survey, route), ..difference(Way::Missing, output, verdict) }
}

fn unexpected(survey: &Survey, output: &str, held: Option<Route>) -> Difference {
    let is_below = |folder: &str| {
        folder.is_empty()
            || output.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut reasons = survey.site.additions.open.iter().filter(|(folder, _)| is_below(folder));
    // A reason for a folder says more than one for the whole site.
    let reason = reasons.clone().find(|(folder, _)| !folder.is_empty()).or_else(|| reasons.next());
    let verdict = match reason {
        Some((_, why)) if names_plugin(why) => Verdict::Plugin(why.clone()),
        Some((_, why)) => Verdict::Undecided(why.clone()),
        None => Verdict::Ours,
    };
    let path = held.and_then(|route| source_of(survey, route));
    Difference { path, ..difference(Way::Unexpected, output, verdict) }
}

fn names_plugin(why: &str) -> bool {
    why.contains("plugin") || why.starts_with("jekyll-")
}

/// Why a plugin may have changed any page, if one may.
pub(super) fn plugins_of(survey: &Survey) -> Option<Text> {
    let whole = survey.site.additions.open.iter().find(|(folder, _)| folder.is_empty());
    whole.map(|(_, why)| why.clone())
}

/// Whether a folder holds anything at all that would be built.
#[must_use]
pub fn is_built(survey: &Survey, built: &[BuiltFile]) -> bool {
    let paths: FxHashSet<&str> = built.iter().map(|one| one.path.as_str()).collect();
    survey.site.routes().iter().any(|(path, _)| paths.contains(path))
}
