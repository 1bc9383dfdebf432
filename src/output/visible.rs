//! Text from files, made safe and visible for a terminal: no byte of a post may move the cursor,
//! change a colour, or reorder what is read.

use std::fmt;

use unicode_width::UnicodeWidthChar;

/// How much of a text goes into a message or a path, in characters: a rule may quote a value that
/// is megabytes long.
const LONGEST: usize = 2_000;

/// Shows a text with every control, bidirectional and invisible character written out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visible<'t>(pub(crate) &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cut = if self.0.len() > LONGEST { self.0.char_indices().nth(LONGEST) } else { None };
        let shown = cut.map_or(self.0, |(end, _)| self.0.get(..end).unwrap_or_default());
        let mut from = 0;
        for (at, character) in shown.char_indices() {
            if is_plain(character) {
                continue;
            }
            f.write_str(shown.get(from..at).unwrap_or_default())?;
            let mut buffer = String::new();
            push(&mut buffer, character, false);
            f.write_str(&buffer)?;
            from = at + character.len_utf8();
        }
        f.write_str(shown.get(from..).unwrap_or_default())?;
        if shown.len() < self.0.len() { f.write_str("…") } else { Ok(()) }
    }
}

/// Whether a character is shown as it is, as nearly all are.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~') || !(character.is_control() || is_hidden(character))
}

/// Adds a character as it may be shown, and gives its width in columns. `marked` says that the
/// finding is about this very character, so that joiners and variation selectors are written out
/// as well.
pub(crate) fn push(out: &mut String, character: char, marked: bool) -> usize {
    match character {
        '\0'..='\u{1f}' => picture(out, u32::from(character)),
        '\u{7f}' => picture(out, 0x21),
        _ if is_hidden(character) || (marked && is_joiner(character)) => {
            let before = out.len();
            let _ = fmt::Write::write_fmt(out, format_args!("<U+{:04X}>", u32::from(character)));
            out.len() - before
        }
        _ => {
            out.push(character);
            character.width().unwrap_or(0)
        }
    }
}

/// The symbol of a C0 control or of DEL, from Unicode's block of control pictures.
fn picture(out: &mut String, code: u32) -> usize {
    out.push(char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER));
    1
}

/// Characters that no terminal shows and that change what is shown or only hide in a text: C1
/// controls, bidirectional controls, separators, zero width spaces, tags.
fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Characters without a width that have their place in many scripts and emoji.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
