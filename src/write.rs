//! Writing files of a site: the only module that does. A file is whole at any moment, old or new: the
//! new bytes go to a temporary file in the same folder, which then takes the name of the old one.
//! May not decide what is written.

mod keep;
mod temporary;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::source;

use temporary::{Temporary, sweep_folder};
pub use temporary::{is_left_over, sweep};

/// Why a file was not written. It is then as it was before.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Its bytes are no longer those that were read.
    #[error("it changed since it was read")]
    Changed,
    /// It may not be written.
    #[error("it is read-only")]
    ReadOnly,
    /// No file may be made in its folder.
    #[error("its folder is read-only")]
    ReadOnlyFolder,
    /// A link leads out of the folder that may be written.
    #[error("it leads out of the site, to {}", .0.display())]
    Outside(PathBuf),
    /// A folder or a device.
    #[error("it is no regular file")]
    NotAFile,
    /// What was to be new is there already.
    #[error("it exists already")]
    Exists,
    /// The new file cannot be given to the owner of the old one.
    #[error("it belongs to another user, and a new file cannot be given to them")]
    Owner,
    /// An extended attribute cannot be kept.
    #[error("its attribute {0} cannot be kept")]
    Attribute(String),
    /// The file system's reason.
    #[error("{0}")]
    Io(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::Io(error),
        }
    }
}

/// Writes files, from any number of threads, and remembers which folders are to be flushed.
#[derive(Debug)]
pub struct Writer {
    root: Option<PathBuf>,
    folders: Mutex<BTreeSet<PathBuf>>,
}

impl Writer {
    /// One that writes below a folder alone; links that lead elsewhere are refused.
    ///
    /// # Errors
    /// Where the folder cannot be found.
    pub fn within(root: &Path) -> io::Result<Self> {
        Ok(Self { root: Some(fs::canonicalize(root)?), folders: Mutex::default() })
    }

    /// One for files that the user named.
    #[must_use]
    pub fn anywhere() -> Self {
        Self { root: None, folders: Mutex::default() }
    }

    /// Puts `new` in place of `expected`, which must be the bytes of the file now. A link stays a link:
    /// its target is written. Permissions, owner and extended attributes stay; other hard links to the
    /// file keep the old bytes.
    ///
    /// # Errors
    /// Where the file differs from `expected`, or may not be written, or not without loss. It is then
    /// as it was.
    pub fn replace(&self, path: &Path, expected: &[u8], new: &[u8]) -> Result<(), WriteError> {
        let real = fs::canonicalize(path)?;
        self.check_place(&real)?;
        let old = fs::metadata(&real)?;
        if !old.is_file() {
            return Err(WriteError::NotAFile);
        }
        if old.permissions().readonly() {
            return Err(WriteError::ReadOnly);
        }
        // Asks the system, which knows more than the permissions tell; writes nothing.
        drop(OpenOptions::new().write(true).open(&real)?);
        let folder = self.enter(&real)?;
        let temporary = Temporary::secret(folder).map_err(of_folder)?;
        temporary.fill(new)?;
        keep::all(&real, &old, temporary.file())?;
        temporary.file().sync_all()?;
        // As late as possible: what is written between this and the renaming is lost.
        if !has_bytes(&real, expected)? {
            return Err(WriteError::Changed);
        }
        temporary.rename_over(&real)?;
        Ok(())
    }

    /// Writes a file that does not exist yet, and the folders that lead to it.
    ///
    /// # Errors
    /// Where it exists, were it a link that leads nowhere, or cannot be written.
    pub fn create_new(&self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        self.create(path, bytes, None)
    }

