//! `image/size-mismatch`: `width` and `height` of an `<img>` that do not have the proportions of the
//! file. Sees attributes and the `style` of the tag, not style sheets.

use crate::rules::prelude::*;

struct SizeMismatch;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(SizeMismatch))
}

impl Check for SizeMismatch {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for image in entry.body.named("img") {
            let Some(source) = entry.body.attribute(image, "src").and_then(|source| source.value) else {
                continue;
            };
            let (Some(width), Some(height)) = (side(entry, image, "width"), side(entry, image, "height"))
            else {
                continue;
            };
            if entry.body.liquid.touches(source) || is_set_by_style(entry, image) {
                continue;
            }
            if has_hidden_attributes(entry, image) {
                sink.undecided(image.span, "Liquid may write the size of this image");
                continue;
            }
            let has_class = entry.body.attribute(image, "class").is_some();
            let stated = Stated { source, width, height, has_class };
            sink.contribute(
                0,
                Some(&stated.write()),
                Span::new(width.span.start as usize, width.span.end as usize),
            );
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        for one in own {
            let Some(stated) = one.text.as_deref().and_then(Stated::read) else { continue };
            let Some(shown) = site.picture_at(one.file, stated.source) else { continue };
            // An SVG with a view box is fitted in, not distorted.
            if shown.picture.format().is_none_or(|format| matches!(format, Format::Svg | Format::Ico)) {
                continue;
            }
            if let Some(size) = shown.picture.size.filter(|size| stated.distorts(*size)) {
                sink.report_in(one.file, mismatch(&stated, size));
            }
        }
    }
}

/// One of the two attributes: its number, and the bytes of its value.
#[derive(Clone, Copy)]
struct Side {
    pixels: u32,
    span: Span,
}

/// The size that a tag states.
struct Stated {
    source: Span,
    width: Side,
    height: Side,
    has_class: bool,
}

/// A dimension in pixels (HTML, 2.3.4.4): digits that begin the value, and no `%` after them. Zero is
/// a way to hide an image.
fn side(entry: &Entry<'_>, image: &Element<'_>, name: &str) -> Option<Side> {
    let attribute = entry.body.attribute(image, name)?;
    let span = attribute.value.filter(|span| !entry.body.liquid.touches(*span))?;
    let value = entry.body.value(attribute);
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, unit) = value.split_at_checked(digits)?;
    let is_pixels = unit.is_empty() || unit.eq_ignore_ascii_case("px");
    let pixels = digits.parse().ok().filter(|pixels| *pixels > 1 && is_pixels)?;
    Some(Side { pixels, span })
}

/// Whether the `style` of the tag sets its size, or how the picture fits into it.
fn is_set_by_style(entry: &Entry<'_>, image: &Element<'_>) -> bool {
    let Some(style) = entry.body.attribute(image, "style") else { return false };
    let style = entry.body.value(style).to_ascii_lowercase();
    ["width", "height", "object-fit", "object-view-box", "inline-size", "block-size", "aspect-ratio", "{"]
        .iter()
        .any(|property| style.contains(property))
}

impl Stated {
    /// As the site keeps it until the files are known.
    fn write(&self) -> String {
        let (width, height, source) = (self.width, self.height, self.source);
        let parts = [
            source.start,
            source.end,
            width.pixels,
            width.span.start,
            width.span.end,
            height.pixels,
            height.span.start,
            height.span.end,
            u32::from(self.has_class),
        ];
        parts.map(|part| part.to_string()).join(" ")
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ').map(str::parse);
        let mut next = || parts.next()?.ok();
        let source = Span { start: next()?, end: next()? };
        let width = Side { pixels: next()?, span: Span { start: next()?, end: next()? } };
        let height = Side { pixels: next()?, span: Span { start: next()?, end: next()? } };
        Some(Self { source, width, height, has_class: next()? == 1 })
    }

    /// Whether the picture is stretched by more than rounding and what an eye sees.
    fn distorts(&self, size: Size) -> bool {
        let is_near = |width: u32, height: u32| {
            let (stated, actual) = (self.proportion(), f64::from(width) / f64::from(height));
            let rounded =
                |length: u32, other: u32, by: f64| (f64::from(length) - f64::from(other) * by).abs() <= 1.0;
            (stated / actual - 1.0).abs() <= 0.02
                || rounded(self.width.pixels, self.height.pixels, actual)
                || rounded(self.height.pixels, self.width.pixels, 1.0 / actual)
        };
        !(is_near(size.width, size.height) || size.may_turn && is_near(size.height, size.width))
    }

    fn proportion(&self) -> f64 {
        f64::from(self.width.pixels) / f64::from(self.height.pixels)
    }
}

/// A length times a ratio of two others, rounded.
fn scaled(length: u32, to: u32, from: u32) -> u64 {
    let from = u64::from(from.max(1));
    ((u64::from(length) * u64::from(to) * 2 + from) / (from * 2)).max(1)
}

fn mismatch(stated: &Stated, size: Size) -> Report {
    let (width, height) = (stated.width, stated.height);
    let report = Report::new(
        height.span,
        format!(
            "the tag says {} × {} pixels, and the file has {} × {}: the image is distorted, or where a style \
             sheet prevents that, the text jumps when it has loaded",
            width.pixels, height.pixels, size.width, size.height
        ),
    );
    let report = if stated.has_class { report.at_most(Severity::Note) } else { report };
    if size.may_turn {
        return report.help("write a height that has the proportions of the file");
    }
    if (width.pixels, height.pixels) == (size.height, size.width) {
        let edits = vec![(width.span, size.width), (height.span, size.height)];
        return report.help("the two are exchanged").fix_all(
            "exchange width and height",
            Safety::Unsafe,
            edits.into_iter().map(|(span, side)| Edit { span, text: side.to_string() }).collect(),
        );
    }
    let (name, span, right) = if height.pixels == size.height && width.pixels != size.width {
        ("width", width.span, u64::from(size.width))
    } else {
        ("height", height.span, scaled(width.pixels, size.height, size.width))
    };
    report.help(format!("write `{name}=\"{right}\"`, which has the proportions of the file")).fix(
        format!("write `{right}`"),
        Safety::Unsafe,
        span,
        right.to_string(),
    )
}
