//! `suppression/unknown-rule`: a name in a comment that is neither a rule nor a group.
//! Decides by the rules of the run, a site's own among them.

use crate::rules::prelude::*;

struct UnknownRule;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnknownRule))
}

impl Check for UnknownRule {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        for named in file.comments.iter().flat_map(|comment| &comment.names) {
            match &named.meaning {
                Meaning::Everything => sink.report(everything(named)),
                Meaning::Unknown { nearest } => sink.report(unknown(named, nearest.as_deref())),
                Meaning::Known { .. } | Meaning::OfComments => {}
            }
        }
    }
}

fn everything(named: &suppress::Named) -> Report {
    let message = format!(
        "`{}` is no rule: a comment names what it suppresses, so that nothing else is lost",
        named.text
    );
    Report::new(named.span, message).help("name the rules, or groups such as `date`")
}

fn unknown(named: &suppress::Named, nearest: Option<&str>) -> Report {
    let message = format!("there is no rule or group `{}`, so it suppresses nothing", excerpt(&named.text));
    let report = Report::new(named.span, message);
    match nearest {
        None => report.help("`postlint explain` lists all rules; a reason stands after a colon"),
        Some(near) => report.help(format!("did you mean `{near}`?")).fix(
            format!("write `{near}`"),
            Safety::Safe,
            named.span,
            near.to_owned(),
        ),
    }
}
