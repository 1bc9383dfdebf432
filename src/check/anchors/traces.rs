//! What a text shows of ids that are not seen as ones: in attributes that no parser met, in attribute
//! lists, in quotes, in lines of Markdown. Hashes alone, each text read once. May not decide anything.

use rustc_hash::FxHashSet;

use crate::resolve::anchor::bare;
use crate::site::hash;
use crate::source::Span;

/// Hashes of texts.
pub(super) type Set = FxHashSet<u64>;

/// The longest id that is looked for.
const LONGEST: usize = 200;

/// Adds the words that stand in a text where an id may: after `id=`, `name=`, `id:`, and after a `#`
/// in braces. `skips` says which offsets do not count.
pub(super) fn add_ids(text: &str, skips: impl Fn(usize) -> bool, set: &mut Set) {
    let bytes = text.as_bytes();
    for word in ["id", "name"] {
        for at in memchr::memmem::find_iter(bytes, word.as_bytes()) {
            let after = text.get(at + word.len()..).unwrap_or_default();
            let value = after.trim_start_matches(['"', '\'', '\\', ' ']);
            if let Some(value) = value.strip_prefix(['=', ':'])
                && !skips(at)
            {
                add_word(value.trim_start_matches(['"', '\'', '\\', ' ']), set);
            }
        }
    }
    for at in memchr::memchr_iter(b'{', bytes) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let list = rest.get(..rest.floor_char_boundary(LONGEST.min(rest.len()))).unwrap_or_default();
        let list = list.split(['}', '{', '\n']).next().unwrap_or_default();
        if list.contains('#') && !skips(at) {
            list.split('#').skip(1).for_each(|word| add_word(word, set));
        }
    }
}

fn add_word(text: &str, set: &mut Set) {
    let text = text.get(..text.floor_char_boundary(LONGEST.min(text.len()))).unwrap_or_default();
    let is_end = |one: char| one.is_whitespace() || matches!(one, '"' | '\'' | '\\' | '<' | '>' | '}' | ',');
    let word = text.split(is_end).next().unwrap_or_default();
    if !word.is_empty() {
        set.insert(hash(word));
    }
}

/// Adds what stands in quotes in a script, without a `#` in front.
pub(super) fn add_quoted(text: &str, set: &mut Set) {
    for word in text.split(['"', '\'', '`']).skip(1).filter(|word| word.len() <= LONGEST) {
        let word = word.strip_prefix('#').unwrap_or(word);
        if !word.is_empty() {
            set.insert(hash(word));
        }
    }
}

/// Adds the texts of lines that may be headings in Markdown, also as values of YAML.
pub(super) fn add_headings(text: &str, set: &mut Set) {
    for line in text.lines().filter(|line| line.len() <= 2 * LONGEST) {
        let Some((before, after)) = line.split_once('#') else { continue };
        let before = before.trim_end();
        if before.is_empty() || before.ends_with(['"', '\'', ':', '-', '>']) {
            set.insert(hash(without_number(&bare(after))));
        }
    }
}

/// Without the number that a repeated id has at its end.
pub(super) fn without_number(id: &str) -> &str {
    id.trim_end_matches(|one: char| one.is_ascii_digit())
}

/// Whether an offset lies in one of these spans, which are in order and do not overlap.
pub(super) fn is_within(spans: &[Span], offset: usize) -> bool {
    let after = spans.partition_point(|one| one.start as usize <= offset);
    after.checked_sub(1).and_then(|at| spans.get(at)).is_some_and(|one| offset < one.end as usize)
}
