//! `link/trailing-punctuation`: the full stop or bracket of the sentence, swallowed by an address.
//! A closing bracket counts only if it closes nothing in the address.

use crate::rules::prelude::*;

struct TrailingPunctuation;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(TrailingPunctuation))
}

impl Check for TrailingPunctuation {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.role != Role::Link || address.authority().is_none() {
                continue;
            }
            let kept = address.text.trim_end_matches(is_of_sentence);
            let kept = without_closing(kept);
            if kept.len() < address.text.len() {
                let end = address.part(kept.len()..address.text.len());
                sink.report(swallowed(end, address.text.get(kept.len()..).unwrap_or_default()));
            }
        }
    }
}

/// Marks that end a clause; `？` and `！` end titles of articles too, and so their addresses.
fn is_of_sentence(one: char) -> bool {
    matches!(
        one,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '”'
            | '’'
            | '“'
            | '‘'
            | ','
            | '｡'
            | '､'
            | '؛'
            | '،'
            | '।'
            | '»'
            | '…'
    )
}

const BRACKETS: &[(char, char)] =
    &[('（', '）'), ('「', '」'), ('『', '』'), ('【', '】'), ('《', '》'), ('〈', '〉'), ('［', '］')];

fn without_closing(text: &str) -> &str {
    let Some(last) = text.chars().next_back() else { return text };
    let opening = BRACKETS.iter().find(|(_, close)| *close == last).map(|(open, _)| *open);
    match opening {
        Some(open) if !text.contains(open) => text.strip_suffix(last).unwrap_or(text),
        _ => text,
    }
}

fn swallowed(span: Span, marks: &str) -> Report {
    Report::new(
        span,
        format!("`{}` ends the address, though it most likely belongs to the sentence", excerpt(marks)),
    )
    .help("move it behind the link")
}
