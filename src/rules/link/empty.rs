//! `link/empty`: a link without an address, which leads to the page it stands on.

use crate::rules::prelude::*;

struct Empty;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Empty))
}

impl Check for Empty {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.role != Role::Link || address.shape != Shape::Empty {
                continue;
            }
            if follows_a_tag(entry, &address) {
                sink.undecided(address.place, "a Liquid tag in the same paragraph may make it code");
            } else {
                sink.report(empty(address.place));
            }
        }
    }
}

/// Whether a Liquid tag stands before it in its paragraph: a block tag of a plugin has its own ways
/// with what it holds, and `Set[String]()` in an indented block after one is code. The nearest tag
/// alone is looked at, and no further back than any paragraph goes.
fn follows_a_tag(entry: &Entry<'_>, address: &Address<'_>) -> bool {
    const FARTHEST: usize = 2_000;
    let start = address.place.start as usize;
    let from = Span::new(start.saturating_sub(FARTHEST), start);
    let before = entry.body.liquid.within(from);
    let Some(tag) = before.iter().rev().find(|piece| piece.kind == LiquidKind::Tag) else { return false };
    !entry.text(Span { start: tag.span.end, end: address.place.start }).contains("\n\n")
}

fn empty(span: Span) -> Report {
    Report::new(span, "the link has no address, so it leads to the page it stands on")
        .help("write the address, or take the link away and keep its text")
}
