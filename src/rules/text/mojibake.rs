//! `text/mojibake`: text whose UTF-8 bytes were once read as Windows-1252 and saved that way.

use crate::rules::prelude::*;

struct Mojibake;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Mojibake))
}

impl Check for Mojibake {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for suspect in entry.suspects().iter().filter(|one| one.suspicion == Suspicion::Mojibake) {
            if !is_in_code(entry, suspect.span) {
                sink.report(garbled(suspect.span, entry.text(suspect.span)));
            }
        }
    }
}

/// The character that the bytes were meant to be.
fn meant(garbled: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = garbled.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte of a character in Windows-1252, as far as the marks of English and French text need it
/// (WHATWG Encoding, index windows-1252).
fn windows_1252(character: char) -> Option<u8> {
    Some(match character {
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8a,
        '‹' => 0x8b,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9a,
        '›' => 0x9b,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        other => u8::try_from(u32::from(other)).ok()?,
    })
}

fn garbled(span: Span, text: &str) -> Report {
    match meant(text) {
        Some(meant) => Report::new(
            span,
            format!("`{text}` was `{meant}` before the text was read in the wrong encoding"),
        )
        .help(format!("write `{meant}`"))
        .fix(format!("write `{meant}`"), Safety::Unsafe, span, meant),
        None => Report::new(span, "these characters come from text that was read in the wrong encoding")
            .help("look the text up where it came from, and write it anew"),
    }
}
