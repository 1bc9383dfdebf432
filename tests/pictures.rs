//! What the file of an image tells of itself: formats, sizes, damages, and any bytes at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::io::Cursor;

use postlint::picture::{Content, Flaw, Format, Picture};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Picture {
    Picture::read(Cursor::new(bytes)).unwrap()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend(b"\x08\x02\0\0\0SUMS\0\0\0\x04IDATdataSUMS\0\0\0\0IEND\xae\x42\x60\x82");
    file
}

/// A JPEG with an orientation, two bytes of coded data and its end.
fn jpeg(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let mut file = b"\xff\xd8\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    file.extend([orientation, 0, 0, 0, 0, 0, 0]);
    file.extend(b"\xff\xc0\0\x0b\x08");
    file.extend(height.to_be_bytes());
    file.extend(width.to_be_bytes());
    file.extend(b"\x01\x01\x11\0\xff\xda\0\x02ab\xff\xd9");
    file
}

fn gif() -> Vec<u8> {
    b"GIF89a\x08\0\x04\0\0\0\0,\0\0\0\0\x08\0\x04\0\0\x02\x02\x44\x01\0\x3b".to_vec()
}

fn webp() -> Vec<u8> {
    let mut file = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    file.extend([0x7f, 2, 0, 0xdf, 1, 0]);
    file
}

fn avif() -> Vec<u8> {
    let mut file = b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x20meta\0\0\0\0\0\0\0\x14ispe\0\0\0\0".to_vec();
    file.splice(file.len() - 4.., [0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 32]);
    file
}

const SVG: &str = "\u{feff}<?xml version=\"1.0\"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\" [ <!ENTITY a 'b>'> ]>\n\
                   <svg:svg xmlns:svg=\"x\" width='64px' height=\"32.0\" viewBox=\"0 0 1 1\">\n</svg:svg >\n";

fn all() -> Vec<(Format, Vec<u8>, (u32, u32))> {
    let bmp = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x08\0\0\0\xfc\xff\xff\xff0000000000000000000000000000"
        .to_vec();
    let ico = b"\0\0\x01\0\x01\0\x10\0\0\0\x01\0\x20\0\x02\0\0\0\x16\0\0\0ab".to_vec();
    vec![
        (Format::Png, png(8, 4), (8, 4)),
        (Format::Jpeg, jpeg(640, 480, 1), (640, 480)),
        (Format::Gif, gif(), (8, 4)),
        (Format::WebP, webp(), (640, 480)),
        (Format::Avif, avif(), (64, 32)),
        (Format::Svg, SVG.as_bytes().to_vec(), (64, 32)),
        (Format::Bmp, bmp, (8, 4)),
        (Format::Ico, ico, (16, 256)),
    ]
}

#[test]
fn formats_and_sizes_are_read() {
    for (format, file, size) in all() {
        let picture = read(&file);
        assert_eq!(picture.format(), Some(format));
        assert_eq!(picture.size.map(|size| (size.width, size.height)), Some(size), "{format:?}");
        assert_eq!(picture.flaw, None, "{format:?}");
        assert_eq!(picture.bytes, file.len() as u64);
    }
}

#[test]
fn a_file_that_ends_too_early_is_damaged() {
    for (format, file, _) in all() {
        let cut = match format {
            // How long a bitmap or icon is, only its header tells.
            Format::Bmp => 20,
            _ => file.len() - 1,
        };
        let file = if matches!(format, Format::Svg) { &file[..cut - 4] } else { &file[..cut] };
        assert!(read(file).flaw.is_some(), "{format:?}");
    }
}

#[test]
fn what_stands_behind_the_end_does_not_matter() {
    for (format, mut file, _) in all() {
        file.extend(if format == Format::Svg { [b'\n'; 3000] } else { [0; 3000] });
        assert_eq!(read(&file).flaw, None, "{format:?}");
    }
}

#[test]
fn a_photograph_that_is_shown_turned_has_its_sides_exchanged() {
    let size = |orientation| read(&jpeg(640, 480, orientation)).size.map(|size| (size.width, size.height));
    assert_eq!(size(3), Some((640, 480)));
    assert_eq!(size(6), Some((480, 640)));
}

#[test]
fn what_is_no_image_is_named() {
    assert_eq!(read(b"").flaw, Some(Flaw::Empty));
    assert_eq!(read(b"hello").content, Content::Unknown);
    assert_eq!(read(b"BMW is a maker of cars").content, Content::Unknown);
    assert_eq!(read(b"\n<!DOCTYPE HTML>\n<p>Gone").content, Content::Other("a web page"));
    assert_eq!(read(b"<html lang=en>").content, Content::Other("a web page"));
    assert_eq!(read(b"%PDF-1.4").content, Content::Other("a PDF document"));
    assert_eq!(read(b"---\n---\n<svg>").content, Content::Template);
    let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
    assert_eq!(read(pointer).content, Content::Pointer("Git LFS"));
    assert_eq!(read(b"../.git/annex/objects/a/b/c.jpg").content, Content::Pointer("git-annex"));
}

fn begun() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<Vec<u8>> = all().into_iter().map(|(_, file, _)| file).collect();
    (prop::sample::select(files), any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..200))
        .prop_map(|(mut file, at, more)| {
            file.truncate(at.index(file.len() + 1));
            file.extend(more);
            file
        })
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..6000)) {
        read(&bytes);
    }

    #[test]
    fn headers_with_any_bytes_in_them_are_read(bytes in begun()) {
        read(&bytes);
    }

    #[test]
    fn headers_with_changed_bytes_are_read(
        bytes in begun(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let mut bytes = bytes;
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        read(&bytes);
    }
}
