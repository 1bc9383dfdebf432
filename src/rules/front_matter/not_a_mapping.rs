//! `front-matter/not-a-mapping`: YAML that parses, but gives no keys and values.
//! Empty front matter, null and `false` are no such thing: Jekyll takes them for no data.

use crate::rules::prelude::*;

struct NotAMapping;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(NotAMapping))
}

impl Check for NotAMapping {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        let root = tree.root();
        if !root.is_mapping() && !root.is_null() && root.typed() != Some(&Typed::Bool(false)) {
            sink.report(report(entry, root));
        }
    }
}

fn report(entry: &Entry<'_>, root: Node<'_>) -> Report {
    let outcome = match entry.publication.kind {
        Kind::Page => "and Jekyll stops on it",
        Kind::Unknown => "so no key can be read",
        _ => "so Jekyll reads none of it",
    };
    if let Some((colon, key)) = glued_colon(entry, root) {
        let message =
            format!("no space follows the colon after `{key}`, so this is a text and no key, {outcome}");
        return Report::new(root.span(), message).help("write a colon and a space after the key").fix(
            "write `: `",
            Safety::Safe,
            colon,
            ": ".to_owned(),
        );
    }
    let what = if root.text().is_some() { "a text" } else { "a list" };
    Report::new(root.span(), format!("this front matter is {what} instead of keys and values, {outcome}"))
        .help("write `key: value` lines; or a blank line before the dashes, if they are a rule and no front matter")
}

/// The colon behind what was probably the only key, on the first line.
fn glued_colon<'e>(entry: &Entry<'e>, root: Node<'_>) -> Option<(Span, &'e str)> {
    if root.style() != Style::Plain {
        return None;
    }
    let text = entry.text(root.span());
    let (at, sign) = text.char_indices().find(|(_, one)| matches!(one, ':' | '：'))?;
    let key = text.get(..at)?;
    let rest = text.get(at..)?;
    let is_word = !key.is_empty() && key.chars().all(|one| one.is_alphanumeric() || "_-".contains(one));
    if !is_word || rest.starts_with("://") || text.contains('\n') {
        return None;
    }
    let start = root.span().start as usize + at;
    Some((Span::new(start, start + sign.len_utf8()), key))
}
