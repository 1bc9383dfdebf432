//! What a file has besides its bytes, carried to the file that takes its place: owner, permissions,
//! extended attributes (on Linux, those hold access control lists too). May not write bytes.

use std::fs::{File, Metadata};
use std::path::Path;

use super::WriteError;

/// Carries everything from the file at `path`, whose metadata is `old`, to `new`.
pub(super) fn all(path: &Path, old: &Metadata, new: &File) -> Result<(), WriteError> {
    owner(old, new)?;
    attributes(path, new)?;
    // Last, since a change of the owner takes bits away.
    new.set_permissions(old.permissions())?;
    Ok(())
}

#[cfg(unix)]
fn owner(old: &Metadata, new: &File) -> Result<(), WriteError> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = new.metadata()?;
    if (now.uid(), now.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    let user = (now.uid() != old.uid()).then(|| old.uid());
    fchown(new, user, Some(old.gid())).map_err(|_| WriteError::Owner)
}

#[cfg(not(unix))]
fn owner(_: &Metadata, _: &File) -> Result<(), WriteError> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn attributes(path: &Path, new: &File) -> Result<(), WriteError> {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    let Some(names) = filled(|buffer| listxattr(path, buffer)) else { return Ok(()) };
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let Some(value) = filled(|buffer| getxattr(path, name, buffer)) else { continue };
        if filled(|buffer| rustix::fs::fgetxattr(new, name, buffer)).as_ref() == Some(&value) {
            continue;
        }
        let kept = fsetxattr(new, name, &value, XattrFlags::empty());
        // Labels of the system are the system's: it gives a new file its own.
        let is_ours = name.starts_with(b"user.") || name.starts_with(b"system.posix_acl");
        if kept.is_err() && is_ours {
            return Err(WriteError::Attribute(String::from_utf8_lossy(name).into_owned()));
        }
    }
    Ok(())
}

/// What a call puts into a buffer that is large enough; `None` where there is nothing to have.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn filled(call: impl Fn(&mut [u8]) -> rustix::io::Result<usize>) -> Option<Vec<u8>> {
    const MOST: usize = 16 << 20;
    let mut buffer = vec![0; 256];
    loop {
        match call(&mut buffer) {
            Err(rustix::io::Errno::RANGE) if buffer.len() < MOST => buffer.resize(buffer.len() * 4, 0),
            Err(_) => return None,
            Ok(size) => {
                buffer.truncate(size);
                return Some(buffer);
            }
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn attributes(_: &Path, _: &File) -> Result<(), WriteError> {
    Ok(())
}
