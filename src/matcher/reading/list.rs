//! Lists of texts in files of the site, for `one-of: {file: …}`. May not know of rules.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::document::front_matter::yaml;
use crate::source::Source;

/// The texts of a file: the items or keys of YAML and JSON, of any other file its lines.
///
/// # Errors
/// In words, where it cannot be read or holds no list.
pub(super) fn read(path: &Path, shown: &str) -> Result<BTreeSet<String>, String> {
    let source =
        Source::read(Arc::from(shown), path).map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    let is_yaml = path.extension().is_some_and(|one| one == "yml" || one == "yaml" || one == "json");
    if !is_yaml {
        let lines = source.text().lines().map(str::trim);
        return Ok(lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(str::to_owned)
            .collect());
    }
    let tree =
        yaml::parse(source.text(), 0).map_err(|error| format!("`{shown}` is no YAML: {}", error.message))?;
    let root = tree.root();
    let keys = root.pairs().map(|pair| pair.key);
    let texts: BTreeSet<String> =
        root.items().chain(keys).filter_map(|node| node.text().map(str::to_owned)).collect();
    if texts.is_empty() {
        return Err(format!("`{shown}` holds no list of texts, and no keys"));
    }
    Ok(texts)
}
