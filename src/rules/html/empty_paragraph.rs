//! `html/empty-paragraph`: `<p></p>`.
//! Decides on what stands between the tags.

use crate::rules::prelude::*;

struct EmptyParagraph;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(EmptyParagraph))
}

impl Check for EmptyParagraph {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let elements = &entry.body.elements;
        for (at, open) in elements.iter().enumerate() {
            if open.name != "p"
                || open.origin != Origin::Html
                || open.kind != ElementKind::Open
                || open.is_text
            {
                continue;
            }
            // Line breaks may stand in it; more than a few are left to the author.
            let rest = elements.get(at + 1..).unwrap_or_default().iter().take(8);
            let Some(close) = rest.clone().find(|one| one.name != "br") else { continue };
            if close.name != "p" || close.kind != ElementKind::Close || has_purpose(entry, open) {
                continue;
            }
            let span = Span { start: open.span.start, end: close.span.end };
            let breaks = rest.take_while(|one| one.name == "br");
            let mut from = open.span.end;
            let mut gaps = breaks.chain([close]).map(|one| {
                let gap = Span { start: from, end: one.span.start.max(from) };
                from = one.span.end;
                entry.text(gap)
            });
            if gaps.all(is_blank) {
                sink.report(empty(span, elements.get(at + 1).is_some_and(|one| one.name == "br")));
            }
        }
    }
}

/// Something may be put into it, or point at it.
fn has_purpose(entry: &Entry<'_>, open: &Element<'_>) -> bool {
    let is_handle = |name: &str| name == "id" || name == "class" || name.contains('-') || name.contains('{');
    entry.body.attributes_of(open).iter().any(|one| is_handle(one.name))
}

fn is_blank(text: &str) -> bool {
    text.trim().replace("&nbsp;", "").replace("&#160;", "").trim().is_empty()
}

fn empty(span: Span, has_breaks: bool) -> Report {
    let report = Report::new(span, "the paragraph is empty: it shows nothing, or a gap")
        .help("remove it; space between paragraphs belongs in the style sheet");
    if has_breaks {
        report
    } else {
        report.fix("remove the empty paragraph", Safety::Safe, span, String::new())
    }
}
