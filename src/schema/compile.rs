//! A file to a compiled schema, or to everything in it that cannot be meant. May not see a document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, PatternOptions, ReferencingError, Retrieve, Uri, ValidationError, Validator};
use serde_json::Value;

use super::files::{Files, address, path_of};
use super::parse::{Parsed, parse};
use super::{Problem, Unusable, format, judge};
use crate::document::front_matter::{Node, Tree};
use crate::source::Span;

/// How often a pattern with look-around or back references may turn back on one text. All other patterns
/// take time in proportion to the text.
const MOST_TURNS: usize = 20_000;
/// Largest compiled pattern, in bytes.
const LARGEST_PATTERN: usize = 4 << 20;

/// The files that a schema consists of, by their addresses.
type Documents = Arc<Mutex<BTreeMap<String, Arc<Parsed>>>>;

/// A compiled schema.
#[derive(Debug)]
pub struct Schema {
    /// Its path for people.
    pub(super) shown: String,
    pub(super) validator: Validator,
    /// What it is published as.
    pub(super) id: Option<String>,
    root: Arc<Parsed>,
    documents: Documents,
}

impl Schema {
    /// Whether it speaks of `$schema` as of a key like others.
    pub(super) fn knows_schema_key(&self) -> bool {
        let has = |part: &str| self.root.value.get(part).is_some_and(|one| one.get("$schema").is_some());
        let required = self.root.value.get("required").and_then(Value::as_array);
        has("properties") || required.is_some_and(|keys| keys.iter().any(|key| key == "$schema"))
    }

    /// The part of the schema that an error comes from, with its keyword.
    pub(super) fn part(&self, error: &ValidationError<'_>) -> Option<Value> {
        let documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let base = error.absolute_keyword_location().map(|uri| uri.as_str());
        let base = base.and_then(|uri| uri.split('#').next()).unwrap_or_default();
        let document = documents.get(base).unwrap_or(&self.root);
        let pointer = error.schema_path().as_str();
        let above = pointer.rfind('/').map_or("", |at| pointer.get(..at).unwrap_or_default());
        document.value.pointer(above).cloned()
    }
}

/// Compiles the schema of a file.
///
/// # Errors
/// Where it, or a file that it refers to, cannot be used.
pub(super) fn compile(path: &Path, files: &Arc<Files>) -> Result<Schema, Unusable> {
    let source = files.read(path).map_err(|error| Unusable::Unread(unread(&files.shown(path), &error)))?;
    let root = Arc::new(parse(source).map_err(|problem| Unusable::Broken(vec![problem]))?);
    let draft = draft(&root).map_err(|problem| Unusable::Broken(vec![problem]))?;
    let id = root.value.get("$id").or_else(|| root.value.get("id")).and_then(Value::as_str);
    let id = id.filter(|id| id.contains("://")).map(|id| id.trim_end_matches('#').to_owned());
    let documents = Documents::default();
    let shelf = Shelf {
        files: Arc::clone(files),
        documents: Arc::clone(&documents),
        published: id.clone().zip(path.parent().map(Path::to_owned)),
    };
    let own = address(path);
    let built = jsonschema::options()
        .with_draft(draft)
        .with_base_uri(own.clone())
        .with_retriever(shelf)
        .with_pattern_options(
            PatternOptions::fancy_regex().backtrack_limit(MOST_TURNS).size_limit(LARGEST_PATTERN),
        )
        .should_validate_formats(true)
        .with_format("date", format::is_date)
        .with_format("date-time", format::is_date_time)
        .build(&root.value);
    let mut problems = broken(&root, draft);
    {
        let others = documents.lock().unwrap_or_else(PoisonError::into_inner);
        problems.extend(others.values().flat_map(|other| broken(other, draft)));
    }
    if let Err(error) = &built
        && problems.is_empty()
    {
        problems.push(unbuilt(&root, &documents, error));
    }
    match built {
        Ok(validator) if problems.is_empty() => {
            let mut all = documents.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(id.clone().unwrap_or(own), Arc::clone(&root));
            drop(all);
            Ok(Schema { shown: files.shown(path), validator, id, root, documents })
        }
        _ => Err(Unusable::Broken(problems)),
    }
}

fn unread(shown: &str, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no file `{shown}`"),
        _ => format!("`{shown}` cannot be read: {error}"),
    }
}

/// Reads the files that a schema refers to, and nothing from the network.
struct Shelf {
    files: Arc<Files>,
    documents: Documents,
    /// What the schema is published as, and the folder it lies in: what is published beside it lies
    /// beside it.
    published: Option<(String, PathBuf)>,
}

impl Shelf {
    fn path(&self, address: &str) -> Result<PathBuf, String> {
        if let Some(path) = path_of(address) {
            return Ok(path);
        }
        let beside = self.published.as_ref().and_then(|(id, folder)| {
            let base = id.get(..=id.rfind('/')?)?;
            Some(folder.join(address.strip_prefix(base)?))
        });
        match beside.filter(|path| self.files.has(path)) {
            Some(path) => Ok(path),
            None => Err("a schema is never fetched from the network; keep a copy beside this file, and \
                 refer to it by its path"
                .to_owned()),
        }
    }
}

impl Retrieve for Shelf {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let address = uri.as_str().split('#').next().unwrap_or_default();
        let path = self.path(address)?;
        let shown = self.files.shown(&path);
        let source = self.files.read(&path).map_err(|error| unread(&shown, &error))?;
        let parsed =
            parse(source).map_err(|problem| format!("`{shown}` cannot be used: {}", problem.message))?;
        let value = parsed.value.clone();
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.insert(address.to_owned(), Arc::new(parsed));
        Ok(value)
    }
}

/// The draft that a schema names; else the newest of which it is a schema.
fn draft(parsed: &Arc<Parsed>) -> Result<Draft, Problem> {
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
fn broken(parsed: &Arc<Parsed>, usual: Draft) -> Vec<Problem> {
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
fn unbuilt(root: &Arc<Parsed>, documents: &Documents, error: &ValidationError<'_>) -> Problem {
    let documents = documents.lock().unwrap_or_else(PoisonError::into_inner);
    let files: Vec<&Arc<Parsed>> = std::iter::once(root).chain(documents.values()).collect();
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
            let spot = super::spot::find(&root.tree, error.instance_path());
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
            let spot = super::spot::find(&root.tree, error.instance_path());
            let place = spot.map(|spot| (Arc::clone(&root.source), spot.span()));
            (place, format!("this schema cannot be used: {error}"), None)
        }
    };
    let (source, span) = place.unwrap_or_else(|| (Arc::clone(&root.source), start(&root.tree)));
    Problem { source, span, message, help }
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
