//! `front-matter/ambiguous-scalar`: texts without quotes that the generator reads as something else.
//! A number that is shown as it was written is no finding.

use serde::Deserialize;

use crate::rules::prelude::*;

/// Keys that hold one text and never a list.
const SINGLE: &[&str] = &["title", "subtitle", "description", "excerpt", "summary"];

#[derive(Deserialize)]
struct AmbiguousScalar {
    keys: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<AmbiguousScalar>()?))
}

impl Check for AmbiguousScalar {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        for pair in tree.pairs() {
            let Some(key) = pair.key.text().filter(|key| self.keys.iter().any(|wanted| wanted == key)) else {
                continue;
            };
            if SINGLE.contains(&key) && pair.value.text().is_none() && pair.value.style() == Style::Flow {
                sink.report(bracketed(entry, key, pair.value));
                continue;
            }
            for value in std::iter::once(pair.value).chain(pair.value.items()) {
                if let Some(report) = judge(entry, key, value) {
                    sink.report(report);
                }
            }
        }
    }
}

fn judge(entry: &Entry<'_>, key: &str, value: Node<'_>) -> Option<Report> {
    let (text, typed) = (value.text()?, value.typed()?);
    // What an alias or a merge brought in was written, and judged, elsewhere.
    if value.style() != Style::Plain || value.tag().is_some() || entry.text(value.span()) != text {
        return None;
    }
    let shown = ruby_to_s(typed, text);
    let what = match typed {
        Typed::Bool(_) => "a truth value",
        Typed::Null if !text.is_empty() && text != "~" && text != "null" => "nothing at all",
        Typed::Integer(_) | Typed::Float(_) if shown != text => "a number",
        Typed::Date(..) | Typed::Time { .. } if matches!(key, "title" | "subtitle") || shown != text => {
            "a date"
        }
        _ => return None,
    };
    let becomes = if shown == text || shown.is_empty() {
        String::new()
    } else {
        format!(", and what is published is `{shown}`")
    };
    let message = format!("`{text}` without quotes is {what} for Jekyll{becomes}");
    let quoted = format!("\"{text}\"");
    Some(Report::new(value.span(), message).help("put quotes around it if it is meant as text").fix(
        "put it in quotes",
        Safety::Unsafe,
        value.span(),
        quoted,
    ))
}

fn bracketed(entry: &Entry<'_>, key: &str, value: Node<'_>) -> Report {
    let written = entry.text(value.span());
    let message = if written.starts_with("{{") {
        format!("`{key}` starts with `{{{{`, which is a map for YAML: Liquid does not run in front matter")
    } else if written.starts_with('[') {
        format!("`{key}` is in brackets, which makes a list of it and no text")
    } else {
        format!("`{key}` is in braces, which makes a map of it and no text")
    };
    let report = Report::new(value.span(), message).help("put quotes around it if it is meant as text");
    if written.contains('\n') {
        return report;
    }
    report.fix("put it in quotes", Safety::Unsafe, value.span(), quoted(written))
}
