//! `site/name-with-space`: a page whose address holds a blank, since its file's name does.
//! Looks at the address that is published.

use crate::rules::prelude::*;

struct NameWithSpace;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(NameWithSpace))
}

impl Check for NameWithSpace {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(url) = entry.publication.url.known() else { return };
        let is_page = matches!(entry.publication.kind, Kind::Page | Kind::Collection(_));
        if !is_page || entry.publication.status != Status::Published || !url.contains("%20") {
            return;
        }
        let path = entry.document.path();
        if !path.contains(' ') || entry.front_matter().is_some_and(|tree| tree.get("permalink").is_some()) {
            return;
        }
        sink.report(blank(url, path.contains("  ")));
    }
}

fn blank(url: &str, is_double: bool) -> Report {
    let what = if is_double { "two blanks in a row, which" } else { "a blank, which" };
    let message = format!("the path of this file holds {what} reaches its address: `{}`", excerpt(url));
    Report::new(Span::at(0), message)
        .help("use hyphens in the file's name, or set a `permalink`; keep links to the old address working")
}
