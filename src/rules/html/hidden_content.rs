//! `html/hidden-content`: an element of a text that readers cannot see.
//! Decides on the element's own style and size; style sheets are not read.

use crate::rules::prelude::*;

struct HiddenContent;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(HiddenContent))
}

impl Check for HiddenContent {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.is_text() {
            return;
        }
        for element in entry.body.starts().filter(|element| element.origin == Origin::Html) {
            if let Some(style) = entry.body.attribute(element, "style") {
                let value = entry.body.value(style);
                if let Some(declaration) = hiding(&value) {
                    match style.value.filter(|value| entry.body.liquid.touches(*value)) {
                        Some(value) => sink.undecided(value, "Liquid writes a part of the style"),
                        None => sink.report(hidden(element, &declaration)),
                    }
                    continue;
                }
            }
            if element.name == "img" && is_dot(entry, element) {
                sink.report(dot(element));
            }
        }
    }
}

/// The declaration of a style that hides its element from every reader.
fn hiding(style: &str) -> Option<String> {
    let mut is_low = None;
    let mut clips = false;
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().to_ascii_lowercase();
        let value = value.strip_suffix("!important").unwrap_or(&value).trim_end();
        let written = || format!("{name}: {value}");
        match name.as_str() {
            "display" if value == "none" => return Some(written()),
            "visibility" if matches!(value, "hidden" | "collapse") => return Some(written()),
            "opacity" | "font-size" if is_at_most(value, 0.0) => return Some(written()),
            "height" | "max-height" | "width" | "max-width" if is_at_most(value, 1.0) => {
                is_low.get_or_insert_with(written);
            }
            "overflow" | "overflow-x" | "overflow-y" => clips |= matches!(value, "hidden" | "clip"),
            "text-indent" | "left" | "top" | "margin-left" if is_at_most(value, -900.0) => {
                return Some(written());
            }
            _ => {}
        }
    }
    is_low.filter(|_| clips)
}

/// Whether a length in pixels, or a bare number, is at most a limit.
fn is_at_most(value: &str, limit: f64) -> bool {
    let number = value.strip_suffix("px").unwrap_or(value);
    let is_zero = ["em", "rem", "pt", "%"].iter().any(|unit| value.strip_suffix(unit) == Some("0"));
    is_zero || number.trim_end().parse::<f64>().is_ok_and(|number| number <= limit)
}

/// An image of at most one pixel each way.
fn is_dot(entry: &Entry<'_>, element: &Element<'_>) -> bool {
    let is_tiny = |name: &str| {
        entry.body.attribute(element, name).is_some_and(|one| is_at_most(entry.body.value(one).trim(), 1.0))
    };
    is_tiny("width") && is_tiny("height")
}

fn hidden(element: &Element<'_>, declaration: &str) -> Report {
    let name = element.name;
    Report::new(
        element.span,
        format!(
            "`{declaration}` hides this `<{name}>`: readers do not see it, search engines may take it as spam"
        ),
    )
    .help("remove the element, or the style that hides it")
}

fn dot(element: &Element<'_>) -> Report {
    Report::new(element.span, "the image is too small to be seen: it counts readers and shows nothing")
        .help("remove the image")
}
