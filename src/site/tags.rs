//! Liquid tags of one document that name a file of the site: `post_url`, `link`, `include`.
//! May not look anything up.

use crate::document::liquid::LiquidKind;
use crate::entry::Entry;
use crate::publication::{Kind, Status};
use crate::source::Span;

/// A tag that names a file.
#[derive(Debug)]
pub struct TagUse {
    /// Which tag.
    pub kind: TagKind,
    /// The bytes of the name.
    pub span: Span,
    /// The name.
    pub name: Box<str>,
    /// What follows the name: the parameters of an `include`.
    pub rest: Box<str>,
    /// It stands in a block that may not be rendered.
    pub conditional: bool,
}

/// Which tag names the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// `{% post_url 2022-01-07-walk %}`
    PostUrl,
    /// `{% link walk.md %}`
    Link,
    /// `{% include head.html %}`
    Include,
}

/// The tags of an entry that is published, in the order of the file. A name that holds Liquid
/// itself is left out.
pub(super) fn collect(entry: &Entry<'_>) -> Vec<TagUse> {
    let is_rendered = entry.publication.status == Status::Published
        && matches!(entry.publication.kind, Kind::Post | Kind::Draft | Kind::Page | Kind::Collection(_));
    if !is_rendered {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut depth = 0_usize;
    for piece in entry.body.liquid.pieces().iter().filter(|piece| piece.kind == LiquidKind::Tag) {
        let kind = match entry.text(piece.name) {
            "if" | "unless" | "case" | "for" | "tablerow" => {
                depth += 1;
                continue;
            }
            "endif" | "endunless" | "endcase" | "endfor" | "endtablerow" => {
                depth = depth.saturating_sub(1);
                continue;
            }
            "post_url" => TagKind::PostUrl,
            "link" => TagKind::Link,
            "include" => TagKind::Include,
            _ => continue,
        };
        let inside = Span::new(piece.name.end as usize, (piece.span.end as usize).saturating_sub(2));
        let text = entry.text(inside);
        let trimmed = text.trim_end_matches('-').trim();
        if trimmed.contains(['{', '}']) {
            continue;
        }
        let start = inside.start as usize + (text.len() - text.trim_start().len());
        let (name, rest) = match kind {
            TagKind::Include => trimmed.split_once(char::is_whitespace).unwrap_or((trimmed, "")),
            _ => (trimmed, ""),
        };
        all.push(TagUse {
            kind,
            span: Span::new(start, start + name.len()),
            name: name.into(),
            rest: rest.trim().into(),
            conditional: depth > 0,
        });
    }
    all
}
