//! `front-matter/duplicate-key`: equal keys in one mapping, at any depth.
//! Keys that a merge (`<<`) brings in are not compared: overriding them is what merges are for.

use std::collections::HashMap;

use crate::rules::prelude::*;

struct DuplicateKey;

/// Up to this many pairs are compared one by one.
const FEW: usize = 24;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(DuplicateKey))
}

impl Check for DuplicateKey {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        for mapping in tree.nodes().filter(|node| node.is_mapping()) {
            let own = || mapping.pairs().filter(|pair| mapping.span().contains(pair.key.span()));
            if own().count() <= FEW {
                for (index, pair) in own().enumerate() {
                    let first = own().take(index).find(|earlier| is_same(earlier.key, pair.key));
                    report(first.map(|first| first.key.span()), pair, sink);
                }
                continue;
            }
            let mut seen: HashMap<&str, Node<'_>> = HashMap::new();
            for pair in own() {
                let Some(text) = pair.key.text() else { continue };
                let first = *seen.entry(text).or_insert(pair.key);
                let is_first = first.id() == pair.key.id() || !is_same(first, pair.key);
                report((!is_first).then(|| first.span()), pair, sink);
            }
        }
    }
}

/// Whether two keys are one for Ruby: `1` and `"1"` are not.
fn is_same(one: Node<'_>, other: Node<'_>) -> bool {
    one.text().is_some() && one.text() == other.text() && one.typed() == other.typed()
}

fn report(first: Option<Span>, pair: Pair<'_>, sink: &mut Sink) {
    let Some(first) = first else { return };
    let key = pair.key.text().unwrap_or_default();
    sink.report(
        Report::new(
            pair.key.span(),
            format!("`{key}` stands here a second time, and only the last one counts"),
        )
        .help("delete one of the two")
        .label(first, "the value of the first one is lost"),
    );
}
