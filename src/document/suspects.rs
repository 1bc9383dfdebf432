//! Characters that a reader cannot see, or that are not what they seem, found in one pass over the
//! bytes for all the rules that ask. A character that does its usual work where it stands (a joiner
//! in Persian, Hindi or an emoji) is no suspect. May not judge how much one matters.

use crate::source::Span;

/// Why a character is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// U+0000 to U+001F without tab, line feed, form feed and carriage return; U+007F; U+0080 to
    /// U+009F.
    Control,
    /// An embedding, override or isolate of the bidirectional algorithm, or the end of one.
    Bidi,
    /// A character without a shape.
    Invisible,
    /// U+FFFD, which stands where a character was lost.
    Replacement,
    /// Two or three characters that are one character's UTF-8 bytes, read as Windows-1252.
    Mojibake,
}

/// A run of one suspected character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// Why.
    pub suspicion: Suspicion,
    /// The whole run.
    pub span: Span,
    /// The first character of it.
    pub character: char,
}

/// More than this many in one file say nothing new, and would cost more memory than the file.
const MOST: usize = 10_000;

/// The bytes that can begin a suspect.
const fn may_begin(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f | 0xc2 | 0xcd | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf3)
}

const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = may_begin(byte as u8);
        byte += 1;
    }
    table
};

/// Finds the suspects of a whole file in order; a byte order mark at its start is none.
#[must_use]
pub fn scan(text: &str) -> Vec<Suspect> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut base = 0;
    // Whole chunks are passed over by a loop that the compiler turns into vector instructions.
    for chunk in bytes.chunks(64) {
        if chunk.iter().fold(false, |hit, byte| hit | may_begin(*byte)) {
            for (at, byte) in chunk.iter().enumerate() {
                if MAY_BEGIN[usize::from(*byte)]
                    && let Some((suspicion, span)) = at_byte(bytes, base + at)
                {
                    add(text, suspicion, span, &mut found);
                }
            }
            if found.len() >= MOST {
                break;
            }
        }
        base += chunk.len();
    }
    found
}

fn add(text: &str, suspicion: Suspicion, (start, end): (usize, usize), found: &mut Vec<Suspect>) {
    let Some(character) = text.get(start..end).and_then(|run| run.chars().next()) else { return };
    let has_a_job = suspicion == Suspicion::Invisible && has_a_job(text, start, end, character);
    if has_a_job || (start == 0 && character == '\u{feff}') {
        return;
    }
    if let Some(last) = found.last_mut()
        && last.span.end as usize == start
        && last.character == character
    {
        last.span = Span::new(last.span.start as usize, end);
        return;
    }
    found.push(Suspect { suspicion, span: Span::new(start, end), character });
}

/// The suspect whose deciding byte is at `at`, with its first byte and the byte after it.
fn at_byte(bytes: &[u8], at: usize) -> Option<(Suspicion, (usize, usize))> {
    let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
    let whole = |suspicion: Suspicion, length: usize| Some((suspicion, (at, at + length)));
    let invisible = |length: usize| whole(Suspicion::Invisible, length);
    match (next(0), next(1), next(2)) {
        (0xc2, second, _) => latin(bytes, at, second),
        (0xcd, 0x8f, _) => invisible(2),
        (0xe1, 0x85, 0x9f | 0xa0) | (0xe1, 0x9e, 0xb4 | 0xb5) | (0xe1, 0xa0, 0x8e) => invisible(3),
        (0xe2, 0x80, 0xaa..=0xae) | (0xe2, 0x81, 0xa6..=0xa9) => whole(Suspicion::Bidi, 3),
        (0xe2, 0x80, 0x8b..=0x8d | 0xa8 | 0xa9) | (0xe2, 0x81, 0xa0..=0xaf) => invisible(3),
        (0xe2, 0x82, 0xac) => quotation(bytes, at),
        (0xe3, 0x85, 0xa4) | (0xef, 0xbb, 0xbf) | (0xef, 0xbe, 0xa0) => invisible(3),
        (0xef, 0xbf, 0xbd) => whole(Suspicion::Replacement, 3),
        (0xef, 0xbf, 0xb9..=0xbb) => invisible(3),
        (0xf3, 0xa0, 0x80 | 0x81) => invisible(4),
        (first, ..) if first < 0x80 => whole(Suspicion::Control, 1),
        _ => None,
    }
}

