//! `front-matter/published-value`: what stands behind `published` and is neither true nor false.
//! Jekyll's `Publisher#published?` asks for truth in Ruby's sense.

use crate::rules::prelude::*;

struct PublishedValue;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(PublishedValue))
}

impl Check for PublishedValue {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        let Some(pair) = tree.get("published").filter(|_| entry.site.has_generator) else { return };
        match pair.value.typed() {
            Some(Typed::Bool(_)) => {}
            Some(Typed::Null) => sink.report(null(pair)),
            // A date is when it was published, and so it was.
            Some(Typed::Date(..) | Typed::Time { .. }) => {}
            _ => sink.report(truthy(entry, pair.value)),
        }
    }
}

fn null(pair: Pair<'_>) -> Report {
    let span = if pair.value.span().is_empty() { pair.key.span() } else { pair.value.span() };
    Report::new(span, "nothing stands behind `published`, which hides the document as `false` does")
        .help("write `published: false` to hide it, or delete the line")
}

fn truthy(entry: &Entry<'_>, value: Node<'_>) -> Report {
    let text = value.text().unwrap_or_default().trim().to_lowercase();
    let hides = ["false", "no", "off", "n", "f", "0", "never", "hidden", "draft"].contains(&text.as_str());
    let written = entry.text(value.span());
    let report = Report::new(
        value.span(),
        format!("`{written}` is no truth value for Jekyll, so the document is published"),
    );
    if hides {
        return report.help("write `published: false` to hide it").fix(
            "write `false`",
            Safety::Unsafe,
            value.span(),
            "false".to_owned(),
        );
    }
    report.help("write `published: true`, or `published: false` to hide it").at_most(Severity::Note)
}
