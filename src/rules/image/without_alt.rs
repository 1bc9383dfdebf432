//! `image/without-alt`: an image without the text that stands in its place.
//! An empty `alt` written in HTML says that the image is decoration; in Markdown nobody can tell it
//! from one that was forgotten.

use crate::rules::prelude::*;

struct WithoutAlt;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(WithoutAlt))
}

impl Check for WithoutAlt {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for image in entry.body.named("img") {
            let alt = entry.body.attribute(image, "alt");
            if image.origin == Origin::Markdown {
                if alt.is_some_and(|alt| entry.body.value(alt).trim().is_empty()) {
                    sink.report(empty(image.span));
                }
            } else if alt.is_none() && !is_named_otherwise(entry, image) {
                if has_hidden_attributes(entry, image) {
                    sink.undecided(image.span, "Liquid may write the `alt` of this image");
                } else {
                    sink.report(missing(image.span));
                }
            }
        }
    }
}

/// Whether assistive technology is told the image's name, or that it has none, in another way
/// (WAI-ARIA: `aria-label`, `aria-labelledby`, `aria-hidden`, the roles `none` and `presentation`).
fn is_named_otherwise(entry: &Entry<'_>, image: &Element<'_>) -> bool {
    entry.body.attributes_of(image).iter().any(|attribute| match attribute.name {
        "aria-label" | "aria-labelledby" => true,
        "aria-hidden" => entry.body.value(attribute) != "false",
        "role" => matches!(&*entry.body.value(attribute), "none" | "presentation"),
        _ => false,
    })
}

fn missing(span: Span) -> Report {
    Report::new(span, "the image has no `alt`, so screen readers read out its file name or nothing")
        .help("say in `alt` what the image shows; for mere decoration write `alt=\"\"`")
}

fn empty(span: Span) -> Report {
    Report::new(span, "the image has an empty description, so screen readers pass over it as decoration")
        .help("say between the brackets what the image shows, unless it is decoration")
        .at_most(Severity::Note)
}
