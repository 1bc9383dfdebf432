//! `front-matter/key-type`: keys of the top level that are no strings for the generator.
//! Deeper down, numbers as keys are data.

use crate::rules::prelude::*;

struct KeyType;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(KeyType))
}

impl Check for KeyType {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        for span in tree.null_keys() {
            sink.report(null(*span));
        }
        // Behind a null key, values stand where keys were.
        let shifted = tree.null_keys().first().map_or(u32::MAX, |first| first.start);
        for key in tree.pairs().map(|pair| pair.key).filter(|key| key.span().start < shifted) {
            let what = match key.typed() {
                Some(Typed::Bool(_)) => "a truth value",
                Some(Typed::Integer(_) | Typed::BigInteger | Typed::Float(_)) => "a number",
                Some(Typed::Date(..) | Typed::Time { .. }) => "a date",
                _ => continue,
            };
            sink.report(typed(key, what));
        }
    }
}

fn null(span: Span) -> Report {
    Report::new(
        span,
        "Jekyll takes null for no key, so what follows it shifts: its value becomes the next key",
    )
    .help("give the value a name, or delete the line")
}

fn typed(key: Node<'_>, what: &str) -> Report {
    let text = key.text().unwrap_or_default();
    Report::new(key.span(), format!("the key `{text}` is {what} for YAML, so no template can ask for it"))
        .help("put quotes around the key")
        .fix("put it in quotes", Safety::Unsafe, key.span(), format!("\"{text}\""))
}
