//! `front-matter/unsafe-tag`: tags that ask for an object, or for a type the generator does not give.
//! A tag that is a word of the text is left to `front-matter/lost-word`.

use crate::rules::prelude::*;

struct UnsafeTag;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnsafeTag))
}

impl Check for UnsafeTag {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        for node in tree.nodes() {
            let Some(span) = node.tag() else { continue };
            let tag = entry.text(span);
            if is_object(tag) {
                sink.report(object(span, tag));
            } else if tag == "!!str" && node.typed().is_some_and(|typed| *typed != Typed::String) {
                sink.report(ignored(span, node.text().unwrap_or_default()));
            }
        }
    }
}

fn is_object(tag: &str) -> bool {
    let name = tag.trim_start_matches(['!', '<']).trim_start_matches("tag:");
    ["ruby/", "ruby.yaml.org", "python/", "php/", "java", "perl/"].iter().any(|start| name.starts_with(start))
}

fn object(span: Span, tag: &str) -> Report {
    Report::new(
        span,
        format!("the tag `{tag}` asks for an object: Jekyll ignores it, and others refuse the file"),
    )
    .help("delete the tag and write plain keys and values")
}

fn ignored(span: Span, text: &str) -> Report {
    Report::new(span, format!("Jekyll ignores `!!str`, so `{text}` is no text"))
        .help("delete the tag and put quotes around the value")
}
