//! Every value of `tests/data/dates.json` gets the instant that Ruby 3.1's `Time.parse` gives it
//! after SafeYAML's typing, in three zones of the build. The table was recorded from Ruby, with the
//! clock at 2026-01-15T12:00:00Z.

use jiff::tz::TimeZone;
use postlint::document::front_matter::scalar::type_plain;
use postlint::generator::jekyll::date::{Failure, Reading, build_zone, parse, read};
use postlint::publication::DateZone;
use proptest::prelude::*;

const NOW: i128 = 1_768_478_400_000_000_000;
const ZONES: [&str; 3] = ["UTC", "Asia/Shanghai", "America/New_York"];

fn shown(result: &Result<Reading, Failure>) -> String {
    match result {
        Ok(reading) => {
            let second =
                (reading.instant.div_euclid(1_000_000_000) + i128::from(reading.offset)).rem_euclid(86_400);
            let (year, month, day) = reading.day;
            let offset = reading.offset.unsigned_abs();
            let seconds =
                if offset.is_multiple_of(60) { String::new() } else { format!(":{:02}", offset % 60) };
            let sign = if reading.offset < 0 { '-' } else { '+' };
            format!(
                "{}{:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}{seconds}",
                if year < 0 { "-" } else { "" },
                year.unsigned_abs(),
                second / 3_600,
                second / 60 % 60,
                second % 60,
                offset / 3_600,
                offset / 60 % 60
            )
        }
        Err(Failure::Invalid) => "fatal".into(),
        Err(Failure::OutOfRange) => "range".into(),
    }
}

fn read_text(text: &str, zone: &TimeZone) -> Result<Reading, Failure> {
    read(&type_plain(text), text, zone, NOW)
}

