//! A file to a compiled schema, or to everything in it that cannot be meant. May not see a document.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::files::{Files, address};
use super::graph::{Graph, MOST_WORK};
use super::parse::{Parsed, parse};
use super::shelf::{Shelf, id_of};
use super::{Unusable, broken, format, shelf};

/// How often a pattern with look-around or back references may turn back on one text. All other patterns
/// take time in proportion to the text.
const MOST_TURNS: usize = 20_000;
/// Largest compiled pattern, in bytes.
const LARGEST_PATTERN: usize = 4 << 20;

/// A compiled schema.
#[derive(Debug)]
pub struct Schema {
    /// Its path for people.
    pub(super) shown: String,
    pub(super) validator: Validator,
    /// What it is published as.
    pub(super) id: Option<String>,
    /// The files that it consists of, by their addresses; its own first.
    files: Vec<(String, Arc<Parsed>)>,
    graph: Graph,
    /// How deep a value may be.
    deepest: OnceLock<usize>,
}

impl Schema {
    fn root(&self) -> Option<&Value> {
        self.files.first().map(|(_, file)| &file.value)
    }

    /// Whether it speaks of `$schema` as of a key like others.
    pub(super) fn knows_schema_key(&self) -> bool {
        let Some(root) = self.root() else { return false };
        let required = root.get("required").and_then(Value::as_array);
        root.get("properties").is_some_and(|keys| keys.get("$schema").is_some())
            || required.is_some_and(|keys| keys.iter().any(|key| key == "$schema"))
    }

    /// The part of the schema that an error comes from, with its keyword.
    pub(super) fn part(&self, error: &ValidationError<'_>) -> Option<&Value> {
        let base = error.absolute_keyword_location().map(|uri| uri.as_str());
        let base = base.and_then(|uri| uri.split('#').next()).unwrap_or_default();
        let file = self.files.iter().find(|(address, _)| address == base).map(|(_, file)| &file.value);
        let pointer = error.schema_path().as_str();
        let above = pointer.rfind('/').map_or("", |at| pointer.get(..at).unwrap_or_default());
        file.or_else(|| self.root())?.pointer(above)
    }

    /// Whether a value of this depth is judged in a time that nobody notices: branches that branch again
    /// and again multiply.
    pub(super) fn can_tell(&self, depth: usize) -> bool {
        let deepest =
            || (0..=super::value::DEEPEST).take_while(|depth| self.graph.work(*depth) <= MOST_WORK).count();
        depth < *self.deepest.get_or_init(deepest)
    }
}

/// Compiles the schema of a file.
///
/// # Errors
/// Where it, or a file that it refers to, cannot be used.
pub(super) fn compile(path: &Path, files: &Arc<Files>) -> Result<Schema, Unusable> {
    let source =
        files.read(path).map_err(|error| Unusable::Unread(shelf::unread(&files.shown(path), &error)))?;
    let root = Arc::new(parse(source).map_err(|problem| Unusable::Broken(vec![problem]))?);
    let draft = broken::draft(&root).map_err(|problem| Unusable::Broken(vec![problem]))?;
    let id = id_of(&root.value).map(ToOwned::to_owned);
    let own = id.clone().unwrap_or_else(|| address(path));
    let shelf = Shelf::new(Arc::clone(files), id.clone().zip(path.parent().map(Path::to_owned)));
    shelf.load(&own, &root);
    let mut all = vec![(own, root)];
    all.extend(shelf.loaded());
    let parsed: Vec<Arc<Parsed>> = all.iter().map(|(_, file)| Arc::clone(file)).collect();
    let problems: Vec<_> = parsed.iter().flat_map(|file| broken::of_draft(file, draft)).collect();
    if !problems.is_empty() {
        return Err(Unusable::Broken(problems));
    }
    let fail = |problem: Option<super::Problem>| Unusable::Broken(problem.into_iter().collect());
    let graph = shelf::graph(&all).map_err(|why| fail(broken::endless(&parsed, &why)))?;
    let Some((_, root)) = all.first() else { return Err(fail(None)) };
    let built = jsonschema::options()
        .with_draft(draft)
        .with_base_uri(address(path))
        .with_retriever(shelf)
        .with_pattern_options(
            PatternOptions::fancy_regex().backtrack_limit(MOST_TURNS).size_limit(LARGEST_PATTERN),
        )
        .should_validate_formats(true)
        .with_format("date", format::is_date)
        .with_format("date-time", format::is_date_time)
        .build(&root.value);
    match built {
        Ok(validator) => {
            let shown = files.shown(path);
            Ok(Schema { shown, validator, id, files: all, graph, deepest: OnceLock::new() })
        }
        Err(error) => Err(fail(broken::unbuilt(&parsed, &error))),
    }
}
