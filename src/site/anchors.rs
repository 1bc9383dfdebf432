//! What the site remembers of the places in its pages that links can lead to: hashes of ids, not
//! texts. May not look anything up in another document.

use super::hash;
use crate::document::liquid::LiquidKind;
use crate::document::reference::percent_decode;
use crate::document::{Markup, Role, Shape};
use crate::entry::Entry;
use crate::finding::FileId;
use crate::generator::{Generator, github};
use crate::publication::{Kind, Skip, Status, Text};
use crate::source::Span;

/// The anchors of one document, and what else stands on the pages that are made of it.
#[derive(Debug, Default)]
pub struct AnchorFacts {
    /// Hashes of the ids in its own text, sorted.
    ids: Box<[u64]>,
    /// Hashes of the names of the includes in it.
    pub includes: Box<[u64]>,
    /// The hash of its layout's name, if it names one.
    pub layout: Option<u64>,
    /// Whether no generator makes a page of it, so that its ids are those that a code host gives.
    pub is_shown_by_host: bool,
    /// References to a place in the same page that its own text does not have.
    pub fragments: Box<[Fragment]>,
}

/// A reference to a place in the same page.
#[derive(Debug)]
pub struct Fragment {
    /// The bytes of the address.
    pub span: Span,
    /// What follows the `#`, unescaped.
    pub text: Box<str>,
    /// Whether it stands in a block of Liquid that may be left out.
    pub conditional: bool,
}

/// A reference to a place that its page, as far as the facts say, does not have.
#[derive(Debug)]
pub struct LostAnchor {
    /// The document it stands in.
    pub file: FileId,
    /// The bytes of the fragment with its `#`; of the whole address where they are not one piece.
    pub span: Span,
    /// What follows the `#`.
    pub fragment: Box<str>,
    /// The page that lacks it; of several, the first.
    pub page: FileId,
    /// On how many pages the reference stands, and how many of them lack the place: for one in a
    /// layout or an include.
    pub pages: Option<(u32, u32)>,
    /// Whether it surely lacks it.
    pub verdict: AnchorVerdict,
}

/// What a second look at the sources of a page says of a place.
#[derive(Debug)]
pub enum AnchorVerdict {
    /// It does not have it.
    Missing {
        /// The ids on the page that are most like it, at most three.
        nearest: Vec<String>,
        /// The one that was meant, where that is clear.
        meant: Option<String>,
    },
    /// It cannot be told; why.
    Undecided(Text),
}

impl AnchorFacts {
    /// Those of an entry that is a page or a piece of pages.
    #[must_use]
    pub fn of(entry: &Entry<'_>, generator: &dyn Generator) -> Self {
        let is_piece = entry.is_piece();
        let publication = entry.publication;
        let is_out = matches!(publication.status, Status::Skipped(Skip::Excluded))
            || matches!(publication.kind, Kind::Static | Kind::Ignored);
        // `_part.md` is put into pages by `include_relative`.
        let is_part = entry.path().split('/').any(|name| name.starts_with('_'));
        let is_shown_by_host = match publication.kind {
            Kind::Unknown => !entry.site.has_generator && entry.markup != Markup::Plain,
            // With front matter, it is a page of another site.
            _ => is_out && entry.markup == Markup::Markdown && entry.front_matter().is_none() && !is_part,
        };
        let is_page = match publication.kind {
            Kind::Static => entry.markup == Markup::Html,
            Kind::Unknown => false,
            _ => publication.url.known().is_some(),
        };
        if !is_piece && !is_page && !is_shown_by_host {
            return Self::default();
        }
        let texts = if is_shown_by_host { github::anchors(entry) } else { generator.anchors(entry.document) };
        let mut ids: Vec<u64> = texts.iter().map(|id| hash(id)).collect();
        for element in entry.body.named("a") {
            let name = entry.body.attribute(element, "name");
            if let Some(name) = name.filter(|one| one.value.is_some_and(|it| !entry.body.liquid.touches(it)))
            {
                ids.push(hash(&entry.body.value(name)));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let mut facts = Self {
            ids: ids.into(),
            includes: includes(entry),
            layout: publication.layout.as_deref().filter(|one| *one != "none").map(hash),
            is_shown_by_host,
            fragments: Box::default(),
        };
        facts.fragments = facts.fragments_of(entry, is_piece);
        facts
    }

    /// Whether its own text has the place that a fragment names (HTML 7.4.6.4, "find a potential
    /// indicated element": as it is written, then with percent-encoding resolved).
    #[must_use]
    pub fn has(&self, fragment: &str) -> bool {
        let known = |text: &str| self.ids.binary_search(&hash(text)).is_ok();
        known(fragment)
            || fragment.contains('%')
                && String::from_utf8(percent_decode(fragment)).is_ok_and(|it| known(&it))
    }

    fn fragments_of(&self, entry: &Entry<'_>, is_piece: bool) -> Box<[Fragment]> {
        let of_links = entry.addresses().filter(|one| one.role == Role::Link && !one.is_liquid);
        let rendering = &entry.publication.rendering;
        let of_page =
            of_links.filter(|one| one.shape == Shape::Fragment && !rendering.is_dead(one.span.start));
        let lost = of_page.filter_map(|one| {
            let text = fragment_of(one.text).filter(|text| !self.has(text))?;
            let conditional = is_piece && is_conditional(entry, one.span);
            Some(Fragment { span: one.span, text: text.into(), conditional })
        });
        lost.collect()
    }
}

/// What follows the `#` of an address and names a place in a page: not a text fragment, the top of
/// the page (HTML 7.4.6.3), or the state of a script.
#[must_use]
pub fn fragment_of(address: &str) -> Option<&str> {
    let (_, fragment) = address.split_once('#')?;
    let fragment = fragment.split(":~:").next().unwrap_or(fragment);
    let is_state = fragment.starts_with(['!', '/', '?']) || fragment.contains(['=', '&']);
    (!fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !is_state).then_some(fragment)
}

/// Whether a place stands in a block of Liquid that is not always shown.
fn is_conditional(entry: &Entry<'_>, span: Span) -> bool {
    let mut depth = 0_usize;
    for piece in entry.body.liquid.pieces().iter().take_while(|piece| piece.span.start < span.start) {
        match entry.text(piece.name) {
            _ if piece.kind != LiquidKind::Tag => {}
            "if" | "unless" | "case" | "for" | "tablerow" => depth += 1,
            "endif" | "endunless" | "endcase" | "endfor" | "endtablerow" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth > 0
}

/// Hashes of the names of includes, each once.
fn includes(entry: &Entry<'_>) -> Box<[u64]> {
    let tags = entry.body.liquid.pieces().iter().filter(|piece| piece.kind == LiquidKind::Tag);
    let names = tags.filter(|piece| matches!(entry.text(piece.name), "include" | "include_cached"));
    let mut all: Vec<u64> = names
        .filter_map(|piece| {
            let inside = Span::new(piece.name.end as usize, (piece.span.end as usize).saturating_sub(2));
            entry
                .text(inside)
                .split_ascii_whitespace()
                .next()
                .filter(|name| !name.contains(['{', '}']))
                .map(hash)
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into()
}
