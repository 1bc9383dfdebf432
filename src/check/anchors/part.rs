//! One of the files that a page is made of: the ids in it, and what in it may make others.
//! May not look at other files.

use std::collections::BTreeSet;

use super::domain::is_quoted_in;
use super::expression::{Names, Origin, may_hold_headings};
use super::traces::{footnotes, is_echoed, is_slug_of, scripts, unknown_page, without_tags};
use crate::document::liquid::{LiquidKind, LiquidPiece};
use crate::document::{Document, Element, ElementKind, Header, Markup, Origin as Maker};
use crate::generator::{Generator, github};
use crate::publication::{Kind, Text};
use crate::resolve::anchor::bare;
use crate::source::Span;

/// What one file brings to its page.
pub(super) struct Part {
    /// Its path.
    pub(super) path: String,
    /// Its ids.
    pub(super) ids: Vec<String>,
    /// Why it may bring any id.
    any: Option<Text>,
    /// Fragments that stand in it in a place where an id may, and is not seen as one.
    echoed: BTreeSet<String>,
    /// The texts before and after the Liquid in ids, and whether values of the site alone are in it.
    patterns: Vec<Pattern>,
    /// Front matter and Liquid.
    pub(super) values: String,
    /// The same as [`bare`] leaves it.
    pub(super) bare_values: String,
    /// Whether plugins write between its tags.
    pub(super) by_plugin: bool,
    /// Whether Liquid writes values between its tags.
    pub(super) prints_values: bool,
    /// Whether scripts run on the page.
    pub(super) has_scripts: bool,
    /// The texts of headings without id, as [`bare`] leaves them.
    pub(super) bare_headings: BTreeSet<String>,
    /// The texts of headings whose ids depend on who shows them.
    shown_headings: Vec<String>,
    footnotes: BTreeSet<String>,
}

struct Pattern {
    before: String,
    after: String,
    is_of_values: bool,
    /// The text of a heading: kept as [`bare`] leaves it.
    is_bare: bool,
}

impl Part {
    pub(super) fn of(
        document: &Document<'_>,
        kind: &Kind,
        generator: &dyn Generator,
        fragments: &BTreeSet<&str>,
    ) -> Self {
        let mut part = Self {
            path: document.path().to_owned(),
            ids: generator.anchors(document),
            any: None,
            echoed: BTreeSet::new(),
            patterns: Vec::new(),
            values: String::new(),
            bare_values: String::new(),
            by_plugin: document.body.has_plugin_tags(),
            prints_values: false,
            has_scripts: false,
            bare_headings: BTreeSet::new(),
            shown_headings: Vec::new(),
            footnotes: footnotes(document),
        };
        part.elements(document);
        part.liquid(document);
        let text = document.source.text();
        part.echoed = fragments
            .iter()
            .filter(|one| is_echoed(document, one) || part.is_numbered(one, kind, document))
            .map(|one| (*one).to_owned())
            .collect();
        let scripts = scripts(document);
        part.echoed.extend(
            fragments
                .iter()
                .filter(|one| scripts.iter().any(|span| is_quoted_in(document.text(*span), one)))
                .map(|one| (*one).to_owned()),
        );
        if *kind == Kind::Include && may_hold_headings(document.markup, text) {
            part.any = Some("an include may have headings in Markdown".into());
        }
        if *kind == Kind::Unknown {
            part.any = part.any.or_else(|| unknown_page(document));
        }
        part
    }

    /// Why it may bring an id of this text.
    pub(super) fn open(&self, fragment: &str) -> Option<Text> {
        if self.any.is_some() {
            return self.any.clone();
        }
        if self.echoed.contains(fragment) {
            return Some("the sources name this id where it is not seen as one".into());
        }
        if self.shown_headings.iter().any(|heading| is_slug_of(fragment, heading)) {
            return Some("other rules for the ids of headings may give this one".into());
        }
        let mut foreign = self.patterns.iter().filter(|one| !one.is_of_values);
        foreign
            .any(|one| one.rest(fragment).is_some())
            .then(|| "Liquid writes ids on this page, perhaps this one too".into())
    }

    /// What Liquid would have to write for the id to be this text.
    pub(super) fn rests_for<'p>(&'p self, fragment: &'p str) -> impl Iterator<Item = &'p str> {
        self.patterns.iter().filter(|one| one.is_of_values).filter_map(move |one| one.rest(fragment))
    }

    /// kramdown's ids of footnotes and of the marks that lead to them.
    pub(super) fn has_footnote(&self, fragment: &str) -> bool {
        let name = fragment.strip_prefix("fn:").or_else(|| {
            let rest = fragment.strip_prefix("fnref:")?;
            Some(rest.rsplit_once(':').map_or(rest, |(name, _)| name))
        });
        name.is_some_and(|name| self.footnotes.contains(name))
    }

    /// Headings of the page and its includes are counted together, and those of a loop once a round.
    fn is_numbered(&self, fragment: &str, kind: &Kind, document: &Document<'_>) -> bool {
        let Some((name, number)) = fragment.rsplit_once('-') else { return false };
        let is_number = !number.is_empty() && number.bytes().all(|one| one.is_ascii_digit());
        let repeats = *kind == Kind::Include
            || document.body.liquid.pieces().iter().any(|piece| {
                matches!(document.text(piece.name), "for" | "include" | "include_cached" | "include_relative")
            });
        is_number && repeats && self.ids.iter().any(|id| id == name)
    }

