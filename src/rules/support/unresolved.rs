//! What the rules on references into the site share: the reports on those that lead to nothing, each
//! told by one rule. May not decide what leads where; that is [`crate::resolve`]'s.

use crate::finding::{FileId, Report, Safety, Severity};
use crate::publication::{Skip, Status};
use crate::sink::Sink;
use crate::site::{
    Absence, Likeness, Loss, Lost, Missing, Resolution, Route, Site, SiteReference, rewritten,
};
use crate::source::Span;

/// What is wrong with a reference; each sort has a rule of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A link leads to nothing, and nothing better is known of it.
    MissingLink,
    /// The same of an image.
    MissingImage,
    /// What it leads to lies in the sources and is not published.
    Unpublished,
}

/// Reports every reference of one sort. Those that cannot be decided are counted with the missing.
/// `elsewhere` are beginnings of paths that something else than this site serves.
pub(crate) fn report(site: &Site, sort: Sort, elsewhere: &[String], sink: &mut Sink) {
    for lost in site.lost().filter(|lost| sort_of(lost) == Some(sort)) {
        match lost.found {
            Err(why) => sink.undecided_in(lost.file, lost.reference.span, why.clone()),
            Ok(missing) if elsewhere.iter().any(|start| missing.path.starts_with(start)) => {}
            Ok(missing) => sink.report_in(lost.file, words(site, sort, lost.reference, missing)),
        }
    }
}

/// Links that lead to a file that is written beside a document, most often to redirect to it: the file
/// they stand in, and the document.
pub(crate) fn detours(site: &Site) -> impl Iterator<Item = (FileId, &SiteReference, FileId)> {
    site.unresolved.iter().filter_map(|one| match one.resolution {
        Resolution::Found(Route::Beside(target)) => {
            Some((one.file, site.document(one.file)?.references.get(one.reference)?, target))
        }
        _ => None,
    })
}

fn sort_of(lost: &Lost<'_>) -> Option<Sort> {
    match lost.loss() {
        Loss::Nothing if lost.reference.image => Some(Sort::MissingImage),
        Loss::Nothing => Some(Sort::MissingLink),
        Loss::Unpublished => Some(Sort::Unpublished),
        _ => None,
    }
}

fn words(site: &Site, sort: Sort, reference: &SiteReference, missing: &Missing) -> Report {
    let what = if reference.image { "image" } else { "link" };
    let report = match sort {
        Sort::Unpublished => unpublished(site, what, reference, missing),
        Sort::MissingLink | Sort::MissingImage => missing_words(site, what, reference, missing),
    };
    with_fix(report, reference, missing)
}

fn missing_words(site: &Site, what: &str, reference: &SiteReference, missing: &Missing) -> Report {
    let path = &missing.path;
    if missing.absence == Absence::Elsewhere {
        let top = path.get(1..).and_then(|inner| inner.split('/').next()).unwrap_or_default();
        let message = format!(
            "this {what} leads to `{path}`, and this site publishes nothing below `/{top}`; something else may"
        );
        return Report::new(reference.span, message)
            .help("correct the address, or name the folder in the option `elsewhere` of this rule")
            .at_most(Severity::Note);
    }
    let why = match missing.absence {
        Absence::Source => "where a file lies in the sources that is not published",
        _ if site.facts.has_generator => "where nothing is published",
        _ => "where no file is",
    };
    let report = Report::new(reference.span, format!("this {what} leads to `{path}`, {why}"));
    let Some((closest, likeness)) = &missing.closest else {
        return report.help(format!("correct the address, or remove the {what}"));
    };
    report.help(match likeness {
        Likeness::Form => format!("write `{closest}`, where the page is published"),
        Likeness::OtherFolder => format!("a file of this name is published at `{closest}`"),
        _ => format!("did you mean `{closest}`?"),
    })
}

fn unpublished(site: &Site, what: &str, reference: &SiteReference, missing: &Missing) -> Report {
    let path = &missing.path;
    let Absence::Held(held) = missing.absence else {
        let message = format!("this {what} leads to `{path}`, a file of the sources that is not published");
        return Report::new(reference.span, message).help(format!(
            "publish the file (`include:` in the site's configuration), or remove the {what}"
        ));
    };
    let message = format!("this {what} leads to `{path}`, which is not published: {}", reason(site, held));
    Report::new(reference.span, message)
        .label_in(held, Span::at(0), "what it leads to")
        .help(format!("publish both together, or remove the {what} until then"))
}

fn reason(site: &Site, held: FileId) -> &'static str {
    match site.document(held).map(|document| &document.status) {
        Some(Status::Skipped(Skip::Future)) => "its date lies in the future",
        Some(Status::Skipped(Skip::Draft)) => "it is a draft",
        Some(Status::Skipped(Skip::Unpublished)) => "it says `published: false`",
        _ => "it is held back",
    }
}

/// The address that was meant in place of the one that is written. Where the other address can only
/// be the same file, nothing is lost by it.
fn with_fix(report: Report, reference: &SiteReference, missing: &Missing) -> Report {
    let Some((closest, likeness)) = missing.closest.as_ref().filter(|_| !reference.loose) else {
        return report;
    };
    let safety = match likeness {
        Likeness::Case
        | Likeness::UnicodeForm
        | Likeness::Source
        | Likeness::BaseUrl
        | Likeness::BaseUrlTwice => Safety::Safe,
        _ => Safety::Unsafe,
    };
    let was = (*likeness == Likeness::Case).then_some(missing.path.as_str());
    match rewritten(reference, closest, was) {
        Some((span, text)) => report.fix(format!("write `{closest}`"), safety, span, text),
        None => report,
    }
}
