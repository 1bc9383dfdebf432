//! The order in which a page with footnotes is written (`Converter::Html#convert_root` and
//! `#footnote_content`): the text, then the footnotes, in the order of the first marks that lead to
//! them. May not make an id.

use rustc_hash::FxHashMap;

use crate::document::{Body, Element};
use crate::source::Span;

/// What may have an id.
#[derive(Clone, Copy)]
pub(super) enum Place<'b, 's> {
    /// An element of the stream.
    Element(&'b Element<'s>),
    /// The mark of the footnote of a name, and how many marks before it lead there.
    Mark(Span, u32),
    /// The text of the footnote of a name.
    Note(Span),
}

/// The places of a page with footnotes.
pub(super) fn of_page<'b, 's>(body: &'b Body<'s>) -> Vec<Place<'b, 's>> {
    // Each footnote by the start of its definition, with its rank and how often it was referred to.
    let mut ranks: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    let mut notes: Vec<(Span, u32)> = Vec::new();
    let mut all = Vec::new();
    let mut marks = Vec::new();
    for mark in &body.footnotes {
        let next = u32::try_from(ranks.len()).unwrap_or(u32::MAX).saturating_add(1);
        let (rank, count) = ranks.entry(mark.definition.start).or_insert((next, 0));
        if *count == 0 {
            notes.push((mark.definition, *rank));
            all.push(((*rank, 0), Place::Note(mark.name)));
        }
        marks.push((mark.span.start, Place::Mark(mark.name, *count)));
        *count += 1;
    }
    notes.sort_unstable();
    // The innermost footnote around an offset: definitions nest, but do not overlap.
    let mut open: Vec<(Span, u32)> = Vec::new();
    let mut notes = notes.into_iter().peekable();
    let mut rank_at = |at: u32| {
        while let Some(note) = notes.next_if(|(span, _)| span.start <= at) {
            while open.pop_if(|(span, _)| span.end <= note.0.start).is_some() {}
            open.push(note);
        }
        while open.pop_if(|(span, _)| span.end <= at).is_some() {}
        open.last().map_or(0, |(_, rank)| *rank)
    };
    let elements = body.starts().map(|element| (element.span.start, Place::Element(element)));
    marks.extend(elements);
    marks.sort_by_key(|(start, _)| *start);
    for (start, place) in marks {
        all.push(((rank_at(start), start), place));
    }
    all.sort_by_key(|(key, _)| *key);
    all.into_iter().map(|(_, place)| place).collect()
}
