//! `liquid/unknown-tag`: a tag that neither Liquid, Jekyll nor a plugin of the site defines.
//! The generator's model knows them; a site with plugins of its own is not judged.

use crate::rules::prelude::*;

struct UnknownTag;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnknownTag))
}

impl Check for UnknownTag {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if let Some(fatal) =
            entry.publication.fatal.as_deref().filter(|one| one.kind == FatalKind::UnknownTag)
        {
            sink.report(unknown(fatal, &entry.publication.kind));
        }
    }
}

fn unknown(fatal: &Fatal, kind: &Kind) -> Report {
    let report = Report::new(fatal.span, fatal.message.clone())
        .help("correct the name, add the plugin that defines it to `plugins`, or put it between `{% raw %}` and `{% endraw %}`");
    if matches!(kind, Kind::Layout | Kind::Include) { report.at_most(Severity::Warning) } else { report }
}
