//! Windows bitmaps and icons. May not decode.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Flaw, Size};

const LONGER: Flaw = Flaw::Truncated("its header says that it is longer than it is");
const SHORT: Flaw = Flaw::Header("it ends inside its header");

/// Whether the header after `BM` is one: its own length is one of those that there are.
pub(super) fn is_bmp(head: &[u8]) -> bool {
    let length = head.get(14..).and_then(<[u8]>::first_chunk).map(|length| u32::from_le_bytes(*length));
    length.is_none_or(|length| matches!(length, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
        && head.get(6..10).is_none_or(|reserved| reserved.iter().take(4).all(|byte| *byte < 0x80))
}

pub(super) fn bmp<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let (Some(data), Some(length)) =
        (file.get(10).map(u32::from_le_bytes), file.get(14).map(u32::from_le_bytes))
    else {
        return (None, Some(SHORT));
    };
    let size = if length == 12 {
        let Some([w0, w1, h0, h1]) = file.get(18) else { return (None, Some(SHORT)) };
        (u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into())
    } else {
        let Some([w0, w1, w2, w3, h0, h1, h2, h3]) = file.get(18) else { return (None, Some(SHORT)) };
        let side = |bytes| i32::from_le_bytes(bytes).unsigned_abs();
        (side([w0, w1, w2, w3]), side([h0, h1, h2, h3]))
    };
    let flaw = (u64::from(data) > file.len()).then_some(LONGER);
    (Some(Size { width: size.0, height: size.1, may_turn: false }), flaw)
}

pub(super) fn ico<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let Some(count) = file.get(4).map(u16::from_le_bytes) else { return (None, Some(SHORT)) };
    if count == 0 {
        return (None, Some(Flaw::Header("its header says that it has no picture")));
    }
    let mut largest = (0, 0);
    for entry in 0..u64::from(count) {
        let Some([width, height, _, _, _, _, _, _, l0, l1, l2, l3, o0, o1, o2, o3]) =
            file.get(6 + entry * 16)
        else {
            return (None, Some(SHORT));
        };
        let (length, offset) = (u32::from_le_bytes([l0, l1, l2, l3]), u32::from_le_bytes([o0, o1, o2, o3]));
        if u64::from(length) + u64::from(offset) > file.len() {
            return (None, Some(LONGER));
        }
        let side = |byte: u8| if byte == 0 { 256 } else { u32::from(byte) };
        largest = largest.max((side(width), side(height)));
    }
    (Some(Size { width: largest.0, height: largest.1, may_turn: false }), None)
}