    fn elements(&mut self, document: &Document<'_>) {
        let body = &document.body;
        let mut heading: Option<(&Element<'_>, u32)> = None;
        for (at, element) in body.elements.iter().enumerate() {
            let is_heading = matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            match element.kind {
                ElementKind::Close if is_heading => {
                    if let Some((_, start)) = heading.take() {
                        let text = document.text(Span { start, end: element.span.start.max(start) });
                        self.bare_headings.insert(bare(&without_tags(text)));
                    }
                    continue;
                }
                ElementKind::Open | ElementKind::Empty => {}
                _ => continue,
            }
            if element.name == "script" {
                self.has_scripts = true;
            }
            if element.name == "a" {
                let name = body.attribute(element, "name").filter(|one| one.value.is_some());
                self.ids.extend(name.map(|name| body.value(name).into_owned()));
            }
            let id = body.attribute(element, "id");
            if is_heading && document.markup == Markup::Markdown && !body.is_kramdown {
                self.shown_headings.push(github::heading_text(document, at));
            } else if is_heading && element.origin == Maker::Html && id.is_none() {
                heading = Some((element, element.span.end));
            }
            if is_heading
                && element.origin == Maker::Markdown
                && id.is_none()
                && body.liquid.touches(element.content)
            {
                self.heading(document, element.content);
            }
        }
    }

    /// A heading with Liquid in it: what stands before the Liquid begins its id.
    fn heading(&mut self, document: &Document<'_>, content: Span) {
        let Some(first) = document.body.liquid.within(content).first() else { return };
        let before = document.text(Span { start: content.start, end: first.span.start.max(content.start) });
        let before = before.split(['<', '[', '`', '&']).next().unwrap_or_default();
        self.patterns.push(Pattern {
            before: bare(before),
            after: String::new(),
            is_of_values: false,
            is_bare: true,
        });
    }

    fn liquid(&mut self, document: &Document<'_>) {
        let body = &document.body;
        let names = Names::of(document);
        if let Header::Found(found) = &document.header {
            self.add_values(document.text(found.span));
        }
        let mut values: Vec<(Span, bool)> = body
            .attributes
            .iter()
            .filter_map(|one| Some((one.value?, matches!(one.name, "id" | "name"))))
            .collect();
        values.sort_unstable();
        let scripts = scripts(document);
        let mut captured = None;
        for piece in body.liquid.pieces() {
            let text = document.text(piece.span);
            match (piece.kind, document.text(piece.name)) {
                (LiquidKind::Tag, "capture") => captured = Some(piece.span.end),
                (LiquidKind::Tag, "endcapture") => {
                    let Some(start) = captured.take() else { continue };
                    self.add_values(document.text(Span { start, end: piece.span.start }));
                }
                _ => {}
            }
            match piece.kind {
                LiquidKind::Tag => self.tag(document.text(piece.name), text),
                LiquidKind::Output => {
                    let at = values.partition_point(|(span, _)| span.start <= piece.span.start);
                    let holder = at.checked_sub(1).and_then(|at| values.get(at));
                    let holder = holder.filter(|(span, _)| span.contains(piece.span));
                    let expression = text.trim_matches(['{', '}']).trim_matches('-').trim();
                    match holder {
                        Some((span, true)) => self.id(document, &names, *span),
                        Some((_, false)) => {}
                        None if scripts.iter().any(|script| script.contains(piece.span)) => {}
                        None => self.output(names.origin(expression), expression),
                    }
                    self.add_values(text);
                }
                LiquidKind::Opaque | LiquidKind::Unclosed => {}
            }
        }
    }

    fn add_values(&mut self, text: &str) {
        self.values.push_str(text);
        self.values.push('\n');
        self.bare_values.push_str(&bare(text));
    }

    fn tag(&mut self, name: &str, text: &str) {
        let is_open = matches!(name, "include" | "include_cached")
            && text.split_ascii_whitespace().nth(2).is_some_and(|name| name.contains(['{', '}']));
        if name == "include_relative" || is_open {
            self.any = Some(format!("`{name}` may bring ids of its own").into());
        }
        self.add_values(text);
    }

    fn output(&mut self, origin: Origin, expression: &str) {
        const LONGEST: usize = 60;
        match origin {
            Origin::Harmless => {}
            Origin::Values => self.prints_values = true,
            Origin::Plugin => (self.by_plugin, self.prints_values) = (true, true),
            Origin::Elsewhere => {
                let shown: String = expression.chars().take(LONGEST).collect();
                self.any = Some(format!("`{{{{ {shown} }}}}` may bring ids of its own").into());
            }
        }
    }

    fn id(&mut self, document: &Document<'_>, names: &Names<'_>, span: Span) {
        let pieces: &[LiquidPiece] = document.body.liquid.within(span);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let is_single = pieces.len() == 1;
        let text = document.text(first.span).trim_matches(['{', '}']).trim_matches('-').trim();
        self.patterns.push(Pattern {
            before: document
                .text(Span { start: span.start, end: first.span.start.max(span.start) })
                .to_owned(),
            after: document.text(Span { start: last.span.end.min(span.end), end: span.end }).to_owned(),
            is_of_values: is_single && names.origin_of_id(text) == Origin::Values,
            is_bare: false,
        });
    }
}

impl Pattern {
    /// What stands for the Liquid, if the id is this text.
    fn rest<'f>(&self, fragment: &'f str) -> Option<&'f str> {
        if self.is_bare {
            return bare(fragment).starts_with(&self.before).then_some(fragment);
        }
        fragment.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())
    }
}
