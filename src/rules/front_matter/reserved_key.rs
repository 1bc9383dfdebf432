//! `front-matter/reserved-key`: keys whose values templates never see, since Jekyll's own stand
//! before them (`Drops::DocumentDrop`, `Page::ATTRIBUTES_FOR_LIQUID`).

use crate::rules::prelude::*;

struct ReservedKey;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ReservedKey))
}

const OF_DOCUMENTS: [&str; 9] =
    ["collection", "content", "id", "next", "output", "path", "previous", "relative_path", "url"];
const OF_PAGES: [&str; 5] = ["content", "dir", "name", "path", "url"];

impl Check for ReservedKey {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let reserved: &[&str] = match entry.publication.kind {
            Kind::Post | Kind::Draft | Kind::Collection(_) => &OF_DOCUMENTS,
            Kind::Page => &OF_PAGES,
            _ => return,
        };
        for pair in entry.front_matter().into_iter().flat_map(Tree::pairs) {
            if let Some(key) = pair.key.text().filter(|key| reserved.contains(key)) {
                sink.report(hidden(pair.key.span(), key));
            }
        }
    }
}

fn hidden(span: Span, key: &str) -> Report {
    let message = format!("`page.{key}` is Jekyll's own, so templates never see this value");
    let help = match key {
        "url" | "path" | "dir" => {
            format!("write `permalink` to set the address; call other data by another name than `{key}`")
        }
        _ => format!("call it by another name than `{key}`"),
    };
    Report::new(span, message).help(help)
}
