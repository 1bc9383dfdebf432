//! Schemas and front matter that are made to take long.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::site::{CONFIG, POST, places, post, run, wrong};

/// What takes longer than this grows too fast.
const SOON: Duration = Duration::from_secs(20);

fn quick<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    done
}

/// Definitions each of which asks the next one twice.
fn doubling(keyword: &str) -> String {
    let mut text = String::from("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for at in 0..60 {
        let next = format!("{{\"$ref\":\"#/$defs/d{}\"}}", at + 1);
        let _ = write!(text, "\"d{at}\":{{\"{keyword}\":[{next},{next}]}},");
    }
    text.push_str("\"d60\":{\"required\":[\"x\"]}}}");
    text
}

#[test]
fn branches_that_multiply_are_refused_or_undecided() {
    for keyword in ["allOf", "anyOf"] {
        let found = quick(|| wrong(&[("s.json", &doubling(keyword))]));
        assert!(found.contains("ask one another too often"), "{found}");
    }
    let twice = r##"{"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["y"]},
        {"properties":{"a":{"$ref":"#"}},"required":["z"]}]}"##;
    assert_eq!(places(twice, "a: 1"), ["---"]);
    let deep = format!("---\na: {}1{}\n---\n", "{a: ".repeat(50), "}".repeat(50));
    let outcome = quick(|| run(&[(".postlint.yml", CONFIG), ("s.json", twice), (POST, &deep)]));
    assert_eq!((outcome.findings.len(), outcome.undecided.len()), (0, 1));
}

#[test]
fn long_rows_of_definitions_are_refused() {
    let mut text = String::from("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for at in 0..20_000 {
        let _ = write!(text, "\"d{at}\":{{\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/d{}\"}}}}}},", at + 1);
    }
    text.push_str("\"d20000\":{}}}");
    let found = quick(|| wrong(&[("s.json", &text)]));
    assert!(found.contains("lead to one another in a row"), "{found}");
}

#[test]
fn patterns_do_not_run_away() {
    let linear = r#"{"properties":{"a":{"pattern":"^(a|a)*$"}}}"#;
    let header = format!("a: {}b", "a".repeat(50_000));
    assert_eq!(quick(|| post(linear, &header)).len(), 1);
    let backtracking = r#"{"properties":{"a":{"pattern":"^(?!x)(a+)+(?=c)c$"}}}"#;
    let header = format!("a: {}b", "a".repeat(200));
    quick(|| post(backtracking, &header));
    let ahead = r#"{"properties":{"a":{"pattern":"^(?!draft)[a-z]+$"}}}"#;
    assert_eq!(places(ahead, "a: draft"), ["draft"]);
    assert!(post(ahead, "a: news").is_empty());
}

#[test]
fn deep_and_wide_front_matter_is_looked_at_or_undecided() {
    let schema = r##"{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}"##;
    let deep = format!("a: {}1{}", "{a: ".repeat(100), "}".repeat(100));
    assert!(quick(|| post(schema, &deep)).is_empty());
    let wide = format!("b: [{}]", "1, ".repeat(50_000));
    let unique = r#"{"properties":{"b":{"items":{"type":"string"}}}}"#;
    assert!(quick(|| post(unique, &wide)).len() <= 200);
    let closed = r#"{"properties":{"title":{},"layout":{}},"additionalProperties":false}"#;
    let mut keys = String::new();
    for at in 0..30_000 {
        let _ = writeln!(keys, "key{at}: 1");
    }
    assert!(quick(|| post(closed, keys.trim_end())).len() <= 200);
}
