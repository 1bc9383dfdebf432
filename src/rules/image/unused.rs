//! `image/unused`: an image of the site that nothing in it names.
//! What names what is found before; a name that anything may be made of is not reported.

use crate::rules::prelude::*;

struct Unused;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Unused))
}

impl Check for Unused {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        if let (Some(why), Some(first)) = (&site.unused.undecided, site.documents.first()) {
            sink.undecided_in(first.file, Span::at(0), why.clone());
        }
        for (at, path) in site.unused.paths.iter().enumerate() {
            sink.report_in(site.unused_file(at), unused(path));
        }
    }
}

fn unused(path: &str) -> Report {
    Report::new(Span::at(0), format!("no page, layout, style sheet, script or data of this site names the image `{path}`"))
        .help(
            "remove it, unless other sites, mails or feeds of the past link to it, or a script outside of the site \
             makes its name",
        )
}
