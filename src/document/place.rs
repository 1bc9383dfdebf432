//! Where in a document a place lies: in code, in the front matter, in a tag beside its attributes.
//! May not judge what lies there.

use crate::document::{Document, Element, Header};
use crate::source::Span;

/// Whether a span lies in a code span, a code block or an opaque Liquid block.
#[must_use]
pub fn is_in_code(document: &Document<'_>, span: Span) -> bool {
    let code = &document.body.code;
    let after = code.partition_point(|one| one.start <= span.start);
    let in_code = after.checked_sub(1).and_then(|at| code.get(at)).is_some_and(|one| span.start < one.end);
    in_code || document.body.liquid.is_opaque_at(span.start)
}

/// Whether a span lies in the front matter.
#[must_use]
pub fn is_in_front_matter(document: &Document<'_>, span: Span) -> bool {
    matches!(&document.header, Header::Found(found) if found.span.contains(span))
}

/// Liquid in a tag that stands in no value: it may write attributes that nobody sees here.
#[must_use]
pub fn has_hidden_attributes(document: &Document<'_>, element: &Element<'_>) -> bool {
    let attributes = document.body.attributes_of(element);
    document.body.liquid.within(element.span).iter().any(|piece| {
        let at = attributes.partition_point(|attribute| attribute.span.end <= piece.span.start);
        let holder = attributes.get(at).filter(|attribute| attribute.value.is_some());
        !holder.is_some_and(|attribute| attribute.span.contains(piece.span))
    })
}
