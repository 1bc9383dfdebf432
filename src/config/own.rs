//! A site's own rules: the manifests in `.postlint/rules` beside the configuration, and in the packs
//! that it names. May not run a rule.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::manifest::Manifest;
use crate::matcher::{self, Problem};
use crate::rules::{Detection, OWN, Rule};
use crate::source::{Source, Span};

/// The folder of a site's own rules, beside its configuration.
pub const FOLDER: &str = ".postlint/rules";

/// The folder whose `.postlint/rules` a folder's files follow: the nearest one upwards that has it or
/// a configuration, no higher than the repository's root; else the folder itself.
#[must_use]
pub fn home(folder: &Path) -> PathBuf {
    for at in folder.ancestors() {
        if at.join(FOLDER).is_dir() || at.join(super::CONFIG_NAME).is_file() {
            return at.to_owned();
        }
        if at.join(".git").exists() {
            break;
        }
    }
    folder.to_owned()
}

/// A manifest that cannot be used.
#[derive(Debug)]
pub struct Broken {
    /// Its text.
    pub source: Source,
    /// What is wrong with it, in the order of the text.
    pub problems: Vec<Problem>,
}

/// The rules below some folders, and the manifests that cannot be used.
#[derive(Debug, Default)]
pub struct OwnRules {
    /// In the order of their ids.
    pub rules: Vec<Rule>,
    /// Those that cannot be used.
    pub broken: Vec<Broken>,
    /// Folders and files that cannot be read, each with the reason.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Reads the own rules of a site: those of [`FOLDER`] in the folders of its configurations, the nearest
/// first, and of its packs, relative to that one. Of rules with one id the nearest counts.
#[must_use]
pub fn own_rules(roots: &[PathBuf], packs: &[PathBuf]) -> OwnRules {
    let mut own = OwnRules::default();
    for root in roots {
        let folder = root.join(FOLDER);
        if folder.is_dir() {
            own.read(&folder, OWN, root);
        }
    }
    let root = roots.first().map_or(Path::new(""), PathBuf::as_path);
    for pack in packs {
        let folder = root.join(pack);
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if folder.is_dir() {
            own.read(&folder, &format!("{OWN}{name}/"), root);
        } else {
            own.unreadable.push((folder, "no folder of rules is there".to_owned()));
        }
    }
    own.rules.sort_by_key(|rule| rule.id);
    own.rules.dedup_by_key(|rule| rule.id);
    own
}

/// Reads one manifest, or all below a folder. Below `folder`, they have the ids that they have in a
/// run; elsewhere, those of a pack of their own. Paths are shown as seen from `root`.
#[must_use]
pub fn rules_at(path: &Path, folder: &Path, root: &Path) -> OwnRules {
    let mut own = OwnRules::default();
    let resolve = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (resolve(path), resolve(folder));
    let id = match path.strip_prefix(&folder) {
        Ok(inner) => inner.to_string_lossy().replace('\\', "/"),
        Err(_) => path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    };
    if path.is_dir() {
        let prefix = if id.is_empty() { OWN.to_owned() } else { format!("{OWN}{id}/") };
        own.read(&path, &prefix, root);
    } else {
        own.manifest(&path, &format!("{OWN}{}", id.strip_suffix(".md").unwrap_or(&id)), root);
    }
    own.rules.sort_by_key(|rule| rule.id);
    own
}

/// How deep folders of rules are followed.
const DEEPEST: usize = 8;

impl OwnRules {
    fn read(&mut self, folder: &Path, prefix: &str, root: &Path) {
        let mut open = vec![(folder.to_owned(), prefix.to_owned(), 0_usize)];
        while let Some((folder, prefix, depth)) = open.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.unreadable.push((folder, error.to_string()));
                    continue;
                }
            };
            for entry in entries.flatten() {
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') {
                    continue;
                }
                if path.is_dir() && depth < DEEPEST {
                    open.push((path, format!("{prefix}{name}/"), depth + 1));
                } else if let Some(stem) = name.strip_suffix(".md").filter(|stem| *stem != "README") {
                    self.manifest(&path, &format!("{prefix}{stem}"), root);
                }
            }
        }
    }

    fn manifest(&mut self, path: &Path, id: &str, root: &Path) {
        let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let source = match Source::read(Arc::from(shown), path) {
            Ok(source) => source,
            Err(error) => return self.unreadable.push((path.to_owned(), error.to_string())),
        };
        match problems(source.text(), root) {
            problems if problems.is_empty() => {
                let root: &'static Path = Box::leak(root.to_owned().into_boxed_path());
                self.rules.push(Rule { root: Some(root), ..rule(id, source.text()) });
            }
            problems => self.broken.push(Broken { source, problems }),
        }
    }
}

/// A declarative rule. Its texts live as long as the run, as those of the built-in rules do: a run
/// reads them once.
#[must_use]
pub fn rule(id: &str, manifest: &str) -> Rule {
    let keep = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    Rule { id: keep(id), manifest: keep(manifest), detection: Detection::Declared, root: None }
}

/// What cannot be meant in a manifest.
fn problems(text: &str, root: &Path) -> Vec<Problem> {
    let problem = |message: String| Problem { span: Span::at(0), message, help: None };
    let mut problems = matcher::of_manifest(text, Some(root)).err().unwrap_or_default();
    if problems.is_empty() {
        let examples = Manifest::parse(text).and_then(|manifest| manifest.examples());
        problems.extend(examples.err().map(|error| problem(error.to_string())));
    }
    problems
}
