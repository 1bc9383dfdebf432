//! Slugs and titles from names: `Utils.slugify` and `Utils.titleize_slug` in Jekyll's
//! `lib/jekyll/utils.rb`. May not know where a name comes from.

mod latin;
mod letters;

pub use letters::is_word;

/// How a slug is made (`Utils::SLUGIFY_MODES`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only white space becomes a hyphen.
    Raw,
    /// All but letters, marks and digits becomes a hyphen.
    Default,
    /// Like the default, but keeps `._~!$&'()+,;=@`.
    Pretty,
    /// All but ASCII letters and digits becomes a hyphen.
    Ascii,
    /// Like the default, after accented Latin letters have become ASCII and all others `?`.
    Latin,
}

impl Mode {
    fn keeps(self, character: char) -> bool {
        match self {
            Self::Raw => !matches!(character, ' ' | '\t'..='\r'),
            Self::Default | Self::Latin => is_word(character),
            Self::Pretty => is_word(character) || "._~!$&'()+,;=@".contains(character),
            Self::Ascii => character.is_ascii_alphanumeric(),
        }
    }
}

/// `Utils.slugify`: runs of characters that the mode does not keep become one hyphen, one hyphen
/// at each end goes, and unless `cased` the letters are made small.
#[must_use]
pub fn slugify(text: &str, mode: Mode, cased: bool) -> String {
    if mode == Mode::Latin && !text.is_ascii() {
        return slugify(&transliterate(text), mode, cased);
    }
    let mut slug = String::with_capacity(text.len());
    let mut in_gap = false;
    for character in text.chars() {
        if !mode.keeps(character) {
            in_gap = true;
            continue;
        }
        if std::mem::take(&mut in_gap) {
            slug.push('-');
        }
        if cased { slug.push(character) } else { slug.extend(character.to_lowercase()) }
    }
    if in_gap {
        slug.push('-');
    }
    let trimmed = slug.strip_prefix('-').unwrap_or(&slug);
    let trimmed = trimmed.strip_suffix('-').unwrap_or(trimmed);
    if trimmed.len() == slug.len() { slug } else { trimmed.to_owned() }
}

/// `I18n.transliterate`.
fn transliterate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            out.push_str(latin::approximation(character));
        }
    }
    out
}

/// Ruby's `String#downcase`, which knows no final sigma.
#[must_use]
pub fn downcase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// `Utils.titleize_slug`: `my-first-POST` becomes `My First Post`.
#[must_use]
pub fn title_from(slug: &str) -> String {
    let mut title = String::with_capacity(slug.len());
    for (at, word) in slug.trim_end_matches('-').split('-').enumerate() {
        if at > 0 {
            title.push(' ');
        }
        capitalize(word, &mut title);
    }
    title
}

/// The four letters that have a form of their own at the start of a word.
fn title_case(upper: char) -> char {
    match upper {
        '\u{1c4}' => '\u{1c5}',
        '\u{1c7}' => '\u{1c8}',
        '\u{1ca}' => '\u{1cb}',
        '\u{1f1}' => '\u{1f2}',
        other => other,
    }
}

/// Ruby's `String#capitalize`: the first character large, all others small.
pub(super) fn capitalize(word: &str, into: &mut String) {
    let mut characters = word.chars();
    let Some(first) = characters.next() else { return };
    let mut upper = first.to_uppercase();
    into.extend(upper.next().map(title_case));
    into.extend(upper.flat_map(char::to_lowercase));
    into.extend(characters.flat_map(char::to_lowercase));
}
