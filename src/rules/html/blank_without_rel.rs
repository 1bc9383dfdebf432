//! `html/blank-without-rel`: a link that opens a window which could steer its opener.
//! Decides on the attributes alone.

use crate::rules::prelude::*;

struct BlankWithoutRel;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(BlankWithoutRel))
}

impl Check for BlankWithoutRel {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for link in entry.body.starts().filter(|element| matches!(element.name, "a" | "area" | "form")) {
            let Some(target) = entry.body.attribute(link, "target") else { continue };
            if !entry.body.value(target).trim().eq_ignore_ascii_case("_blank") || !leads_away(entry, link) {
                continue;
            }
            let rel = entry.body.attribute(link, "rel");
            if rel.and_then(|rel| rel.value).is_some_and(|value| entry.body.liquid.touches(value)) {
                sink.undecided(link.span, "Liquid writes a part of `rel`");
            } else if !rel.is_some_and(|rel| is_guarded(&entry.body.value(rel))) {
                sink.report(unguarded(link, target, rel));
            }
        }
    }
}

/// Whether the address names another host; one that Liquid writes is most often the site's own.
fn leads_away(entry: &Entry<'_>, link: &Element<'_>) -> bool {
    let name = if link.name == "form" { "action" } else { "href" };
    let address = entry.body.attribute(link, name).map(|address| entry.body.value(address));
    address.is_some_and(|address| {
        let address = address.trim_start().to_ascii_lowercase();
        ["http:", "https:", "//"].iter().any(|start| address.starts_with(start))
    })
}

fn is_guarded(rel: &str) -> bool {
    rel.split_ascii_whitespace()
        .any(|word| ["noopener", "noreferrer", "opener"].iter().any(|known| word.eq_ignore_ascii_case(known)))
}

fn unguarded(link: &Element<'_>, target: &Attribute<'_>, rel: Option<&Attribute<'_>>) -> Report {
    let report = Report::new(
        target.span,
        "the link opens a window that can, in older browsers, send this page elsewhere",
    )
    .help("add `rel=\"noopener\"`");
    match rel.and_then(|rel| rel.value) {
        Some(value) if !value.is_empty() => {
            report.fix("add `noopener`", Safety::Safe, Span::at(value.end as usize), " noopener".to_owned())
        }
        None if link.origin == Origin::Html && rel.is_none() => report.fix(
            "add `rel=\"noopener\"`",
            Safety::Safe,
            Span::at(target.span.end as usize),
            " rel=\"noopener\"".to_owned(),
        ),
        _ => report,
    }
}
