//! The schemas that one document keeps, and what they say of it. A schema that the front matter names by
//! `$schema` goes before those of the configuration. May not read a document.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::fix::Place;
use super::{Library, Schema, Verdict, judge, value};
use crate::document::front_matter::{Format, FrontMatter, Node, Tree, json, yaml};
use crate::document::{Document, Header, is_data};
use crate::finding::Report;
use crate::source::Span;

/// The schemas of a document.
#[derive(Debug)]
pub struct Applied<'a> {
    library: Option<&'a Library>,
    named: Vec<&'a Path>,
    defaults: Vec<Node<'a>>,
}

impl<'a> Applied<'a> {
    /// None at all.
    pub const NONE: Applied<'static> = Applied { library: None, named: Vec::new(), defaults: Vec::new() };

    /// The schemas that the configuration names for a document, and what the site says of every such
    /// front matter, in mappings of which the last counts most.
    #[must_use]
    pub fn new(library: &'a Library, named: Vec<&'a Path>, defaults: Vec<Node<'a>>) -> Self {
        Self { library: Some(library), named, defaults }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.library.is_none()
    }

    /// What they say of a document. Nothing of one without front matter, and of one whose front matter
    /// cannot be read: others say that.
    #[must_use]
    pub fn verdicts(&self, document: &Document<'_>) -> Vec<Verdict> {
        let Some(library) = self.library else { return Vec::new() };
        let whole = is_data(document.path()).then(|| data(document)).flatten();
        let place = match (&document.header, &whole) {
            (_, Some((tree, format))) => of_data(document, tree, *format),
            (Header::Found(found), None) if !is_data(document.path()) => of_header(document, found),
            _ => None,
        };
        let Some(place) = place else { return Vec::new() };
        let mut verdicts = Vec::new();
        let schemas = self.schemas(library, document.path(), &place, &mut verdicts);
        if schemas.is_empty() {
            return verdicts;
        }
        let Some(mut all) = self.value(&place) else {
            let why = "it is nested more deeply than a schema looks";
            verdicts.push(Verdict::Undecided(place.opening, why));
            return verdicts;
        };
        let own = all.as_object_mut().and_then(|all| all.shift_remove("$schema"));
        for schema in schemas {
            let with_key = own.clone().filter(|own| !own.is_string() || schema.knows_schema_key());
            let verdict = match (with_key, all.as_object()) {
                (Some(own), Some(keys)) => {
                    let mut keys = keys.clone();
                    keys.insert("$schema".to_owned(), own);
                    judge::verdicts(&schema, &place, &Value::Object(keys))
                }
                _ => judge::verdicts(&schema, &place, &all),
            };
            verdicts.extend(verdict);
        }
        once(verdicts)
    }

    /// What the schemas see: the front matter over the defaults of the site.
    fn value(&self, place: &Place<'_>) -> Option<Value> {
        let root = place.tree.root();
        let mut all = if root.is_null() { Value::Object(Map::new()) } else { value::of(root, 0)? };
        for defaults in self.defaults.iter().rev() {
            value::put_under(&mut all, value::of(*defaults, 0)?);
        }
        Some(all)
    }

