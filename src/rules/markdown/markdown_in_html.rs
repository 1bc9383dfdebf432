//! `markdown/markdown-in-html`: a Markdown link where only HTML is read.
//! Words what the reader of the Markdown saw.

use crate::rules::prelude::*;

struct MarkdownInHtml;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(MarkdownInHtml))
}

impl Check for MarkdownInHtml {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for slip in entry.body.slips.iter().filter(|slip| slip.kind == SlipKind::SleepingLink) {
            if is_in_block_tag(entry, slip.span) {
                sink.undecided(slip.span, "a plugin's tag around it may read the Markdown");
            } else {
                sink.report(asleep(slip.span));
            }
        }
    }
}

/// Tags of Liquid itself that have an end tag and leave what they hold as it is.
const PLAIN: &[&str] =
    &["if", "unless", "case", "for", "tablerow", "ifchanged", "raw", "comment", "highlight"];

/// Whether a tag that may change its content stands open around a span: one that captures it, or
/// one of a plugin.
fn is_in_block_tag(entry: &Entry<'_>, span: Span) -> bool {
    let text = entry.source.text();
    let name = |piece: &LiquidPiece| text.get(piece.name.range()).unwrap_or_default();
    let pieces = entry.body.liquid.pieces();
    let (before, after) = pieces.split_at(pieces.partition_point(|piece| piece.span.start < span.start));
    after.iter().filter_map(|piece| name(piece).strip_prefix("end")).any(|ended| {
        !ended.is_empty() && !PLAIN.contains(&ended) && {
            let opened = before.iter().filter(|piece| name(piece) == ended).count();
            let closed = before.iter().filter(|piece| name(piece).strip_prefix("end") == Some(ended)).count();
            opened > closed
        }
    })
}

fn asleep(span: Span) -> Report {
    Report::new(span, "Markdown is not read inside this HTML, so the link is shown with its brackets")
        .help("write `<a href=\"…\">`, or give the outer element `markdown=\"1\"`")
}
