//! `front-matter/required-key`: keys that the configuration demands, and those that all others have.
//! May not know what a key is for.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;

use crate::rules::prelude::*;

/// How many posts must have a key before its lack is worth a note.
const ENOUGH: usize = 20;

#[derive(Deserialize)]
struct RequiredKey {
    post: Vec<String>,
    draft: Vec<String>,
    page: Vec<String>,
    collection: Vec<String>,
    usual: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<RequiredKey>()?))
}

impl Check for RequiredKey {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Header::Found(found) = &entry.header else { return };
        let Ok(tree) = &found.tree else { return };
        if !tree.root().is_mapping() && !tree.root().is_null() {
            return;
        }
        let (required, kind): (&[String], _) = match &entry.publication.kind {
            Kind::Post => (&self.post, "post"),
            Kind::Draft => (&self.draft, "draft"),
            Kind::Page => (&self.page, "page"),
            Kind::Collection(_) => (&self.collection, "document"),
            _ => return,
        };
        let opening = dashes(entry, found);
        for key in required.iter().filter(|key| tree.get(key).is_none()) {
            sink.report(missing(opening, kind, key));
        }
        if entry.publication.kind == Kind::Post {
            for key in self.usual.iter().filter(|key| !required.contains(key)) {
                let is_there = tree.get(key).is_some();
                sink.contribute(hash(key), (!is_there).then_some(key), opening);
            }
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        for key in &self.usual {
            let hash = hash(key);
            let of_key = || own.iter().filter(|one| one.key == hash);
            let (total, without) = (of_key().count(), of_key().filter(|one| one.text.is_some()).count());
            let with = total - without;
            if with < ENOUGH || without * ENOUGH > total {
                continue;
            }
            for one in of_key().filter(|one| one.text.is_some()) {
                sink.report_in(one.file, unusual(one.span, key, with));
            }
        }
    }
}

/// The opening dashes: where a key could be added.
fn dashes(entry: &Entry<'_>, found: &FrontMatter) -> Span {
    let start = found.span.start as usize;
    let length = entry.text(found.span).chars().take_while(|one| matches!(one, '-' | '+' | '{')).count();
    Span::new(start, start + length)
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn missing(opening: Span, kind: &str, key: &str) -> Report {
    Report::new(opening, format!("this {kind} has no `{key}`, which the configuration requires"))
        .help(format!("add `{key}:` to the front matter"))
}

fn unusual(opening: Span, key: &str, with: usize) -> Report {
    Report::new(opening, format!("this post has no `{key}`, and {with} other posts have one"))
        .help(format!("add `{key}:` to the front matter, unless it is left out on purpose"))
        .at_most(Severity::Note)
}
