//! What is wrong with a schema, at its bytes and in words. May not compile one.

use std::sync::Arc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ReferencingError, ValidationError};
use serde_json::Value;

use super::graph::Endless;
use super::parse::Parsed;
use super::{Problem, judge, spot};
use crate::document::front_matter::{Node, Tree};
use crate::source::Span;

/// The draft that a schema names; else the newest of which it is a schema.
pub(super) fn draft(parsed: &Arc<Parsed>) -> Result<Draft, Problem> {
    let Some(named) = parsed.value.get("$schema") else {
        let fits = [
            (Draft::Draft202012, jsonschema::draft202012::meta::is_valid as fn(&Value) -> bool),
            (Draft::Draft7, jsonschema::draft7::meta::is_valid),
            (Draft::Draft4, jsonschema::draft4::meta::is_valid),
        ];
        let draft = fits.iter().find(|(_, fits)| fits(&parsed.value)).map(|(draft, _)| *draft);
        return Ok(draft.unwrap_or_default());
    };
    let known = named.as_str().map(|uri| Draft::from_schema_uri(uri.trim()));
    known.filter(|draft| *draft != Draft::Unknown).ok_or_else(|| {
        let span = parsed.tree.get("$schema").map(|pair| pair.value.span()).unwrap_or_default();
        let help = "drafts 4, 6, 7, 2019-09 and 2020-12 are: \
            `https://json-schema.org/draft/2020-12/schema`";
        Problem {
            source: Arc::clone(&parsed.source),
            span,
            message: "this dialect of JSON Schema is not known".to_owned(),
            help: Some(help.to_owned()),
        }
    })
}

/// What in a file is no schema of its draft.
pub(super) fn of_draft(parsed: &Arc<Parsed>, usual: Draft) -> Vec<Problem> {
    let draft = usual.detect(&parsed.value);
    let validator = match draft {
        Draft::Draft4 => jsonschema::draft4::meta::validator(),
        Draft::Draft6 => jsonschema::draft6::meta::validator(),
        Draft::Draft7 => jsonschema::draft7::meta::validator(),
        Draft::Draft201909 => jsonschema::draft201909::meta::validator(),
        _ => jsonschema::draft202012::meta::validator(),
    };
    if validator.is_valid(&parsed.value) {
        return Vec::new();
    }
    let errors: Vec<ValidationError<'_>> = validator.iter_errors(&parsed.value).collect();
    let faults = judge::in_schema(&parsed.tree, start(&parsed.tree), &errors);
    let problem = |(span, message, help)| Problem { source: Arc::clone(&parsed.source), span, message, help };
    faults.into_iter().map(problem).collect()
}

/// The first bytes of a schema, for what concerns all of it.
fn start(tree: &Tree) -> Span {
    let span = tree.root().span();
    let first = tree.pairs().next().map(|pair| pair.key.span());
    first.unwrap_or(Span { end: span.end.min(span.start + 1), ..span })
}

/// Why a schema that looks like one cannot be compiled.
pub(super) fn unbuilt(files: &[Arc<Parsed>], error: &ValidationError<'_>) -> Option<Problem> {
    let root = files.first()?;
    let refers = |wanted: &dyn Fn(&str) -> bool| {
        files.iter().find_map(|file| Some((Arc::clone(&file.source), reference(file.tree.root(), wanted)?)))
    };
    let (place, message, help) = match error.kind() {
        ValidationErrorKind::Referencing(ReferencingError::Unretrievable { uri, source }) => {
            let place = refers(&|text| leads_to(text, uri));
            (place, format!("this cannot be read: {source}"), None)
        }
        ValidationErrorKind::Referencing(ReferencingError::PointerToNowhere { pointer }) => {
            let place = refers(&|text| text.split_once('#').is_some_and(|(_, part)| part == pointer));
            let help = "name a part of the schema that is there, such as `#/$defs/author`";
            (place, format!("nothing is at `{pointer}`"), Some(help.to_owned()))
        }
        ValidationErrorKind::Referencing(ReferencingError::NoSuchAnchor { anchor }) => {
            let place = refers(&|text| text.ends_with(&format!("#{anchor}")));
            (place, format!("no part of the schema has the `$anchor` `{anchor}`"), None)
        }
        ValidationErrorKind::Format { format } if format == "regex" => {
            let spot = spot::find(&root.tree, error.instance_path());
            let is_key = error.instance_path().as_str().starts_with("/patternProperties/")
                || error.instance_path().as_str().contains("/patternProperties/");
            let span = spot.map(|spot| match spot.key.filter(|_| is_key && spot.node.text().is_none()) {
                Some(key) => key.span(),
                None => spot.span(),
            });
            let place = span.map(|span| (Arc::clone(&root.source), span));
            (place, "this is no regular expression of ECMAScript".to_owned(), None)
        }
        _ => {
            let spot = spot::find(&root.tree, error.instance_path());
            let place = spot.map(|spot| (Arc::clone(&root.source), spot.span()));
            (place, format!("this schema cannot be used: {error}"), None)
        }
    };
    let (source, span) = place.unwrap_or_else(|| (Arc::clone(&root.source), start(&root.tree)));
    Some(Problem { source, span, message, help })
}

/// Whether a reference, wherever it stands, may lead to an address.
fn leads_to(reference: &str, address: &str) -> bool {
    let target = reference.split('#').next().unwrap_or_default();
    let name = target.trim_start_matches("../").trim_start_matches("./");
    !name.is_empty() && address.ends_with(name)
}

/// The first reference in a schema that is wanted. The depth of the tree is limited where it is made.
fn reference(node: Node<'_>, wanted: &dyn Fn(&str) -> bool) -> Option<Span> {
    const KEYWORDS: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];
    for pair in node.pairs() {
        let is_reference = pair.key.text().is_some_and(|key| KEYWORDS.contains(&key));
        if is_reference && pair.value.text().is_some_and(wanted) {
            return Some(pair.value.span());
        }
        if let Some(found) = reference(pair.value, wanted) {
            return Some(found);
        }
    }
    node.items().find_map(|item| reference(item, wanted))
}

/// A schema that cannot be followed to its end.
pub(super) fn endless(files: &[Arc<Parsed>], why: &Endless) -> Option<Problem> {
    let (name, message) = match why {
        Endless::Work => ("", "the parts of this schema ask one another too often to judge anything by it"),
        Endless::Circle(name) => {
            (name.as_str(), "this leads back to the part that it stands in, and never to an end")
        }
        Endless::Row(name) => (name.as_str(), "too many parts of the schema lead to one another in a row"),
    };
    let place = files.iter().find_map(|file| {
        Some((
            Arc::clone(&file.source),
            reference(file.tree.root(), &|text| !name.is_empty() && text == name)?,
        ))
    });
    let root = files.first()?;
    let (source, span) = place.unwrap_or_else(|| (Arc::clone(&root.source), start(&root.tree)));
    Some(Problem { source, span, message: message.to_owned(), help: None })
}
