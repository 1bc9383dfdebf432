//! What the posts of a category have in common: learned from all of them, or told by the user.
//! May not report anything.

use std::collections::HashMap;

use serde::Deserialize;

use crate::entry::Entry;
use crate::finding::FileId;
use crate::publication::{Cause, Day};
use crate::rules::support::digest;
use crate::site::Contribution;
use crate::source::Span;

/// Which categories follow a convention.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Categories {
    /// Those of a list.
    Listed(Vec<String>),
    /// `auto`: those in which nearly all posts do.
    Learned(Auto),
}

/// The word `auto`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Auto {
    /// The word `auto`.
    Auto,
}

/// Fewer posts of a category than this say nothing about a convention.
const FEWEST: u32 = 3;

/// The part of a category's key that is left for what a rule says of a post.
const STATES: u64 = 7;

/// The key of a category in contributions, with what a rule says of the post (0 to 7).
pub(crate) fn category_key(name: &str, state: u64) -> u64 {
    (digest(1, name.as_bytes()) & !STATES) | (state & STATES)
}

/// Posts of one category: those that follow the convention, and all.
#[derive(Clone, Copy, Default)]
struct Tally {
    following: u32,
    all: u32,
}

/// The categories that follow a convention, and those that do not.
pub(crate) struct Convention {
    tallies: HashMap<u64, Tally>,
    listed: Option<Vec<u64>>,
}

impl Categories {
    /// Counts contributions whose key is a [`category_key`]. `follows` says of a state whether such
    /// a post follows the convention, or `None` where the contribution is about something else.
    pub(crate) fn convention(
        &self,
        own: &[Contribution],
        follows: impl Fn(u64) -> Option<bool>,
    ) -> Convention {
        let listed = match self {
            Self::Listed(names) => Some(names.iter().map(|name| category_key(name, 0)).collect()),
            Self::Learned(_) => None,
        };
        let mut tallies: HashMap<u64, Tally> = HashMap::new();
        for one in own {
            if let Some(follows) = follows(one.key & STATES) {
                let tally = tallies.entry(one.key & !STATES).or_default();
                tally.all += 1;
                tally.following += u32::from(follows);
            }
        }
        Convention { tallies, listed }
    }
}

impl Convention {
    /// Whether the posts of a category follow the convention; `None` if there are too few.
    fn is_followed(&self, key: u64) -> Option<bool> {
        let key = key & !STATES;
        if let Some(listed) = &self.listed {
            return Some(listed.contains(&key));
        }
        let tally = self.tallies.get(&key)?;
        // Four of five.
        (tally.all >= FEWEST).then_some(tally.following >= FEWEST && tally.following * 5 >= tally.all * 4)
    }

    /// Whether a post with these categories has to follow the convention: one of them does, and
    /// none is known not to.
    pub(crate) fn binds(&self, keys: impl IntoIterator<Item = u64>) -> bool {
        let mut binds = false;
        for key in keys {
            match self.is_followed(key) {
                Some(true) => binds = true,
                Some(false) if self.listed.is_none() => return false,
                _ => {}
            }
        }
        binds
    }
}

/// The contributions of each file; those of one file stand together.
pub(crate) fn by_file(own: &[Contribution]) -> impl Iterator<Item = (FileId, &[Contribution])> {
    own.chunk_by(|one, other| one.file == other.file).filter_map(|all| Some((all.first()?.file, all)))
}

/// The categories of a post with the bytes that name them. Of a file that the generator passes over
/// they are read from the front matter.
pub(crate) fn categories_of(entry: &Entry<'_>) -> Vec<(String, Span)> {
    let end = Span::at(entry.source.text().trim_end().len());
    let publication = entry.publication;
    if !publication.categories.is_empty() {
        let place = |cause: Cause| if let Cause::FrontMatter(span) = cause { span } else { end };
        return publication.categories.iter().map(|term| (term.name.clone(), place(term.cause))).collect();
    }
    let Some(tree) = entry.front_matter() else { return Vec::new() };
    let Some(pair) = tree.get("categories").or_else(|| tree.get("category")) else { return Vec::new() };
    let words = pair.value.text().map(|text| text.split_whitespace().collect::<Vec<_>>()).unwrap_or_default();
    let items = pair.value.items().filter_map(|item| Some((item.text()?.to_owned(), item.span())));
    words.into_iter().map(|word| (word.to_owned(), pair.value.span())).chain(items).collect()
}

/// The first date in an address: eight digits at the start of a run of digits (`20220107…`), or
/// year, month and day between `/`, `-` or `_`. As a range of its bytes, with the day.
pub(crate) fn day_in(text: &str) -> Option<(std::ops::Range<usize>, Day)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let number =
        |from: usize, length: usize| text.get(from..from + length).and_then(|part| part.parse::<i32>().ok());
    let mut at = 0;
    while at < bytes.len() {
        let run = digits(at);
        if run >= 8 {
            if let Some(day) = day(number(at, 4), number(at + 4, 2), number(at + 6, 2)) {
                return Some((at..at + 8, day));
            }
        } else if run == 4
            && let Some(mark) = bytes.get(at + 4).filter(|mark| matches!(mark, b'/' | b'-' | b'_'))
        {
            let month = digits(at + 5);
            let second = at + 5 + month;
            let days = digits(second + 1);
            if matches!((month, days), (1..=2, 1..=2))
                && bytes.get(second) == Some(mark)
                && let Some(day) = day(number(at, 4), number(at + 5, month), number(second + 1, days))
            {
                return Some((at..second + 1 + days, day));
            }
        }
        at += run.max(1);
    }
    None
}

fn day(year: Option<i32>, month: Option<i32>, day: Option<i32>) -> Option<Day> {
    let year = year.filter(|year| (1990..=2100).contains(year))?;
    let month = month.filter(|month| (1..=12).contains(month))?;
    let day = day.filter(|day| (1..=31).contains(day))?;
    Some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// The last name of a path without extension, percent signs decoded: `emnews` of `../emnews/` and
/// of `/category/emnews.html`. `None` for the root.
pub(crate) fn names_of_path(path: &str) -> Option<String> {
    let name =
        path.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty() && *name != "..")?;
    let name = name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm")).unwrap_or(name);
    Some(decoded(name))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
