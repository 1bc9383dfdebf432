//! `suppression/malformed`: a comment that is not of the form.
//! Decides on the form alone, whatever the comment covers.

use crate::rules::prelude::*;

struct Malformed;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Malformed))
}

impl Check for Malformed {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        for comment in &file.comments {
            for flaw in &comment.flaws {
                let until = comment.until.as_ref().map_or("", |until| &until.text);
                let word = flaw.fix.as_ref().map(|(_, text)| text.as_str());
                let Some((message, help)) = words(flaw.kind, until, word) else { continue };
                let report = Report::new(flaw.span, message).help(help);
                sink.report(match &flaw.fix {
                    None => report,
                    Some((span, text)) => report.fix(title(flaw.kind), Safety::Safe, *span, text.clone()),
                });
            }
        }
    }
}

fn words(kind: FormKind, until: &str, near: Option<&str>) -> Option<(String, String)> {
    Some(match kind {
        FormKind::Word => (
            "this is no form of the comment, so it suppresses nothing".to_owned(),
            match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "the word is `postlint-ignore`, perhaps with -line, -next-line, -start, -end or -file"
                        .to_owned()
                }
            },
        ),
        FormKind::Date if until.is_empty() => (
            "no date follows `until`, so this comment never expires".to_owned(),
            "write the last day on which it counts: `until 2027-01-31`".to_owned(),
        ),
        FormKind::Date => (
            format!("`{until}` is no date, so this comment never expires"),
            "write the last day on which it counts as year, month and day: `until 2027-01-31`".to_owned(),
        ),
        FormKind::Words => (
            "these words are neither rules nor a reason, which stands after a colon".to_owned(),
            "write `postlint-ignore RULE, RULE until DATE: reason`".to_owned(),
        ),
        FormKind::NothingOpen | FormKind::NeverEnded => return None,
    })
}

fn title(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Word => "write the word that was probably meant",
        _ => "put a colon before the reason",
    }
}
