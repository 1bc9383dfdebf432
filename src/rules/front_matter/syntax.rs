//! `front-matter/syntax`: front matter that does not parse, at its probable cause.
//! The cause was found where the text was parsed; here it is only put into words.

use crate::rules::prelude::*;

struct Syntax;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Syntax))
}

impl Check for Syntax {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Header::Found(found) = &entry.header else { return };
        if !entry.publication.reads_front_matter() {
            return;
        }
        match &found.tree {
            Err(error) => sink.report(broken(error)),
            Ok(tree) => {
                if let Some(span) = tree.refused().filter(|_| entry.site.has_generator) {
                    sink.report(refused(entry, span));
                }
            }
        }
    }
}

fn broken(error: &SyntaxError) -> Report {
    let help = if error.parser.is_empty() {
        error.help.clone()
    } else {
        format!("{} (the parser says: {})", error.help, error.parser)
    };
    let mut report =
        Report::new(error.span, format!("{}; none of this front matter is read", error.message)).help(help);
    if let Some((span, message)) = &error.label {
        report = report.label(*span, message.clone());
    }
    match &error.fix {
        Some((span, text)) => report.fix("correct it", Safety::Safe, *span, text.clone()),
        None => report,
    }
}

fn refused(entry: &Entry<'_>, span: Span) -> Report {
    if entry.text(span).starts_with(|one: char| one.is_ascii_digit() || "+-._".contains(one)) {
        let message = "Jekyll takes this for a number and fails on it; none of this front matter is read";
        return Report::new(span, message).help("put quotes around the value");
    }
    let message = "`<<` can only merge a mapping that has an anchor; none of this front matter is read";
    Report::new(span, message).help("merge an alias such as *base, or write the keys out")
}
