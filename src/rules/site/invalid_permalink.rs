//! `site/invalid-permalink`: a permalink or slug of which Jekyll can make no address.
//! The generator's model says what and where; this rule only words it.

use crate::rules::prelude::*;

struct InvalidPermalink;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvalidPermalink))
}

impl Check for InvalidPermalink {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if let Some(fatal) = entry.publication.fatal.as_deref().filter(|one| one.kind == FatalKind::Permalink)
        {
            let help = "write a path in quotes, with the placeholders that Jekyll's documentation lists";
            sink.report(Report::new(fatal.span, fatal.message.clone()).help(help));
        }
    }
}
