//! JPEG: segments up to the frame header, then coded data up to `EOI` (ITU T.81, annex B), and the
//! orientation that Exif gives it. May not decode.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Flaw, Size};

/// More segments than any real file has before its picture.
const MOST_SEGMENTS: usize = 4096;
/// How far from the end `EOI` mostly is: some programs write something behind it.
const TAIL: u64 = 1024;
const EOI: [u8; 2] = [0xff, 0xd9];

pub(super) fn read<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    const SHORT: Flaw = Flaw::Header("it ends inside its header");
    let mut at = 2;
    let mut size = None;
    let mut is_turned = false;
    for _ in 0..MOST_SEGMENTS {
        let Some([mark, code]) = file.get(at) else { return (size, Some(SHORT)) };
        match (mark, code) {
            (0xff, 0xff) => at += 1,
            // Marks without a length.
            (0xff, 0x01 | 0xd0..=0xd8) => at += 2,
            (0xff, 0xd9) => return (size, Some(Flaw::Header("it ends before the picture begins"))),
            (0xff, 0xda) => return (size, truncated(file, at)),
            (0xff, 0xc0..=0xcf) if !matches!(code, 0xc4 | 0xc8 | 0xcc) => {
                let Some([_, _, _, h0, h1, w0, w1]) = file.get(at + 2) else { return (size, Some(SHORT)) };
                let (width, height) =
                    (u32::from(u16::from_be_bytes([w0, w1])), u32::from(u16::from_be_bytes([h0, h1])));
                let (width, height) = if is_turned { (height, width) } else { (width, height) };
                size = size.or(Some(Size { width, height, may_turn: false }));
                match next(file, at) {
                    Some(after) => at = after,
                    None => return (size, Some(SHORT)),
                }
            }
            (0xff, 0xe1..) => {
                if code == 0xe1 {
                    is_turned |= is_turned_by(file, at + 4);
                }
                match next(file, at) {
                    Some(after) => at = after,
                    None => return (size, Some(SHORT)),
                }
            }
            (0xff, 0x02..) => match next(file, at) {
                Some(after) => at = after,
                None => return (size, Some(SHORT)),
            },
            // Decoders look for the next mark; nothing is said of such a file.
            _ => return (size, None),
        }
    }
    (size, None)
}

/// The place after a segment.
fn next<R: Read + Seek>(file: &mut Window<R>, at: u64) -> Option<u64> {
    let length = u16::from_be_bytes(file.get(at + 2)?);
    Some(at + 2 + u64::from(length.max(2)))
}

/// Coded data cannot hold the bytes of `EOI`, so a file without them after its first scan is cut off.
fn truncated<R: Read + Seek>(file: &mut Window<R>, scan: u64) -> Option<Flaw> {
    let has_end = |bytes: &[u8]| memchr::memmem::find(bytes, &EOI).is_some();
    let from = file.len().saturating_sub(TAIL).max(scan);
    let to = file.len();
    let is_whole = has_end(&file.stretch(from, to)?) || has_end(&file.stretch(scan, to)?);
    (!is_whole).then_some(Flaw::Truncated("a JPEG ends with a mark, and this one ends before it"))
}

/// Whether Exif says that the picture is shown turned by a quarter (tag 274, values 5 to 8).
fn is_turned_by<R: Read + Seek>(file: &mut Window<R>, at: u64) -> bool {
    orientation(file, at).is_some_and(|orientation| (5..=8).contains(&orientation))
}

fn orientation<R: Read + Seek>(file: &mut Window<R>, at: u64) -> Option<u16> {
    if file.get::<6>(at)? != *b"Exif\0\0" {
        return None;
    }
    let start = at + 6;
    let is_little = match file.get::<2>(start)? {
        [b'I', b'I'] => true,
        [b'M', b'M'] => false,
        _ => return None,
    };
    let short =
        |bytes: [u8; 2]| if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) };
    let bytes = file.get::<4>(start + 4)?;
    let offset = if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
    let directory = start + u64::from(offset);
    let count = short(file.get::<2>(directory)?);
    for entry in 0..u64::from(count.min(256)) {
        let [t0, t1, _, _, _, _, _, _, v0, v1] = file.get::<10>(directory + 2 + entry * 12)?;
        if short([t0, t1]) == 274 {
            return Some(short([v0, v1]));
        }
    }
    None
}
