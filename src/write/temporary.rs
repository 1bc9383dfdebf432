//! Files that wait for their name: hidden, so that no walk and no generator takes them for content, and
//! locked while a run is at work on them. What a killed run left can be told by its name, and taken away
//! by its lock being free. May not touch any other file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const START: &str = ".postlint-";
const END: &str = ".tmp";
/// How many names are tried.
const TRIES: usize = 1000;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A file that has no name of its own yet; removed unless it gets one.
pub(super) struct Temporary {
    file: File,
    path: PathBuf,
    is_named: bool,
}

impl Temporary {
    /// One that only its owner can read, until it gets the permissions of another.
    pub(super) fn secret(folder: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        Self::with(folder, &options)
    }

    /// One with the permissions of any new file.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        Self::with(folder, OpenOptions::new().write(true).create_new(true))
    }

    fn with(folder: &Path, options: &OpenOptions) -> io::Result<Self> {
        let process = std::process::id();
        for _ in 0..TRIES {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{START}{process}-{count}{END}"));
            match options.open(&path) {
                Ok(file) => {
                    let temporary = Self { file, path, is_named: false };
                    // Where files cannot be locked, nobody can take it for one that was left.
                    if !matches!(temporary.file.try_lock(), Err(TryLockError::WouldBlock)) {
                        return Ok(temporary);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("no name for a temporary file is free"))
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    pub(super) fn fill(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.file).write_all(bytes)
    }

    /// Takes the name of another file, which is gone then.
    pub(super) fn rename_over(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.is_named = true;
        Ok(())
    }

    /// Takes a name that no file has.
    pub(super) fn name_new(&self, path: &Path) -> io::Result<()> {
        match fs::hard_link(&self.path, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems have no hard links; the name is taken first, then given its bytes.
            Err(_) => {
                drop(OpenOptions::new().write(true).create_new(true).open(path)?);
                fs::rename(&self.path, path)
            }
            Ok(()) => Ok(()),
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_named {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the name of a file, the last part of a path, is that of a temporary file.
#[must_use]
pub fn is_left_over(name: &str) -> bool {
    let middle = name.strip_prefix(START).and_then(|rest| rest.strip_suffix(END));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    middle.and_then(|middle| middle.split_once('-')).is_some_and(|(a, b)| is_number(a) && is_number(b))
}

/// Takes a temporary file away, unless a run is at work on it.
pub fn sweep(path: &Path) {
    let is_ours = path.file_name().is_some_and(|name| is_left_over(&name.to_string_lossy()));
    let is_file = || fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    if !is_ours || !is_file() {
        return;
    }
    if let Ok(file) = OpenOptions::new().write(true).open(path)
        && file.try_lock().is_ok()
    {
        let _ = fs::remove_file(path);
    }
}

/// Takes away what killed runs left in a folder.
pub(super) fn sweep_folder(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_left_over(&entry.file_name().to_string_lossy()) {
            sweep(&entry.path());
        }
    }
}
