//! Liquid that Jekyll cannot parse: tags and outputs that never close, blocks out of order, tags
//! that nobody defines (Liquid 4.0.4, `block_body.rs` and `document.rs`; Jekyll's `tags/`).
//! May not evaluate anything.

use super::Jekyll;
use crate::document::Document;
use crate::document::liquid::{LiquidKind, LiquidPiece};
use crate::publication::{Fatal, FatalKind};
use crate::source::Span;

/// Blocks of Liquid and Jekyll, but for those whose text is not parsed.
const BLOCKS: [&str; 7] = ["if", "unless", "case", "for", "tablerow", "capture", "ifchanged"];

/// Tags that need no end.
const TAGS: [&str; 13] = [
    "assign",
    "break",
    "continue",
    "cycle",
    "decrement",
    "echo",
    "include",
    "include_relative",
    "increment",
    "link",
    "liquid",
    "post_url",
    "render",
];

/// Tags of plugins, and the plugins that define them.
const PLUGIN_TAGS: [(&str, &str); 7] = [
    ("avatar", "jekyll-avatar"),
    ("feed_meta", "jekyll-feed"),
    ("gist", "jekyll-gist"),
    ("github_edit_link", "jekyll-github-metadata"),
    ("include_cached", "jekyll-include-cache"),
    ("last_modified_at", "jekyll-last-modified-at"),
    ("seo", "jekyll-seo-tag"),
];

/// A block that is open.
struct Open<'s> {
    name: &'s str,
    span: Span,
}

impl Jekyll {
    /// Why Liquid would not parse the body of a document.
    pub(super) fn liquid_error(&self, document: &Document<'_>) -> Option<Fatal> {
        let mut open: Vec<Open<'_>> = Vec::new();
        for piece in document.body.liquid.pieces() {
            match piece.kind {
                LiquidKind::Unclosed => {
                    return Some(fatal(piece.span, "this never closes, and Jekyll stops".to_owned()));
                }
                LiquidKind::Tag => match self.tag(document.text(piece.name), piece, &mut open) {
                    Step::Fine => {}
                    Step::Unknowable => return None,
                    Step::Wrong(fatal) => return Some(fatal),
                },
                LiquidKind::Output | LiquidKind::Opaque => {}
            }
        }
        let Open { name, span } = open.pop()?;
        Some(fatal(span, format!("`{name}` is never closed, and Jekyll stops")))
    }

    fn tag<'s>(&self, name: &'s str, piece: &LiquidPiece, open: &mut Vec<Open<'s>>) -> Step {
        let wrong = |message: String| Step::Wrong(fatal(piece.span, message));
        if BLOCKS.contains(&name) {
            open.push(Open { name, span: piece.span });
            return Step::Fine;
        }
        let top = open.last().map(|one| one.name);
        if let Some(ended) = name.strip_prefix("end") {
            return match top {
                Some(top) if top == ended => {
                    open.pop();
                    Step::Fine
                }
                Some(top) => wrong(format!("`{name}` stands where `end{top}` is expected, and Jekyll stops")),
                None if BLOCKS.contains(&ended) => {
                    wrong(format!("`{name}` closes nothing, and Jekyll stops"))
                }
                None => self.unknown(name, piece),
            };
        }
        match (name, top) {
            ("else", Some("if" | "unless" | "case" | "for")) | ("elsif", Some("if" | "unless")) => Step::Fine,
            ("when", Some("case")) => Step::Fine,
            ("else" | "elsif" | "when", _) => {
                wrong(format!("`{name}` has no block that it belongs to, and Jekyll stops"))
            }
            _ if TAGS.contains(&name) || name.is_empty() || name.starts_with('#') => Step::Fine,
            _ => self.unknown(name, piece),
        }
    }

    /// A tag that neither Liquid nor Jekyll defines.
    fn unknown(&self, name: &str, piece: &LiquidPiece) -> Step {
        let is_plugins = PLUGIN_TAGS.iter().any(|(tag, plugin)| *tag == name && self.has_plugin(plugin));
        if is_plugins {
            return Step::Fine;
        }
        // A plugin or the gem of a theme may define any tag, and what it does to those inside.
        if self.has_unknown_plugins || self.config.flag("theme") {
            return Step::Unknowable;
        }
        let mut fatal = fatal(piece.span, format!("no tag is called `{name}`, and Jekyll stops"));
        fatal.kind = FatalKind::UnknownTag;
        Step::Wrong(fatal)
    }
}

enum Step {
    Fine,
    Unknowable,
    Wrong(Fatal),
}

fn fatal(span: Span, message: String) -> Fatal {
    Fatal { kind: FatalKind::Liquid, span, message: message.into() }
}
