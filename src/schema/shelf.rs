//! The files that a schema consists of: what it refers to is read from beside it, and never from the
//! network. May not judge them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Retrieve, Uri};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::files::{Files, path_of};
use super::graph::{Endless, Graph};
use super::parse::{Parsed, parse};

/// Most files of one schema.
const MOST_FILES: usize = 256;

/// Reads files for one schema, each once.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    files: Arc<Files>,
    /// What the schema is published as, and the folder it lies in: what is published beside it lies
    /// beside it.
    published: Option<(String, PathBuf)>,
    loaded: Arc<Mutex<BTreeMap<String, Arc<Parsed>>>>,
}

/// Why a file cannot be read, in words.
pub(super) fn unread(shown: &str, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no file `{shown}`"),
        _ => format!("`{shown}` cannot be read: {error}"),
    }
}

/// The address that a schema is published under.
pub(super) fn id_of(value: &Value) -> Option<&str> {
    let id = value.get("$id").or_else(|| value.get("id"))?.as_str()?.trim_end_matches('#');
    id.contains("://").then_some(id)
}

impl Shelf {
    pub(super) fn new(files: Arc<Files>, published: Option<(String, PathBuf)>) -> Self {
        Self { files, published, loaded: Arc::default() }
    }

    /// Reads all that a schema refers to, and all that those refer to. What cannot be read is left out.
    pub(super) fn load(&self, own: &str, root: &Arc<Parsed>) {
        let mut open = vec![(own.to_owned(), Arc::clone(root))];
        while let Some((base, parsed)) = open.pop() {
            for text in references(&parsed.value) {
                let target = text.split('#').next().unwrap_or_default();
                let address = join(&base, target);
                let is_known = target.is_empty() || address == own || self.loaded().len() >= MOST_FILES;
                if is_known || self.loaded().iter().any(|(known, _)| *known == address) {
                    continue;
                }
                if let Ok(parsed) = self.fetch(&address) {
                    let base = id_of(&parsed.value).unwrap_or(&address).to_owned();
                    open.push((base, parsed));
                }
            }
        }
    }

    /// The files that were read, by their addresses.
    pub(super) fn loaded(&self) -> Vec<(String, Arc<Parsed>)> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.iter().map(|(address, parsed)| (address.clone(), Arc::clone(parsed))).collect()
    }

    fn path(&self, address: &str) -> Result<PathBuf, String> {
        if let Some(path) = path_of(address) {
            return Ok(path);
        }
        let beside = self.published.as_ref().and_then(|(id, folder)| {
            let base = id.get(..=id.rfind('/')?)?;
            Some(self.files.place(&folder.join(address.strip_prefix(base)?)))
        });
        match beside.filter(|path| self.files.has(path)) {
            Some(path) => Ok(path),
            None => Err("a schema is never fetched from the network; keep a copy beside this file, and \
                 refer to it by its path"
                .to_owned()),
        }
    }

    fn fetch(&self, address: &str) -> Result<Arc<Parsed>, String> {
        if let Some((_, parsed)) = self.loaded().into_iter().find(|(known, _)| known == address) {
            return Ok(parsed);
        }
        let path = self.path(address)?;
        let shown = self.files.shown(&path);
        let source = self.files.read(&path).map_err(|error| unread(&shown, &error))?;
        let parsed = parse(source).map_err(|problem| {
            let place = problem.source.lines().position(problem.span.start);
            format!("`{shown}` cannot be used: line {}: {}", place.line, problem.message)
        })?;
        let parsed = Arc::new(parsed);
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.insert(address.to_owned(), Arc::clone(&parsed));
        Ok(parsed)
    }
}

impl Retrieve for Shelf {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let address = uri.as_str().split('#').next().unwrap_or_default();
        Ok(self.fetch(address)?.value.clone())
    }
}

/// Every text under a key that refers to a schema. Values are limited in their depth where they are made.
fn references(value: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(keys) => {
                for (key, value) in keys {
                    match value.as_str() {
                        Some(text) if matches!(key.as_str(), "$ref" | "$dynamicRef") => found.push(text),
                        _ => open.push(value),
                    }
                }
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// A reference as an address (RFC 3986, section 5.2, without queries).
fn join(base: &str, target: &str) -> String {
    if target.contains("://") || target.is_empty() {
        return if target.is_empty() { base.to_owned() } else { target.to_owned() };
    }
    let start = base.find("://").map_or(0, |at| at + 3);
    let root = base.get(start..).and_then(|rest| rest.find('/')).map_or(base.len(), |at| start + at);
    let (host, path) = base.split_at_checked(root).unwrap_or((base, ""));
    let folder = path.rfind('/').map_or("", |at| path.get(..at).unwrap_or_default());
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{host}/{}", parts.join("/"))
}

/// The parts of a schema by anchor, in the file of that address.
type Anchors<'v> = FxHashMap<(usize, &'v str), &'v Value>;

/// How the parts of a schema that consists of these files lead to one another.
///
/// # Errors
/// Where they cannot be followed to the end.
pub(super) fn graph(files: &[(String, Arc<Parsed>)]) -> Result<Graph, Endless> {
    let Some((_, root)) = files.first() else { return Ok(Graph::default()) };
    let mut anchors: Anchors<'_> = FxHashMap::default();
    let mut bases: FxHashMap<usize, &str> = FxHashMap::default();
    for (address, parsed) in files {
        let file = std::ptr::from_ref(&parsed.value) as usize;
        bases.insert(file, id_of(&parsed.value).unwrap_or(address));
        collect_anchors(&parsed.value, file, &mut anchors);
    }
    let resolve = |file: &Value, text: &str| {
        let (target, fragment) = text.split_once('#').unwrap_or((text, ""));
        let address = join(bases.get(&(std::ptr::from_ref(file) as usize))?, target);
        let is_it = |(known, parsed): &&(String, Arc<Parsed>)| {
            *known == address || id_of(&parsed.value) == Some(&address)
        };
        let file = files.iter().find(is_it).map(|(_, parsed)| &parsed.value)?;
        let pointer = fragment.replace("%25", "%").replace("%24", "$");
        let part = match fragment {
            "" => Some(file),
            fragment if fragment.starts_with('/') => file.pointer(&pointer),
            anchor => anchors.get(&(std::ptr::from_ref(file) as usize, anchor)).copied(),
        };
        Some((part?, file))
    };
    Graph::of(&root.value, &resolve)
}

fn collect_anchors<'v>(value: &'v Value, file: usize, anchors: &mut Anchors<'v>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(keys) => {
                for key in ["$anchor", "$dynamicAnchor", "$id", "id"] {
                    if let Some(name) = keys.get(key).and_then(Value::as_str) {
                        anchors.insert((file, name.trim_start_matches('#')), value);
                    }
                }
                open.extend(keys.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}
