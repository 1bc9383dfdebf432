//! `site/url-removed`: an address or a place that was published, and is not any more.
//! What is recorded and what became of it is found before; this rule only says it.

use crate::rules::prelude::*;

struct UrlRemoved;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UrlRemoved))
}

impl Check for UrlRemoved {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        for one in &site.contract {
            match &one.verdict {
                BrokenVerdict::Undecided(why) => sink.undecided_in(one.record, one.span, why.clone()),
                BrokenVerdict::Lost { page, nearest } => {
                    sink.report_in(one.record, lost(one, *page, nearest));
                }
                BrokenVerdict::Gone { moved: Some(moved), .. } => {
                    sink.report_in(moved.file, moved_away(one, moved));
                }
                BrokenVerdict::Gone { why, moved: None, by_front_matter } => {
                    sink.report_in(one.record, gone(one, why.as_deref(), *by_front_matter));
                }
            }
        }
    }
}

fn moved_away(one: &Broken, moved: &Moved) -> Report {
    let (old, new) = (excerpt(&one.url), excerpt(&moved.url));
    let message =
        format!("this page was published at `{old}` and is at `{new}` now, and nothing redirects there");
    let report = Report::new(moved.span, message).label_in(one.record, one.span, "it is recorded here");
    if moved.edits.is_empty() {
        return report.help(format!(
            "give the page its address back, or write `{} {}` into `_redirects`",
            one.url, moved.url
        ));
    }
    report.help("give the page its address back, or let it redirect from there by `redirect_from`").fix_all(
        format!("redirect from `{old}`"),
        Safety::Unsafe,
        moved.edits.clone(),
    )
}

fn gone(one: &Broken, why: Option<&str>, by_front_matter: bool) -> Report {
    let because = why.map(|why| format!(" (its file is left out: {why})")).unwrap_or_default();
    let message = format!("`{}` was published, and nothing is there any more{because}", excerpt(&one.url));
    let help = if by_front_matter {
        format!(
            "name `{0}` in `redirect_from` of the page that takes its place, or write `{0} /new/` into `_redirects`",
            one.url
        )
    } else {
        format!("write `{} /new/` into `_redirects`, with the page that takes its place", one.url)
    };
    Report::new(one.span, message).help(help)
}

fn lost(one: &Broken, page: FileId, nearest: &[String]) -> Report {
    let place = one.url.split_once('#').map_or("", |(_, place)| place);
    let message = format!("the page had a place `#{}`, and links to it now lead to its top", excerpt(place));
    let help = match nearest.first() {
        Some(near) => format!("give the heading its id back; the page has `#{}`", excerpt(near)),
        None => {
            format!("give a heading the id back, or keep the place with `<a id=\"{}\"></a>`", excerpt(place))
        }
    };
    let report = Report::new(one.span, message).help(help).at_most(Severity::Warning);
    report.label_in(page, Span::at(0), "this page")
}
