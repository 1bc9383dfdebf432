//! `source/missing`: a post without a link to where its text comes from, in a category whose posts
//! have one. Which categories those are is learned from the posts, or told.

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct Missing {
    categories: Categories,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: Missing = options.read()?;
    Ok(Box::new(settings))
}

const HAS: u64 = 0;
const HAS_NONE: u64 = 1;
/// Shown in a place where nobody can say whether it is one.
const UNCLEAR: u64 = 2;

impl Check for Missing {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !is_among_posts(entry) {
            return;
        }
        let state = match tail(entry).citation {
            Citation::Link(_) | Citation::Empty(_) => HAS,
            Citation::Absent => HAS_NONE,
            Citation::Unclear => UNCLEAR,
        };
        for (name, span) in categories_of(entry) {
            let text = (state == HAS_NONE).then_some(name.as_str());
            sink.contribute(category_key(&name, state), text, span);
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let convention = self.categories.convention(own, |state| match state {
            HAS => Some(true),
            HAS_NONE => Some(false),
            _ => None,
        });
        for (file, all) in by_file(own) {
            if convention.binds(all.iter().map(|one| one.key))
                && let Some(first) = all.first()
                && let Some(name) = &first.text
            {
                sink.report_in(file, missing(first.span, name));
            }
        }
    }
}

fn missing(span: Span, category: &str) -> Report {
    Report::new(
        span,
        format!(
            "posts in `{}` end with a link to where their text comes from, and this one has none",
            excerpt(category)
        ),
    )
    .help("add the link below the text, in a paragraph of its own: `<https://…>`")
}
