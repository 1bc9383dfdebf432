//! References that Liquid has a part in. May not evaluate anything: the generator has said what its
//! pieces write.

use super::{SiteReference, leads_home};
use crate::document::{Attribute, Element, Origin};
use crate::entry::Entry;
use crate::publication::Answer;
use crate::publication::rendering::Part;
use crate::site::FromLiquid;
use crate::source::Span;

/// The reference of an attribute, unless it surely leads elsewhere.
pub(super) fn reference(
    entry: &Entry<'_>,
    element: &Element<'_>,
    attribute: &Attribute<'_>,
    span: Span,
    image: bool,
) -> Option<SiteReference> {
    let markdown = element.origin == Origin::Markdown;
    let with = |target: &str, liquid: FromLiquid| SiteReference {
        span,
        target: target.into(),
        image,
        markdown,
        loose: false,
        liquid: Some(Box::new(liquid)),
    };
    let raw = entry.text(span).trim();
    let parts = match entry.publication.rendering.address(entry.source.text(), &entry.body.liquid, span) {
        Answer::Undecided(why) => {
            return (!leads_away(raw)).then(|| with(raw, FromLiquid::Undecided(why)));
        }
        Answer::Known(parts) => parts,
    };
    match <[Part; 1]>::try_from(parts) {
        Ok([Part::Text(text)]) => {
            let value = attribute.escapes.resolve(&text);
            leads_home(&value, entry.site).then(|| with(value.trim(), FromLiquid::Known))
        }
        // Nothing at all: the page itself.
        Err(parts) if parts.is_empty() => None,
        Ok([part]) => Some(with(raw, FromLiquid::Parts(vec![part]))),
        Err(parts) => (!leads_away(raw)).then(|| with(raw, FromLiquid::Parts(parts))),
    }
}

/// Whether the text before the first Liquid names another host, or is a scheme without one.
fn leads_away(raw: &str) -> bool {
    let literal = raw.split("{{").next().unwrap_or_default().split("{%").next().unwrap_or_default();
    let first = literal.split(['/', '?', '#']).next().unwrap_or_default();
    first.contains(':') || literal.starts_with("//") || literal.starts_with('#')
}
