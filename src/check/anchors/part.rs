//! One of the files that a page is made of: the ids in it, and what in it may make others.
//! May not look at other files.

use super::expression::{Names, Origin, may_hold_headings};
use super::slugs::Slugs;
use super::traces::{Set, add_headings, add_ids, add_quoted, is_within, without_number};
use crate::document::liquid::{LiquidKind, LiquidPiece};
use crate::document::{Document, Element, ElementKind, Header, Markup, Origin as Maker};
use crate::generator::{Generator, github};
use crate::publication::{Kind, Text};
use crate::resolve::anchor::bare;
use crate::site::{DocumentFacts, hash};
use crate::source::Span;

/// How many ids with Liquid in them are told apart in one file.
const MOST_PATTERNS: usize = 100;

/// What one file brings to its page.
#[derive(Default)]
pub(super) struct Part {
    /// Its path.
    pub(super) path: String,
    /// Its ids.
    pub(super) ids: Vec<String>,
    /// Why it may bring any id.
    any: Option<Text>,
    /// Words that stand in it where an id may, and that are not seen as ids.
    named: Set,
    /// Words in quotes in its scripts.
    quoted: Set,
    /// Its ids with their numbers left out, where headings may be repeated.
    repeated: Set,
    patterns: Vec<Pattern>,
    /// Front matter and Liquid, as [`bare`] leaves them.
    pub(super) values: String,
    /// Ids and headings in them.
    shown: Set,
    /// Whether plugins write between its tags.
    pub(super) by_plugin: bool,
    /// Whether Liquid writes values between its tags.
    pub(super) prints_values: bool,
    /// Whether scripts run on the page.
    pub(super) has_scripts: bool,
    /// The texts of headings without id, as [`bare`] leaves them.
    bare_headings: Set,
    /// Headings whose ids depend on who shows them.
    slugs: Slugs,
    footnotes: Set,
}

/// An id with Liquid in it: the texts before and after.
struct Pattern {
    before: String,
    after: String,
    /// Whether Liquid writes a value of the page, its data or the site there.
    is_of_values: bool,
    /// The id of a heading: kept as [`bare`] leaves it.
    is_bare: bool,
}

impl Part {
    pub(super) fn of(document: &Document<'_>, facts: &DocumentFacts, generator: &dyn Generator) -> Self {
        let (kind, is_shown_by_host) = (&facts.kind, facts.anchors.is_shown_by_host);
        let ids = if is_shown_by_host { github::anchors(document) } else { generator.anchors(document) };
        let mut part = Self {
            path: document.path().to_owned(),
            ids,
            by_plugin: document.body.has_plugin_tags(),
            ..Self::default()
        };
        let scripts = scripts(document);
        part.elements(document);
        part.liquid(document, &scripts);
        part.traces(document, &scripts);
        if *kind == Kind::Include || repeats(document) {
            part.repeated = part.ids.iter().map(|id| hash(id)).collect();
        }
        if *kind == Kind::Include && may_hold_headings(document.markup, document.source.text()) {
            part.any = Some("an include may have headings in Markdown".into());
        }
        if is_shown_by_host {
            part.any = part.any.or_else(|| unknown_page(document));
        }
        part
    }

