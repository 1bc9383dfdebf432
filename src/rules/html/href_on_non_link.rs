//! `html/href-on-non-link`: `href` on an element that is no link.
//! Decides on the names of the element and the attribute alone.

use crate::rules::prelude::*;

struct HrefOnNonLink;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(HrefOnNonLink))
}

impl Check for HrefOnNonLink {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for element in entry.body.starts().filter(|element| element.origin == Origin::Html) {
            // Custom elements and those of SVG may give it a meaning.
            if matches!(element.name, "a" | "area" | "base" | "link" | "image" | "script")
                || !names::is_known(element.name)
            {
                continue;
            }
            if let Some(href) = entry.body.attribute(element, "href") {
                sink.report(no_link(element, href));
            }
        }
    }
}

fn no_link(element: &Element<'_>, href: &Attribute<'_>) -> Report {
    let name = element.name;
    Report::new(href.span, format!("`href` does nothing on `<{name}>`: readers cannot follow it"))
        .help(format!("write `<a>` instead of `<{name}>`, or remove the attribute"))
        .label(element.span, "not a link")
}
