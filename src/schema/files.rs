//! Where the files of schemas are: on disk below folders that may be read, or in memory. May not know
//! what a schema is.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::{Source, plain};

/// The files that schemas may be read from.
#[derive(Clone, Debug)]
pub struct Files {
    /// The root of the site; absolute.
    root: PathBuf,
    /// Folders below which files may be read besides, and files that were named in the configuration.
    allowed: Vec<PathBuf>,
    /// Whether there is a disk at all.
    is_on_disk: bool,
    /// Files in memory by their paths from the root, which go before those on disk.
    held: BTreeMap<Arc<str>, Arc<[u8]>>,
}

impl Files {
    /// Those below the root of a site on disk.
    #[must_use]
    pub fn on_disk(root: &Path) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        Self { root, allowed: Vec::new(), is_on_disk: true, held: BTreeMap::new() }
    }

    /// Those of a site in memory.
    #[must_use]
    pub fn in_memory() -> Self {
        let root = std::path::absolute("/").unwrap_or_else(|_| PathBuf::from("/"));
        Self { root, allowed: Vec::new(), is_on_disk: false, held: BTreeMap::new() }
    }

    /// Adds a file in memory by its path from the root.
    pub fn hold(&mut self, path: Arc<str>, bytes: Arc<[u8]>) {
        self.held.insert(path, bytes);
    }

    /// Allows a folder, or a file, outside the root.
    pub fn allow(&mut self, path: &Path) {
        let path = self.root.join(path);
        self.allowed.push(std::fs::canonicalize(&path).unwrap_or(path));
    }

    /// A path that may be relative to the root, without `.` and `..`.
    pub(super) fn place(&self, path: &Path) -> PathBuf {
        plain(&self.root.join(path))
    }

    /// The folders that a path may start from: the root first.
    pub(super) fn bases(&self) -> Vec<&Path> {
        let folders = self.allowed.iter().map(PathBuf::as_path).filter(|one| one.is_dir());
        std::iter::once(self.root.as_path()).chain(folders).collect()
    }

    /// The path of a file as seen from the root, for people.
    pub(super) fn shown(&self, path: &Path) -> String {
        let mut shown = String::new();
        let mut base = self.root.as_path();
        let below = loop {
            match (path.strip_prefix(base), base.parent()) {
                (Ok(below), _) => break below,
                (Err(_), Some(parent)) => {
                    shown.push_str("../");
                    base = parent;
                }
                (Err(_), None) => return path.to_string_lossy().replace('\\', "/"),
            }
        };
        shown.push_str(&below.to_string_lossy().replace('\\', "/"));
        shown
    }

    /// Whether a file is there and may be read.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.held_at(path).is_some() || (self.is_on_disk && path.is_file() && self.may_read(path))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Of the file system; `PermissionDenied` outside the folders that may be read.
    pub(super) fn read(&self, path: &Path) -> io::Result<Source> {
        let shown: Arc<str> = Arc::from(self.shown(path));
        if let Some(bytes) = self.held_at(path) {
            return Ok(Source::from_bytes(shown, bytes.to_vec()));
        }
        if !self.is_on_disk {
            return Err(io::ErrorKind::NotFound.into());
        }
        if !self.may_read(path) {
            let words = "it lies outside the site";
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, words));
        }
        Source::read(shown, path)
    }

    fn held_at(&self, path: &Path) -> Option<&Arc<[u8]>> {
        let below = path.strip_prefix(&self.root).ok()?.to_string_lossy().replace('\\', "/");
        self.held.get(below.as_str())
    }

    /// Whether the real place of a file lies in a folder that may be read. One that is not there may:
    /// it is only said to be missing.
    fn may_read(&self, path: &Path) -> bool {
        let is_in = |real: &Path| {
            let root = std::fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
            real.starts_with(&root) || self.allowed.iter().any(|allowed| real.starts_with(allowed))
        };
        match std::fs::canonicalize(path) {
            Ok(real) => is_in(&real),
            Err(_) => path.starts_with(&self.root) || is_in(path),
        }
    }
}

/// The address of a file, by which schemas refer to each other (RFC 8089).
pub(super) fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from("file:///");
    for byte in path.trim_start_matches('/').bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

/// The file of an address, if it is one of a file.
pub(super) fn path_of(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("file:///")?;
    let mut bytes = Vec::with_capacity(rest.len());
    let mut parts = rest.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_drive = path.get(1..2) == Some(":");
    Some(plain(Path::new(&if is_drive { path } else { format!("/{path}") })))
}
