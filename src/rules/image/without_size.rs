//! `image/without-size`: an `<img>` that does not say how much room it takes.
//! Sees attributes and the `style` of the tag, not style sheets.

use crate::rules::prelude::*;

struct WithoutSize;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(WithoutSize))
}

impl Check for WithoutSize {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for image in entry.body.named("img").filter(|image| image.origin == Origin::Html) {
            let Some(missing) = missing_sides(entry, image) else { continue };
            if has_hidden_attributes(entry, image) {
                sink.undecided(image.span, "Liquid may write the size of this image");
            } else {
                sink.report(without(image.span, missing));
            }
        }
    }
}

/// What is missing, in the words of the message.
fn missing_sides(entry: &Entry<'_>, image: &Element<'_>) -> Option<&'static str> {
    let mut width = entry.body.attribute(image, "width").is_some();
    let mut height = entry.body.attribute(image, "height").is_some();
    if (!width || !height)
        && let Some(style) = entry.body.attribute(image, "style")
    {
        let style = entry.body.value(style);
        for property in style.split(';').filter_map(|one| one.split_once(':')) {
            match property.0.trim().to_ascii_lowercase().as_str() {
                "width" => width = true,
                "height" => height = true,
                "aspect-ratio" => return None,
                // What takes no room in the flow of the text moves nothing.
                "display" if property.1.trim().eq_ignore_ascii_case("none") => return None,
                _ => {}
            }
        }
    }
    match (width, height) {
        (true, true) => None,
        (true, false) => Some("`height`"),
        (false, true) => Some("`width`"),
        (false, false) => Some("`width` and `height`"),
    }
}

fn without(span: Span, missing: &str) -> Report {
    Report::new(
        span,
        format!("the image has no {missing}, so the text below it jumps when the image has loaded"),
    )
    .help("write the image's width and height in pixels; a style sheet can still change them")
}
