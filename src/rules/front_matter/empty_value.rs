//! `front-matter/empty-value`: keys that are there and say nothing.
//! Dates and categories are left to the rules on them.

use serde::Deserialize;

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct EmptyValue {
    keys: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<EmptyValue>()?))
}

impl Check for EmptyValue {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        for pair in tree.pairs() {
            let Some(key) = pair.key.text().filter(|key| self.keys.iter().any(|wanted| wanted == key)) else {
                continue;
            };
            let is_last = tree.get(key).is_some_and(|last| last.key.id() == pair.key.id());
            if !is_last {
                continue;
            }
            if pair.value.as_str().is_some_and(|text| text.trim().is_empty()) {
                sink.report(blank(entry, key, pair.value.span()));
            } else if pair.value.is_null() && is_nothing(entry, pair) {
                sink.report(nothing(key, pair.key.span()));
            }
        }
    }
}

/// Whether nothing stands behind the key at all: `~` and `null` are meant, and what looks like a
/// comment or an alias has rules of its own.
fn is_nothing(entry: &Entry<'_>, pair: Pair<'_>) -> bool {
    let rest = Span { start: pair.key.span().end, end: u32::MAX };
    let text = entry.source.text().get(rest.start as usize..).unwrap_or_default();
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    pair.value.span().is_empty() && line.trim_start_matches([' ', '\t', ':']).is_empty()
}

fn blank(entry: &Entry<'_>, key: &str, span: Span) -> Report {
    if key == "permalink" && entry.publication.kind == Kind::Page {
        return Report::new(span, "the permalink of this page is empty, and Jekyll stops the build on it")
            .help("write the address of the page, or delete the key");
    }
    if key == "title" {
        return Report::new(
            span,
            "the title is empty, so the page has no heading and lists show a link without text",
        )
        .help("write the title, or delete the key to have it made from the file's name")
        .at_most(Severity::Warning);
    }
    Report::new(span, format!("`{key}` is empty"))
        .help("write a value, or delete the key")
        .at_most(Severity::Warning)
}

fn nothing(key: &str, span: Span) -> Report {
    let message = if key == "title" {
        "nothing stands behind `title`, so the title is made from the file's name".to_owned()
    } else {
        format!("nothing stands behind `{key}`, so it counts as not there")
    };
    Report::new(span, message).help("write a value, or delete the key").at_most(Severity::Note)
}
