//! What Liquid does to the nesting of tags: branches that may be left out, and tags that print
//! what nobody can see here. May not evaluate anything.

use super::{Slot, Walker};
use crate::document::liquid::LiquidKind;
use crate::source::Span;

/// Tags of Liquid and Jekyll that print no HTML, or HTML that is whole.
const WHOLE: &[&str] = &[
    "assign",
    "increment",
    "decrement",
    "break",
    "continue",
    "cycle",
    "post_url",
    "link",
    "seo",
    "feed_meta",
    "gist",
    "raw",
    "comment",
    "highlight",
    "endhighlight",
    "endraw",
    "endcomment",
    "youtube",
    "jekyll_pages_api",
];

/// Tags that begin, part and end branches.
const BRANCHES: &[&str] = &[
    "if",
    "unless",
    "case",
    "for",
    "tablerow",
    "capture",
    "ifchanged",
    "elsif",
    "else",
    "when",
    "endif",
    "endunless",
    "endcase",
    "endfor",
    "endtablerow",
    "endcapture",
    "endifchanged",
];

impl Walker<'_, '_> {
    /// Takes in the Liquid before an offset; that inside tags does not count.
    pub(super) fn liquid_until(&mut self, offset: u32) {
        while let Some(piece) = self.body.liquid.pieces().get(self.piece).copied() {
            if piece.span.start >= offset {
                return;
            }
            self.piece += 1;
            if piece.span.start < self.tag_end {
                continue;
            }
            let text = |span: Span| self.body.file_text().get(span.range()).unwrap_or_default();
            match piece.kind {
                LiquidKind::Output => self.prints_tags |= holds_tag(text(piece.span)),
                LiquidKind::Tag => {
                    self.prints_tags |= holds_tag(text(piece.span));
                    self.liquid_tag(text(piece.name), piece.span.start);
                }
                LiquidKind::Opaque if text(piece.name) == "raw" && holds_tag(text(piece.span)) => {
                    self.printed.push(piece.span.start);
                }
                _ => {}
            }
        }
    }

    fn liquid_tag(&mut self, name: &str, at: u32) {
        match name {
            "if" | "unless" | "case" | "for" | "tablerow" | "capture" | "ifchanged" => {
                self.push(0, "", Slot::Branch);
            }
            "elsif" | "else" | "when" => self.end_branch(false),
            "endif" | "endunless" | "endcase" | "endfor" | "endtablerow" | "endcapture" | "endifchanged" => {
                self.end_branch(true);
            }
            _ if WHOLE.contains(&name) => {}
            _ => self.printed.push(at),
        }
    }

    /// The end of a branch: what it opened and did not close depends on it.
    fn end_branch(&mut self, is_last: bool) {
        let Some(place) = self.branches.last().copied() else { return };
        let keep = if is_last { place } else { place + 1 };
        while self.stack.len() > keep {
            let Some(open) = self.pop() else { return };
            if open.slot == Slot::Html {
                self.branched.insert(open.name);
            }
        }
    }
}

/// Whether a tag is a plugin's: what it makes of the text around it is its own.
pub(in crate::document) fn is_plugin_tag(name: &str) -> bool {
    !WHOLE.contains(&name)
        && !BRANCHES.contains(&name)
        && !matches!(name, "include" | "include_relative" | "include_cached")
}

/// Whether a piece of Liquid holds something like a tag in its own text.
fn holds_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes)
        .any(|at| bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/'))
}
