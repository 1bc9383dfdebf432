//! AVIF and HEIF: boxes of ISO/IEC 14496-12, with sizes in `ispe` (ISO/IEC 23008-12, 6.5.3).
//! May not decode; of several sizes, the largest is the picture's and the others are parts of it.

use std::io::{Read, Seek};

use super::window::Window;
use super::{Content, Flaw, Format, Size};

/// More boxes than any real file has at its top.
const MOST_BOXES: usize = 64;

/// What the brands of a file say (`ftyp`, 4.3).
pub(super) fn content(head: &[u8]) -> Option<Content> {
    if head.get(4..8) != Some(b"ftyp") {
        return None;
    }
    let length = head.first_chunk::<4>().map_or(0, |length| u32::from_be_bytes(*length));
    let end = usize::try_from(length).unwrap_or_default().min(head.len());
    let main = head.get(8..12).unwrap_or_default();
    let others = head.get(16..end).unwrap_or_default();
    let mut brands = std::iter::once(main).chain(others.chunks_exact(4));
    Some(match main {
        b"avif" | b"avis" => Content::Image(Format::Avif),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" => Content::Image(Format::Heif),
        b"mif1" | b"msf1" | b"miaf" => {
            let is_avif = brands.any(|brand| matches!(brand, b"avif" | b"avis"));
            Content::Image(if is_avif { Format::Avif } else { Format::Heif })
        }
        b"jxl " => Content::Image(Format::Jxl),
        b"crx " => Content::Other("a camera's raw image"),
        _ => Content::Other("a video"),
    })
}

pub(super) fn read<R: Read + Seek>(file: &mut Window<R>) -> (Option<Size>, Option<Flaw>) {
    let size = size(file.head());
    (size, truncated(file))
}

fn size(head: &[u8]) -> Option<Size> {
    let mut largest: Option<(u32, u32)> = None;
    for at in memchr::memmem::find_iter(head, b"ispe") {
        let Some(&[w0, w1, w2, w3, h0, h1, h2, h3]) = head.get(at + 8..).and_then(<[u8]>::first_chunk) else {
            continue;
        };
        let one = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
        let area = |size: (u32, u32)| u64::from(size.0) * u64::from(size.1);
        if largest.is_none_or(|known| area(known) < area(one)) {
            largest = Some(one);
        }
    }
    // `clap` cuts a part out, and its size is not read.
    let is_cut = memchr::memmem::find(head, b"clap").is_some();
    let (width, height) = largest.filter(|_| !is_cut)?;
    Some(Size { width, height, may_turn: memchr::memmem::find(head, b"irot").is_some() })
}

fn truncated<R: Read + Seek>(file: &mut Window<R>) -> Option<Flaw> {
    let mut at = 0;
    for _ in 0..MOST_BOXES {
        if at == file.len() {
            return None;
        }
        let [l0, l1, l2, l3, n0, n1, n2, n3] = file.get::<8>(at)?;
        if ![n0, n1, n2, n3].iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') {
            return None;
        }
        let length = match u32::from_be_bytes([l0, l1, l2, l3]) {
            // Up to the end of the file.
            0 => return None,
            1 => u64::from_be_bytes(file.get(at + 8)?),
            length => u64::from(length),
        };
        if length < 8 {
            return None;
        }
        at = at.checked_add(length)?;
        if at > file.len() {
            return Some(Flaw::Truncated("its header says that it is longer than it is"));
        }
    }
    None
}
