//! Promises that hold for any bytes: no panic, every span in its file and on characters, and the
//! same findings at any number of threads.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where its own making is wrong")]

use std::sync::LazyLock;

use postlint::check::{self, Outcome};
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::{Content, Inventory};
use proptest::prelude::*;

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let config = Config { select: Some(vec!["all".to_owned()]), ..Config::default() };
    Settings::resolve(&config).expect("every rule has options that fit it")
});

fn run(files: &[(&str, &[u8])]) -> Outcome {
    check::run(&Inventory::in_memory(files), &Jekyll::new(&[], NOW), &SETTINGS, &|| ())
}

fn on_threads(threads: usize, files: &[(&str, &[u8])]) -> Outcome {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| run(files))
}

/// Pieces that mean something to a parser, so that random texts reach its corners.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&str] = &[
        "---\n",
        "---",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "title: ",
        "date: ",
        "2022-02-30",
        "12:61",
        " +0800",
        "categories: [a, b]\n",
        "tags: a a\n",
        "permalink: /:year/:title\n",
        "\"",
        "'",
        "<",
        ">",
        "/>",
        "<img src=",
        "<a href=",
        "</a>",
        "<div markdown=\"1\">",
        "</div>",
        "<!--",
        "-->",
        "<script>",
        "<p>",
        "&amp;",
        "&#0;",
        "[",
        "]",
        "(",
        ")",
        "![",
        "][",
        "[^1]",
        "{{",
        "}}",
        "{%",
        "%}",
        "{% raw %}",
        "{% endraw %}",
        "{: #id .c}",
        "`",
        "```\n",
        "~~~",
        "* ",
        "1. ",
        "> ",
        "# ",
        "===\n",
        "|a|b|\n",
        "|-|-|\n",
        "$$",
        "\\",
        "\u{feff}",
        "\u{202e}",
        "\u{200b}",
        "é",
        "日本",
        "🏔️",
        "\0",
        "\u{1b}",
        "http://",
        "https://x.test/a?token=abc",
        "//x",
        "javascript:",
        "#",
        "?",
        "&a",
        "*a",
        "<<: *a",
        "!ruby/object",
        "|\n",
        ">\n",
        "a: b: c\n",
        "<http://x>",
        "<>",
        "data:image/png;base64,",
        "\u{fffd}",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn text_of(inventory: &Inventory, path: &str) -> Vec<u8> {
    let input =
        inventory.inputs.iter().find(|input| &*input.path == path).expect("a finding's file is an input");
    match &input.content {
        Content::Memory(bytes) => bytes.to_vec(),
        Content::Disk(_) => unreachable!("the site is in memory"),
    }
}

/// Offsets in the file, in order, and not inside a character.
fn assert_places(files: &[(&str, &[u8])], outcome: &Outcome) -> Result<(), TestCaseError> {
    let inventory = Inventory::in_memory(files);
    for finding in &outcome.findings {
        let labels = finding.labels.iter().map(|label| &label.location);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.location);
        for place in labels.chain(edits).chain([&finding.location]) {
            let bytes = text_of(&inventory, &place.path);
            let (start, end) = (place.start.offset as usize, place.end.offset as usize);
            prop_assert!(start <= end && end <= bytes.len(), "{} {place:?}", finding.rule);
            if let Ok(text) = std::str::from_utf8(&bytes) {
                prop_assert!(
                    text.is_char_boundary(start) && text.is_char_boundary(end),
                    "{} {place:?}",
                    finding.rule
                );
            }
            prop_assert!(place.start.line >= 1 && place.start.column >= 1, "{} {place:?}", finding.rule);
        }
    }
    Ok(())
}

fn assert_promises(bytes: &[u8]) -> Result<(), TestCaseError> {
    let headed = [b"---\ntitle: A\n---\n", bytes].concat();
    let files: &[(&str, &[u8])] = &[
        ("_posts/2022-01-07-any.md", bytes),
        ("_posts/2022-01-08-headed.md", &headed),
        ("page.html", bytes),
        ("headed.html", &headed),
        ("feed.xml", bytes),
    ];
    let outcome = run(files);
    assert_places(files, &outcome)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_bytes_give_findings_in_their_file(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        assert_promises(&bytes)?;
    }

    #[test]
    fn any_markup_gives_findings_in_its_file(bytes in pieces()) {
        assert_promises(&bytes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn threads_change_nothing(texts in proptest::collection::vec(pieces(), 1..12)) {
        let paths: Vec<String> = (10..).take(texts.len()).map(|day| format!("_posts/2022-01-{day}-a.md")).collect();
        let files: Vec<(&str, &[u8])> =
            paths.iter().map(String::as_str).zip(texts.iter().map(Vec::as_slice)).collect();
        let (one, eight) = (on_threads(1, &files), on_threads(8, &files));
        prop_assert_eq!(format!("{:?}", one.findings), format!("{:?}", eight.findings));
        prop_assert_eq!(format!("{:?}", one.undecided), format!("{:?}", eight.undecided));
    }
}
