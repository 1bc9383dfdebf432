//! Finding and reading the configuration files of a site. May not judge what they say.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::read::{Parsed, Reader, Whose};
use super::{Config, Place, Problem};
use crate::source::{Source, Span};

/// The name of the configuration file.
pub const CONFIG_NAME: &str = ".postlint.yml";

/// A configuration as its files give it.
#[derive(Debug)]
pub struct ConfigFile {
    /// The file nearest to the site; none of a text.
    pub path: Option<PathBuf>,
    /// The folders that it and the files above it lie in, the nearest first.
    pub folders: Vec<PathBuf>,
    /// What they say.
    pub config: Config,
    /// What cannot be meant.
    pub problems: Vec<Problem>,
    reader: Reader,
}

/// A configuration file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {shown}: {error}")]
pub struct Unreadable {
    /// Its path, for people.
    pub shown: String,
    /// The reason of the file system.
    pub error: std::io::Error,
}

/// From a path to what people are shown of it.
pub type Show<'a> = dyn Fn(&Path) -> String + 'a;

impl ConfigFile {
    /// Reads a text that is no file.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let source = Source::from_bytes(Arc::from(CONFIG_NAME), text.as_bytes().to_vec());
        Self::of(vec![(Parsed::of(source, Whose::Text), None)], None)
    }

    /// Reads one file, and what it extends.
    ///
    /// # Errors
    /// Where it cannot be read; what it says may still hold problems.
    pub fn read(path: &Path, show: &Show<'_>) -> Result<Self, Unreadable> {
        let parsed = parsed(path, show)?;
        let folder = path.parent().map(real);
        Ok(Self::of(vec![(parsed, folder)], Some(path.to_owned())))
    }

    /// The configuration of a folder: the nearest file upwards, over those of the folders above it, no
    /// higher than the repository's root or a file that says `root: true`.
    ///
    /// # Errors
    /// Where one of them cannot be read; what they say may still hold problems.
    pub fn of_folder(folder: &Path, show: &Show<'_>) -> Result<Option<Self>, Unreadable> {
        let mut files = Vec::new();
        let mut nearest = None;
        for at in folder.ancestors() {
            let path = at.join(CONFIG_NAME);
            if path.is_file() {
                let file = parsed(&path, show)?;
                let is_root = file.is_root();
                nearest.get_or_insert(path);
                files.push((file, Some(real(at))));
                if is_root {
                    break;
                }
            }
            if at.join(".git").exists() {
                break;
            }
        }
        files.reverse();
        Ok(nearest.is_some().then(|| Self::of(files, nearest)))
    }

    fn of(files: Vec<(Parsed, Option<PathBuf>)>, path: Option<PathBuf>) -> Self {
        let mut reader = Reader::default();
        let mut config = Config::default();
        let folders = files.iter().rev().filter_map(|(_, folder)| folder.clone()).collect();
        for (file, folder) in files {
            reader.take(file, folder.as_deref(), &mut config);
        }
        let problems = std::mem::take(&mut reader.problems);
        Self { path, folders, config, problems, reader }
    }

    /// Reads a file in a folder of the site, which holds for that folder. Of a folder that is a site of
    /// its own, what speaks of the whole site is passed over.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn add_nested(&mut self, path: &Path, is_site: bool, show: &Show<'_>) -> Result<(), Unreadable> {
        let file = parsed(path, show)?;
        let mut config = Config::default();
        self.reader.nested = Some(is_site);
        self.reader.take(file, path.parent().map(real).as_deref(), &mut config);
        self.reader.nested = None;
        self.problems.append(&mut self.reader.problems);
        self.config.nested.extend(config.layers().into_iter().filter(|one| one.origin.file.is_some()));
        for rule in config.own {
            if !self.config.own.iter().any(|one| one.id == rule.id) {
                self.config.own.push(rule);
            }
        }
        Ok(())
    }

    /// The text of a file of that number.
    #[must_use]
    pub fn source(&self, number: usize) -> Option<&Source> {
        self.reader.files.get(number).map(|file| &file.source)
    }

    /// What the file of that number is.
    #[must_use]
    pub fn whose(&self, number: usize) -> Option<&Whose> {
        self.reader.files.get(number).map(|file| &file.whose)
    }

    /// The file and the bytes of a place, or of the nearest place around it.
    #[must_use]
    pub fn locate(&self, place: &Place) -> (usize, Span) {
        self.reader.spans.of(place)
    }

    /// The file and the bytes of a place, if a file says something there; of several files, the one that
    /// counts last.
    #[must_use]
    pub fn said(&self, place: &Place) -> Option<(usize, Span)> {
        self.reader.spans.exactly(place)
    }
}

fn parsed(path: &Path, show: &Show<'_>) -> Result<Parsed, Unreadable> {
    let shown = show(path);
    match Source::read(Arc::from(&*shown), path) {
        Ok(source) => Ok(Parsed::of(source, Whose::File(path.to_owned()))),
        Err(error) => Err(Unreadable { shown, error }),
    }
}

fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}
