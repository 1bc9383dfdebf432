//! PNG: a signature and chunks, `IHDR` first and `IEND` last (W3C PNG, sections 5 and 11).
//! May not check what chunks hold.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Flaw, Size};

/// More chunks than any real file has; the walk ends there without an answer.
const MOST_CHUNKS: usize = 100_000;
const SIGNATURE: u64 = 8;
/// Length, name and check sum.
const FRAME: u64 = 12;

pub(super) fn read<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let Some(header) = file.get::<16>(SIGNATURE) else {
        return (None, Some(Flaw::Header("it ends inside its header")));
    };
    let [l0, l1, l2, l3, n0, n1, n2, n3, w0, w1, w2, w3, h0, h1, h2, h3] = header;
    // What Apple's tools make of a PNG for an application.
    if [n0, n1, n2, n3] == *b"CgBI" {
        return (None, None);
    }
    if [n0, n1, n2, n3] != *b"IHDR" || [l0, l1, l2, l3] != [0, 0, 0, 13] {
        return (None, Some(Flaw::Header("its first part is not the header that every PNG has")));
    }
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    if width == 0 || height == 0 {
        return (None, Some(Flaw::Header("its header says a size of 0 pixels")));
    }
    let may_turn = memchr::memmem::find(file.head(), b"eXIf").is_some();
    (Some(Size { width, height, may_turn }), truncated(file))
}

fn truncated<R: Read + Seek>(file: &mut Window<R>) -> Option<Flaw> {
    const WHY: &str = "a PNG ends with a part named `IEND`, and this one ends before it";
    let end = file.len().checked_sub(FRAME).and_then(|at| file.get::<8>(at));
    if end == Some(*b"\0\0\0\0IEND") {
        return None;
    }
    let mut at = SIGNATURE;
    for _ in 0..MOST_CHUNKS {
        if at + FRAME > file.len() {
            return Some(Flaw::Truncated(WHY));
        }
        let [l0, l1, l2, l3, n0, n1, n2, n3] = file.get::<8>(at)?;
        let length = u64::from(u32::from_be_bytes([l0, l1, l2, l3]));
        if ![n0, n1, n2, n3].iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        at += FRAME + length;
        if at > file.len() {
            return Some(Flaw::Truncated(WHY));
        }
        if [n0, n1, n2, n3] == *b"IEND" {
            return None;
        }
    }
    None
}
