//! Words for people: numbers, shares and names in a sentence. May not know what they are of.

use std::sync::Arc;

use super::sample::Sample;

/// `84,112`
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 post`, `84,112 posts`
pub(super) fn count(count: usize, plural: &str) -> String {
    let plural = match count {
        1 => plural.strip_suffix('s').unwrap_or(plural),
        _ => plural,
    };
    format!("{} {plural}", number(count))
}

/// `3 of 84,112 posts`; `all 12 posts`
pub(super) fn part(part: usize, all: usize, plural: &str) -> String {
    if part == all && all > 1 {
        format!("all {}", count(all, plural))
    } else {
        format!("{} of {}", number(part), count(all, plural))
    }
}

/// `0.4 %`; never 0 or 100 where that is not exact.
pub(super) fn share(part: usize, all: usize) -> String {
    if all == 0 || part == 0 {
        return "0 %".to_owned();
    }
    if part >= all {
        return "100 %".to_owned();
    }
    let tenths = (part * 1000 + all / 2) / all;
    match tenths {
        0 => "under 0.1 %".to_owned(),
        1000.. => "over 99.9 %".to_owned(),
        _ if tenths.is_multiple_of(10) => format!("{} %", tenths / 10),
        _ => format!("{}.{} %", tenths / 10, tenths % 10),
    }
}

/// A text on one line, without signs that move the cursor, and not too long.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let clean = |one: char| {
        if one.is_control() || ('\u{202a}'..='\u{202e}').contains(&one) { '\u{fffd}' } else { one }
    };
    let mut shown: String = text.chars().take(MOST).map(clean).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

/// The first files of a sample: `a.md, b.md and 3 more`.
pub(super) fn places(sample: &Sample) -> String {
    let paths: Vec<String> = sample.paths.iter().map(|path: &Arc<str>| shown_path(path)).collect();
    match sample.count.saturating_sub(paths.len()) {
        0 => paths.join(", "),
        more => format!("{} and {} more", paths.join(", "), number(more)),
    }
}

fn shown_path(path: &str) -> String {
    path.chars().map(|one| if one.is_control() { '\u{fffd}' } else { one }).collect()
}
