//! Which schemas of the configuration speak of a path. May not read them.

use std::path::Path;

use super::steps::{Base, patterns};
use crate::config::{Config, Problem, SchemaUse};
use crate::walk::PathPatterns;

/// The schemas of all layers, in their order.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    layers: Vec<LayerSchemas>,
    uses: Vec<SchemaUse>,
}

/// Those of one file.
#[derive(Debug)]
struct LayerSchemas {
    base: Base,
    /// Nothing of the files above holds.
    is_root: bool,
    /// Paths, exceptions, and which schema.
    scopes: Vec<(PathPatterns, PathPatterns, usize)>,
}

impl Schemas {
    /// Those of a configuration for a site whose root is known, or not yet.
    pub(super) fn of(config: &Config, root: Option<&Path>, problems: &mut Vec<Problem>) -> Self {
        let mut all = Self::default();
        for layer in config.layers() {
            let file = layer.origin.file;
            let mut scopes = Vec::with_capacity(layer.schemas.len());
            for (at, one) in layer.schemas.into_iter().enumerate() {
                let number = at.to_string();
                let paths = patterns(&one.paths, &["schemas", &number, "paths"], file, problems);
                let except = patterns(&one.exclude, &["schemas", &number, "exclude"], file, problems);
                scopes.push((paths, except, all.uses.len()));
                all.uses.push(one);
            }
            let base = Base::of(&layer.origin, root);
            all.layers.push(LayerSchemas { base, is_root: layer.origin.is_root, scopes });
        }
        all
    }

    /// All of them.
    pub(super) fn uses(&self) -> &[SchemaUse] {
        &self.uses
    }

    /// Those that speak of a path relative to the root, by their places among all.
    pub(super) fn on(&self, path: &str) -> Vec<usize> {
        let mut found = Vec::new();
        if self.uses.is_empty() {
            return found;
        }
        for layer in &self.layers {
            let Some(path) = layer.base.local(path) else { continue };
            if layer.is_root {
                found.clear();
            }
            let holds = |(paths, except, _): &&(PathPatterns, PathPatterns, usize)| {
                paths.matches(&path) && !except.matches(&path)
            };
            found.extend(layer.scopes.iter().filter(holds).map(|(.., at)| *at));
        }
        found
    }

    /// Says where the site's root lies as seen from configurations whose folder is not known.
    pub(super) fn below(&mut self, prefix: &str) {
        self.layers.iter_mut().for_each(|layer| layer.base.below(prefix));
    }
}
