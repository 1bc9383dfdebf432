//! `front-matter/schema`: what the JSON Schemas of a document do not allow in its front matter.
//! Which schemas those are, and what they say, is decided elsewhere.

use crate::rules::prelude::*;

struct Schema;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Schema))
}

impl Check for Schema {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for verdict in entry.schemas.verdicts(entry.document) {
            match verdict {
                Verdict::Fault(report) => sink.report(report),
                Verdict::Undecided(span, why) => sink.undecided(span, why),
            }
        }
    }
}
