//! `category/split-on-space`: text under `categories:` that Jekyll splits into several.
//! Decides on the form alone; commas and their like are `category/separator`'s.

use crate::rules::prelude::*;

struct SplitOnSpace;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(SplitOnSpace))
}

impl Check for SplitOnSpace {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.site.has_generator {
            return;
        }
        for (key, value) in categories::values(entry) {
            let Some(text) = value.as_str().filter(|_| key == "categories") else { continue };
            let count = text.split_ascii_whitespace().count();
            if count > 1 && !text.contains([',', ';', '|', '，', '、', '；']) {
                sink.report(split(value.span(), text, count));
            }
        }
    }
}

fn split(span: Span, text: &str, count: usize) -> Report {
    let items: Vec<&str> = text.split_ascii_whitespace().collect();
    let report = Report::new(
        span,
        format!("Jekyll splits `categories` at blanks, so this gives {count} categories, not one"),
    );
    let list = items.join(", ");
    report.help(format!(
        "write a list: `[{}]` for one, `[{}]` for {count}",
        excerpt(text.trim()),
        excerpt(&list)
    ))
}