#[test]
fn dates_are_read_as_ruby_reads_them() {
    let cases: Vec<[String; 4]> = serde_json::from_str(include_str!("data/dates.json")).expect("the table");
    let zones = ZONES.map(build_zone);
    let mut failures = Vec::new();
    for [text, expected @ ..] in &cases {
        for ((name, zone), expected) in ZONES.iter().zip(&zones).zip(expected) {
            let got = shown(&read_text(text, zone));
            if got != *expected {
                failures.push(format!("{text:?} in {name}: {got} instead of {expected}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len() * 3, failures.join("\n"));
}

#[test]
fn the_zone_of_a_text_is_told_apart() {
    let shanghai = build_zone("Asia/Shanghai");
    let cases = [
        ("2022-01-07", DateZone::DateOnly),
        ("2022-01-07 08:00", DateZone::Build),
        ("2022-01-07 08:00:09", DateZone::ImplicitUtc),
        ("2022-01-07 08:00:09 +0900", DateZone::Explicit(32_400)),
        ("2022-01-07 08:00 +0900", DateZone::Explicit(32_400)),
        ("2022-01-07 08:00 Z", DateZone::Explicit(0)),
        ("2022-01-07 08:00 CST", DateZone::Explicit(-21_600)),
        ("2022-01-07 08:00 JST", DateZone::Ignored),
        ("2022-01-07 08:00 +8", DateZone::Ignored),
        ("2022-01-07 08:00:09 +9999", DateZone::Explicit(0)),
    ];
    for (text, zone) in cases {
        assert_eq!(read_text(text, &shanghai).map(|reading| reading.zone), Ok(zone), "{text}");
    }
}

#[test]
fn days_that_are_moved_or_borrowed_are_marked() {
    let utc = TimeZone::UTC;
    let facts =
        |text: &str| read_text(text, &utc).map(|reading| (reading.day, reading.overflowed, reading.from_now));
    assert_eq!(facts("2022-02-30"), Ok(((2022, 3, 2), true, false)));
    assert_eq!(facts("2022-04-31 08:00 +0800"), Ok(((2022, 5, 1), true, false)));
    assert_eq!(facts("2024-02-29"), Ok(((2024, 2, 29), false, false)));
    assert_eq!(facts("10:20:30 +0800"), Ok(((2026, 1, 15), false, true)));
    assert_eq!(facts("7 January"), Ok(((2026, 1, 7), false, true)));
    assert_eq!(facts("2022-007"), Ok(((2022, 1, 7), false, false)));
}

#[test]
fn what_ruby_does_not_read_is_pointed_at() {
    let unread = |text: &str| {
        let (start, end) = read_text(text, &TimeZone::UTC).ok()?.unread?;
        text.get(start as usize..end as usize).map(str::to_owned)
    };
    assert_eq!(unread("2022-01-07 08\u{ff1a}04"), Some("08\u{ff1a}04".into()));
    assert_eq!(unread("2022-01-07 noon"), Some("noon".into()));
    assert_eq!(unread("2022-01-07 \u{4e0b}\u{5348}8:00"), Some("\u{4e0b}\u{5348}".into()));
    assert_eq!(unread("2022-01-07T8:00"), None);
    assert_eq!(unread("Friday, 7 January 2022 8:00 pm"), None);
    assert_eq!(unread("2022-01-07 08:00:09 +0800"), None);
}

#[test]
fn the_day_of_the_text_is_kept_beside_that_of_the_build() {
    let days = |text: &str, zone: &str| {
        let reading = read_text(text, &build_zone(zone)).expect("a date");
        (reading.written_day.2, reading.day.2, reading.wall_offset / 3_600)
    };
    assert_eq!(days("2022-01-07 01:00:00 +0800", "UTC"), (7, 6, 0));
    assert_eq!(days("2022-01-07 20:00:00", "Asia/Shanghai"), (7, 8, 8));
    assert_eq!(days("2022-01-07 20:00", "Asia/Shanghai"), (7, 7, 8));
    assert_eq!(days("2022-03-13 05:00:00", "America/New_York"), (13, 13, -4));
}

#[test]
fn a_time_zone_of_the_configuration_is_what_the_c_library_makes_of_it() {
    let offset = |name: &str| read_text("2022-07-01 12:00", &build_zone(name)).map(|reading| reading.offset);
    let hours = [
        ("Asia/Shanghai", 8),
        (":Asia/Shanghai", 8),
        ("America/New_York", -4),
        ("EST5EDT", -4),
        ("EST5EDT,M3.2.0,M11.1.0", -4),
        ("AAA3BBB", -2),
        ("CST-8", 8),
        ("<+08>-8", 8),
        ("UTC+8", -8),
        ("GMT+8", -8),
        ("asia/shanghai", 0),
        ("Asia/Shanghai ", 0),
        ("Asia/Beijing", 0),
        ("+08:00", 0),
        ("JST", 0),
        ("", 0),
    ];
    for (name, hours) in hours {
        assert_eq!(offset(name), Ok(hours * 3_600), "{name:?}");
    }
}

proptest! {
    /// The short way for plain forms gives what the patterns give: Ruby sees no difference between
    /// one space and two, the patterns alone read the second.
    #[test]
    fn plain_forms_are_read_as_the_patterns_read_them(
        year in 0..10_000, month in 0..15, day in 0..35, hour in 0..26, minute in 0..62, second in 0..63,
        offset in prop::option::of("[-+][0-9]{4}"), form in 0..3,
    ) {
        let mut text = format!("{year:04}-{month:02}-{day:02}");
        if form > 0 {
            text += &format!(" {hour:02}:{minute:02}");
        }
        if form > 1 {
            text += &format!(":{second:02}");
        }
        if form > 0 && let Some(offset) = offset {
            text += &format!(" {offset}");
        }
        let zone = build_zone("America/New_York");
        prop_assert_eq!(parse(&text, &zone, NOW), parse(&format!("{text}  "), &zone, NOW));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), digits in "[-+'0-9:./ TWhapmz\\[\\]]{0,40}") {
        for zone in ZONES.map(build_zone) {
            let _ = read_text(&text, &zone);
            let _ = read_text(&digits, &zone);
        }
    }
}
