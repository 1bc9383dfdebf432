//! `html/duplicate-id`: one id on two elements of a document.
//! Knows only ids that are written; those made from headings are the generator's.

use std::borrow::Cow;

use crate::rules::prelude::*;

struct DuplicateId;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(DuplicateId))
}

impl Check for DuplicateId {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let mut ids: Vec<(Cow<'_, str>, Span)> = Vec::new();
        for element in entry.body.starts() {
            let Some(id) = entry.body.attribute(element, "id") else { continue };
            let Some(span) = id.value.filter(|value| !value.is_empty()) else { continue };
            if !entry.body.liquid.touches(span) {
                ids.push((entry.body.value(id), span));
            }
        }
        if ids.len() < 2 {
            return;
        }
        ids.sort();
        let mut first = 0;
        for at in 1..ids.len() {
            let (Some((one, label)), Some((other, span))) = (ids.get(first), ids.get(at)) else { return };
            if one != other {
                first = at;
                continue;
            }
            if branches(entry, *label, *span) {
                sink.undecided(*span, "the two may stand in different branches of Liquid");
            } else {
                sink.report(duplicate(one, *label, *span));
            }
        }
    }
}

/// Whether a branch of Liquid begins or ends between two places.
fn branches(entry: &Entry<'_>, first: Span, second: Span) -> bool {
    let between = Span { start: first.end, end: second.start.max(first.end) };
    entry.body.liquid.within(between).iter().any(|piece| {
        let name = entry.text(piece.name);
        name.starts_with("els") || name.starts_with("end") || name == "when"
    })
}

fn duplicate(id: &str, first: Span, second: Span) -> Report {
    Report::new(
        second,
        format!("the id `{id}` is taken, so links to it lead to the first element that has it"),
    )
    .help("give each element its own id, or remove this one")
    .label(first, "the first one")
}
