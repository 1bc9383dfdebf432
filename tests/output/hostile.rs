//! Texts that were not written for a terminal.

use postlint::finding::Severity;
use postlint::output::{Format, Terminal};
use unicode_width::UnicodeWidthStr;

use super::small::{Small, label};

/// Asserts that nothing in a text would move a cursor or reorder what is read.
pub(crate) fn assert_harmless(shown: &str) {
    let harmful = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(shown.chars().find(|c| harmful(*c)), None, "{shown:?}");
}

#[test]
fn control_characters_are_shown() {
    let text =
        "a \u{1b}[31mred\u{1b}[0m \u{7} \u{7f} \u{9b}2J \u{202e}desrever\u{202c} b\u{200b}c\u{feff} end\n";
    let mut hostile = Small::new(&[("a\u{1b}[2J.md", text)]);
    let place = hostile.place("a\u{1b}[2J.md", "end");
    let one = hostile.find(Severity::Error, place, "bad \u{1b}]0;title\u{7}\r\n\u{202e}words");
    one.help = Some("help \u{1b}[2J".into());
    one.labels.push(label(one.location.clone(), "label \u{1b}[2J"));
    for format in [Format::Pretty, Format::Concise, Format::Github] {
        assert_harmless(&hostile.write(format, Terminal::default()));
    }
    insta::assert_snapshot!(hostile.pretty());
    insta::assert_snapshot!("control_characters_github", hostile.write(Format::Github, Terminal::default()));
}

#[test]
fn an_invisible_character_that_is_meant_is_written_out() {
    let mut unseen = Small::new(&[("a.md", "jo\u{200d}in and \u{200b} and 👨\u{200d}👩\n")]);
    let (joiner, space) = (unseen.place("a.md", "\u{200d}"), unseen.place("a.md", "\u{200b}"));
    unseen.find(Severity::Warning, joiner, "an invisible character");
    unseen.find(Severity::Warning, space, "another");
    insta::assert_snapshot!(unseen.pretty());
}

#[test]
fn bytes_that_are_not_utf_8() {
    let mut invalid = Small::of_bytes("a.md", b"caf\xe9 <img src=\"\"> \xff\xfe\n");
    let place = invalid.place("a.md", "src=\"\"");
    invalid.find(Severity::Error, place, "empty");
    let last = invalid.location("a.md", 18, 20);
    invalid.find(Severity::Error, last, "not UTF-8");
    insta::assert_snapshot!(invalid.pretty());
}

#[test]
fn a_line_of_many_kilobytes_is_cut_around_what_matters() {
    let text =
        format!("intro\n{}<img src=\"\">{}\nafter\n", "前言 word ".repeat(900), " tail 尾".repeat(900));
    let mut long = Small::new(&[("a.md", &text)]);
    let place = long.place("a.md", "src=\"\"");
    let label_at = long.location("a.md", 6, 12);
    let one = long.find(Severity::Error, place, "empty");
    one.labels.push(label(label_at, "the line starts here"));
    insta::assert_snapshot!(long.pretty());
    for width in [50, 60, 100, 200] {
        let shown = long.write(Format::Pretty, Terminal { color: false, width });
        for line in shown.lines() {
            assert!(line.width() <= width, "{} columns of {width}: {line}", line.width());
        }
    }
}

#[test]
fn a_span_of_many_kilobytes_shows_its_ends() {
    let text = format!("![x](data:image/png;base64,{}) after\n", "iVBORw0KGgo".repeat(2_000));
    let mut long = Small::new(&[("a.md", &text)]);
    let place = long.location("a.md", 5, text.len() - 8);
    long.find(Severity::Warning, place, "the image is part of the page");
    insta::assert_snapshot!(long.pretty());
}

#[test]
fn many_findings_on_one_long_line_take_no_long_time() {
    let text = "<img src=\"\"> ".repeat(400_000);
    let mut many = Small::new(&[("a.md", &text)]);
    for at in 0..2_000 {
        let place = postlint::finding::Location {
            path: "a.md".into(),
            start: postlint::source::Position { offset: at * 1_300 + 5, line: 1, column: at * 1_300 + 6 },
            end: postlint::source::Position { offset: at * 1_300 + 11, line: 1, column: at * 1_300 + 12 },
        };
        many.find(Severity::Error, place, "empty");
    }
    let started = std::time::Instant::now();
    let shown = many.pretty();
    assert_eq!(shown.matches("error[").count(), 2_000);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn a_file_that_changed_since_still_gets_its_place() {
    let mut gone = Small::new(&[("a.md", "short\n")]);
    let mut place = gone.place("a.md", "short");
    (place.start.offset, place.end.offset) = (900, 910);
    (place.start.line, place.end.line) = (90, 90);
    gone.find(Severity::Error, place.clone(), "the text is gone");
    place.path = "b.md".into();
    gone.find(Severity::Error, place, "the file is gone");
    insta::assert_snapshot!(gone.pretty());
}
