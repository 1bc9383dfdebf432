//! References of a page that its reader does not see: `<meta>` of a refresh and of previews, and
//! `url(…)` in `style` attributes and `<style>` elements. May not resolve anything.

use super::{SiteReference, Wanted, css};
use crate::document::{Attribute, Element};
use crate::entry::Entry;
use crate::source::Span;

/// Names of `<meta>` whose content is an address, and whether it is an image's.
const NAMES: [(&str, bool); 8] = [
    ("og:image", true),
    ("og:image:url", true),
    ("og:image:secure_url", true),
    ("og:url", false),
    ("og:audio", false),
    ("og:video", false),
    ("twitter:image", true),
    ("twitter:image:src", true),
];

/// Adds the references of one element.
pub(super) fn collect(
    entry: &Entry<'_>,
    element: &Element<'_>,
    wanted: Wanted,
    all: &mut Vec<SiteReference>,
) {
    if element.name == "meta"
        && let Some((span, image)) = of_meta(entry, element)
    {
        add(entry, span, image, wanted, all);
    }
    if let Some(style) = entry.body.attribute(element, "style").and_then(|style| style.value) {
        for span in css::addresses(entry.text(style), style.start as usize) {
            add(entry, span, true, wanted, all);
        }
    }
}

fn add(entry: &Entry<'_>, span: Span, image: bool, wanted: Wanted, all: &mut Vec<SiteReference>) {
    let text = entry.text(span);
    if !text.contains('&') && !entry.body.liquid.touches(span) && wanted(text, entry.site) {
        all.push(SiteReference {
            span,
            target: text.into(),
            image,
            markdown: false,
            loose: false,
            liquid: None,
        });
    }
}

fn of_meta(entry: &Entry<'_>, meta: &Element<'_>) -> Option<(Span, bool)> {
    let value = |name| entry.body.attribute(meta, name).map(|one: &Attribute<'_>| entry.body.value(one));
    let content = entry.body.attribute(meta, "content")?.value?;
    if value("http-equiv").is_some_and(|one| one.trim().eq_ignore_ascii_case("refresh")) {
        return Some((refresh(entry.text(content), content)?, false));
    }
    let name = value("property").or_else(|| value("name"))?;
    let (_, image) = NAMES.iter().find(|(known, _)| name.trim().eq_ignore_ascii_case(known))?;
    // A preview is shown elsewhere: an address without a host is no address there.
    entry.text(content).contains("//").then_some((content, *image))
}

/// The address in `5; url=/lake.html` (WHATWG HTML, shared declarative refresh steps).
fn refresh(text: &str, content: Span) -> Option<Span> {
    let at = text.find([';', ','])? + 1;
    let rest = text.get(at..)?;
    let inner = rest.trim_start();
    let after = inner.get(..3).filter(|word| word.eq_ignore_ascii_case("url")).and(inner.get(3..))?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''));
    let value = quote
        .map_or(value, |quote| value.get(1..).unwrap_or_default().split(quote).next().unwrap_or_default());
    let value = value.trim_end();
    let start = content.start as usize + (value.as_ptr() as usize - text.as_ptr() as usize);
    Some(Span::new(start, start + value.len()))
}
