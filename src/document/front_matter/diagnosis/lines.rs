//! Lines of a broken text, and the key and value that a writer sees on one.
//! May not know which error they are looked at for.

use std::ops::Range;

use super::quotes::closing;

/// A line of a text, without its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    whole: &'t str,
    /// Where it starts.
    pub(super) start: usize,
    /// Its text.
    pub(super) text: &'t str,
}

/// A key and a value on one line. Offsets are those of the whole text.
pub(super) struct PairOnLine<'t> {
    pub(super) key: &'t str,
    pub(super) colon: usize,
    /// Without white space around it, and without a comment where the value has no quotes.
    pub(super) value: Range<usize>,
}

impl<'t> Line<'t> {
    /// The line that holds an offset.
    pub(super) fn of(whole: &'t str, at: usize) -> Self {
        let before = whole.get(..at).unwrap_or(whole);
        let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        Self::at(whole, start)
    }

    fn at(whole: &'t str, start: usize) -> Self {
        let rest = whole.get(start..).unwrap_or_default();
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        Self { whole, start, text: rest.get(..end).unwrap_or_default() }
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The next line that holds something.
    pub(super) fn next(&self) -> Option<Self> {
        let mut at = self.end();
        loop {
            at += self.whole.get(at..)?.find(['\n', '\r'])? + 1;
            let line = Self::at(self.whole, at);
            if !line.is_blank() {
                return Some(line);
            }
        }
    }

    /// The line before that holds something, the opening `---` excluded.
    pub(super) fn previous(&self) -> Option<Self> {
        let mut start = self.start;
        while let Some(end) = start.checked_sub(1) {
            let line = Self::of(self.whole, end);
            if line.start == 0 && line.text.starts_with("---") {
                return None;
            }
            if !line.is_blank() {
                return Some(line);
            }
            start = line.start;
        }
        None
    }

    /// Whether there is nothing on it but a comment.
    fn is_blank(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    /// Bytes of white space at its start.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    /// The line without white space at its ends.
    pub(super) fn content(&self) -> Range<usize> {
        let end = self.start + self.text.trim_end().len();
        (self.start + self.indent()).min(end)..end
    }

    /// Where its text starts, behind the dashes of list items.
    pub(super) fn item_start(&self) -> usize {
        let mut at = self.start + self.indent();
        loop {
            let rest = self.text.get(at - self.start..).unwrap_or_default();
            if !rest.starts_with("- ") {
                return at;
            }
            at += rest.len() - rest.strip_prefix('-').unwrap_or(rest).trim_start().len();
        }
    }

    /// The key and value on it: what stands before and after its first colon.
    pub(super) fn pair(&self) -> Option<PairOnLine<'t>> {
        let start = self.item_start();
        let rest = self.text.get(start - self.start..)?;
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
        let skipped = match quote {
            Some(quote) => rest.get(1..)?.find(quote)? + 2,
            None => 0,
        };
        let colon = colon_in(rest, skipped)?;
        if rest.get(..colon)?.contains(" #")
            || quote.is_some() && !rest.get(skipped..colon)?.trim().is_empty()
        {
            return None;
        }
        let value = value_of(self.whole, start + colon + 1, self.end());
        Some(PairOnLine { key: rest.get(..colon)?.trim(), colon: start + colon, value })
    }

    /// The value of its pair, or else its text behind the dashes of list items.
    pub(super) fn value(&self) -> Range<usize> {
        match self.pair() {
            Some(pair) => pair.value,
            None => value_of(self.whole, self.item_start(), self.end()),
        }
    }
}

/// The first colon from an offset on that white space or the end of the line follows.
fn colon_in(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices(':')
        .map(|(at, _)| from + at)
        .find(|at| text.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

fn value_of(whole: &str, from: usize, to: usize) -> Range<usize> {
    let text = whole.get(from..to).unwrap_or_default();
    let start = from + text.len() - text.trim_start().len();
    let text = text.trim();
    // A comment in a quoted text is none.
    let from = if text.starts_with(['"', '\'']) { closing(text).unwrap_or(text.len()) } else { 0 };
    let comment = text.get(from..).and_then(|rest| rest.find(" #")).map(|at| from + at);
    let text = match comment {
        Some(comment) => text.get(..comment).unwrap_or(text).trim_end(),
        None if text.starts_with('#') => "",
        None => text,
    };
    start..start + text.len()
}

/// A text of one line in quotes, so that YAML reads it as it is.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// How a message names the value of a key.
pub(super) fn value_name(key: &str) -> String {
    if matches!(key, "title" | "description" | "date" | "author" | "layout" | "permalink") {
        format!("the {key}")
    } else if key.is_empty() {
        "the value".to_owned()
    } else {
        format!("the value of `{key}`")
    }
}

/// Whether a text can be a key as writers write them: one word.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|one| one.is_alphanumeric() || "_-.".contains(one))
}