    /// Why it may bring an id of this text.
    pub(super) fn open(&self, fragment: &str) -> Option<Text> {
        if self.any.is_some() {
            return self.any.clone();
        }
        let key = hash(fragment);
        if self.named.contains(&key) {
            return Some("the sources name this id where it is not seen as one".into());
        }
        if self.quoted.contains(&key) {
            return Some("a script of the page names this id".into());
        }
        let numbered = fragment.rsplit_once('-').filter(|(_, number)| without_number(number).is_empty());
        if numbered.is_some_and(|(name, _)| self.repeated.contains(&hash(name))) {
            return Some("headings of loops and includes are numbered together".into());
        }
        if self.slugs.may_make(fragment) {
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

    /// Whether its values hold an element or a heading with this id.
    pub(super) fn shows(&self, fragment: &str) -> bool {
        self.shown.contains(&hash(fragment)) || self.shown.contains(&hash(without_number(&bare(fragment))))
    }

    /// Whether a script may give this id to a heading that has none; as [`bare`] leaves both.
    pub(super) fn has_bare_heading(&self, bare: &str) -> bool {
        self.bare_headings.contains(&hash(bare))
    }

    /// kramdown's ids of footnotes and of the marks that lead to them.
    pub(super) fn has_footnote(&self, fragment: &str) -> bool {
        let name = fragment.strip_prefix("fn:").or_else(|| {
            let rest = fragment.strip_prefix("fnref:")?;
            Some(rest.rsplit_once(':').map_or(rest, |(name, _)| name))
        });
        name.is_some_and(|name| self.footnotes.contains(&hash(name)))
    }

    /// What the text shows where no parser sees an id.
    fn traces(&mut self, document: &Document<'_>, scripts: &[Span]) {
        let body = &document.body;
        let comments: Vec<Span> =
            body.elements.iter().filter(|one| one.kind == ElementKind::Comment).map(|one| one.span).collect();
        let is_shown = |at: usize| !is_within(&body.code, at) && !is_within(&comments, at);
        add_ids(document.source.text(), |at| !is_shown(at), &mut self.named);
        for script in scripts {
            add_quoted(document.text(*script), &mut self.quoted);
        }
        let names = document.text(body.span).split("[^").skip(1).filter_map(|part| part.split_once(']'));
        self.footnotes = names.map(|(name, _)| hash(name)).collect();
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
                        self.bare_headings.insert(hash(&bare(&without_tags(text))));
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
                self.slugs.add(&github::heading_text(document, at));
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
        self.add_pattern(Pattern {
            before: bare(before),
            after: String::new(),
            is_of_values: false,
            is_bare: true,
        });
    }

    fn liquid(&mut self, document: &Document<'_>, scripts: &[Span]) {
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
                        None if is_within(scripts, piece.span.start as usize) => {}
                        None => self.output(names.origin(expression), expression),
                    }
                    self.add_values(text);
                }
                LiquidKind::Opaque | LiquidKind::Unclosed => {}
            }
        }
    }

    fn add_values(&mut self, text: &str) {
        self.values.push_str(&bare(text));
        add_ids(text, |_| false, &mut self.shown);
        add_headings(text, &mut self.shown);
    }

    fn add_pattern(&mut self, pattern: Pattern) {
        if self.patterns.len() < MOST_PATTERNS {
            self.patterns.push(pattern);
        } else {
            self.any = Some("Liquid writes many ids on this page".into());
        }
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
        self.add_pattern(Pattern {
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

/// Whether what stands in a file may come more than once.
fn repeats(document: &Document<'_>) -> bool {
    document.body.liquid.pieces().iter().any(|piece| {
        matches!(document.text(piece.name), "for" | "include" | "include_cached" | "include_relative")
    })
}

/// Why a page without a generator may have other ids than its file shows: it is a template, or a
/// piece of a page.
fn unknown_page(document: &Document<'_>) -> Option<Text> {
    const MARKS: [&str; 5] = ["{{", "{%", "<%", "<?php", "${"];
    let text = document.text(document.body.span);
    let is_component = |one: &Element<'_>| one.name.starts_with(|first: char| first.is_ascii_uppercase());
    if MARKS.iter().any(|mark| text.contains(mark)) || document.body.elements.iter().any(is_component) {
        return Some("the file is a template for something that is not known".into());
    }
    let is_piece = document.markup == Markup::Html && document.body.named("body").next().is_none();
    is_piece.then(|| "the file is a piece of pages that are not known".into())
}

/// The text of scripts.
fn scripts(document: &Document<'_>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut open = None;
    for element in document.body.elements.iter().filter(|one| one.name == "script") {
        match (element.kind, open.take()) {
            (ElementKind::Open, _) => open = Some(element.span.end),
            (ElementKind::Close, Some(start)) => all.push(Span { start, end: element.span.start.max(start) }),
            _ => {}
        }
    }
    all
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    for part in text.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    out
}
