//! The file: its form, its place, and what a merge may leave in it.

use postlint::baseline::{Baseline, Debt, Entry, parse, parse_both_sides, write};
use postlint::fingerprint::Mark;

use crate::bench::Bench;

const POST: &str = "_posts/2022-01-07-lake.md";
const TEXT: &str = "---\ntitle: Lake\ndate: 2022-01-07\n---\nThe [ferry]() and the [pier]( ).\n";

fn entry(path: &str, text: &str, count: u32) -> Entry {
    let mark = Mark { text: text.to_owned(), digest: None, is_place: false };
    Entry { path: path.to_owned(), rule: "link/empty".to_owned(), mark, count, line: 0 }
}

/// The same entries, wherever they stand.
fn same(one: &Baseline, other: &[Entry]) -> bool {
    let key = |entry: &Entry| (entry.path.clone(), entry.rule.clone(), entry.mark.clone(), entry.count);
    let (mut one, mut other): (Vec<_>, Vec<_>) =
        (one.entries.iter().map(key).collect(), other.iter().map(key).collect());
    one.sort();
    other.sort();
    one == other
}

#[test]
fn what_is_written_is_read_again() {
    let mut place = entry("a.md", "---", 1);
    place.mark.is_place = true;
    let mut long = entry("a.md", "a long text", 12);
    long.mark.digest = Some(0xfe);
    let odd =
        ["", " ", "\"", "\\", "\\u{41}", "\u{202e}x", "e\u{301}", "\u{301}", "a\tb", "×3", "~", "# a", "ü"];
    let mut entries = vec![place, long];
    entries.extend(odd.iter().map(|text| entry("b.md", text, 2)));
    let paths = ["a b.md", "\"q\".md", "#x.md", "<<<<<<<.md", "ü/ñ.md", "~.md", "a\nb.md", "a\u{fffd}.md"];
    entries.extend(paths.iter().map(|path| entry(path, "x", 1)));
    let text = write(&entries);
    let read = parse(&text).unwrap();
    assert!(same(&read, &entries), "{text}");
    assert_eq!(write(&read.entries), text);
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let mut sorted = lines.clone();
    sorted.sort_unstable();
    assert_eq!(lines, sorted);
    assert_eq!(lines.len(), entries.len(), "one entry a line:\n{text}");
    assert!(!text.chars().any(|one| one == '\u{202e}'));
}

#[test]
fn a_merge_by_union_is_understood() {
    let text = write(&[entry("a.md", "x", 3), entry("b.md", "y", 1)]);
    let twice = format!("{text}{}", text.replace("×3", "×2"));
    let read = parse(&twice).unwrap();
    assert!(same(&read, &[entry("a.md", "x", 3), entry("b.md", "y", 1)]));
    let crlf = text.replace('\n', "\r\n");
    assert!(same(&parse(&format!("\u{feff}{crlf}")).unwrap(), &read.entries));
}

#[test]
fn conflicts_are_said_and_can_be_pruned() {
    let site = Bench::new(&[(POST, TEXT)]);
    site.run(&["baseline", "--select", "link"]).exits(0);
    let text = site.read(".postlint/baseline");
    let lines: Vec<&str> = text.lines().collect();
    let conflict =
        format!("{}\n<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", lines[0], lines[1], lines[2]);
    site.write(".postlint/baseline", &conflict);
    let ran = site.check(&[]).exits(2);
    assert!(ran.err.contains(".postlint/baseline:2: a merge left a conflict here"), "{}", ran.err);
    site.run(&["baseline", "--prune"]).exits(0);
    assert_eq!(site.read(".postlint/baseline"), text);
    assert!(parse_both_sides(&conflict).is_ok());
}

#[test]
fn what_cannot_be_meant_is_said_with_its_line() {
    let fault = |text: &str| parse(text).unwrap_err().to_string();
    assert!(fault("").starts_with("1: the first line"));
    assert!(fault("hello\n").starts_with("1: the first line"));
    assert!(fault("# postlint baseline 2: x\n").contains("a later postlint"));
    let form = "# postlint baseline 1\n";
    for line in [
        "a.md",
        "a.md link/empty",
        "a.md link/empty x",
        "a.md link/empty \"x",
        "a.md link \"x\"",
        "a.md link/empty \"x\" ×0",
        "a.md link/empty \"x\" three",
        "a.md link/empty \"\\q\"",
        "a.md link/empty \"\\u{110000}\"",
        "a.md link/empty \"x\" #zz",
    ] {
        assert!(fault(&format!("{form}\n{line}\n")).starts_with("3: this is no entry"), "{line}");
    }
    assert!(parse(form).unwrap().entries.is_empty());
    assert!(parse(&format!("{form}# a word of ours\n\na.md link/empty \"x\" x2\n")).is_ok());
}

#[test]
fn it_lies_where_it_is_told_to() {
    let site = Bench::new(&[(POST, TEXT), (".postlint.yml", "baseline: known/lake.txt\n")]);
    site.run(&["baseline"]).exits(0);
    assert!(site.path("known/lake.txt").is_file());
    site.check(&[]).exits(0);
    site.run_in("_posts", &["check"]).exits(0);
    site.run(&["baseline", "--baseline", "other"]).exits(0);
    assert_eq!(site.read("other"), site.read("known/lake.txt"));
    site.remove("known/lake.txt");
    site.check(&["--baseline", "other"]).exits(0);
    site.check(&[]).exits(1);
    let ran = site.check(&["--baseline", "nowhere"]).exits(2);
    assert!(ran.err.contains("there is no nowhere"), "{}", ran.err);
    let ran = site.run(&["baseline", "--prune"]).exits(2);
    assert!(ran.err.contains("there is no known/lake.txt"), "{}", ran.err);
}

#[test]
fn sites_below_one_configuration_share_it() {
    let site = Bench::new(&[]);
    site.remove("_config.yml");
    site.write(".postlint.yml", "");
    for name in ["docs", "blog"] {
        site.write(&format!("{name}/_config.yml"), "title: Lake\n");
        site.write(&format!("{name}/{POST}"), TEXT);
    }
    site.run(&["baseline"]).exits(0);
    let text = site.read(".postlint/baseline");
    assert!(text.contains("\ndocs/_posts/") && text.contains("\nblog/_posts/"), "{text}");
    site.check(&[]).exits(0);
    site.run_in("docs", &["check"]).exits(0);
    site.edit(&format!("docs/{POST}"), "[ferry]()", "ferry");
    site.run_in("blog", &["check"]).exits(0);
    site.run_in("docs", &["check"]).exits(1);
    site.run_in("docs", &["baseline", "--prune"]).exits(0);
    site.check(&[]).exits(0);
    assert!(site.read(".postlint/baseline").contains("\nblog/_posts/"));
}

#[test]
fn debts_are_counted() {
    let debt = Debt::of(&Baseline { entries: vec![entry("_posts/a.md", "x", 2), entry("b.md", "y", 1)] });
    assert_eq!((debt.total, debt.files), (3, 2));
    assert_eq!(debt.folders[0].folder, "_posts");
    let site = Bench::new(&[(POST, TEXT)]);
    site.run(&["baseline", "--statistics"]).exits(2);
    site.run(&["baseline"]).exits(0);
    let ran = site.run(&["baseline", "--statistics"]).exits(0);
    assert!(ran.out.contains("link/empty") && ran.out.contains("  _posts\n"), "{}", ran.out);
    let ran = site.run(&["baseline", "--statistics", "--format", "json"]).exits(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["baselines"][0]["debt"]["folders"][0]["folder"], "_posts");
}
