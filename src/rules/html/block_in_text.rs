//! `html/block-in-text`: the start tag of a block in running text, which kramdown shows as text.
//! What kramdown takes as text is the document's to say.

use crate::rules::prelude::*;

struct BlockInText;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(BlockInText))
}

impl Check for BlockInText {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.is_piece() {
            return;
        }
        for flaw in entry.body.flaws().iter().filter(|flaw| flaw.kind == FlawKind::ShownAsText) {
            let Some(tag) = entry.body.elements.get(flaw.element as usize) else { continue };
            match flaw.undecided {
                _ if entry.is_mention(tag) => {}
                Some(reason) => sink.undecided(tag.span, reason),
                None => sink.report(shown(tag)),
            }
        }
    }
}

fn shown(tag: &Element<'_>) -> Report {
    let name = tag.name;
    Report::new(
        tag.span,
        format!("`<{name}>` stands in running text, so kramdown shows the tag as text on the page"),
    )
    .help("write it at the start of a line, after a blank line; or as code, if the text speaks of it")
}
