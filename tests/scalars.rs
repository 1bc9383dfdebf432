//! Every scalar of `tests/data/scalars.json` gets the type and the text that SafeYAML 1.0.5 on
//! Ruby 3.1 gives it. The table was recorded from Ruby.

use postlint::document::front_matter::Typed;
use postlint::document::front_matter::scalar::{ruby_to_s, type_plain};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    r#type: String,
    to_s: Option<String>,
    utc: Option<i64>,
    nanosecond: Option<u32>,
}

fn name(typed: &Typed) -> &'static str {
    match typed {
        Typed::Null => "NilClass",
        Typed::Bool(_) => "Bool",
        Typed::Integer(_) | Typed::BigInteger => "Integer",
        Typed::Float(_) => "Float",
        Typed::Date(..) => "Date",
        Typed::Time { .. } => "Time",
        Typed::String => "String",
        Typed::Refused => "raise",
    }
}

fn failure(case: &Case) -> Option<String> {
    let typed = type_plain(&case.text);
    if name(&typed) != case.r#type {
        return Some(format!("{:?}: {} instead of {}", case.text, name(&typed), case.r#type));
    }
    let shown = ruby_to_s(&typed, &case.text);
    if case.to_s.as_deref().is_some_and(|expected| expected != shown) {
        return Some(format!("{:?}: to_s {shown:?} instead of {:?}", case.text, case.to_s));
    }
    let instant = match typed {
        Typed::Time { nanoseconds, .. } => Some(nanoseconds),
        _ => None,
    };
    let expected =
        case.utc.map(|utc| i128::from(utc) * 1_000_000_000 + i128::from(case.nanosecond.unwrap_or(0)));
    (instant != expected).then(|| format!("{:?}: instant {instant:?} instead of {expected:?}", case.text))
}

#[test]
fn plain_scalars_get_the_types_of_the_loader() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("data/scalars.json")).expect("the table");
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn ordinary_text_of_any_length_is_text() {
    let long = "1".repeat(2_000_000);
    assert!(matches!(type_plain(&long), Typed::BigInteger));
    assert_eq!(ruby_to_s(&Typed::BigInteger, &long).len(), long.len());
    for text in
        ["A walk by the lake", "é", "\u{feff}1", "-", "+", "--", ":1", "\u{0}", "9".repeat(300).as_str()]
    {
        let typed = type_plain(text);
        assert!(matches!(typed, Typed::String | Typed::BigInteger), "{text:?} became {typed:?}");
    }
}
