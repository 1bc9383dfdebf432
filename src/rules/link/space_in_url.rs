//! `link/space-in-url`: a blank inside an address, or around it.
//! kramdown reads `[a](b c)` as a link; CommonMark readers (GitHub, editors) do not.

use crate::rules::prelude::*;

struct SpaceInUrl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(SpaceInUrl))
}

impl Check for SpaceInUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            let is_text = address.has_scheme("javascript")
                || address.has_scheme("data")
                || address.has_scheme("mailto");
            if address.shape == Shape::Empty || address.is_liquid || is_text {
                continue;
            }
            let raw = entry.text(address.span);
            if raw.contains(is_blank) && invalid_reason(&address).is_none() {
                let element = entry.body.elements.get(address.element);
                let markdown = element.filter(|one| one.origin == Origin::Markdown);
                if markdown.is_some_and(|link| is_joined_to_word(entry, link.span)) {
                    continue;
                }
                sink.report(blank(address.span, raw, markdown.is_some()));
            }
        }
    }
}

/// `identity[T](x: T)`: code that is not marked as such, and happens to read as a link.
fn is_joined_to_word(entry: &Entry<'_>, link: Span) -> bool {
    let before = entry.source.text().get(..link.start as usize).unwrap_or_default();
    before.chars().next_back().is_some_and(|one| one.is_ascii_alphanumeric() || one == '_')
}

fn is_blank(one: char) -> bool {
    matches!(one, ' ' | '\t' | '\n' | '\r')
}

fn blank(span: Span, raw: &str, is_markdown: bool) -> Report {
    let inner = raw.trim_matches(is_blank);
    let is_inside = inner.contains(is_blank);
    let message = match (is_inside, is_markdown) {
        (true, true) => {
            "the address holds a blank, so other Markdown readers than this site's see no link at all"
        }
        (true, false) => "the address holds a blank, which HTML does not allow and not every reader repairs",
        (false, _) => {
            "the address begins or ends with a blank, which HTML allows only because browsers take it away"
        }
    };
    let report = Report::new(span, message).help("write `%20` for a blank that belongs to the address");
    // A browser drops tabs and line ends inside an address, and writes %20 for a space.
    let is_of_spaces = !inner.contains(['\t', '\n', '\r']);
    if is_of_spaces {
        report.fix("write `%20`", Safety::Safe, span, inner.replace(' ', "%20"))
    } else {
        report
    }
}
