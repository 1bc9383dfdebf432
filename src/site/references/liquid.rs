//! References that Liquid has a part in, in the file that holds them and, for an include, in those that
//! give it values. May not evaluate anything: the generator has said what its
//! pieces write.

use super::{SiteReference, leads_home};
use crate::document::body::Escapes;
use crate::document::liquid::LiquidMap;
use crate::document::{Attribute, Element, Origin};
use crate::entry::Entry;
use crate::generator::Generator;
use crate::publication::given::Given;
use crate::publication::rendering::{Part, Use};
use crate::publication::{Answer, Kind, SiteFacts};
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
            let value = value.trim();
            let tail = if entry.text(span).ends_with(raw) { tail(raw, value) } else { 0 };
            leads_home(value, entry.site).then(|| with(value, FromLiquid::Known { tail }))
        }
        // Nothing at all: the page itself.
        Err(parts) if parts.is_empty() => None,
        Ok([part]) => Some(with(raw, FromLiquid::Parts(vec![part]))),
        Err(parts) => (!leads_away(raw)).then(|| with(raw, FromLiquid::Parts(parts))),
    }
}

/// How many bytes at the end of an address are those that stand behind the last Liquid.
fn tail(raw: &str, value: &str) -> u32 {
    let after = |close: &str| raw.rfind(close).map_or(0, |at| at + close.len());
    let rest = raw.get(after("}}").max(after("%}"))..).unwrap_or_default();
    if value.ends_with(rest) { u32::try_from(rest.len()).unwrap_or(0) } else { 0 }
}

/// Whether the text before the first Liquid names another host, or is a scheme without one.
fn leads_away(raw: &str) -> bool {
    let literal = raw.split("{{").next().unwrap_or_default().split("{%").next().unwrap_or_default();
    let first = literal.split(['/', '?', '#']).next().unwrap_or_default();
    first.contains(':') || literal.starts_with("//") || literal.starts_with('#')
}

/// An include whose references depend on what it is given.
#[derive(Debug)]
pub struct Template {
    text: Box<str>,
    liquid: LiquidMap,
    addresses: Vec<(Span, Escapes, bool)>,
}

impl Template {
    /// Of an entry, if it is such an include; `references` are its own.
    pub(in crate::site) fn of(entry: &Entry<'_>, references: &[SiteReference]) -> Option<Box<Self>> {
        if entry.publication.kind != Kind::Include {
            return None;
        }
        let is_open = |span: Span| {
            let at = references.binary_search_by_key(&span, |one| one.span).ok()?;
            let reference = references.get(at)?;
            matches!(reference.liquid.as_deref(), Some(FromLiquid::Undecided(_))).then_some(reference.image)
        };
        let attributes = entry.body.attributes.iter().filter_map(|one| {
            let span = one.value?;
            Some((span, one.escapes, is_open(span)?))
        });
        let addresses: Vec<_> = attributes.collect();
        let passes_on = !entry.publication.rendering.uses.is_empty();
        (!addresses.is_empty() || passes_on).then(|| {
            let (text, liquid) = (entry.source.text().into(), entry.body.liquid.clone());
            Box::new(Self { text, liquid, addresses })
        })
    }
}

/// How deep includes in includes are followed, and how many uses of one file.
const DEPTH: u8 = 4;
const USES: usize = 4096;

/// The references that the uses of includes in one document make, at the values that they are made of.
pub(in crate::site) fn of_uses<'t>(
    generator: &dyn Generator,
    site: &SiteFacts,
    uses: &[Use],
    find: impl Fn(&str) -> Option<&'t Template>,
) -> Vec<SiteReference> {
    let mut all = Vec::new();
    let mut open: Vec<(Use, u8)> = uses.iter().rev().map(|one| (one.clone(), 0)).collect();
    let mut left = USES;
    while let Some((one, depth)) = open.pop() {
        let Some(template) = find(&one.file) else { continue };
        left = left.saturating_sub(1);
        if left == 0 {
            break;
        }
        let rendering = generator.rendering_of(&template.text, &template.liquid, &one.given);
        for (span, escapes, image) in &template.addresses {
            if rendering.is_dead(span.start) || rendering.is_uncertain(span.start) {
                continue;
            }
            let Answer::Known(parts) = rendering.address(&template.text, &template.liquid, *span) else {
                continue;
            };
            let [Part::Text(text)] = parts.as_slice() else { continue };
            let value = escapes.resolve(text);
            let Some((place, part)) = place(&one, &value).filter(|_| leads_home(&value, site)) else {
                continue;
            };
            let is_end = value.ends_with(part) && part.len() == place.len();
            let tail = if is_end { place.end - place.start } else { 0 };
            all.push(SiteReference {
                span: place,
                target: value.trim().into(),
                image: *image,
                markdown: false,
                loose: false,
                liquid: Some(Box::new(FromLiquid::Known { tail })),
            });
        }
        if depth < DEPTH {
            for mut inner in rendering.uses.into_iter().filter(|inner| inner.file != one.file) {
                // What is passed on stands where it was given first.
                let places = inner.given.iter().map(|(_, value)| match value {
                    Given::Text(text) => place(&one, text).map(|(span, _)| span).unwrap_or_default(),
                    _ => Span::default(),
                });
                inner.places = places.collect();
                open.push((inner, depth + 1));
            }
        }
    }
    all
}

/// Where the value stands that has the largest part in an address, and that part.
fn place<'u>(one: &'u Use, address: &str) -> Option<(Span, &'u str)> {
    let parts = one.given.iter().zip(&one.places).filter_map(|((_, value), place)| match value {
        Given::Text(text) if !text.is_empty() && address.contains(&**text) && !place.is_empty() => {
            Some((*place, &**text))
        }
        _ => None,
    });
    parts.max_by_key(|(_, text)| text.len())
}
