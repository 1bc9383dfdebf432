//! `html/duplicate-attribute`: an attribute twice in one tag.
//! Decides on names alone.

use crate::rules::prelude::*;

struct DuplicateAttribute;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(DuplicateAttribute))
}

impl Check for DuplicateAttribute {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for element in entry.body.starts().filter(|element| element.origin == Origin::Html) {
            let attributes = entry.body.attributes_of(element);
            for (at, attribute) in attributes.iter().enumerate().skip(1) {
                let earlier = attributes.get(..at).unwrap_or_default();
                let Some(first) = earlier.iter().rev().take(64).find(|one| is_same(one, attribute)) else {
                    continue;
                };
                let between = Span { start: first.span.end, end: attribute.span.start.max(first.span.end) };
                if entry.body.liquid.touches(between) || entry.body.liquid.touches(attribute.name_span) {
                    sink.undecided(attribute.span, "the two may stand in different branches of Liquid");
                } else {
                    sink.report(duplicate(entry, first, attribute));
                }
            }
        }
    }
}

fn is_same(one: &Attribute<'_>, other: &Attribute<'_>) -> bool {
    one.name.eq_ignore_ascii_case(other.name)
}

/// Browsers take the first one; kramdown, which reads the HTML of Markdown before them, the last.
fn duplicate(entry: &Entry<'_>, first: &Attribute<'_>, second: &Attribute<'_>) -> Report {
    let name = second.name;
    let (ignored, words) = if entry.body.is_kramdown {
        (first, "this one takes the place of the first")
    } else {
        (second, "browsers ignore this one")
    };
    let removed = Span { start: ignored.span.start, end: ignored.span.end };
    let removed = with_blank(entry, removed);
    Report::new(second.span, format!("`{name}` stands twice in the tag: {words}"))
        .help("keep one of the two")
        .label(first.span, "the first one")
        .fix("remove the one that is ignored", Safety::Safe, removed, String::new())
}

/// The attribute with the blanks before it, so that the rest of the tag stays as it was.
fn with_blank(entry: &Entry<'_>, span: Span) -> Span {
    let before = entry.source.text().get(..span.start as usize).unwrap_or_default();
    Span::new(before.trim_end_matches([' ', '\t', '\n', '\r']).len(), span.end as usize)
}
