//! The text of a schema to its tree and its value. JSON or YAML, by the name of the file or its first
//! character. May not judge it.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::Problem;
use super::value;
use crate::document::front_matter::{SyntaxError, Tree, json, yaml};
use crate::source::{Encoding, Source, Span};

/// A schema as it was read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) source: Arc<Source>,
    pub(super) tree: Tree,
    pub(super) value: Value,
}

/// Parses the text of a schema.
///
/// # Errors
/// What is no JSON or YAML in it, or no schema at all.
pub(super) fn parse(source: Source) -> Result<Parsed, Problem> {
    let source = Arc::new(source);
    let problem = |span: Span, message: &str, help: Option<&str>| Problem {
        source: Arc::clone(&source),
        span,
        message: message.to_owned(),
        help: help.map(ToOwned::to_owned),
    };
    if source.encoding() == Encoding::Utf16 {
        return Err(problem(Span::at(0), "this file is in UTF-16", Some("save it as UTF-8")));
    }
    let text = source.text();
    let start = source.bom_len();
    let body = text.get(start..).unwrap_or_default();
    let tree = if is_yaml(source.path(), body) { yaml::parse(body, start) } else { json::parse(body, start) };
    let tree = tree.map_err(|error| of_syntax(&source, error))?;
    let root = tree.root();
    let rest = text.get(root.span().end as usize..).unwrap_or_default();
    if !is_yaml(source.path(), body) && !rest.trim().is_empty() {
        let at = text.len() - rest.trim_start().len();
        return Err(problem(Span::new(at, text.trim_end().len()), "the JSON ends before this", None));
    }
    let Some(value) = value::of(root, 0) else {
        return Err(problem(root.span(), "this is nested too deeply for a schema", None));
    };
    if !(value.is_object() || value.is_boolean()) {
        let help = "a JSON Schema is a mapping: `type: object`, `properties: …`";
        return Err(problem(root.span(), "this is no JSON Schema", Some(help)));
    }
    Ok(Parsed { source, tree, value })
}

fn of_syntax(source: &Arc<Source>, error: SyntaxError) -> Problem {
    let help = (!error.help.is_empty()).then_some(error.help);
    Problem { source: Arc::clone(source), span: error.span, message: error.message, help }
}

fn is_yaml(path: &str, text: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|one| one.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "yml" | "yaml" => true,
        "json" => false,
        _ => !text.trim_start().starts_with('{'),
    }
}