/// U+0080 to U+00BF, encoded C2 xx. After `Ã` or `Â` they are the second half of a letter that was
/// read as Windows-1252; a blank or a guillemet may well follow a real `Ã`.
fn latin(bytes: &[u8], at: usize, second: u8) -> Option<(Suspicion, (usize, usize))> {
    let before = at.checked_sub(2).and_then(|from| bytes.get(from..at)).unwrap_or_default();
    if matches!(before, [0xc3, 0x82 | 0x83]) && !matches!(second, 0xa0 | 0xab | 0xbb) {
        return Some((Suspicion::Mojibake, (at - 2, at + 2)));
    }
    match second {
        0x80..=0x9f => Some((Suspicion::Control, (at, at + 2))),
        0xad => Some((Suspicion::Invisible, (at, at + 2))),
        _ => None,
    }
}

/// `€` after `â` and before a third character beyond ASCII: a dash or a quotation mark that was
/// read as Windows-1252.
fn quotation(bytes: &[u8], at: usize) -> Option<(Suspicion, (usize, usize))> {
    let before = at.checked_sub(2).and_then(|from| bytes.get(from..at)).unwrap_or_default();
    let length = match bytes.get(at + 3)? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => return None,
    };
    (before == [0xc3, 0xa2]).then_some((Suspicion::Mojibake, (at - 2, at + 3 + length)))
}

/// Whether an invisible character does what it is for between its neighbours.
fn has_a_job(text: &str, start: usize, end: usize, character: char) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back()).unwrap_or(' ');
    let after = text.get(end..).and_then(|after| after.chars().next()).unwrap_or(' ');
    let either = |test: fn(char) -> bool| test(before) || test(after);
    match character {
        '\u{200b}' => either(is_unspaced_script),
        '\u{200c}' => either(is_joining_script),
        '\u{200d}' => either(is_joining_script) || (is_emoji(before) && is_emoji(after)),
        '\u{2061}'..='\u{2064}' => true,
        '\u{34f}' => !after.is_ascii() || !before.is_ascii(),
        '\u{115f}' | '\u{1160}' => either(
            |neighbour| matches!(neighbour, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}'),
        ),
        '\u{17b4}' | '\u{17b5}' => either(|neighbour| matches!(neighbour, '\u{1780}'..='\u{17ff}')),
        '\u{180e}' => either(|neighbour| matches!(neighbour, '\u{1800}'..='\u{18af}')),
        // A flag of a region: the black flag, then tags.
        '\u{e0020}'..='\u{e007f}' => {
            matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}') && is_in_flag(text, start)
        }
        _ => false,
    }
}

/// Whether the run of tag characters around `start` follows the black flag. A flag's tags are at
/// most six and the cancel tag.
fn is_in_flag(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    before.chars().rev().take(8).find(|one| !matches!(one, '\u{e0020}'..='\u{e007f}')) == Some('\u{1f3f4}')
}

/// Scripts without blanks between words, where U+200B says where a line may break.
fn is_unspaced_script(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}'
        | '\u{1a20}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}' | '\u{f00}'..='\u{fff}')
}

/// Scripts whose letters join or stack: Arabic, Syriac, N'Ko, Mongolian and the Indic family.
fn is_joining_script(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{1900}'..='\u{1cff}' | '\u{a840}'..='\u{a8ff}' | '\u{a980}'..='\u{aaff}'
        | '\u{abc0}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Emoji and what follows one: selectors, skin tones, hair, signs.
fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{3299}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'
        | '\u{e0020}'..='\u{e007f}')
}
