//! The list under `schemas:`. May not read the schemas that it names.

use std::path::PathBuf;

use super::Reader;
use crate::config::SchemaUse;
use crate::document::front_matter::Node;

const KEYS: [&str; 3] = ["paths", "exclude", "schema"];

impl Reader {
    pub(super) fn schemas(&mut self, node: Node<'_>) -> Vec<SchemaUse> {
        let mut schemas = Vec::new();
        self.list(node, "a list of schemas, each with `paths` and `schema`", |reader, item| {
            let mut one = SchemaUse::default();
            reader.mapping(item, Some(&KEYS), |reader, key, value| match key {
                "paths" => one.paths = reader.words(value),
                "exclude" => one.exclude = reader.words(value),
                _ => {
                    one.place = reader.place(false);
                    one.schema = reader.schema(value);
                }
            });
            if item.is_mapping() && item.get("paths").is_none() {
                reader.problem(false, "the schema has no `paths`, so it applies to no file", None);
            }
            if item.is_mapping() && item.get("schema").is_none() {
                let help = "name the file of a JSON Schema: `schema: schemas/post.json`".to_owned();
                reader.problem(false, "these paths have no `schema`", Some(help));
            }
            if item.is_null() {
                reader.problem(false, "a mapping with `paths` and `schema` is expected here", None);
            }
            schemas.push(one);
        });
        schemas
    }

    fn schema(&mut self, node: Node<'_>) -> PathBuf {
        match node.text().filter(|text| !text.is_empty() && !node.is_null()) {
            Some(text) if text.contains("://") => {
                let help = "keep a copy beside this file, and name that".to_owned();
                self.problem(false, "a schema is never fetched from the network", Some(help));
                PathBuf::new()
            }
            Some(text) => self.beside(text),
            None => {
                self.problem(false, "the name of a file with a JSON Schema is expected here", None);
                PathBuf::new()
            }
        }
    }
}
