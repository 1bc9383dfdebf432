//! `link/undefined-reference`: `[text][label]` whose label has no definition, so that the reader
//! sees the brackets. A lone `[text]` is mostly meant as it stands and is never asked about.

use std::collections::HashMap;

use crate::rules::prelude::*;

struct Undefined;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Undefined))
}

impl Check for Undefined {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let body = &entry.body;
        if body.undefined.is_empty() {
            return;
        }
        // `{% include links.md %}` is a usual way to share definitions.
        let includes = body.liquid.pieces().iter().any(|piece| piece.kind == LiquidKind::Tag);
        let defined: HashMap<String, &Definition<'_>> =
            body.definitions.iter().map(|one| (squashed(one.label), one)).collect();
        for reference in &body.undefined {
            let text = text_of(entry, reference.span);
            // `[new][[a]](/b)`: the second bracket begins a link of its own.
            let is_nested = reference.label.contains('[');
            if is_nested || is_index(entry, reference.span) || is_citation(text, reference.label) {
                continue;
            }
            if body.liquid.touches(reference.span) {
                sink.undecided(reference.span, "Liquid may write the definition or the label");
            } else if includes {
                sink.undecided(reference.span, "an include may hold the definition");
            } else {
                let wanted = squashed(reference.label);
                let near = defined.get(&wanted).filter(|_| !wanted.is_empty());
                sink.report(undefined(reference, near.copied()));
            }
        }
    }
}

/// A label without letter case, blanks and marks.
fn squashed(label: &str) -> String {
    label.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn text_of<'e>(entry: &'e Entry<'_>, span: Span) -> &'e str {
    let whole = entry.text(span).trim_start_matches('!');
    let inner = whole.strip_prefix('[').unwrap_or(whole);
    inner.split("][").next().unwrap_or_default()
}

/// `matrix[i][j]`, `int[][]`: the brackets of a program that is not marked as code.
fn is_index(entry: &Entry<'_>, span: Span) -> bool {
    let before = entry.source.text().get(..span.start as usize).unwrap_or_default();
    let joined = before
        .chars()
        .next_back()
        .is_some_and(|one| one.is_alphanumeric() || matches!(one, '_' | ']' | ')' | '$' | '>' | '.'));
    joined || entry.text(span).starts_with("[]")
}

/// `[1][2]`: two citations. `[ ][x]`, `[][]`: nothing to click on.
fn is_citation(text: &str, label: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.trim().is_empty() || (is_number(text) && is_number(label))
}

fn undefined(reference: &UndefinedReference<'_>, near: Option<&Definition<'_>>) -> Report {
    let label = excerpt(reference.label);
    let report = Report::new(
        reference.span,
        format!("no definition of `[{label}]` is in this file, so readers see the brackets"),
    );
    match near {
        Some(near) => report
            .help(format!("the file defines `[{}]`", excerpt(near.label)))
            .label(near.span, "this definition is probably meant")
            .fix("use that label", Safety::Unsafe, reference.label_span, near.label.to_owned()),
        None => {
            report.help(format!("add a line `[{label}]: https://…`, or write the address in parentheses"))
        }
    }
}
