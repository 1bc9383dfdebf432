//! `html/unknown-element`: `<String>` or `<your-name>` in a text, which vanishes from the page.
//! Decides on the name, and on signs that an element was meant.

use std::collections::HashSet;

use crate::rules::prelude::*;

struct UnknownElement;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnknownElement))
}

impl Check for UnknownElement {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.is_text() {
            return;
        }
        let closes = |one: &&Element<'_>| one.kind == ElementKind::Close;
        let closed: HashSet<&str> = entry.body.elements.iter().filter(closes).map(|one| one.name).collect();
        let mut foreign = 0_usize;
        let mut last: Option<Span> = None;
        for element in entry.body.elements.iter().filter(|element| element.origin == Origin::Html) {
            if matches!(element.name, "svg" | "math") {
                match element.kind {
                    ElementKind::Open => foreign += 1,
                    ElementKind::Close => foreign = foreign.saturating_sub(1),
                    _ => {}
                }
            }
            let begins = matches!(element.kind, ElementKind::Open | ElementKind::Empty);
            if foreign > 0 || !begins || names::is_known(element.name) || is_meant(entry, element, &closed) {
                continue;
            }
            // A listing that is no code (XML, say) is one mistake, not one for each of its tags.
            let is_of_listing =
                closed.contains(element.name) && last.is_some_and(|last| is_near(last, element));
            last = Some(element.span);
            if is_of_listing {
                continue;
            }
            if entry.body.has_plugin_tags() {
                sink.undecided(element.span, "a plugin's Liquid tag may read the text otherwise");
            } else {
                sink.report(unknown(entry, element));
            }
        }
    }
}

/// Whether two tags stand so close that they belong to one listing.
fn is_near(last: Span, element: &Element<'_>) -> bool {
    element.span.start.saturating_sub(last.end) < 200
}

/// An element of Liquid's or of the author's own making: it has attributes, or it has a hyphen and
/// an end tag.
fn is_meant(entry: &Entry<'_>, element: &Element<'_>, closed: &HashSet<&str>) -> bool {
    element.name.contains(['{', ':'])
        || names::is_foreign(element.name)
        || !entry.body.attributes_of(element).is_empty()
        || (element.name.contains('-') && (element.self_closing || closed.contains(element.name)))
}

fn unknown(entry: &Entry<'_>, element: &Element<'_>) -> Report {
    let tag = entry.text(element.span);
    Report::new(element.span, format!("`{tag}` is no HTML element: browsers show nothing in its place"))
        .help(format!("write `` `{tag}` `` as code, or `&lt;` for the `<`"))
        .fix(
            "write `&lt;`",
            Safety::Unsafe,
            Span { start: element.span.start, end: element.span.start + 1 },
            "&lt;".to_owned(),
        )
}
