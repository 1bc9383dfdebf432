//! `site/redirect-over-page`: a redirect at the address of a page that exists.
//! The index of routes says what is written where; this rule only knows where `redirect_from` stands.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

struct RedirectOverPage;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(RedirectOverPage))
}

impl Check for RedirectOverPage {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.publication.also.is_empty() || entry.publication.status != Status::Published {
            return;
        }
        let Some(pair) = entry.front_matter().and_then(|tree| tree.get("redirect_from")) else { return };
        let one = |node: Node<'_>, sink: &mut Sink| {
            if let Some(text) = node.as_str() {
                sink.contribute(0, Some(text), node.span());
            }
        };
        one(pair.value, sink);
        pair.value.items().for_each(|node| one(node, sink));
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        if own.is_empty() {
            return;
        }
        let mut pages: FxHashMap<&str, FileId> = FxHashMap::default();
        for (output, route) in site.routes().iter() {
            if let Route::Document(file) = route {
                pages.insert(output, file);
            }
        }
        for one in own {
            let Some(text) = one.text.as_deref() else { continue };
            let Some((other, replaced)) = covered(site, &pages, one.file, text) else { continue };
            let report = over(one, text, other, replaced);
            sink.report_in(one.file, if replaced { report } else { report.at_most(Severity::Warning) });
        }
    }
}

/// The page that a redirect meets, and whether the redirect replaces it: pages are written before
/// redirects, posts and documents after them.
fn covered(
    site: &Site,
    pages: &FxHashMap<&str, FileId>,
    file: FileId,
    alias: &str,
) -> Option<(FileId, bool)> {
    let also = &site.document(file)?.also;
    let inner = alias.trim_matches('/');
    let forms = [inner.to_owned(), format!("{inner}.html"), format!("{inner}/index.html")];
    let index = (inner.is_empty()).then(|| "index.html".to_owned());
    let output = forms.iter().chain(&index).find(|form| also.iter().any(|one| **one == ***form))?;
    let other = *pages.get(output.as_str())?;
    Some((other, site.document(other)?.kind == Kind::Page))
}

fn over(one: &Contribution, alias: &str, other: FileId, replaced: bool) -> Report {
    let what = match (other == one.file, replaced) {
        (true, _) => "is the address of this page itself, which a redirect to itself replaces",
        (false, true) => "is the address of another page, which this redirect replaces without a word",
        (false, false) => "is the address of another page, which replaces this redirect without a word",
    };
    let report = Report::new(one.span, format!("`{}` {what}", excerpt(alias)));
    let report = report.help("take this address away, or give the other page another one");
    if other == one.file {
        report
    } else {
        report.label_in(other, Span::at(0), "this page is published there")
    }
}
