//! Front matter of any text and any bytes: no panic, and every span within the text.

use postlint::document::Dialect;
use postlint::document::front_matter::{self, Header, yaml};
use postlint::source::{Source, Span};
use proptest::prelude::*;

/// Every span of a tree or an error lies in the text, on the bounds of characters.
fn check_spans(text: &str, offset: usize) {
    let within = |span: Span| {
        let (start, end) = (span.start as usize - offset, span.end as usize - offset);
        assert!(text.get(start..end).is_some(), "{span:?} in {text:?}");
    };
    match yaml::parse(text, offset) {
        Ok(tree) => {
            for node in tree.nodes() {
                within(node.span());
                if let Some(span) = node.tag() {
                    within(span);
                }
            }
            if let Some(span) = tree.ignored() {
                within(span);
            }
        }
        Err(error) => {
            within(error.span);
            if let Some((span, _)) = error.label {
                within(span);
            }
            if let Some((span, _)) = error.fix {
                within(span);
            }
        }
    }
}

/// Texts made of what YAML, front matter and their readers react to.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "---",
        "...",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "a",
        "title",
        "key",
        ":",
        ": ",
        "：",
        "- ",
        "-",
        "#",
        " #",
        "'",
        "\"",
        "\\",
        "\\u12",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "!",
        "!!str",
        "!a,",
        "!<x>",
        "&a ",
        "*a",
        "*",
        "<<: ",
        "|",
        ">",
        "|+2",
        "%",
        "%YAML 1.1",
        "%TAG ! x",
        "@",
        "`",
        "?",
        "? ",
        "~",
        "=",
        "\u{feff}",
        "\u{a0}",
        "\u{3000}",
        "\u{85}",
        "\u{2028}",
        "日本",
        "😀",
        "\0",
        "\u{7}",
        "{{ x }}",
        "{% x %}",
        "<!--",
        "<<<<<<< a",
        "=======",
        "+++",
        "null",
        "1",
        "2022-01-07",
        "\n  ",
        "\n- ",
        "\n\t",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn any_text_gives_spans_in_bounds(text in pieces(), offset in 0_usize..9) {
        check_spans(&text, offset);
    }

    #[test]
    fn any_bytes_give_a_header(bytes in prop::collection::vec(any::<u8>(), 0..60), text in pieces()) {
        for yaml_only in [true, false] {
            let dialect = Dialect { yaml_only, ..Dialect::default() };
            for start in ["", "---\n", "+++\n", "{"] {
                let all = [start.as_bytes(), text.as_bytes(), &bytes].concat();
                let source = Source::from_bytes("a.md".into(), all);
                let header = front_matter::read(&source, dialect);
                prop_assert!(source.text().is_char_boundary(header.body_start(&source)));
                if let Header::Misplaced { opening, cause } = header {
                    prop_assert!(source.text().get(opening.range()).is_some());
                    prop_assert!(source.text().get(cause.range()).is_some());
                }
            }
        }
    }
}
