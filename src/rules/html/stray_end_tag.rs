//! `html/stray-end-tag`: an end tag that ends nothing.
//! Decides by what a reader would see of it; the pairing itself is the document's.

use crate::rules::prelude::*;

struct StrayEndTag;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(StrayEndTag))
}

impl Check for StrayEndTag {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.is_piece() {
            return;
        }
        for flaw in entry.body.flaws() {
            if !matches!(flaw.kind, FlawKind::StrayEnd | FlawKind::ParagraphEnded) {
                continue;
            }
            let Some(tag) = entry.body.elements.get(flaw.element as usize) else { continue };
            if entry.is_mention(tag) {
                continue;
            }
            let other = flaw.other.and_then(|other| entry.body.elements.get(other as usize));
            match (flaw.undecided, other) {
                (Some(reason), _) => sink.undecided(tag.span, reason),
                (None, Some(start)) if flaw.kind == FlawKind::ParagraphEnded => {
                    sink.report(paragraph_ended(tag, start));
                }
                (None, Some(heading)) => sink.report(other_heading(tag, heading)),
                (None, None) => sink.report(stray(tag)),
            }
        }
    }
}

fn stray(tag: &Element<'_>) -> Report {
    let name = tag.name;
    let is_shown = tag.is_text;
    let (words, severity) = if is_shown {
        ("ends nothing, so kramdown shows it as text on the page", Severity::Error)
    } else if names::is_void(name) {
        ("is no tag: the element has no content and no end", Severity::Note)
    } else {
        ("ends nothing: no such element is open here", Severity::Warning)
    };
    let safety = if is_shown { Safety::Unsafe } else { Safety::Safe };
    Report::new(tag.span, format!("`</{name}>` {words}"))
        .help("remove it, or write the start tag that is missing")
        .fix("remove the end tag", safety, tag.span, String::new())
        .at_most(severity)
}

fn paragraph_ended(tag: &Element<'_>, start: &Element<'_>) -> Report {
    let name = start.name;
    Report::new(
        tag.span,
        format!("`</p>` comes too late: a paragraph cannot hold `<{name}>`, which has ended it"),
    )
    .help(format!("end the paragraph before `<{name}>`, or use `<div>` instead of `<p>`"))
    .label(start.span, "the paragraph ends here")
    .at_most(Severity::Note)
}

fn other_heading(tag: &Element<'_>, heading: &Element<'_>) -> Report {
    let severity = if tag.is_text { Severity::Error } else { Severity::Warning };
    let (start, end) = (heading.name, tag.name);
    Report::new(tag.span, format!("`</{end}>` does not match `<{start}>`"))
        .help(format!("write `</{start}>`"))
        .label(heading.span, "the heading begins here")
        .fix("end the heading that is open", Safety::Safe, tag.span, format!("</{start}>"))
        .at_most(severity)
}