    fn create(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> Result<(), WriteError> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(WriteError::Exists);
        }
        let name = path.file_name().ok_or(WriteError::NotAFile)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let above = parent.ancestors().find(|above| above.exists()).unwrap_or(Path::new("."));
        self.check_place(&fs::canonicalize(above)?)?;
        fs::create_dir_all(parent)?;
        let real = fs::canonicalize(parent)?.join(name);
        let folder = self.enter(&real)?;
        let temporary = Temporary::open(folder).map_err(of_folder)?;
        temporary.fill(bytes)?;
        if let Some(old) = like {
            keep::all(old, &fs::metadata(old)?, temporary.file())?;
        }
        temporary.file().sync_all()?;
        temporary.name_new(&real)?;
        Ok(())
    }

    /// Writes a new file that takes the place of one elsewhere, with the permissions, owner and
    /// attributes of that one, whose bytes must be `expected`. Where both names are one file, as on
    /// file systems that do not tell `A` from `a`, that file gets the new name first.
    ///
    /// # Errors
    /// Where the new file exists, the old one differs from `expected`, or the new one cannot be written.
    pub fn create_like(
        &self,
        new: &Path,
        old: &Path,
        expected: &[u8],
        bytes: &[u8],
    ) -> Result<(), WriteError> {
        if !has_bytes(old, expected)? {
            return Err(WriteError::Changed);
        }
        if is_same_file(new, old) {
            fs::rename(old, new)?;
            return if bytes == expected { Ok(()) } else { self.replace(new, expected, bytes) };
        }
        self.create(new, bytes, Some(old))
    }

    /// Takes away a file that has moved to `new`, if its bytes are still `expected`, and the folders that
    /// are empty without it.
    ///
    /// # Errors
    /// Where its bytes are others, or it cannot be taken away.
    pub fn remove(&self, old: &Path, new: &Path, expected: &[u8]) -> Result<(), WriteError> {
        if fs::symlink_metadata(old).is_err() || is_same_file(new, old) {
            return Ok(());
        }
        let real = fs::canonicalize(old)?;
        self.check_place(&real)?;
        if !has_bytes(&real, expected)? {
            return Err(WriteError::Changed);
        }
        self.enter(&real)?;
        fs::remove_file(&real).map_err(of_folder)?;
        let above = real.ancestors().skip(1);
        // A folder that is not empty stays.
        let is_below = |folder: &&Path| self.root.as_deref().is_some_and(|root| *folder != root);
        for folder in above.take_while(is_below) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Flushes the folders that were written in: a new name is on the disk once its folder is.
    ///
    /// # Errors
    /// The error of the file system; where folders cannot be flushed at all there is none.
    pub fn finish(&self) -> io::Result<()> {
        let folders = std::mem::take(&mut *self.folders.lock().unwrap_or_else(PoisonError::into_inner));
        for folder in folders {
            if let Ok(folder) = source::open(&folder) {
                match folder.sync_all() {
                    Err(error) if error.kind() == io::ErrorKind::InvalidInput => {}
                    Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
                    result => result?,
                }
            }
        }
        Ok(())
    }

    fn check_place(&self, real: &Path) -> Result<(), WriteError> {
        match &self.root {
            Some(root) if !real.starts_with(root) => Err(WriteError::Outside(real.to_owned())),
            _ => Ok(()),
        }
    }

    /// The folder of a file; the first time, what killed runs have left in it is taken away.
    fn enter<'f>(&self, file: &'f Path) -> Result<&'f Path, WriteError> {
        let folder = file.parent().ok_or(WriteError::NotAFile)?;
        let is_new = {
            let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            !folders.contains(folder) && folders.insert(folder.to_owned())
        };
        if is_new {
            sweep_folder(folder);
        }
        Ok(folder)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.finish();
    }
}

/// Whether two names are those of one file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let (Some(one), Some(other)) = (real(one), real(other)) else { return false };
    one == other
}

fn of_folder(error: io::Error) -> WriteError {
    match WriteError::from(error) {
        WriteError::ReadOnly => WriteError::ReadOnlyFolder,
        other => other,
    }
}

/// Whether a file holds these bytes and no others.
fn has_bytes(path: &Path, expected: &[u8]) -> io::Result<bool> {
    let mut file = source::open(path)?;
    if file.metadata()?.len() != expected.len() as u64 {
        return Ok(false);
    }
    let mut rest = expected;
    let mut piece = vec![0; expected.len().clamp(1, 64 * 1024)];
    loop {
        let read = file.read(&mut piece)?;
        let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else {
            return Ok(rest.is_empty());
        };
        match rest.strip_prefix(piece) {
            Some(after) => rest = after,
            None => return Ok(false),
        }
    }
}
