//! `<base href>`: what the relative addresses of a page start from (WHATWG HTML 4.2.3). May not say
//! which pages it stands on.

use memchr::memmem;

use crate::document::Markup;
use crate::entry::Entry;
use crate::publication::Answer;
use crate::publication::rendering::Part;
use crate::site::Base;

/// The first `<base>` with an address in a file, if there is one. Only HTML is looked at: a text
/// stands below the head of its page.
pub(in crate::site) fn of(entry: &Entry<'_>) -> Option<Base> {
    let text = entry.source.text();
    if entry.document.markup != Markup::Html || memmem::find(text.as_bytes(), b"<base").is_none() {
        return None;
    }
    let mut found = entry.body.named("base").filter_map(|one| entry.body.attribute(one, "href"));
    let attribute = found.next()?;
    let span = attribute.value?;
    if !entry.body.liquid.touches(span) {
        return Some(Base::Known(entry.body.value(attribute).trim().into()));
    }
    match entry.publication.rendering.address(text, &entry.body.liquid, span) {
        Answer::Known(parts) => match parts.as_slice() {
            [] => None,
            [Part::Text(href)] => Some(Base::Known(attribute.escapes.resolve(href).trim().into())),
            _ => Some(Base::Undecided),
        },
        Answer::Undecided(_) => Some(Base::Undecided),
    }
}
