//! `liquid/syntax`: Liquid that Jekyll cannot parse, and at which it stops.
//! The generator's model says what and where; this rule only words it.

use crate::rules::prelude::*;

struct Syntax;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Syntax))
}

impl Check for Syntax {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if let Some(fatal) = entry.publication.fatal.as_deref().filter(|one| one.kind == FatalKind::Liquid) {
            sink.report(wrong(fatal, &entry.publication.kind));
        }
    }
}

fn wrong(fatal: &Fatal, kind: &Kind) -> Report {
    let report = Report::new(fatal.span, fatal.message.clone())
        .help("correct it, or put text that is no Liquid between `{% raw %}` and `{% endraw %}`");
    // Nothing stops as long as no page uses it.
    if matches!(kind, Kind::Layout | Kind::Include) { report.at_most(Severity::Warning) } else { report }
}
