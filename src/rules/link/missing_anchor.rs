//! `link/missing-anchor`: a link to a place that its page does not have.
//! Looks at the whole site; which places there are is decided before.

use crate::rules::prelude::*;

struct MissingAnchor;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(MissingAnchor))
}

impl Check for MissingAnchor {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        for one in &site.lost_anchors {
            match &one.verdict {
                AnchorVerdict::Undecided(why) => sink.undecided_in(one.file, one.span, why.clone()),
                AnchorVerdict::Missing { nearest, meant } => {
                    sink.report_in(one.file, words(site, one, nearest, meant.as_deref()));
                }
            }
        }
    }
}

fn words(site: &Site, one: &LostAnchor, nearest: &[String], meant: Option<&str>) -> Report {
    let page = site.document(one.page);
    let address = page.and_then(|page| page.url.as_deref().or(Some(&page.path))).unwrap_or_default();
    let fragment = excerpt(&one.fragment);
    let message = match one.pages {
        None if one.page == one.file => {
            format!("nothing on this page has the id `{fragment}`, and the link leads nowhere")
        }
        None => format!("nothing on `{address}` has the id `{fragment}`, and the link leads to its top"),
        Some((shown, lacking)) if shown == lacking => {
            format!("on no page that shows this link is an id `{fragment}`, and it leads nowhere")
        }
        Some((shown, lacking)) => {
            format!("{lacking} of the {shown} pages that show this link have no id `{fragment}`: `{address}`")
        }
    };
    let report = Report::new(one.span, message).help(help(nearest, meant));
    match meant.filter(|id| is_plain(id)) {
        Some(id) => report.fix(format!("write `#{id}`"), Safety::Unsafe, one.span, format!("#{id}")),
        None => report,
    }
}

fn help(nearest: &[String], meant: Option<&str>) -> String {
    match (meant, nearest) {
        (Some(id), [_]) => format!("write `#{id}`"),
        (Some(id), _) => {
            let others: Vec<String> =
                nearest.iter().filter(|other| *other != id).map(|other| format!("`#{other}`")).collect();
            format!("write `#{id}`; {} follow", others.join(" and "))
        }
        (None, []) => "give the id to the element that is meant, or leave out the fragment".to_owned(),
        (None, _) => {
            let ids: Vec<String> = nearest.iter().map(|id| format!("`#{id}`")).collect();
            format!("the nearest ids there are {}", ids.join(", "))
        }
    }
}

/// Whether an id can stand in an address as it is.
fn is_plain(id: &str) -> bool {
    id.chars().all(|one| one.is_alphanumeric() || matches!(one, '-' | '_' | '.' | ':' | '~'))
}
