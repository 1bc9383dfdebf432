//! `site/url-case-collision`: two files whose addresses differ in the case of letters alone.
//! Compares the paths that are written, as `Doctor.urls_only_differ_by_case` does.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

struct UrlCaseCollision;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UrlCaseCollision))
}

impl Check for UrlCaseCollision {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        if !site.facts.has_generator {
            return;
        }
        let mut first: FxHashMap<String, (FileId, &str)> = FxHashMap::default();
        for (output, route) in site.routes().iter() {
            let Route::Document(file) = route else { continue };
            let (other, other_output) = *first.entry(output.to_lowercase()).or_insert((file, output));
            if other != file && other_output != output {
                sink.report_in(file, collision(output, other_output, other));
            }
        }
    }
}

fn collision(output: &str, other: &str, file: FileId) -> Report {
    let message = format!(
        "this page is written to `{}` and another to `{}`: where large and small letters are one, only one is left",
        excerpt(output),
        excerpt(other)
    );
    Report::new(Span::at(0), message).help("rename one of them, or make them one page").label_in(
        file,
        Span::at(0),
        "the other page",
    )
}
