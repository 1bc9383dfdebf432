//! Neighbours of the cases in the manifests of the text rules.

use postlint::finding::Severity;

use crate::site::{POST, SmallSite, fixed, graded, in_body};

fn found_in(rule: &str, bytes: &[u8]) -> Vec<(u32, u32)> {
    let files: &[(&str, &[u8])] = &[(POST, bytes)];
    let found = SmallSite { config: "", settings: "{}", files }.check(rule);
    found.iter().map(|one| (one.location.start.offset, one.location.end.offset)).collect()
}

#[test]
fn a_run_of_one_character_is_one_finding() {
    assert_eq!(in_body("text/invisible-character", "a\u{200b}\u{200b}b\u{200b}\u{feff}c").len(), 3);
    assert_eq!(in_body("text/control-character", "a\u{8}\u{8}\u{7}b"), ["\u{8}\u{8}", "\u{7}"]);
    assert_eq!(
        in_body("text/replacement-character", "a\u{fffd}\u{fffd} \u{fffd}"),
        ["\u{fffd}\u{fffd}", "\u{fffd}"]
    );
}

#[test]
fn control_characters_are_all_but_the_blanks() {
    for code in (0..0x20).chain(0x7f..0xa0).filter(|code| ![9, 10, 12, 13].contains(code)) {
        let character = char::from_u32(code).unwrap();
        assert_eq!(
            in_body("text/control-character", &format!("a{character}b")),
            [character.to_string()],
            "{code:x}"
        );
    }
    assert!(in_body("text/control-character", "a\tb\u{c}c\u{a0}d é … ü\r\n").is_empty());
}

#[test]
fn joiners_do_their_work_in_their_scripts() {
    for text in [
        "می\u{200c}خواهم",
        "ه\u{200d}",
        "क्\u{200d}ष",
        "ক্\u{200c}ত",
        "ന്\u{200d}",
        "👨\u{200d}👩\u{200d}👧",
        "🏳\u{fe0f}\u{200d}🌈",
        "❤\u{fe0f}\u{200d}🔥",
        "👩🏽\u{200d}🚀",
        "ភាសា\u{200b}ខ្មែរ",
        "ภาษา\u{200b}ไทย",
        "Donau\u{ad}dampf",
        "x\u{2062}y",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ",
    ] {
        assert!(in_body("text/invisible-character", text).is_empty(), "{text:?}");
    }
    for text in [
        "a\u{200b}b",
        "a\u{200c}b",
        "a\u{200d}b",
        "a\u{2060}b",
        "a\u{feff}b",
        "a\u{3164}b",
        "a\u{ffa0}b",
        "a\u{115f}b",
        "a\u{2028}b",
        "a\u{e0041}b",
        "中\u{200b}文",
        "a\u{180e}b",
        "`a\u{ad}b`",
        "[a](/b\u{ad}c)",
    ] {
        assert_eq!(in_body("text/invisible-character", text).len(), 1, "{text:?}");
    }
}

#[test]
fn an_invisible_character_in_prose_is_a_note() {
    let severity = |body: &str| graded("text/invisible-character", body)[0].1;
    assert_eq!(severity("a\u{200b}b"), Severity::Note);
    assert_eq!(severity("`a\u{200b}b`"), Severity::Warning);
    assert_eq!(severity("```\na\u{200b}b\n```"), Severity::Warning);
    assert_eq!(severity("[x](/a\u{200b}b)"), Severity::Warning);
    assert_eq!(severity("a\u{e0041}b"), Severity::Warning);
    assert_eq!(fixed("text/invisible-character", "a\u{200b}b"), "ab");
}

#[test]
fn a_byte_order_mark_at_the_start_is_another_rules_matter() {
    assert!(found_in("text/invisible-character", "\u{feff}---\n---\na\n".as_bytes()).is_empty());
    assert_eq!(found_in("text/invisible-character", "---\n---\n\u{feff}a\n".as_bytes()), [(8, 11)]);
}

#[test]
fn turned_text_is_at_home_beside_right_to_left_letters() {
    for text in
        ["\u{200f}שלום!", "שלום \u{202a}C++\u{202c} עולם", "سلام \u{2066}Lake\u{2069}", "a\u{200e}b\u{61c}"]
    {
        assert!(in_body("text/bidi-control", text).is_empty(), "{text:?}");
    }
    for (text, count) in [
        ("a \u{202e}b\u{202c}", 2),
        ("a \u{2066}b\u{2069} c", 2),
        ("שלום \u{202b}עולם", 1),
        ("שלום \u{202e}עולם\u{202c}", 2),
        ("`שלום \u{2066}x\u{2069}`", 2),
        ("a\u{202c}", 1),
    ] {
        assert_eq!(in_body("text/bidi-control", text).len(), count, "{text:?}");
    }
    // Balanced over two lines is not balanced.
    assert_eq!(in_body("text/bidi-control", "שלום \u{2066}a\nb\u{2069} עולם").len(), 2);
}

#[test]
fn garbled_text_is_put_right() {
    for (wrong, right) in [
        ("cafÃ©", "café"),
        ("itâ€™s", "it’s"),
        ("a â€“ b", "a – b"),
        ("â€œa", "“a"),
        ("Â©", "©"),
        ("Ã¼ber", "über"),
    ] {
        assert_eq!(fixed("text/mojibake", wrong), right);
    }
    for text in ["São", "NÃO", "«IRMû", "PÂTÉ\u{a0}!", "â 5 €", "`cafÃ©`", "tŷ", "100 €"] {
        assert!(in_body("text/mojibake", text).is_empty(), "{text:?}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(found_in("text/invalid-utf8", b"---\n---\na\xe9b\xff\xfec\n"), [(9, 10), (11, 13)]);
    assert_eq!(found_in("text/invalid-utf8", b"---\n---\na\xe4\xb8"), [(9, 11)]);
    let latin: Vec<u8> = b"---\n---\n".iter().copied().chain(b"\xe9 ".repeat(60)).collect();
    assert_eq!(found_in("text/invalid-utf8", &latin), [(8, 9)]);
}

#[test]
fn a_copied_file_may_be_in_any_encoding() {
    let files: &[(&str, &[u8])] = &[("old.html", b"<meta charset=latin1><p>caf\xe9</p>\n")];
    let found = SmallSite { config: "", settings: "{}", files }.check("text/invalid-utf8");
    assert_eq!(found.iter().map(|one| one.severity).collect::<Vec<_>>(), [Severity::Note]);
}

#[test]
fn utf_16_is_one_finding_of_one_rule() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("---\n---\n湖\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(found_in("text/utf16", &utf16), [(0, 2)]);
    for rule in
        ["text/invalid-utf8", "text/control-character", "text/no-final-newline", "text/invisible-character"]
    {
        assert!(found_in(rule, &utf16).is_empty(), "{rule}");
    }
}

#[test]
fn the_last_line_ends_as_the_others_do() {
    let files: &[(&str, &[u8])] = &[(POST, b"---\r\n---\r\na")];
    let found = SmallSite { config: "", settings: "{}", files }.check("text/no-final-newline");
    assert_eq!(found[0].fix.as_ref().unwrap().edits[0].text, "\r\n");
    for text in ["", "---\n---\na\n", "---\r---\ra\r"] {
        assert!(found_in("text/no-final-newline", text.as_bytes()).is_empty(), "{text:?}");
    }
}

#[test]
fn very_many_suspects_end_the_search() {
    let text = format!("---\n---\n{}\n", "\u{8}\u{7}".repeat(100_000));
    let found = found_in("text/control-character", text.as_bytes()).len();
    assert!((10_000..11_000).contains(&found), "{found}");
}
