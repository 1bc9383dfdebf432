//! `image/alt-placeholder`: an `alt` that says no more than that there is an image.
//! Decides on the text alone; a single plain word that is also the file's name may well describe.

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct Settings {
    words: Vec<String>,
}

struct AltPlaceholder {
    words: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: Settings = options.read()?;
    Ok(Box::new(AltPlaceholder { words: settings.words.iter().map(|word| word.to_lowercase()).collect() }))
}

impl Check for AltPlaceholder {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for image in entry.body.named("img") {
            let Some(alt) = entry.body.attribute(image, "alt") else { continue };
            let Some(span) = alt.value.filter(|span| !span.is_empty()) else { continue };
            if entry.body.liquid.touches(span) {
                continue;
            }
            let text = entry.body.value(alt);
            let text = text.trim();
            if self.is_placeholder(text) {
                sink.report(says_nothing(span, text));
            } else if let Some(source) = entry.body.attribute(image, "src")
                && is_file_name(text, &entry.body.value(source))
            {
                sink.report(file_name(span, text));
            }
        }
    }
}

impl AltPlaceholder {
    /// One of the words, perhaps numbered: `Image`, `image 3`, `图片1`, `[photo]`.
    fn is_placeholder(&self, text: &str) -> bool {
        if text.len() > 40 {
            return false;
        }
        let is_dressing = |one: char| one.is_ascii_punctuation() || one.is_whitespace() || one.is_numeric();
        let word = text.trim_end_matches(is_dressing).trim_start_matches(['[', '(', '<', '"', ' ']);
        self.words.iter().any(|known| *known == word.to_lowercase())
    }
}

/// Whether a text is the name of the image's file: with its extension, or without it where the
/// name is not a word (`IMG_2041`).
fn is_file_name(alt: &str, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let is_no_word = stem.contains('_') || stem.bytes().filter(u8::is_ascii_digit).count() >= 3;
    !stem.is_empty() && (alt.eq_ignore_ascii_case(name) || (is_no_word && alt.eq_ignore_ascii_case(stem)))
}

fn says_nothing(span: Span, text: &str) -> Report {
    Report::new(span, format!("the description `{}` says nothing about what the image shows", excerpt(text)))
        .help("say what the image shows, or leave it empty if the image is decoration")
}

fn file_name(span: Span, text: &str) -> Report {
    Report::new(
        span,
        format!("the description `{}` is the name of the file, not what the image shows", excerpt(text)),
    )
    .help("say what the image shows, or leave it empty if the image is decoration")
}
