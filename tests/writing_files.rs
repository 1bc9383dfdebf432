//! Files are replaced whole, or not at all, and keep what they have besides their bytes.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

use std::fs;
use std::path::Path;

use postlint::write::{WriteError, Writer, is_left_over, sweep};

fn folder() -> (tempfile::TempDir, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::within(folder.path()).unwrap();
    (folder, writer)
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_and_nothing_else_is_left() {
    let (folder, writer) = folder();
    let file = folder.path().join("a.md");
    fs::write(&file, "old").unwrap();
    writer.replace(&file, b"old", b"\xff new").unwrap();
    writer.finish().unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"\xff new");
    assert_eq!(names(folder.path()), ["a.md"]);
}

#[test]
fn a_file_that_changed_is_left_alone() {
    let (folder, writer) = folder();
    let file = folder.path().join("a.md");
    fs::write(&file, "old and more").unwrap();
    let big = vec![b'x'; 200_000];
    let big_file = folder.path().join("b.md");
    fs::write(&big_file, &big).unwrap();
    assert!(matches!(writer.replace(&file, b"old", b"new"), Err(WriteError::Changed)));
    assert!(matches!(writer.replace(&file, b"old and mora", b"new"), Err(WriteError::Changed)));
    let mut other = big.clone();
    other[199_999] = b'y';
    assert!(matches!(writer.replace(&big_file, &other, b"new"), Err(WriteError::Changed)));
    assert_eq!(fs::read(&file).unwrap(), b"old and more");
    assert_eq!(names(folder.path()), ["a.md", "b.md"]);
    writer.replace(&big_file, &big, b"").unwrap();
    writer.replace(&big_file, b"", b"again").unwrap();
    assert_eq!(fs::read(&big_file).unwrap(), b"again");
}

#[test]
fn a_new_file_overwrites_nothing() {
    let (folder, writer) = folder();
    let file = folder.path().join("deep/er/a.md");
    writer.create_new(&file, b"new").unwrap();
    assert!(matches!(writer.create_new(&file, b"other"), Err(WriteError::Exists)));
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(names(file.parent().unwrap()), ["a.md"]);
    let outside = tempfile::tempdir().unwrap();
    let place = outside.path().join("a.md");
    assert!(matches!(writer.create_new(&place, b"new"), Err(WriteError::Outside(_))));
    assert!(matches!(writer.create_new(&outside.path().join("b/c.md"), b"new"), Err(WriteError::Outside(_))));
    assert!(names(outside.path()).is_empty());
}

#[test]
fn what_a_killed_run_left_is_taken_away() {
    let (folder, writer) = folder();
    let file = folder.path().join("a.md");
    fs::write(&file, "old").unwrap();
    for name in [".postlint-12-0.tmp", ".postlint-x-0.tmp", ".postlint-1-2.tmp.md", ".postlint.yml"] {
        fs::write(folder.path().join(name), "half").unwrap();
    }
    // One that another run is at work on is locked.
    let busy = folder.path().join(".postlint-13-7.tmp");
    fs::write(&busy, "half").unwrap();
    let lock = fs::File::open(&busy).unwrap();
    lock.lock().unwrap();
    writer.replace(&file, b"old", b"new").unwrap();
    let left = [".postlint-1-2.tmp.md", ".postlint-13-7.tmp", ".postlint-x-0.tmp", ".postlint.yml", "a.md"];
    assert_eq!(names(folder.path()), left);
    drop(lock);
    sweep(&busy);
    sweep(&file);
    assert_eq!(names(folder.path()).len(), 4);
    assert!(is_left_over(".postlint-1-2.tmp"));
    assert!(!is_left_over(".postlint--.tmp") && !is_left_over("postlint-1-2.tmp"));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    #[test]
    fn permissions_stay() {
        let (folder, writer) = folder();
        let file = folder.path().join("a.md");
        for mode in [0o600, 0o644, 0o755, 0o666, 0o640, 0o4755] {
            fs::write(&file, "old").unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            writer.replace(&file, b"old", b"new").unwrap();
            assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, mode, "{mode:o}");
        }
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let (folder, writer) = folder();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        let error = writer.replace(&file, b"old", b"new").unwrap_err();
        assert!(matches!(error, WriteError::ReadOnly), "{error}");
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn owner_and_attributes_stay() {
        let (folder, writer) = folder();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        let is_root = fs::metadata(&file).unwrap().uid() == 0;
        if is_root {
            std::os::unix::fs::chown(&file, Some(1234), Some(4321)).unwrap();
        }
        let owner = |file: &Path| fs::metadata(file).map(|data| (data.uid(), data.gid())).unwrap();
        let before = owner(&file);
        writer.replace(&file, b"old", b"new").unwrap();
        assert_eq!(owner(&file), before);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn extended_attributes_stay() {
        let (folder, writer) = folder();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        let flags = rustix::fs::XattrFlags::empty();
        // Some file systems have none.
        if rustix::fs::setxattr(&file, "user.mark", b"kept\0too", flags).is_err() {
            return;
        }
        writer.replace(&file, b"old", b"new").unwrap();
        let mut value = [0; 32];
        let length = rustix::fs::getxattr(&file, "user.mark", &mut value).unwrap();
        assert_eq!(&value[..length], b"kept\0too");
    }

    #[test]
    fn a_link_stays_a_link_and_leads_nowhere_else() {
        let (folder, writer) = folder();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        let link = folder.path().join("link.md");
        symlink("a.md", &link).unwrap();
        writer.replace(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        let outside = tempfile::tempdir().unwrap();
        let target = outside.path().join("b.md");
        fs::write(&target, "old").unwrap();
        let link = folder.path().join("out.md");
        symlink(&target, &link).unwrap();
        let error = writer.replace(&link, b"old", b"new").unwrap_err();
        assert!(matches!(error, WriteError::Outside(_)), "{error}");
        assert_eq!(fs::read(&target).unwrap(), b"old");
        Writer::anywhere().replace(&link, b"old", b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        let dangling = folder.path().join("dangling.md");
        symlink(folder.path().join("nothing"), &dangling).unwrap();
        assert!(matches!(writer.create_new(&dangling, b"new"), Err(WriteError::Exists)));
        assert!(matches!(writer.replace(folder.path(), b"", b"new"), Err(WriteError::NotAFile)));
    }
}
