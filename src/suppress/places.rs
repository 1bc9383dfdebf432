//! Where comments stand that begin with the word, in each language of a file. What only looks like a
//! comment (in code, in a string, in an attribute) is none. May not read what a comment says.

use super::{WORD, hash, sheet};
use crate::document::front_matter::Format;
use crate::document::liquid::{LiquidKind, LiquidPiece};
use crate::document::{Document, ElementKind, Header, Markup, front_matter::yaml};
use crate::source::{Encoding, Span};

/// A comment that begins with the word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// With its marks.
    pub(super) span: Span,
    /// From the word to the end of what it says.
    pub(super) content: Span,
}

/// Every such comment of a document, in the order of the file.
pub(super) fn find(document: &Document<'_>) -> Vec<Place> {
    if document.source.encoding() == Encoding::Utf16 {
        return Vec::new();
    }
    let mut places = Vec::new();
    let path = document.path();
    if document.markup == Markup::Plain && has_extension(path, &["yml", "yaml"]) {
        let start = document.source.bom_len();
        let text = document.source.text();
        let tree = yaml::parse(text.get(start..).unwrap_or_default(), start);
        hash::find(text, Span::new(start, text.len()), Format::Yaml, tree.as_ref().ok(), &mut places);
        return places;
    }
    if let Header::Found(found) = &document.header {
        let tree = found.tree.as_ref().ok();
        hash::find(document.source.text(), found.content, found.format, tree, &mut places);
    }
    in_body(document, &mut places);
    if document.markup == Markup::Plain {
        sheet::find(document, &mut places);
    }
    places.sort_by_key(|place| (place.span.start, place.span.end));
    places.dedup_by_key(|place| place.content.start);
    places
}

/// Whether the name of a file ends with one of these extensions.
pub(super) fn has_extension(path: &str, known: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    known.iter().any(|one| one.eq_ignore_ascii_case(extension))
}

/// Whether a text begins with the word, and not with a longer one.
pub(super) fn begins(text: &str) -> bool {
    let is_letter = |one: char| one.is_alphanumeric() || one == '_';
    text.strip_prefix(WORD).is_some_and(|rest| !rest.starts_with(is_letter))
}

/// Comments of HTML, kramdown and Liquid.
fn in_body(document: &Document<'_>, places: &mut Vec<Place>) {
    let body = &document.body;
    let comments = body.elements.iter().filter(|one| one.kind == ElementKind::Comment);
    let outside = comments.filter(|one| !body.liquid.is_opaque_at(one.span.start));
    places.extend(outside.filter_map(|one| place(document, one.span, one.content)));
    places.extend(body.liquid.pieces().iter().filter_map(|piece| of_liquid(document, piece)));
}

/// The place of a comment whose content begins with the word.
pub(super) fn place(document: &Document<'_>, span: Span, content: Span) -> Option<Place> {
    let text = document.text(content);
    let said = text.trim_start();
    if !begins(said) {
        return None;
    }
    let start = content.end as usize - said.len();
    Some(Place { span, content: Span::new(start, start + said.trim_end().len()) })
}

/// `{% comment %}…{% endcomment %}`, and `{% # … %}` as Liquid has it from version 5 on.
fn of_liquid(document: &Document<'_>, piece: &LiquidPiece) -> Option<Place> {
    let text = document.text(piece.span);
    let start = piece.span.start as usize;
    let (from, to) = match piece.kind {
        LiquidKind::Opaque if document.text(piece.name) == "comment" => {
            (text.find("%}")? + 2, text.rfind("{%")?)
        }
        LiquidKind::Unclosed => {
            let inner = text.strip_prefix("{%")?.strip_suffix("%}")?;
            let inner = inner.strip_suffix('-').unwrap_or(inner);
            let said = inner.strip_prefix('-').unwrap_or(inner).trim_start().strip_prefix('#')?;
            let to = 2 + inner.len();
            (to - said.len(), to)
        }
        _ => return None,
    };
    place(document, piece.span, Span::new(start + from, start + to))
}
