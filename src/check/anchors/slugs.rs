//! Ids that programs unknown may give to headings: each has its rules for signs, numbers and letters
//! that are not ASCII. May not say which one is right.

use super::traces::{Set, without_number};
use crate::document::reference::percent_decode;
use crate::resolve::anchor::bare;
use crate::site::hash;

/// How many headings with other letters than ASCII are compared one by one.
const MOST: usize = 100;

/// The headings of a page, as loosely as their ids may be made.
#[derive(Default)]
pub(super) struct Slugs {
    loose: Set,
    /// The ASCII letters and digits of headings that have other letters or emoji too.
    spelt_out: Vec<String>,
    too_many: bool,
}

impl Slugs {
    /// Adds the text of a heading.
    pub(super) fn add(&mut self, heading: &str) {
        let text = bare(heading);
        self.loose.insert(hash(&text));
        self.loose.insert(hash(text.trim_start_matches(|one: char| one.is_ascii_digit())));
        if !heading.is_ascii() {
            self.too_many |= self.spelt_out.len() >= MOST;
            if !self.too_many {
                self.spelt_out.push(text.chars().filter(char::is_ascii).collect());
            }
        }
    }

    /// Whether some usual rule makes this id of one of the headings.
    pub(super) fn may_make(&self, fragment: &str) -> bool {
        let decoded = String::from_utf8(percent_decode(fragment)).unwrap_or_else(|_| fragment.to_owned());
        let id = bare(decoded.strip_prefix("user-content-").unwrap_or(&decoded));
        if self.too_many || self.loose.contains(&hash(&id)) || self.loose.contains(&hash(without_number(&id)))
        {
            return true;
        }
        // Letters and emoji may be written out in ASCII (`ö` as `o` or `oe`), or left out.
        let is_spelt_out = |kept: &String| {
            let mut rest = id.chars();
            kept.chars().all(|one| rest.any(|other| other == one))
        };
        id.is_ascii() && self.spelt_out.iter().any(is_spelt_out)
    }
}
