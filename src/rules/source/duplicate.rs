//! `source/duplicate`: two posts that come from one source.
//! Asked in categories whose posts have sources.

use std::collections::HashMap;

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct Duplicate {
    categories: Categories,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: Duplicate = options.read()?;
    Ok(Box::new(settings))
}

const HAS: u64 = 0;
const HAS_NONE: u64 = 1;
/// Not a category, but the address of a source.
const ADDRESS: u64 = 7;

impl Check for Duplicate {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !is_among_posts(entry) {
            return;
        }
        let citation = tail(entry).citation;
        let state = match citation {
            Citation::Link(_) | Citation::Empty(_) => HAS,
            Citation::Absent => HAS_NONE,
            Citation::Unclear => return,
        };
        for (name, span) in categories_of(entry) {
            sink.contribute(category_key(&name, state), None, span);
        }
        if let Citation::Link(address) = citation
            && let Some(key) = key_of(&address)
        {
            sink.contribute(key, None, address.place);
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let convention = self.categories.convention(own, |state| match state {
            HAS => Some(true),
            HAS_NONE => Some(false),
            _ => None,
        });
        let mut first: HashMap<u64, &Contribution> = HashMap::new();
        for (file, all) in by_file(own) {
            let is_address = |one: &&Contribution| one.key & ADDRESS == ADDRESS;
            let Some(address) = all.iter().find(is_address) else { continue };
            match first.get(&address.key) {
                None => _ = first.insert(address.key, address),
                Some(earlier) => {
                    if convention.binds(all.iter().filter(|one| !is_address(one)).map(|one| one.key)) {
                        sink.report_in(file, twice(address, earlier));
                    }
                }
            }
        }
    }
}

/// The same for `http` and `https`, with and without a `/` at the end; none for a site's first page.
fn key_of(address: &Address<'_>) -> Option<u64> {
    let rest = address.rest().split('#').next().unwrap_or_default().trim_end_matches('/');
    let host = address.host()?.to_ascii_lowercase();
    (!rest.is_empty()).then(|| digest(digest(2, host.as_bytes()), rest.as_bytes()) | ADDRESS)
}

fn twice(address: &Contribution, earlier: &Contribution) -> Report {
    Report::new(address.span, "another post comes from the same source, so the site has its text twice")
        .help("remove one of the two, or correct the link")
        .label_in(earlier.file, earlier.span, "the first post from this source")
}
