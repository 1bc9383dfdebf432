//! `category/duplicate`: one category named twice in one post.
//! Compares names letter by letter; letter case is `category/letter-case`'s.

use crate::rules::prelude::*;

struct Duplicate;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Duplicate))
}

impl Check for Duplicate {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for (_, value) in categories::values(entry) {
            let mut seen: Vec<(&str, Span)> = Vec::new();
            for item in value.items().take(MOST) {
                let Some(name) = item.text().map(str::trim).filter(|name| !name.is_empty()) else { continue };
                match seen.iter().find(|(other, _)| *other == name) {
                    Some((_, first)) if *first != item.span() => {
                        sink.report(again(item.span(), name, *first))
                    }
                    Some(_) => {}
                    None => seen.push((name, item.span())),
                }
            }
        }
    }
}

/// Items that are compared with each other; no post has as many.
const MOST: usize = 200;

fn again(span: Span, name: &str, first: Span) -> Report {
    Report::new(span, format!("the category `{}` is there twice", excerpt(name)))
        .help("remove one of the two")
        .label(first, "the first one")
}
