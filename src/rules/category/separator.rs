//! `category/separator`: a comma or its like between categories, where Jekyll splits at blanks alone.
//! Looks at text, not at lists.

use crate::rules::prelude::*;

/// Marks that people put between names.
const MARKS: [char; 6] = [',', ';', '|', '，', '、', '；'];

struct Separator;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Separator))
}

impl Check for Separator {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.site.has_generator {
            return;
        }
        for (key, value) in categories::values(entry) {
            let Some(text) = value.as_str() else { continue };
            if let Some(mark) = text.chars().find(|one| MARKS.contains(one)) {
                sink.report(not_split(key, value.span(), text, mark));
            }
        }
    }
}

fn not_split(key: &str, span: Span, text: &str, mark: char) -> Report {
    let first = match key {
        "categories" => text.split_ascii_whitespace().next().unwrap_or_default(),
        _ => text,
    };
    let message =
        format!("Jekyll does not split `{key}` at `{mark}`: one category is called `{}`", excerpt(first));
    let names: Vec<&str> = text.split(MARKS).map(str::trim).filter(|name| !name.is_empty()).collect();
    let list = format!("[{}]", names.join(", "));
    let report = Report::new(span, message).help(format!("write a list: `{key}: {}`", excerpt(&list)));
    let is_plain = |name: &&str| {
        name.starts_with(char::is_alphabetic)
            && name.chars().all(|one| one.is_alphanumeric() || " -_".contains(one))
    };
    if !names.is_empty() && names.iter().all(is_plain) {
        return report.fix("make it a list", Safety::Unsafe, span, list);
    }
    report
}
