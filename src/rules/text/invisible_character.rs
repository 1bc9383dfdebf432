//! `text/invisible-character`: characters without a shape, where they have no work to do.
//! In a name, an address or code they break what is looked up or copied; in prose they are milder.

use crate::rules::prelude::*;

struct InvisibleCharacter;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvisibleCharacter))
}

impl Check for InvisibleCharacter {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let invisible = entry.suspects().iter().filter(|one| one.suspicion == Suspicion::Invisible);
        let mut invisible = invisible.peekable();
        if invisible.peek().is_none() {
            return;
        }
        let mut addresses: Vec<Span> = entry.addresses().map(|address| address.span).collect();
        addresses.sort_unstable();
        for suspect in invisible {
            let place = place_of(entry, &addresses, suspect.span);
            // A soft hyphen in prose is typography.
            if suspect.character != '\u{ad}' || place != Place::Prose {
                sink.report(invisible_here(suspect, place));
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    FrontMatter,
    Address,
    Code,
    Prose,
}

fn place_of(entry: &Entry<'_>, addresses: &[Span], span: Span) -> Place {
    let after = addresses.partition_point(|one| one.start <= span.start);
    let is_in_address =
        after.checked_sub(1).and_then(|at| addresses.get(at)).is_some_and(|one| one.contains(span));
    if is_in_front_matter(entry, span) {
        Place::FrontMatter
    } else if is_in_address {
        Place::Address
    } else if is_in_code(entry, span) {
        Place::Code
    } else {
        Place::Prose
    }
}

fn name_of(character: char) -> &'static str {
    match character {
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte order mark inside the text",
        '\u{ad}' => "soft hyphen",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
        '\u{e0000}'..='\u{e007f}' => "tag character, which can hide a text",
        _ => "no shape of its own",
    }
}

fn invisible_here(suspect: &Suspect, place: Place) -> Report {
    let code = u32::from(suspect.character);
    let name = name_of(suspect.character);
    let harm = match place {
        Place::FrontMatter => "so what looks equal to another name here is not",
        Place::Address => "and makes the address another one",
        Place::Code => "and breaks the code for whoever copies it",
        Place::Prose => "and gets in the way of searching and copying",
    };
    let report = Report::new(suspect.span, format!("U+{code:04X} ({name}) is invisible, {harm}"))
        .help("delete it")
        .fix("delete it", Safety::Unsafe, suspect.span, String::new());
    // Tag characters carry text that only machines read.
    let hides_text = matches!(suspect.character, '\u{e0000}'..='\u{e007f}');
    if place == Place::Prose && !hides_text { report.at_most(Severity::Note) } else { report }
}
