//! `site/duplicate-title`: two posts with one title.
//! Keeps a hash and the place of each title.

use std::collections::HashMap;

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct DuplicateTitle {
    min_length: usize,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: DuplicateTitle = options.read()?;
    Ok(Box::new(settings))
}

impl Check for DuplicateTitle {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.publication.is_post() {
            return;
        }
        let Some(title) = entry.front_matter().and_then(|tree| tree.get("title")) else { return };
        let Some(text) = title.value.text().map(str::trim) else { return };
        let wanted = self.min_length.max(1);
        if text.chars().take(wanted).count() == wanted {
            sink.contribute(digest(series(entry), text.as_bytes()), None, title.value.span());
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let mut first: HashMap<u64, &Contribution> = HashMap::new();
        for title in own {
            match first.get(&title.key) {
                Some(earlier) => sink.report_in(title.file, twice(title, earlier)),
                None => _ = first.insert(title.key, title),
            }
        }
    }
}

fn twice(title: &Contribution, earlier: &Contribution) -> Report {
    Report::new(
        title.span,
        "another post has the same title, so readers cannot tell them apart in a list or a feed",
    )
    .help("say in the title what is new, or remove one if both are the same post")
    .label_in(earlier.file, earlier.span, "the first post with this title")
}
