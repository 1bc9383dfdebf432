//! What of a file matters when others move, besides the references that the site's index keeps: links
//! in files that no generator makes a page of, definitions that no link uses, and tags that name files.
//! May not resolve anything.

use crate::document::body::Escapes;
use crate::document::liquid::LiquidKind;
use crate::document::{Markup, Origin, Role, Shape};
use crate::entry::Entry;
use crate::publication::Kind;
use crate::site::{DocumentFacts, SiteReference, TagKind, leads_home};
use crate::source::Span;

/// What was seen in one file.
pub(super) struct Seen {
    /// References, and whether each leads from file to file.
    pub(super) references: Vec<(SiteReference, bool)>,
    pub(super) tags: Vec<NamedTag>,
}

/// A tag that names a file.
pub(super) struct NamedTag {
    pub(super) kind: TagName,
    /// The bytes of the name.
    pub(super) span: Span,
    pub(super) name: Box<str>,
}

impl NamedTag {
    /// Whether Liquid writes the name.
    pub(super) fn is_dynamic(&self) -> bool {
        self.name.contains(['{', '}'])
    }
}

/// From where a tag names its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagName {
    Kind(TagKind),
    /// `include_relative`: from the folder of the file.
    Relative,
}

pub(super) fn look(entry: &Entry<'_>, facts: &DocumentFacts) -> Seen {
    Seen { references: references(entry, facts), tags: tags(entry) }
}

fn references(entry: &Entry<'_>, facts: &DocumentFacts) -> Vec<(SiteReference, bool)> {
    let publication = entry.publication;
    if entry.markup == Markup::Plain || publication.kind == Kind::Data {
        return Vec::new();
    }
    let reference = |span: Span, target: &str, image: bool, markdown: bool| SiteReference {
        span,
        target: target.trim().into(),
        image,
        markdown,
        loose: false,
        liquid: None,
    };
    let is_page = publication.url.known().is_some() && publication.kind != Kind::Static;
    if is_page || entry.is_piece() || !entry.site.has_generator {
        let is_known = |span: &Span| facts.references.binary_search_by_key(span, |one| one.span).is_ok();
        let unused = entry.body.definitions.iter().map(|one| one.destination);
        let unused = unused.filter(|span| !span.is_empty() && !is_known(span));
        let unused = unused.filter(|span| !entry.body.liquid.touches(*span));
        return unused
            .map(|span| (span, Escapes::Markdown.resolve(entry.text(span))))
            .filter(|(_, target)| leads_home(target, entry.site))
            .map(|(span, target)| (reference(span, &target, false, true), false))
            .collect();
    }
    let is_text = entry.markup == Markup::Markdown;
    let leads = |shape: Shape| match shape {
        Shape::Relative | Shape::RootRelative => true,
        Shape::Absolute | Shape::ProtocolRelative => !is_text,
        _ => false,
    };
    entry
        .addresses()
        .filter(|one| leads(one.shape) && !one.is_liquid && leads_home(one.text, entry.site))
        .map(|one| {
            let is_markdown =
                entry.body.elements.get(one.element).map(|one| one.origin) == Some(Origin::Markdown);
            (reference(one.span, one.text, one.role == Role::Image, is_markdown), is_text)
        })
        .collect()
}

fn tags(entry: &Entry<'_>) -> Vec<NamedTag> {
    let pieces = entry.body.liquid.pieces().iter().filter(|piece| piece.kind == LiquidKind::Tag);
    let named = pieces.filter_map(|piece| {
        let kind = match entry.text(piece.name) {
            "post_url" => TagName::Kind(TagKind::PostUrl),
            "link" => TagName::Kind(TagKind::Link),
            "include" | "include_cached" => TagName::Kind(TagKind::Include),
            "include_relative" => TagName::Relative,
            _ => return None,
        };
        let inside = Span::new(piece.name.end as usize, (piece.span.end as usize).checked_sub(2)?);
        let text = entry.text(inside);
        let trimmed = text.trim_end().trim_end_matches('-').trim();
        let takes_more = kind == TagName::Relative || kind == TagName::Kind(TagKind::Include);
        let is_dynamic = trimmed.contains(['{', '}']);
        let name = match trimmed.split_once(char::is_whitespace) {
            Some((name, _)) if takes_more && !is_dynamic => name,
            _ => trimmed,
        };
        let start = inside.start as usize + (text.len() - text.trim_start().len());
        Some(NamedTag { kind, span: Span::new(start, start + name.len()), name: name.into() })
    });
    named.collect()
}
