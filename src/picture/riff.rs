//! WebP: a RIFF file that says its own length, and a first chunk with the size (RFC 9649).
//! May not decode.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Flaw, Size};

pub(super) fn read<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let Some(length) = file.get(4).map(u32::from_le_bytes) else {
        return (None, Some(Flaw::Header("it ends inside its header")));
    };
    let size = size(file);
    let flaw = match size {
        _ if u64::from(length) + 8 > file.len() => {
            Some(Flaw::Truncated("its header says that it is longer than it is"))
        }
        None if file.len() < 30 => Some(Flaw::Header("it ends inside its header")),
        _ => None,
    };
    (size, flaw)
}

fn size<R: Read + Seek>(file: &mut Window<R>) -> Option<Size> {
    const LOW: u32 = 0x3fff;
    let name = file.get::<4>(12)?;
    let data = file.get::<10>(20)?;
    let [d0, d1, d2, d3, d4, d5, d6, d7, d8, d9] = data;
    let (width, height, may_turn) = match &name {
        b"VP8 " if [d3, d4, d5] == [0x9d, 0x01, 0x2a] => (
            u32::from(u16::from_le_bytes([d6, d7])) & LOW,
            u32::from(u16::from_le_bytes([d8, d9])) & LOW,
            false,
        ),
        b"VP8L" if d0 == 0x2f => {
            let bits = u32::from_le_bytes([d1, d2, d3, d4]);
            ((bits & LOW) + 1, (bits >> 14 & LOW) + 1, false)
        }
        b"VP8X" => (
            u32::from_le_bytes([d4, d5, d6, 0]) + 1,
            u32::from_le_bytes([d7, d8, d9, 0]) + 1,
            // Exif stands at the end and may turn it.
            d0 & 0x08 != 0,
        ),
        _ => return None,
    };
    Some(Size { width, height, may_turn })
}
