//! One file over what it extends: presets and other files, each read before the file that names it.
//! May not look for files that no file names.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::Reader;
use crate::config::preset::{self, Preset};
use crate::config::{Config, Origin, Place, Problem};
use crate::document::front_matter::{Node, SyntaxError, Tree, Typed, yaml};
use crate::source::Source;
use crate::text::nearest;

/// How many files may extend one another in a row.
const DEEPEST: usize = 16;
/// How many files a run may read for its configuration.
const MOST: usize = 256;

/// What kind of file a part of the configuration stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A preset of that name.
    Preset(&'static str),
    /// A file on disk.
    File(PathBuf),
    /// A text that is no file.
    Text,
}

/// A file of the configuration.
#[derive(Debug)]
pub(in crate::config) struct Parsed {
    pub(in crate::config) source: Source,
    pub(in crate::config) whose: Whose,
    tree: Option<Result<Tree, Box<SyntaxError>>>,
}

impl Parsed {
    pub(in crate::config) fn of(source: Source, whose: Whose) -> Self {
        let tree = Some(yaml::parse(source.text(), 0).map_err(Box::new));
        Self { source, whose, tree }
    }

    /// Whether it says that the files above it do not hold.
    pub(in crate::config) fn is_root(&self) -> bool {
        self.tree.as_ref().is_some_and(|tree| tree.as_ref().is_ok_and(is_root))
    }

    fn folder(&self) -> Option<&Path> {
        match &self.whose {
            Whose::File(path) => path.parent(),
            _ => None,
        }
    }
}

fn is_root(tree: &Tree) -> bool {
    tree.get("root").is_some_and(|pair| matches!(pair.value.typed(), Some(Typed::Bool(true))))
}

impl Reader {
    /// Reads a file over what was read before it: first what it extends, then what it says itself.
    /// Its patterns for paths start at `folder`.
    pub(in crate::config) fn take(&mut self, mut file: Parsed, folder: Option<&Path>, config: &mut Config) {
        let number = self.files.len();
        let tree = file.tree.take();
        if self.open.is_empty() {
            self.is_root_next = tree.as_ref().is_some_and(|tree| tree.as_ref().is_ok_and(is_root));
        }
        let real = match &file.whose {
            Whose::File(path) => std::fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
            Whose::Preset(name) => PathBuf::from(name),
            Whose::Text => PathBuf::new(),
        };
        self.open.push(real);
        self.files.push(file);
        let before = (std::mem::replace(&mut self.file, number), std::mem::take(&mut self.steps));
        match tree {
            Some(Ok(tree)) => {
                if let Some(pair) = tree.root().is_mapping().then(|| tree.get("extends")).flatten() {
                    self.extends(pair.value, folder, config);
                }
                self.spans.order.push(number);
                let is_root = std::mem::take(&mut self.is_root_next);
                config.sink(Origin { file: Some(number), folder: folder.map(Path::to_owned), is_root });
                if !tree.root().is_null() {
                    self.config(tree.root(), config);
                }
            }
            Some(Err(error)) => {
                let place = Place::default().in_file(Some(number));
                self.spans.of.insert(place.clone(), error.span);
                let help = (!error.help.is_empty()).then_some(error.help);
                self.problems.push(Problem { place, message: error.message, help });
            }
            None => {}
        }
        (self.file, self.steps) = before;
        self.open.pop();
    }

    fn extends(&mut self, node: Node<'_>, folder: Option<&Path>, config: &mut Config) {
        self.steps = vec!["extends".to_owned()];
        for (at, name) in self.words(node).into_iter().enumerate() {
            self.steps.push(at.to_string());
            match Extended::of(&name) {
                Extended::Preset(preset) => {
                    let new = |rule: &&crate::rules::Rule| !config.own.iter().any(|own| own.id == rule.id);
                    let rules: Vec<_> = preset.rules.iter().filter(new).copied().collect();
                    config.own.extend(rules);
                    let source = Source::from_bytes(
                        Arc::from(format!("preset {}", preset.name)),
                        preset.text.as_bytes().to_vec(),
                    );
                    self.take(Parsed::of(source, Whose::Preset(preset.name)), folder, config);
                }
                Extended::File => self.extend_file(&name, folder, config),
                Extended::Wrong(message, help) => self.problem(false, &message, Some(help)),
            }
            self.steps.pop();
        }
        self.steps.clear();
    }

    fn extend_file(&mut self, name: &str, folder: Option<&Path>, config: &mut Config) {
        let here = self.files.get(self.file);
        let Some(own_folder) = here.and_then(Parsed::folder).map(Path::to_owned) else {
            let help = "extend a preset, or write the configuration into a file".to_owned();
            return self.problem(false, "this text lies in no folder, so no file can be named", Some(help));
        };
        let shown = here.map(|here| beside(here.source.path(), name)).unwrap_or_default();
        let path = own_folder.join(name);
        let real = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.open.contains(&real) {
            let help = "take it out, here or there".to_owned();
            return self.problem(false, "this leads in a circle: that file extends this one", Some(help));
        }
        if self.open.len() > DEEPEST || self.files.len() >= MOST {
            let message = format!("this goes too deep: more than {DEEPEST} files in a row, or {MOST} in all");
            return self.problem(false, &message, None);
        }
        match Source::read(Arc::from(shown), &path) {
            Ok(source) => self.take(Parsed::of(source, Whose::File(path)), folder, config),
            Err(error) => {
                let help = "files are named from the folder of the file that extends them".to_owned();
                self.problem(false, &format!("`{name}` cannot be read: {error}"), Some(help));
            }
        }
    }
}

/// What a name under `extends:` means.
enum Extended {
    Preset(&'static Preset),
    File,
    Wrong(String, String),
}

impl Extended {
    fn of(name: &str) -> Self {
        if let Some(preset) = preset::find(name) {
            return Self::Preset(preset);
        }
        if name.contains("://") {
            let help = "keep a copy beside this file, and name that";
            return Self::Wrong(
                "a configuration is never fetched from the network".to_owned(),
                help.to_owned(),
            );
        }
        let is_file = name.contains(['/', '\\']) || name.starts_with('.') || name.ends_with(".yml");
        if is_file || name.ends_with(".yaml") {
            return Self::File;
        }
        let names: Vec<&str> = preset::PRESETS.iter().map(|preset| preset.name).collect();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}; a file is written as `./{name}.yml`", names.join(", ")),
        };
        Self::Wrong(format!("there is no preset `{name}`"), help)
    }
}

/// A path as seen from where another one is, for people: without `.`, and with `..` taken back where
/// that is known.
fn beside(shown: &str, name: &str) -> String {
    let joined = Path::new(shown).parent().unwrap_or(Path::new("")).join(name);
    let mut path = PathBuf::new();
    for part in joined.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if path.file_name().is_some_and(|name| name != "..") => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.to_string_lossy().replace('\\', "/")
}
