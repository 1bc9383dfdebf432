//! `front-matter/ignored-lines`: what follows the first YAML document within the front matter.
//! The reader of the YAML knows where it ended.

use crate::rules::prelude::*;

struct IgnoredLines;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(IgnoredLines))
}

impl Check for IgnoredLines {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        if let Some(span) = tree.ignored() {
            sink.report(report(entry, tree, span));
        }
    }
}

fn report(entry: &Entry<'_>, tree: &Tree, span: Span) -> Report {
    let text = entry.text(span);
    let report = Report::new(span, "the YAML has ended before these lines, so they are never read");
    if text.starts_with("---") || text.starts_with("...") {
        return report.help("nothing may follow the dashes on a line that ends the front matter");
    }
    match tree.pairs().next() {
        Some(first) => report
            .help("give all keys the same indentation")
            .label(first.key.span(), "the first key is indented further"),
        None => report.help("give all keys the same indentation"),
    }
}
