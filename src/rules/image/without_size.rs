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
                let (key, text) = remembered(entry, image, missing);
                sink.contribute(key, Some(&text), image.span);
            }
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        for one in own {
            let mut parts = one.text.as_deref().unwrap_or_default().split(' ');
            let missing = parts.next().unwrap_or_default();
            let mut next = || parts.next().and_then(|part| part.parse::<u32>().ok()).unwrap_or_default();
            let (after, width, height) = (next(), next(), next());
            let shown = site.picture_at(one.file, Span::new(half(one.key >> 32), half(one.key)));
            let size = shown.and_then(|shown| shown.picture.size).filter(|size| !size.may_turn);
            let report = without(one.span, missing);
            let text = size.and_then(|size| attributes(missing, size, width, height));
            sink.report_in(
                one.file,
                match text {
                    Some(text) => {
                        let place = Span::at(after as usize);
                        report.fix("write the size of the file", Safety::Unsafe, place, text)
                    }
                    None => report,
                },
            );
        }
    }
}

fn half(bits: u64) -> usize {
    usize::try_from(bits & u64::from(u32::MAX)).unwrap_or_default()
}

/// What the look at the whole site needs of an image: the bytes of its address, what is missing, where
/// it can be written, and the pixels that are there.
fn remembered(entry: &Entry<'_>, image: &Element<'_>, missing: &str) -> (u64, String) {
    let pixels = |name: &str| {
        let value = entry.body.attribute(image, name).map(|attribute| entry.body.value(attribute));
        value.and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or_default()
    };
    let source = entry.body.attribute(image, "src");
    let address = source.and_then(|source| source.value).unwrap_or_default();
    let after = source.map_or(0, |source| source.span.end);
    let key = u64::from(address.start) << 32 | u64::from(address.end);
    (key, format!("{missing} {after} {} {}", pixels("width"), pixels("height")))
}

/// The attributes that are missing, by the proportions of the file.
fn attributes(missing: &str, size: Size, width: u32, height: u32) -> Option<String> {
    let scaled = |length: u32, to: u32, from: u32| {
        let from = u64::from(from.max(1));
        ((u64::from(length) * u64::from(to) * 2 + from) / (from * 2)).max(1)
    };
    Some(match missing {
        BOTH => format!(" width=\"{}\" height=\"{}\"", size.width, size.height),
        HEIGHT if width > 0 => format!(" height=\"{}\"", scaled(width, size.height, size.width)),
        WIDTH if height > 0 => format!(" width=\"{}\"", scaled(height, size.width, size.height)),
        _ => return None,
    })
}

const WIDTH: &str = "width";
const HEIGHT: &str = "height";
const BOTH: &str = "both";

/// What is missing.
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
        (true, false) => Some(HEIGHT),
        (false, true) => Some(WIDTH),
        (false, false) => Some(BOTH),
    }
}

fn without(span: Span, missing: &str) -> Report {
    let missing = match missing {
        WIDTH => "`width`",
        HEIGHT => "`height`",
        _ => "`width` and `height`",
    };
    Report::new(
        span,
        format!("the image has no {missing}, so the text below it jumps when the image has loaded"),
    )
    .help("write the image's width and height in pixels; a style sheet can still change them")
}
