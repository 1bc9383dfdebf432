//! Bytes, lines and columns of a file, through the public surface.
#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use postlint::source::{Encoding, Source, Span};
use proptest::prelude::*;

fn source(bytes: &[u8]) -> Source {
    Source::from_bytes("a.md".into(), bytes.to_vec())
}

/// Line and column of the first `needle`, counted in bytes.
fn place(text: &str, needle: &str) -> (u32, u32) {
    let source = source(text.as_bytes());
    let offset = u32::try_from(text.find(needle).expect("the needle is there")).expect("a short text");
    let position = source.lines().position(offset);
    (position.line, position.column)
}

#[test]
fn columns_count_scalar_values() {
    assert_eq!(place("日期：x", "x"), (1, 4), "CJK");
    assert_eq!(place("a\u{301}e\u{308}x", "x"), (1, 5), "combining marks count");
    assert_eq!(place("👩\u{200d}👧x", "x"), (1, 4), "an emoji of three scalar values");
    assert_eq!(place("\t\tx", "x"), (1, 3), "a tab is one column");
    assert_eq!(place("\u{feff}x", "x"), (1, 2), "a byte order mark is one column");
}

#[test]
fn lines_end_with_lf_cr_lf_or_cr() {
    assert_eq!(place("a\nb\nx", "x"), (3, 1));
    assert_eq!(place("a\r\nb\r\n x", "x"), (3, 2));
    assert_eq!(place("a\rb\rx", "x"), (3, 1));
    assert_eq!(place("a\n\r\n\rx", "x"), (4, 1));
    assert_eq!(source(b"").lines().count(), 1);
    assert_eq!(source(b"a\n").lines().start_of(2), Some(2));
}

#[test]
fn bytes_that_are_not_utf8_keep_every_offset() {
    let source = source(b"caf\xe9 \xff\xfe x");
    assert_eq!(source.invalid(), [Span::new(3, 4), Span::new(5, 7)]);
    assert_eq!(source.text(), "caf? ?? x");
    assert_eq!(source.encoding(), Encoding::Utf8);
    let cut = "页".as_bytes();
    assert_eq!(self::source(&cut[..2]).invalid(), [Span::new(0, 2)], "a character that is cut off");
}

#[test]
fn utf16_is_told_by_its_mark() {
    assert_eq!(source(b"\xff\xfea\0").encoding(), Encoding::Utf16);
    assert_eq!(source(b"\xfe\xff\0a").encoding(), Encoding::Utf16);
    assert_eq!(source(b"\xef\xbb\xbfa").bom_len(), 3);
}

proptest! {
    #[test]
    fn order_of_questions_changes_no_answer(
        bytes in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(b'\r'), any::<u8>()], 0..60),
        offsets in proptest::collection::vec(0_u32..70, 1..20),
    ) {
        let source = source(&bytes);
        let lines = source.lines();
        for offset in offsets {
            prop_assert_eq!(lines.position(offset), source.lines().position(offset));
        }
    }
}