    fn schemas(
        &self,
        library: &Library,
        path: &str,
        place: &Place<'_>,
        verdicts: &mut Vec<Verdict>,
    ) -> Vec<Arc<Schema>> {
        let mut configured = Vec::with_capacity(self.named.len());
        for named in &self.named {
            match library.get(named) {
                Ok(schema) => configured.push(schema),
                Err(_) => {
                    let why = "the schema that the configuration names cannot be used";
                    verdicts.push(Verdict::Undecided(place.opening, why));
                }
            }
        }
        let Some(own) = place.tree.get("$schema").map(|pair| pair.value) else { return configured };
        let Some(name) = own.as_str() else { return configured };
        if name.contains("://") {
            let same = configured.iter().find(|one| one.id.as_deref() == Some(name.trim_end_matches('#')));
            if let Some(same) = same {
                return vec![Arc::clone(same)];
            }
            let why = "the schema is on the network, and is never fetched";
            verdicts.push(Verdict::Undecided(own.span(), why));
            return configured;
        }
        let name = name.split('#').next().unwrap_or_default();
        let Some(file) = find(library, path, name) else {
            let message = format!("there is no schema `{name}`");
            let help = "a path starts at the root of the site, or with `./` or `../` beside this file";
            verdicts.push(Verdict::Fault(Report::new(own.span(), message).help(help)));
            return Vec::new();
        };
        match library.get(&file) {
            Ok(schema) => vec![schema],
            Err(unusable) => {
                let message = format!("this schema cannot be used: {unusable}");
                verdicts.push(Verdict::Fault(Report::new(own.span(), message).help("correct the schema")));
                Vec::new()
            }
        }
    }
}

/// The same defect once, whichever of several schemas says it.
fn once(verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let mut seen: HashSet<(Span, String)> = HashSet::new();
    let is_new = |verdict: &Verdict| match verdict {
        Verdict::Fault(report) => seen.insert((report.span, report.message.to_string())),
        Verdict::Undecided(span, why) => seen.insert((*span, (*why).to_owned())),
    };
    verdicts.into_iter().filter(is_new).collect()
}

/// The file that a front matter means: `./a` and `../a` lie beside it before the root, `a` below the root
/// before beside it, `/a` below the root.
fn find(library: &Library, document: &str, name: &str) -> Option<PathBuf> {
    let files = library.files();
    let folder = document.rfind('/').map_or("", |at| document.get(..at).unwrap_or_default());
    let beside = || Some(files.place(&Path::new(folder).join(name)));
    let below = || {
        let name = name.trim_start_matches('/');
        let mut paths = files.bases().into_iter().map(|base| files.place(&base.join(name)));
        paths.find(|path| files.has(path))
    };
    let found = |path: Option<PathBuf>| path.filter(|path| files.has(path));
    if name.is_empty() {
        None
    } else if name.starts_with('/') {
        below()
    } else if name.starts_with("./") || name.starts_with("../") {
        found(beside()).or_else(below)
    } else {
        below().or_else(|| found(beside()))
    }
}

fn of_header<'p>(document: &'p Document<'_>, found: &'p FrontMatter) -> Option<Place<'p>> {
    let tree = found.tree.as_ref().ok()?;
    let is_read = tree.root().is_mapping() || tree.root().is_null();
    if !is_read || tree.refused().is_some() || !tree.null_keys().is_empty() {
        return None;
    }
    let start = found.span.start as usize;
    let length =
        document.text(found.span).bytes().take_while(|one| matches!(one, b'-' | b'+' | b'{')).count();
    let opening = Span::new(start, start + length);
    Some(Place { source: document.source, tree, format: found.format, opening, content: found.content })
}

/// The tree of a data file.
fn data(document: &Document<'_>) -> Option<(Tree, Format)> {
    let start = document.source.bom_len();
    let text = document.source.text().get(start..)?;
    let is_json = document.path().to_ascii_lowercase().ends_with(".json");
    let tree = if is_json { json::parse(text, start) } else { yaml::parse(text, start) };
    Some((tree.ok()?, if is_json { Format::Json } else { Format::Yaml }))
}

fn of_data<'p>(document: &'p Document<'_>, tree: &'p Tree, format: Format) -> Option<Place<'p>> {
    if tree.refused().is_some() || !tree.null_keys().is_empty() {
        return None;
    }
    let start = tree.root().span().start as usize;
    let opening = tree.pairs().next().map_or(Span::new(start, start + 1), |pair| pair.key.span());
    let content = Span::new(document.source.bom_len(), document.source.text().len());
    Some(Place { source: document.source, tree, format, opening, content })
}
