//! `front-matter/invisible-space`: spaces that YAML takes for letters, where nobody means them.
//! Between words they may be meant.

use crate::rules::prelude::*;

struct InvisibleSpace;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvisibleSpace))
}

impl Check for InvisibleSpace {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Header::Found(found) = &entry.header else { return };
        let Ok(tree) = &found.tree else { return };
        if entry.text(found.content).is_ascii() || !entry.publication.reads_front_matter() {
            return;
        }
        for node in tree.nodes().filter(|node| node.style() == Style::Plain && node.text().is_some()) {
            let text = entry.text(node.span());
            let (start, end) = (node.span().start as usize, node.span().end as usize);
            let leading = text.len() - text.trim_start_matches(is_odd).len();
            let trailing = text.len() - text.trim_end_matches(is_odd).len();
            if leading > 0 {
                sink.report(report(Span::new(start, start + leading)));
            }
            if trailing > 0 && leading < text.len() {
                sink.report(report(Span::new(end - trailing, end)));
            }
        }
    }
}

fn is_odd(one: char) -> bool {
    matches!(
        one,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200d}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

fn report(span: Span) -> Report {
    Report::new(span, "this invisible space is no space for YAML: it belongs to the text")
        .help("delete it, or write an ordinary space")
        .fix("delete it", Safety::Safe, span, String::new())
}
