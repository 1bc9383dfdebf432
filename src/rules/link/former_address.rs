//! `link/former-address`: a link to an address that only redirects to where the page is now.
//! What leads where is decided before; this rule knows which documents have redirects.

use std::collections::HashSet;

use crate::rules::prelude::*;

struct FormerAddress;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(FormerAddress))
}

impl Check for FormerAddress {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.publication.also.is_empty() {
            return;
        }
        if let Some(pair) = entry.front_matter().and_then(|tree| tree.get("redirect_from")) {
            sink.contribute(0, None, pair.key.span());
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        let moved: HashSet<FileId> = own.iter().map(|one| one.file).collect();
        if moved.is_empty() {
            return;
        }
        for (file, reference, target) in unresolved::detours(site) {
            let address = site.document(target).filter(|_| moved.contains(&target) && !reference.loose);
            let Some(url) = address.and_then(|document| document.url.as_deref()) else { continue };
            let now = format!("{}{url}", site.facts.baseurl);
            let report = Report::new(
                reference.span,
                format!("this address only redirects to `{}`, where the page is now", excerpt(&now)),
            )
            .help("link to where the page is")
            .label_in(target, Span::at(0), "the page that was moved");
            let report = match rewritten(reference, &now, None) {
                Some((span, text)) => report.fix(format!("write `{now}`"), Safety::Safe, span, text),
                None => report,
            };
            sink.report_in(file, report);
        }
    }
}
