//! Which files a run takes: links, names that are not UTF-8, ignore files above and below, and sites
//! around a single file.

#![expect(clippy::unwrap_used, reason = "a folder that cannot be made stops the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use postlint::walk::{Content, Found, PathPatterns, Request, WalkError, gather};
use tempfile::TempDir;

/// A folder with files of these paths, each with its path as text, in a repository of its own.
fn folder(paths: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for path in paths {
        write(folder.path(), path, path);
    }
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn walk_in(directory: &Path, paths: &[&str]) -> Result<Found, WalkError> {
    let paths = paths.iter().map(PathBuf::from).collect();
    gather(&Request { directory: directory.to_owned(), paths, given: None })
}

/// `prefix|path` of every file that is asked for.
fn requested(found: &Found) -> Vec<String> {
    let files = found.sites.iter().flat_map(|site| {
        let inputs = site.inventory.inputs.iter().filter(|input| input.requested);
        inputs.map(|input| format!("{}|{}", site.prefix, input.path))
    });
    files.collect()
}

#[test]
fn ignore_files_hold_from_the_repository_down() {
    let root = folder(&["site/_config.yml", "site/a.md", "site/b.md", "site/sub/b.md", "site/sub/c.md"]);
    write(root.path(), ".gitignore", "b.md\n");
    write(root.path(), "site/sub/.gitignore", "!b.md\nc.md\n");
    let found = walk_in(root.path(), &["site"]).unwrap();
    assert_eq!(requested(&found), ["site/|a.md", "site/|sub/b.md"]);
    assert_eq!(found.left_out.ignored, 2);
    // They exist all the same: a link to them is not dead.
    assert!(found.sites[0].inventory.assets.iter().any(|asset| &**asset == "b.md"));
}

#[test]
fn a_single_file_brings_its_site() {
    let root = folder(&["_config.yml", "_posts/2022-01-01-a.md", "_posts/2022-01-02-b.md", "img/a.png"]);
    let found = walk_in(&root.path().join("_posts"), &["2022-01-01-a.md"]).unwrap();
    assert_eq!(requested(&found), ["../|_posts/2022-01-01-a.md"]);
    let site = &found.sites[0];
    assert!(site.is_jekyll);
    assert_eq!(site.inventory.inputs.len(), 2);
    assert!(site.inventory.assets.iter().any(|asset| &**asset == "img/a.png"));
}

#[test]
fn posts_without_a_configuration_are_a_site() {
    let root = folder(&["blog/_posts/2022-01-01-a.md", "README.md"]);
    let found = walk_in(root.path(), &["blog/_posts"]).unwrap();
    assert_eq!(requested(&found), ["blog/|_posts/2022-01-01-a.md"]);
    let whole = walk_in(root.path(), &["."]).unwrap();
    assert_eq!(requested(&whole), ["|README.md", "blog/|_posts/2022-01-01-a.md"]);
    assert_eq!(whole.sites.iter().map(|site| site.is_jekyll).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_gemfile_that_names_jekyll_is_a_mark() {
    let root = folder(&["docs/a.md", "lib/b.md"]);
    write(root.path(), "docs/Gemfile", "source \"https://rubygems.org\"\ngem \"github-pages\"\n");
    write(root.path(), "lib/Gemfile", "gem \"rake\" # not jekyll's\n");
    let found = walk_in(root.path(), &["docs", "lib"]).unwrap();
    let marks: Vec<(&str, bool)> = found.sites.iter().map(|site| (&*site.prefix, site.is_jekyll)).collect();
    assert!(marks.contains(&("docs/", true)), "{marks:?}");
}

#[test]
fn a_file_asked_for_twice_is_checked_once() {
    let root = folder(&["_config.yml", "a.md", "sub/b.md"]);
    let found = walk_in(root.path(), &["a.md", ".", "sub", "*.md", "./a.md"]).unwrap();
    assert_eq!(requested(&found), ["|a.md", "|sub/b.md"]);
}

#[test]
fn what_is_not_there_is_said() {
    let root = folder(&["a.md"]);
    assert!(matches!(walk_in(root.path(), &["b.md"]), Err(WalkError::Missing(_))));
    assert!(matches!(walk_in(root.path(), &["*.html"]), Err(WalkError::NoMatch(_))));
    assert!(matches!(walk_in(root.path(), &["{a.md"]), Err(WalkError::BadGlob(_))));
}

#[test]
fn given_text_replaces_a_file_or_adds_one() {
    let root = folder(&["_config.yml", "a.md", "b.md"]);
    for (name, files) in [("a.md", 2), ("sub/new.md", 3)] {
        let given = Some((PathBuf::from(name), Arc::from(&b"text"[..])));
        let request = Request { directory: root.path().to_owned(), paths: Vec::new(), given };
        let found = gather(&request).unwrap();
        assert_eq!(requested(&found), [format!("|{name}")]);
        assert_eq!(found.sites[0].inventory.inputs.len(), files);
        assert!(matches!(found.sites[0].input(name).unwrap().content, Content::Memory(_)));
    }
}

#[test]
fn given_text_may_lie_nowhere() {
    let root = folder(&[]);
    let given = Some((PathBuf::from("no/such/folder/a.md"), Arc::from(&b"text"[..])));
    let found = gather(&Request { directory: root.path().to_owned(), paths: Vec::new(), given }).unwrap();
    assert!(found.unreadable.is_empty(), "{:?}", found.unreadable);
    assert_eq!(found.sites[0].inventory.inputs.len(), 1);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_stay_in_the_root() {
        let outside = folder(&["secret.md", "more/secret.md"]);
        let root = folder(&["_config.yml", "a.md", "sub/b.md"]);
        symlink(outside.path().join("secret.md"), root.path().join("secret.md")).unwrap();
        symlink(outside.path().join("more"), root.path().join("more")).unwrap();
        symlink("a.md", root.path().join("again.md")).unwrap();
        symlink(".", root.path().join("loop")).unwrap();
        symlink("..", root.path().join("sub/up")).unwrap();
        symlink("sub", root.path().join("twin")).unwrap();
        symlink("nowhere", root.path().join("dangling.md")).unwrap();
        let found = walk_in(root.path(), &["."]).unwrap();
        assert_eq!(requested(&found), ["|a.md", "|sub/b.md"]);
        let inputs = &found.sites[0].inventory.inputs;
        let paths: Vec<&str> = inputs.iter().map(|input| &*input.path).collect();
        assert_eq!(paths, ["a.md", "again.md", "sub/b.md", "twin/b.md"]);
    }

    #[test]
    fn a_link_to_what_is_not_checked_itself_is_checked() {
        let root = folder(&["_config.yml", ".notes/real.md"]);
        symlink(".notes/real.md", root.path().join("page.md")).unwrap();
        let found = walk_in(root.path(), &["."]).unwrap();
        assert_eq!(requested(&found), ["|page.md"]);
    }

    #[test]
    fn names_need_not_be_utf_8() {
        let root = folder(&["_config.yml"]);
        let name = OsStr::from_bytes(b"caf\xe9.md");
        if fs::write(root.path().join(name), "text").is_err() {
            // This file system takes no such name.
            return;
        }
        let found = walk_in(root.path(), &["."]).unwrap();
        assert_eq!(requested(&found), ["|caf\u{fffd}.md"]);
        let input = &found.sites[0].inventory.inputs[0];
        assert_eq!(postlint::check::read(input).unwrap().text(), "text");
    }
}

#[test]
fn patterns_are_those_of_gitignore() {
    let matches = |patterns: &[&str], path: &str| {
        let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        PathPatterns::new(&patterns).unwrap().matches(path)
    };
    assert!(matches(&["drafts"], "a/drafts/b.md"));
    assert!(matches(&["/a.md"], "a.md"));
    assert!(!matches(&["/a.md"], "b/a.md"));
    assert!(matches(&["_posts/2021-*"], "_posts/2021-01-01-a.md"));
    assert!(matches(&["_posts/**"], "_posts/a/b.md"));
    assert!(!matches(&["*.md", "!keep.md"], "x/keep.md"));
    assert!(PathPatterns::new(&["a[".to_owned()]).is_err());
    assert!(!PathPatterns::new(&[]).unwrap().matches("a.md"));
}
