//! What people read: pretty and concise, and the line that ends a run.

use postlint::check::Outcome;
use postlint::finding::Severity;
use postlint::output::{Format, Summary, Terminal};

use super::small::{Small, label, small};

#[test]
fn pretty() {
    insta::assert_snapshot!(small().pretty());
}

#[test]
fn pretty_in_color() {
    let shown = small().write(Format::Pretty, Terminal { color: true, width: 100 });
    insta::assert_snapshot!(shown.replace('\u{1b}', "␛"));
}

#[test]
fn concise() {
    insta::assert_snapshot!(small().write(Format::Concise, Terminal::default()));
}

#[test]
fn nothing_found_writes_nothing() {
    let empty = Small::new(&[("a.md", "text\n")]);
    assert_eq!(empty.pretty(), "");
    assert_eq!(empty.write(Format::Concise, Terminal::default()), "");
    assert_eq!(empty.write(Format::Github, Terminal::default()), "");
}

#[test]
fn summaries() {
    let empty = Outcome { files: 16_800, ..Outcome::default() };
    assert_eq!(Summary::of(&empty).to_string(), "nothing found in 16,800 files");
    assert_eq!(Summary::of(&small().outcome).to_string(), "1 error, 1 warning, 1 note in 2 files; 1 fixable");
    let million = Summary { files: 1_000_001, errors: 2, undecided: 1_002, ..Summary::default() };
    assert_eq!(million.to_string(), "2 errors in 1,000,001 files; 1,002 undecided");
}

#[test]
fn columns_of_wide_characters_and_tabs() {
    let mut wide =
        Small::new(&[("a.md", "新闻\t【图片】<img src=\"\"> 结束\nå\u{301}é e\u{301} <img src=''>\n")]);
    let (first, second) = (wide.place("a.md", "src=\"\""), wide.place("a.md", "src=''"));
    wide.find(Severity::Error, first, "图片没有地址");
    wide.find(Severity::Error, second, "empty");
    insta::assert_snapshot!(wide.pretty());
}

#[test]
fn a_span_over_several_lines() {
    let mut lines = Small::new(&[("a.md", "before\n<div>\n  one\n  two\n</div>\nafter\n")]);
    let mut place = lines.place("a.md", "<div>");
    place.end = lines.place("a.md", "</div>").end;
    let label_at = lines.place("a.md", "two");
    let one = lines.find(Severity::Warning, place, "nobody sees this block");
    one.labels.push(label(label_at, "this text is lost"));
    insta::assert_snapshot!(lines.pretty());
}

#[test]
fn a_span_over_many_lines_shows_its_first() {
    let text = format!("intro\n\n<!-- open\n{}\nend\n", "line\n".repeat(200));
    let mut long = Small::new(&[("a.md", &text)]);
    let place = long.location("a.md", 7, text.len());
    long.find(Severity::Warning, place, "the comment is never closed");
    insta::assert_snapshot!(long.pretty());
}

#[test]
fn places_at_the_ends_of_a_file() {
    let mut ends = Small::new(&[("a.md", "title: x\nlast"), ("b.md", ""), ("c.md", "one\r\ntwo\rthree\r\n")]);
    let (start, end) = (ends.location("a.md", 0, 0), ends.place("a.md", ""));
    let (empty, after) = (ends.place("b.md", ""), ends.place("c.md", ""));
    let (feed, two) = (ends.location("c.md", 3, 5), ends.place("c.md", "two"));
    ends.find(Severity::Error, start, "at the start");
    ends.find(Severity::Error, end, "at the end");
    ends.find(Severity::Error, empty, "in an empty file");
    ends.find(Severity::Error, feed, "on the end of a line");
    ends.find(Severity::Error, two, "after a CR LF, before a lone CR");
    ends.find(Severity::Error, after, "after the last line");
    insta::assert_snapshot!(ends.pretty());
}

#[test]
fn labels_far_apart_and_in_other_files() {
    let text = format!("---\nlayout: a\n{}layout: b\n---\n", "key: value\n".repeat(40));
    let mut far = Small::new(&[("a.md", &text), ("b.md", "other\n")]);
    let (first, second) = (far.place("a.md", "layout: a"), far.place("a.md", "layout: b"));
    let other = far.place("b.md", "other");
    let one = far.find(Severity::Error, second, "the key is there twice, and only the last counts");
    one.labels = vec![label(first, "first here"), label(other, "and in this file")];
    insta::assert_snapshot!(far.pretty());
}
