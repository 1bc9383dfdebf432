//! `html/empty-element`: an inline element or heading with nothing in it.
//! Decides on what stands between the tags, and on attributes that may give it a purpose.

use std::collections::HashSet;

use crate::rules::prelude::*;

struct EmptyElement;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(EmptyElement))
}

impl Check for EmptyElement {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.is_text() {
            return;
        }
        let elements = &entry.body.elements;
        let mut targets = None;
        for (at, open) in elements.iter().enumerate() {
            if open.origin != Origin::Html || open.kind != ElementKind::Open || !is_for_text(open.name) {
                continue;
            }
            let Some(close) = elements.get(at + 1) else { return };
            let between = Span { start: open.span.end, end: close.span.start.max(open.span.end) };
            let ends_it = !open.is_text && close.kind == ElementKind::Close && close.name == open.name;
            if !ends_it || !entry.text(between).trim().is_empty() || has_purpose(entry, open, &mut targets) {
                continue;
            }
            sink.report(empty(open, Span { start: open.span.start, end: close.span.end }));
        }
    }
}

/// Elements that mean nothing without a text.
fn is_for_text(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "font"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
    )
}

/// The ids that links of the document lead to.
type Targets = HashSet<String>;

/// A class or style may draw something, a script may fill it, and a link may lead to it.
fn has_purpose(entry: &Entry<'_>, open: &Element<'_>, targets: &mut Option<Targets>) -> bool {
    entry.body.attributes_of(open).iter().any(|attribute| match attribute.name {
        "id" => {
            let targets = targets.get_or_insert_with(|| link_targets(entry));
            targets.contains(&*entry.body.value(attribute)) || entry.body.named("script").next().is_some()
        }
        "lang" | "dir" | "title" | "href" | "target" | "face" | "size" | "color" => false,
        _ => true,
    })
}

fn link_targets(entry: &Entry<'_>) -> Targets {
    let addresses = entry.body.named("a").filter_map(|link| entry.body.attribute(link, "href"));
    addresses.filter_map(|href| entry.body.value(href).strip_prefix('#').map(str::to_owned)).collect()
}

fn empty(open: &Element<'_>, span: Span) -> Report {
    let name = open.name;
    Report::new(span, format!("the `<{name}>` is empty: it shows nothing")).help("remove it").fix(
        "remove the empty element",
        Safety::Unsafe,
        span,
        String::new(),
    )
}
