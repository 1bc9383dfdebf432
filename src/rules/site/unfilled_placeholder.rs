//! `site/unfilled-placeholder`: a placeholder in the permalink of a page that Jekyll leaves as it is
//! (`URL#generate_url_from_hash`: pages know `:path`, `:basename` and `:output_ext` alone).

use crate::rules::prelude::*;

struct UnfilledPlaceholder;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnfilledPlaceholder))
}

impl Check for UnfilledPlaceholder {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.publication.kind != Kind::Page {
            return;
        }
        let Some(pair) = entry.front_matter().and_then(|tree| tree.get("permalink")) else { return };
        let Some(text) = pair.value.as_str() else { return };
        let raw = entry.text(pair.value.span());
        for (at, name) in unfilled(text) {
            // Where quotes or escapes change the text, the whole value is the place.
            let start = raw.find(text).map(|before| pair.value.span().start as usize + before + at);
            let span = start.map_or(pair.value.span(), |start| Span::new(start, start + name.len() + 1));
            sink.report(literal(span, name));
        }
    }
}

/// Placeholders that Jekyll knows elsewhere, with where each stands; other words after a colon may be
/// meant as they are.
fn unfilled(text: &str) -> Vec<(usize, &str)> {
    const ELSEWHERE: [&str; 7] =
        ["title", "slug", "categories", "slugified_categories", "collection", "name", "ext"];
    let colons = text.match_indices(':');
    let names = colons.filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let length = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        let name = rest.get(..length)?.trim_end_matches('_');
        (ELSEWHERE.contains(&name) || DATE_PLACEHOLDERS.contains(&name)).then_some((at, name))
    });
    names.collect()
}

fn literal(span: Span, name: &str) -> Report {
    let message = format!("pages have no `:{name}`, so it stands in the address as it is");
    Report::new(span, message).help("write the address out, or use `:path` and `:basename`")
}
