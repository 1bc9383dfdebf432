//! What the rules on other hosts share: which places they look at, and the words for what a host
//! answers. May not ask anything: what is known was asked before.

mod words;

use crate::finding::{FileId, Report, Safety, Severity};
use crate::sink::Sink;
use crate::site::{Answer, External, Online, Purpose, Site, Verdict};

/// Calls `each` for every place with an address that was asked, in the order of the files.
pub(crate) fn each(site: &Site, mut each: impl FnMut(FileId, &External, &Answer, &Online)) {
    let Some(online) = &site.online else { return };
    for document in &site.documents {
        for place in &document.externals {
            if let Some(answer) = online.get(&place.url) {
                each(document.file, place, answer, online);
            }
        }
    }
}

/// Reports the places of one purpose whose address leads to nothing, and counts those of which that
/// cannot be told.
pub(crate) fn dead(site: &Site, purpose: Purpose, sink: &mut Sink) {
    each(site, |file, place, answer, online| {
        if place.purpose != purpose {
            return;
        }
        if let Verdict::Unknown(why) | Verdict::Unasked(why) = &answer.verdict {
            sink.undecided_in(file, place.span, why.clone());
        } else if let Some(fault) = answer.fault(purpose) {
            sink.report_in(file, words::dead(place, answer, fault, online.patience));
        }
    });
}

/// Where a place leads now, if its host says for good that it is elsewhere.
pub(crate) fn moved(place: &External, answer: &Answer) -> Option<Report> {
    let moved = answer.moved.as_deref().filter(|_| answer.fault(place.purpose).is_none())?;
    let what = words::noun(place.purpose);
    let to = crate::rules::support::excerpt(moved);
    if is_front_page(moved) && !is_front_page(&place.url) {
        let message =
            format!("this {what} is redirected to the front page, `{to}`: what it led to is probably gone");
        let help = format!("look for where it is now, or remove the {what}");
        return Some(Report::new(place.span, message).help(help));
    }
    let message = format!("this {what} is redirected for good, to `{to}`");
    let help = "use the new address: the old one costs every reader a detour, and will be gone one day";
    let report = Report::new(place.span, message).help(help);
    let Some(text) = replacement(place, moved) else { return Some(report) };
    let safety = if is_alike(&place.url, moved) { Safety::Safe } else { Safety::Unsafe };
    Some(report.fix("use the new address", safety, place.span, text))
}

/// The new address as it can stand in place of the old one.
fn replacement(place: &External, moved: &str) -> Option<String> {
    let fragment = place.fragment.as_deref().filter(|_| !moved.contains('#'));
    let text = fragment.map_or_else(|| moved.to_owned(), |fragment| format!("{moved}#{fragment}"));
    let is_plain = !text.contains([' ', '"', '\'', '<', '>', '(', ')', '&', '\\', '{', '}', ',', '*', '|']);
    (place.verbatim && is_plain).then_some(text)
}

/// Whether two addresses differ in what is never another page: https for http, `www.`, a slash at
/// the end.
fn is_alike(one: &str, other: &str) -> bool {
    let core = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest).to_owned();
        rest.strip_prefix("www.").unwrap_or(&rest).trim_end_matches('/').to_owned()
    };
    core(one) == core(other) && !(one.starts_with("https:") && other.starts_with("http:"))
}

fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// A place in a page of another host that the page does not have.
pub(crate) fn lost_anchor(place: &External, answer: &Answer) -> Option<Report> {
    let fragment = place.fragment.as_ref().filter(|one| answer.lost.contains(one))?;
    let host = words::host(&place.url);
    let message = format!(
        "the page at `{host}` has no place `#{}`, so the reader lands at its top",
        crate::rules::support::excerpt(fragment)
    );
    let report = Report::new(place.fragment_span, message);
    Some(report.help("look for the new name of the place, or leave the fragment out"))
}

/// A picture of another host that is larger than a number of bytes.
pub(crate) fn too_large(place: &External, answer: &Answer, most: u64) -> Option<Report> {
    let size = answer.size.filter(|size| *size > most && place.purpose == Purpose::Image)?;
    let message = format!(
        "this image of `{}` has {}, and every reader loads all of it",
        words::host(&place.url),
        words::bytes(size)
    );
    let report = Report::new(place.span, message);
    Some(report.help(format!("show a copy of at most {}, and link to this one", words::bytes(most))))
}

/// A fault that may pass is a note until it was seen on enough days.
fn is_young(answer: &Answer, fault: &crate::site::Fault, patience: u32) -> Option<Severity> {
    (fault.is_passing() && answer.days < patience).then_some(Severity::Note)
}
