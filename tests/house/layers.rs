//! Imports go one way.

use super::files::{File, below, hold};

/// The modules from the first stage to the last: one may import what stands before it. `main` sees
/// the library from outside.
const LAYERS: &[&[&str]] = &[
    &["source", "text", "picture", "git"],
    &["finding", "diff", "write"],
    &["fingerprint"],
    &["document"],
    &["schema"],
    &["publication"],
    &["entry"],
    &["generator"],
    &["site"],
    &["resolve"],
    &["sink"],
    &["manifest", "suppress", "baseline"],
    &["detection"],
    &["matcher"],
    &["rules"],
    &["config"],
    &["walk"],
    &["settings"],
    &["learn"],
    &["check"],
    &["fix", "moves", "net"],
    &["output"],
    &["cli"],
    &["lsp"],
    &["command"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules of this crate that a line of code names: the `x` of `crate::x` and of `crate::{x, …}`.
fn named(line: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = line.get(at + 7..).unwrap_or_default();
        let list = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let parts = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
        for part in parts {
            let part = part.trim();
            let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(part.len());
            names.extend(part.get(..end).filter(|name| !name.is_empty()));
        }
    }
    names
}

#[test]
fn imports_go_one_way() {
    let mut broken = Vec::new();
    for file in below("src", ".rs") {
        let module = file.path.trim_start_matches("src/").trim_end_matches(".rs");
        let module = module.split('/').next().unwrap_or(module);
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(own) = layer(module) else {
            broken.push(format!(
                "{}: give the module `{module}` its place in LAYERS, tests/house/layers.rs",
                file.path
            ));
            continue;
        };
        for (number, line) in file.code() {
            for name in named(line) {
                match layer(name) {
                    Some(other) if other < own || name == module => {}
                    Some(_) => {
                        broken.push(format!("{}:{number}: `{module}` may not know of `{name}`", file.path))
                    }
                    // A macro or an item of the crate's root.
                    None => {}
                }
            }
        }
    }
    hold("Imports go from the first stage of the data to the last and never back.", &broken);
}

#[test]
fn rules_know_the_prelude_alone() {
    let mut broken = Vec::new();
    let groups = super::rules::groups();
    let is_rule = |file: &File| {
        groups.iter().any(|group| file.path.starts_with(&format!("src/rules/{}/", group.replace('-', "_"))))
    };
    for file in below("src/rules", ".rs").into_iter().filter(is_rule) {
        for (number, line) in file.code() {
            let line = line.trim();
            let elsewhere = line.contains("crate::") && !line.contains("crate::rules::");
            let foreign = line.starts_with("use ")
                && ![
                    "use crate::",
                    "use std::",
                    "use super::",
                    "use self::",
                    "use serde::",
                    "use rustc_hash::",
                ]
                .iter()
                .any(|known| line.starts_with(known));
            if elsewhere || foreign {
                broken.push(format!("{}:{number}: {line}", file.path));
            }
        }
    }
    hold("A rule imports `crate::rules::prelude::*` and std; what it lacks goes into the prelude.", &broken);
}

#[test]
fn names_are_found_in_imports() {
    assert_eq!(named("use crate::check::{Outcome, read};"), ["check"]);
    assert_eq!(named("use crate::{check, output::Run};"), ["check", "output"]);
    assert_eq!(named("let a: crate::site::Site = crate::rules::x();"), ["site", "rules"]);
}
