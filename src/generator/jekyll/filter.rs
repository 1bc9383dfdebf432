//! Which names Jekyll reads: `lib/jekyll/entry_filter.rb`. Works on paths alone.

use crate::publication::Skip;

/// `include:` and `exclude:` of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryFilter {
    /// Patterns of entries that are read whatever they are called.
    pub(super) include: Vec<Box<str>>,
    /// Patterns of entries that are not read, without those that `include` names as well.
    pub(super) exclude: Vec<Box<str>>,
}

/// Why an entry of a folder is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rejection<'f> {
    /// Its name ends in a dot.
    Dot,
    /// This pattern of `exclude`.
    Pattern(&'f str),
    /// Its name begins with `.`, `_`, `#` or `~`.
    Special,
    /// Its name ends in `~`.
    Tilde,
}

impl EntryFilter {
    /// Whether `include:` may name a folder that begins with an underscore.
    #[must_use]
    pub(super) fn lifts_folders(&self) -> bool {
        self.include.iter().any(|one| one.trim_start_matches('/').starts_with(['_', '*', '?', '[', '\\']))
    }

    /// `EntryFilter#filter` for one entry of a folder: why it is dropped, or nothing. `path` is
    /// the entry's path from the source; `entry` its path from the folder that is being read.
    #[must_use]
    pub(super) fn rejects(&self, path: &str, entry: &str, is_directory: bool) -> Option<Skip> {
        self.rejection(path, entry, is_directory).map(|_| Skip::Excluded)
    }

    /// The same, with the reason.
    #[must_use]
    pub(super) fn rejection(&self, path: &str, entry: &str, is_directory: bool) -> Option<Rejection<'_>> {
        if entry.ends_with('.') {
            return Some(Rejection::Dot);
        }
        if self.includes(entry, is_directory) {
            return None;
        }
        let name = entry.rsplit('/').next().unwrap_or(entry);
        if let Some(pattern) = self.exclude.iter().find(|one| matches(one, path, is_directory)) {
            return Some(Rejection::Pattern(pattern));
        }
        if is_special(entry) || is_special(name) {
            return Some(Rejection::Special);
        }
        entry.ends_with('~').then_some(Rejection::Tilde)
    }

    /// `EntryFilter#included?`
    #[must_use]
    pub(super) fn includes(&self, entry: &str, is_directory: bool) -> bool {
        let name = entry.rsplit('/').next().unwrap_or(entry);
        let is_it = |one: &str| matches(one, entry, is_directory) || matches(one, name, is_directory);
        self.include.iter().any(|one| is_it(one))
    }
}

/// `EntryFilter#special?`
fn is_special(name: &str) -> bool {
    name.starts_with(['.', '_', '#', '~'])
}

/// `EntryFilter#glob_include?`: a glob in which `*` also takes slashes, or a prefix of the text,
/// or a folder named with a slash at its end.
fn matches(pattern: &str, path: &str, is_directory: bool) -> bool {
    let pattern = pattern.trim_start_matches('/');
    path.starts_with(pattern)
        || (is_directory && pattern.strip_suffix('/') == Some(path))
        || fnmatch(pattern, path)
}

/// `File.fnmatch?` without flags: `*`, `?`, `[…]` and `\`, each also for a slash.
fn fnmatch(pattern: &str, text: &str) -> bool {
    if !pattern.contains(['*', '?', '[', '\\']) {
        return pattern == text;
    }
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut from) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while from < text.len() || at < pattern.len() {
        let step = match pattern.get(at) {
            Some('*') => {
                retry = Some((at, from));
                Some((at + 1, from))
            }
            Some(_) => one(&pattern, at, text.get(from).copied()).map(|next| (next, from + 1)),
            None => None,
        };
        (at, from) = match (step, retry) {
            (Some(next), _) => next,
            (None, Some((star, taken))) if taken < text.len() => {
                retry = Some((star, taken + 1));
                (star + 1, taken + 1)
            }
            _ => return false,
        };
    }
    true
}

/// Whether the piece of a pattern at `at` takes a character, and where the next piece begins.
fn one(pattern: &[char], at: usize, character: Option<char>) -> Option<usize> {
    let character = character?;
    match pattern.get(at)? {
        '?' => Some(at + 1),
        '\\' => match pattern.get(at + 1) {
            Some(escaped) => (*escaped == character).then_some(at + 2),
            None => (character == '\\').then_some(at + 1),
        },
        '[' => set(pattern, at + 1, character),
        literal => (*literal == character).then_some(at + 1),
    }
}

fn set(pattern: &[char], start: usize, character: char) -> Option<usize> {
    let negated = matches!(pattern.get(start), Some('!' | '^'));
    let mut at = start + usize::from(negated);
    let mut found = false;
    while *pattern.get(at)? != ']' {
        let escaped = usize::from(pattern.get(at) == Some(&'\\'));
        let low = *pattern.get(at + escaped)?;
        at += escaped + 1;
        let mut high = low;
        if pattern.get(at) == Some(&'-') && pattern.get(at + 1).is_some_and(|next| *next != ']') {
            let escaped = usize::from(pattern.get(at + 1) == Some(&'\\'));
            high = *pattern.get(at + 1 + escaped)?;
            at += escaped + 2;
        }
        found |= (low..=high).contains(&character);
    }
    (found != negated).then_some(at + 1)
}
