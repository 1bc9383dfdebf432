//! `html/misnested`: an end tag that comes while an element inside is still open.
//! The pairing itself is the document's.

use crate::rules::prelude::*;

struct Misnested;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Misnested))
}

impl Check for Misnested {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.is_piece() {
            return;
        }
        let mut last = None;
        for flaw in entry.body.flaws().iter().filter(|flaw| flaw.kind == FlawKind::Misnested) {
            let element = |index: u32| entry.body.elements.get(index as usize);
            let Some(tag) = element(flaw.element) else { continue };
            let Some(inner) = flaw.other.and_then(element) else { continue };
            // One end tag can come before the ends of several elements.
            if last.replace(flaw.element) == Some(flaw.element) {
                continue;
            }
            match flaw.undecided {
                Some(reason) => sink.undecided(tag.span, reason),
                None => sink.report(misnested(entry, tag, inner)),
            }
        }
    }
}

fn misnested(entry: &Entry<'_>, tag: &Element<'_>, inner: &Element<'_>) -> Report {
    let (outer_name, inner_name) = (tag.name, inner.name);
    let effect = if tag.is_text { ", so kramdown shows it as text on the page" } else { "" };
    let (message, help) = if outer_name != inner_name {
        (
            format!("`</{outer_name}>` comes while the `<{inner_name}>` inside is still open{effect}"),
            format!("write `</{inner_name}>` before it"),
        )
    } else if entry.body.is_kramdown && names::is_block(outer_name) {
        (
            format!("`</{outer_name}>` stands in running text{effect}"),
            "write it at the start of a line of its own".to_owned(),
        )
    } else {
        (
            format!("`</{outer_name}>` stands in another paragraph or item than its start tag{effect}"),
            format!(
                "write `</{outer_name}>` at the end of the first, and `<{outer_name}>` again in the next"
            ),
        )
    };
    let severity = if tag.is_text { Severity::Error } else { Severity::Warning };
    Report::new(tag.span, message).help(help).label(inner.span, "still open").at_most(severity)
}
