//! Vocabularies: which words of a tally belong to it, and which are slips for another.
//! May not know what the words are of.

use super::sample::{Sample, Tally};
use super::words;

/// So many rare and frequent words are compared with each other.
const MOST: usize = 400;
/// A word is rare beside one that occurs so many times as often.
const TIMES: usize = 20;

/// A word that was probably meant for another.
#[derive(Clone, Debug)]
pub(super) struct Slip<'t> {
    /// The word.
    pub(super) word: &'t str,
    /// Where it stands.
    pub(super) sample: &'t Sample,
    /// The word that was meant.
    pub(super) meant: &'t str,
    /// How often that one occurs.
    pub(super) frequent: usize,
}

/// The rare words that are a letter or two away from a frequent one, or differ from it in their case
/// alone, in the order of the words.
pub(super) fn slips(tally: &Tally) -> Vec<Slip<'_>> {
    let all = tally.by_count();
    let frequent = all.iter().filter(|(_, sample)| sample.count >= TIMES).take(MOST);
    let frequent: Vec<(&str, usize)> = frequent.map(|(word, sample)| (*word, sample.count)).collect();
    let mut found = Vec::new();
    for (word, sample) in all.iter().rev().take(MOST) {
        let plain = word.trim_end_matches([',', ';', '.', ' ']);
        let near = frequent.iter().filter(|(meant, count)| *count >= sample.count * TIMES || *meant == plain);
        let is_meant = |meant: &str| is_near(word, meant) || (meant == plain && meant != *word);
        if let Some((meant, count)) = near.copied().find(|(meant, _)| is_meant(meant)) {
            found.push(Slip { word, sample, meant, frequent: count });
        }
    }
    found.sort_by_key(|slip| slip.word);
    found
}

/// Whether one word may be a slip for another. Numbered and very short words are neighbours.
pub(super) fn is_near(word: &str, meant: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (lower, other) = (word.to_lowercase(), meant.to_lowercase());
    if word == meant || digits(word) != digits(meant) {
        return false;
    }
    let plain = |text: &str| text.replace(['-', '_', ' '], "");
    if plain(&lower) == plain(&other) {
        return true;
    }
    const LONGEST: usize = 64;
    if word.len() > LONGEST || meant.len() > LONGEST {
        return false;
    }
    let length = lower.chars().count().min(other.chars().count());
    let allowed = match length {
        0..=4 => return false,
        5..=7 => 1,
        _ => 2,
    };
    // Singular and plural are two words as often as they are one.
    let is_plural = |one: &str, many: &str| many.strip_suffix('s').is_some_and(|stem| stem == one);
    !is_plural(&lower, &other)
        && !is_plural(&other, &lower)
        && lower.len().abs_diff(other.len()) <= allowed * 4
        && strsim::osa_distance(&lower, &other) <= allowed
}

/// The words of a closed vocabulary, the most frequent first, without slips; none where new words are
/// to be expected.
pub(super) fn closed(tally: &Tally, fewest: usize, most: usize) -> Option<Vec<(&str, &Sample)>> {
    /// The chance of a new word, in thousandths.
    const NEXT_TO_NOTHING: usize = 5;
    if tally.is_full() || tally.total < fewest {
        return None;
    }
    let slips = slips(tally);
    let is_slip = |word: &str| slips.iter().any(|slip| slip.word == word);
    let words: Vec<_> = tally.by_count().into_iter().filter(|(word, _)| !is_slip(word)).collect();
    let is_closed = tally.novelty() <= NEXT_TO_NOTHING || words.iter().all(|(_, sample)| sample.count > 2);
    (is_closed && !words.is_empty() && words.len() <= most && words.len() * 10 <= tally.total)
        .then_some(words)
}

/// `emnews 40,000, world 12` and how many more there are.
pub(super) fn listed(words: &[(&str, &Sample)], most: usize) -> String {
    let first: Vec<String> = words
        .iter()
        .take(most)
        .map(|(word, sample)| format!("{} {}", words::shown(word), words::number(sample.count)))
        .collect();
    match words.len().saturating_sub(most) {
        0 => first.join(", "),
        more => format!("{} and {} more", first.join(", "), words::number(more)),
    }
}
