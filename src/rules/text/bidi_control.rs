//! `text/bidi-control`: characters that turn the direction of the text around them.
//! Pairs that stand on one line with right-to-left letters do their usual work there.

use crate::rules::prelude::*;

struct BidiControl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(BidiControl))
}

impl Check for BidiControl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let bidi: Vec<&Suspect> =
            entry.suspects().iter().filter(|one| one.suspicion == Suspicion::Bidi).collect();
        let text = entry.source.text();
        let mut rest = bidi.as_slice();
        while let Some(first) = rest.first() {
            let line_end = line_end(text, first.span.start as usize);
            let (line, next) =
                rest.split_at(rest.partition_point(|one| (one.span.start as usize) < line_end));
            let start = first.span.start as usize;
            let is_usual = is_balanced(line, text)
                && !is_in_code(entry, first.span)
                && has_right_to_left(line_around(text, start, line_end));
            if !is_usual {
                line.iter().for_each(|one| sink.report(turns(one)));
            }
            rest = next;
        }
    }
}

fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |length| from + length)
}

fn line_around(text: &str, at: usize, end: usize) -> &str {
    let start = text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |start| start + 1);
    text.get(start..end).unwrap_or_default()
}

/// Whether every embedding and isolate of a line is closed on it, and none is an override.
fn is_balanced(line: &[&Suspect], text: &str) -> bool {
    let (mut embeddings, mut isolates) = (0_i32, 0_i32);
    let written = line.iter().filter_map(|one| text.get(one.span.range()));
    for character in written.flat_map(str::chars) {
        match character {
            '\u{202a}' | '\u{202b}' => embeddings += 1,
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{202c}' => embeddings -= 1,
            '\u{2069}' => isolates -= 1,
            _ => return false,
        }
        if embeddings < 0 || isolates < 0 {
            return false;
        }
    }
    embeddings == 0 && isolates == 0
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn has_right_to_left(line: &str) -> bool {
    line.chars()
        .any(|one| matches!(one, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

fn turns(suspect: &Suspect) -> Report {
    let name = match suspect.character {
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "end of an embedding",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2069}' => "end of an isolate",
        _ => "isolate",
    };
    let code = u32::from(suspect.character);
    Report::new(
        suspect.span,
        format!("U+{code:04X} ({name}) is invisible and can make text or code read other than it is written"),
    )
    .help("delete it unless the text around it is written from right to left")
    .fix("delete it", Safety::Unsafe, suspect.span, String::new())
}
