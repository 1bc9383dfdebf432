//! What the rules on `post_url`, `link` and `include` share.
//! May not decide what a tag finds; that is [`crate::resolve`]'s.

use crate::finding::Report;
use crate::resolve::{TagResolution, resolve_tag};
use crate::sink::Sink;
use crate::site::{Site, TagKind};

/// Reports every tag of a kind at which the build stops.
pub(crate) fn report(site: &Site, kind: TagKind, help: &'static str, sink: &mut Sink) {
    for document in site.documents.iter().filter(|one| !one.tags.is_empty()) {
        for tag in document.tags.iter().filter(|one| one.kind == kind) {
            match resolve_tag(site, tag) {
                TagResolution::Found => {}
                TagResolution::Undecided(why) => sink.undecided_in(document.file, tag.span, why),
                TagResolution::Stops(why) => {
                    let message = format!("Jekyll stops the whole build here: {why}");
                    sink.report_in(document.file, Report::new(tag.span, message).help(help));
                }
            }
        }
    }
}
