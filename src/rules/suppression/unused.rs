//! `suppression/unused`: a comment that suppresses nothing.
//! Silent where a rule did not run, or has a question that cannot be decided.

use crate::rules::prelude::*;

struct Unused;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Unused))
}

impl Check for Unused {
    fn suppressions(&self, file: &Suppressions, sink: &mut Sink) {
        let is_idle = |named: &suppress::Named| {
            named.is_idle() && (file.is_seen || named.meaning == Meaning::OfComments)
        };
        for comment in &file.comments {
            if comment.is_expired || comment.scope == suppress::Scope::End || comment.names.is_empty() {
                continue;
            }
            if comment.names.iter().all(is_idle) {
                sink.report(whole(file, comment));
                continue;
            }
            for (at, named) in comment.names.iter().enumerate().filter(|(_, named)| is_idle(named)) {
                let report = worded(named.span, std::slice::from_ref(named));
                sink.report(match cut(comment, at, &is_idle) {
                    None => report,
                    Some(span) => report.fix("remove the name", Safety::Safe, span, String::new()),
                });
            }
        }
    }
}

/// A comment of which all is of no use.
fn whole(file: &Suppressions, comment: &suppress::Comment) -> Report {
    let report = worded(comment.names_span(), &comment.names);
    let mut removals = vec![comment.removal];
    for partner in &comment.partners {
        let Some(end) = file.comments.get(*partner) else { continue };
        // It ends another range as well.
        if end.partners.len() > 1 {
            return report;
        }
        removals.push(end.removal);
    }
    let is_safe = removals.iter().all(|removal| removal.safety == Safety::Safe);
    let safety = if is_safe { Safety::Safe } else { Safety::Unsafe };
    removals.sort_by_key(|removal| removal.span);
    let edits = removals.into_iter().map(|removal| Edit { span: removal.span, text: String::new() });
    let title = if comment.partners.is_empty() { "remove the comment" } else { "remove the comments" };
    report.fix_all(title, safety, edits.collect())
}

/// The bytes to remove for one name of several: with the comma after it, or before it where a name
/// stays before it. `None` where another comment names it too, to end its range.
fn cut(comment: &suppress::Comment, at: usize, is_idle: &impl Fn(&suppress::Named) -> bool) -> Option<Span> {
    let named = comment.names.get(at).filter(|named| !named.is_ended_by_name)?;
    let stays_before = comment.names.iter().take(at).any(|named| !is_idle(named));
    if stays_before {
        let before = comment.names.get(at.checked_sub(1)?)?;
        return Some(Span::new(before.span.end as usize, named.span.end as usize));
    }
    let after = comment.names.get(at + 1)?;
    Some(Span::new(named.span.start as usize, after.span.start as usize))
}

fn worded(span: Span, names: &[suppress::Named]) -> Report {
    if names.iter().any(|named| named.meaning == Meaning::OfComments) {
        let message = "a comment cannot suppress what is found in such comments, so this does nothing";
        return Report::new(span, message).help("correct the comment that is meant, or switch the rule off");
    }
    let names: Vec<String> = names.iter().map(|named| format!("`{}`", named.text)).collect();
    let message = format!("{} finds nothing here, so this comment suppresses nothing", list(&names));
    Report::new(span, message).help("remove it: it would hide the next mistake")
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("neither {} nor {last}", first.join(", ")),
    }
}
