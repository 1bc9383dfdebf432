//! `text/control-character`: characters that steer a machine and have no place in a text.

use crate::rules::prelude::*;

struct ControlCharacter;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ControlCharacter))
}

impl Check for ControlCharacter {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for suspect in entry.suspects().iter().filter(|one| one.suspicion == Suspicion::Control) {
            sink.report(control(suspect));
        }
    }
}

fn control(suspect: &Suspect) -> Report {
    let code = u32::from(suspect.character);
    let name = match code {
        0x00 => " (NUL)",
        0x08 => " (backspace)",
        0x0b => " (vertical tab)",
        0x1b => " (escape)",
        0x7f => " (delete)",
        0x80..=0x9f => " (a Windows-1252 character that was taken for Latin-1, perhaps)",
        _ => "",
    };
    Report::new(
        suspect.span,
        format!(
            "U+{code:04X}{name} is a control character: HTML and feeds may not hold it, and nobody sees it"
        ),
    )
    .help("delete it")
    .fix("delete it", Safety::Unsafe, suspect.span, String::new())
}
