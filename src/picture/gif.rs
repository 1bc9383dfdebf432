//! GIF: a screen descriptor and blocks up to a trailer (GIF89a, sections 17 to 27).
//! May not decode.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Flaw, Size};

const TRAILER: u8 = 0x3b;

pub(super) fn read<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let Some([w0, w1, h0, h1, _, _, _]) = file.get(6) else {
        return (None, Some(Flaw::Header("it ends inside its header")));
    };
    let (width, height) = (u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into());
    let size = Size { width, height, may_turn: false };
    let last = file.len().checked_sub(1).and_then(|at| file.get::<1>(at));
    if last == Some([TRAILER]) {
        return (Some(size), None);
    }
    let flaw = match file.stretch(0, file.len()) {
        Some(bytes) if ends(&bytes) == Some(false) => {
            Some(Flaw::Truncated("a GIF ends with a mark, and this one ends before it"))
        }
        _ => None,
    };
    (Some(size), flaw)
}

/// Whether the trailer comes; none where the blocks are none that are known.
fn ends(bytes: &[u8]) -> Option<bool> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        let Some(kind) = bytes.get(at) else { return Some(false) };
        match kind {
            &TRAILER => return Some(true),
            0x21 => at += 2,
            0x2c => {
                let Some(flags) = bytes.get(at + 9) else { return Some(false) };
                at += 10 + table(*flags) + 1;
            }
            // Some programs write an empty block too many.
            0 => {
                at += 1;
                continue;
            }
            _ => return None,
        }
        loop {
            let Some(length) = bytes.get(at) else { return Some(false) };
            at += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
}
