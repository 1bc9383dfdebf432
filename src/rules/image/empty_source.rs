//! `image/empty-source`: an image whose `src` holds nothing.
//! Decides on the text of the attribute alone.

use crate::rules::prelude::*;

struct EmptySource;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(EmptySource))
}

impl Check for EmptySource {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for image in entry.body.named("img") {
            let Some(source) = entry.body.attribute(image, "src") else { continue };
            if entry.body.value(source).trim().is_empty() {
                sink.report(empty(source.value.filter(|value| !value.is_empty()).unwrap_or(source.span)));
            }
        }
    }
}

fn empty(span: Span) -> Report {
    Report::new(span, "the image has an empty address, so browsers show nothing or load the page again")
        .help("write the image's address, or remove the image")
}
