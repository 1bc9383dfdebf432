//! What git tells a hook through the environment: which repository, and which index. A folder's own
//! repository counts before that of the environment; of the latter, the index that is being committed is
//! taken where it belongs to the same repository. May not run git.

use std::env;
use std::ffi::OsString;
use std::path::Path;

/// The variables that make git look at one repository and no other (`git rev-parse --local-env-vars`).
const LOCAL: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
];
/// Of those, what a hook may set for new objects that no other place holds yet.
const OBJECTS: [&str; 2] = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"];
/// The index that is used.
const INDEX: &str = "GIT_INDEX_FILE";

/// Changes to the environment of a command: values, or what is taken out of it.
pub(super) type Environment = Vec<(&'static str, Option<OsString>)>;

/// Nothing of any repository.
pub(super) fn without_repository() -> Environment {
    LOCAL.into_iter().map(|name| (name, None)).collect()
}

/// What there is, with paths that hold in every folder.
pub(super) fn as_it_is() -> Environment {
    let is_path = |name: &&str| *name != "GIT_PREFIX" && *name != "GIT_NAMESPACE";
    LOCAL.into_iter().filter(is_path).map(|name| (name, absolute(name))).collect()
}

/// Whether the environment names a repository.
pub(super) fn names_repository() -> bool {
    env::var_os("GIT_DIR").is_some()
}

/// Adds the index of the environment, and where its objects are, if it belongs to a repository.
pub(super) fn add_index(environment: &mut Environment, git_folder: &Path) {
    let Some(index) = absolute(INDEX) else { return };
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let is_own = Path::new(&index).parent().and_then(real).is_some_and(|one| Some(one) == real(git_folder));
    if !is_own {
        return;
    }
    environment.retain(|(name, _)| *name != INDEX && !OBJECTS.contains(name));
    environment.push((INDEX, Some(index)));
    environment.extend(OBJECTS.into_iter().filter_map(|name| Some((name, Some(env::var_os(name)?)))));
}

fn absolute(name: &str) -> Option<OsString> {
    let value = env::var_os(name).filter(|value| !value.is_empty())?;
    if name == "GIT_ALTERNATE_OBJECT_DIRECTORIES" {
        return Some(value);
    }
    std::path::absolute(&value).map(Into::into).ok()
}
