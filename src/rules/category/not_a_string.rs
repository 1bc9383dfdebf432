//! `category/not-a-string`: a category that YAML reads as a number, a date or a truth value.
//! Decides on types alone.

use crate::rules::prelude::*;

struct NotAString;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(NotAString))
}

impl Check for NotAString {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.site.has_generator
            || !matches!(entry.publication.kind, Kind::Post | Kind::Draft | Kind::Collection(_))
        {
            return;
        }
        for (key, value) in categories::values(entry) {
            let is_text = value.as_str().is_some() || value.is_null();
            let has_items = value.items().next().is_some();
            match value.typed() {
                Some(_) if is_text => {}
                Some(_) if key == "categories" => sink.report(lost(value, entry.text(value.span()))),
                None if value.is_mapping() && key == "categories" => sink.report(mapping(value.span())),
                _ if has_items => value.items().for_each(|item| check_item(entry, item, sink)),
                _ => {}
            }
        }
    }
}

fn check_item(entry: &Entry<'_>, item: Node<'_>, sink: &mut Sink) {
    match item.typed() {
        Some(Typed::String) => {}
        Some(Typed::Null) => sink.report(empty(item.span())),
        Some(typed) => {
            let text = item.text().unwrap_or_default();
            sink.report(twice(item.span(), &ruby_to_s(typed, text), entry.text(item.span())));
        }
        None => sink.report(nested(item.span())),
    }
}

fn quote(report: Report, span: Span, raw: &str) -> Report {
    let is_simple = !raw.is_empty() && !raw.contains(['"', '\\', '\n', '\'']);
    if is_simple { report.fix("quote it", Safety::Unsafe, span, format!("\"{raw}\"")) } else { report }
}

fn lost(value: Node<'_>, raw: &str) -> Report {
    let message = "`categories` is neither text nor a list, so Jekyll loses the whole front matter and dates \
                   the page by the build";
    quote(Report::new(value.span(), message).help("put it in quotes, or write a list"), value.span(), raw)
}

fn mapping(span: Span) -> Report {
    Report::new(span, "`categories` is a mapping, so Jekyll loses the whole front matter of this page")
        .help("write a list of names")
}

fn twice(span: Span, shown: &str, raw: &str) -> Report {
    let message = format!(
        "YAML does not read this category as text, so the page has it twice: {shown} and \"{shown}\""
    );
    quote(Report::new(span, message).help("put it in quotes"), span, raw).at_most(Severity::Warning)
}

fn empty(span: Span) -> Report {
    Report::new(span, "an empty item gives the page a category without a name")
        .help("remove the item")
        .at_most(Severity::Warning)
}

fn nested(span: Span) -> Report {
    Report::new(span, "a list or mapping among the categories becomes a category of its own")
        .help("write one flat list of names")
        .at_most(Severity::Warning)
}
