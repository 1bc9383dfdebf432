//! What `link/missing-file` and `image/missing-file` share: references into the site that lead to
//! nothing. May not decide what leads where; that is [`crate::resolve`]'s.

use crate::finding::{Report, Safety};
use crate::resolve::{Likeness, Missing, Resolution, resolve};
use crate::sink::Sink;
use crate::site::{Site, SiteReference};

/// Reports every reference of the one sort, images or others, that leads to nothing.
pub(crate) fn report(site: &Site, image: bool, sink: &mut Sink) {
    for document in site.documents.iter().filter(|one| !one.references.is_empty()) {
        for reference in document.references.iter().filter(|one| one.image == image) {
            match resolve(site, document, reference) {
                Resolution::Found(_) => {}
                Resolution::Undecided(why) => sink.undecided_in(document.file, reference.span, why),
                Resolution::Missing(missing) => {
                    sink.report_in(document.file, words(reference, &missing, site.facts.has_generator));
                }
            }
        }
    }
}

fn words(reference: &SiteReference, missing: &Missing, has_generator: bool) -> Report {
    let what = if reference.image { "image" } else { "link" };
    let path = &missing.path;
    let why = if missing.is_unpublished_source {
        "where a file lies in the sources that is not published"
    } else if has_generator {
        "where nothing is published"
    } else {
        "where no file is"
    };
    let report = Report::new(reference.span, format!("this {what} leads to `{path}`, {why}"));
    let Some((closest, likeness)) = &missing.closest else {
        return report.help(format!("correct the address, or remove the {what}"));
    };
    let help = match likeness {
        Likeness::Case => format!("write `{closest}`: large and small letters differ on most servers"),
        Likeness::Form => format!("write `{closest}`, where the page is published"),
        Likeness::Source => format!("write `{closest}`: the page that is made of this file"),
        Likeness::BaseUrl => format!("write `{closest}`, with the site's `baseurl`, or use `relative_url`"),
        Likeness::OtherFolder => format!("a file of this name is published at `{closest}`"),
        Likeness::Spelling => format!("did you mean `{closest}`?"),
    };
    let report = report.help(help);
    match address(reference, closest) {
        Some(text) => report.fix(format!("write `{closest}`"), Safety::Unsafe, reference.span, text),
        None => report,
    }
}

/// The new address, with the query and fragment of the old one; none where it needs care to write.
fn address(reference: &SiteReference, closest: &str) -> Option<String> {
    let suffix =
        reference.target.find(['?', '#']).and_then(|at| reference.target.get(at..)).unwrap_or_default();
    let is_plain = |text: &str| !text.contains([' ', '"', '\'', '<', '>', '(', ')', '&', '\\']);
    (is_plain(closest) && is_plain(suffix)).then(|| format!("{closest}{suffix}"))
}
