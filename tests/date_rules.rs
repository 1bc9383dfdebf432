//! What the rules on dates say of one line, in small sites of three zones: each finding by its rule
//! and by the bytes it points at. Neighbours of the examples in the manifests.

#![expect(clippy::expect_used, reason = "a test may stop where its own making is wrong")]

use std::sync::LazyLock;

use postlint::check;
use postlint::config::Config;
use postlint::finding::{Finding, Severity};
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;
const SHANGHAI: &str = "timezone: Asia/Shanghai\n";
const NEW_YORK: &str = "timezone: America/New_York\n";

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let own = Config { select: Some(vec!["date".into()]), ..Config::default() };
    Settings::resolve(&own).expect("settings")
});

fn findings(config: &str, path: &str, text: &str) -> Vec<Finding> {
    let jekyll = Jekyll::new(&[("_config.yml", config)], NOW);
    check::run(&Inventory::in_memory(&[(path, text.as_bytes())]), &jekyll, &SETTINGS, &|| ()).findings
}

/// `rule "bytes"` of each finding, with `!` for an error and `.` for a note.
fn shown(config: &str, path: &str, line: &str) -> Vec<String> {
    let text = format!("---\ntitle: A walk\n{line}\n---\n\nThe lake was calm.\n");
    let one = |found: Finding| {
        let bytes = text.get(found.location.start.offset as usize..found.location.end.offset as usize);
        let mark = match found.severity {
            Severity::Error => "!",
            Severity::Warning => "",
            Severity::Note => ".",
        };
        let rule = found.rule.trim_start_matches("date/");
        format!("{rule}{mark} {:?}", bytes.unwrap_or("?"))
    };
    findings(config, path, &text).into_iter().map(one).collect()
}

#[track_caller]
fn expect(config: &str, line: &str, expected: &[&str]) {
    assert_eq!(shown(config, "_posts/2022-01-07-walk.md", line), expected, "{line} with {config:?}");
}

#[test]
fn texts_without_a_date_stop_the_build() {
    for value in [
        "+0800",
        "-0500",
        "Z",
        "2022-13-40",
        "2022-00-10",
        "0000-00-00",
        "2022-01-32",
        "2022-01-07 25:00:00",
        "2022-01-07 10:60:00",
        "2022-01-07 24:00:01",
        "1641522030",
        "2022",
        "2022-01",
        "2022-W01-5",
        "tuesday",
        "YYYY-MM-DD",
        "01/28/2022",
        "2030年2月31日",
        "2022-01-07 08:00 +2500",
        "true",
    ] {
        expect(SHANGHAI, &format!("date: {value}"), &[&format!("unparseable! {value:?}")]);
        expect("", &format!("date:   {value}  # when"), &[&format!("unparseable! {value:?}")]);
    }
    expect("", "date: {{ site.time }}", &[r#"unparseable! "{{ site.time }}""#]);
    expect("", "date: [then, now]", &[r#"unparseable! "[then, now]""#]);
    expect("", "date: 'soon'", &[r#"unparseable! "'soon'""#]);
}

#[test]
fn empty_dates_stop_the_build() {
    for value in ["\"\"", "''", "~", "null", "\" \""] {
        expect("", &format!("date: {value}"), &[&format!("empty! {value:?}")]);
    }
    expect("", "date:", &[r#"empty! "date:""#]);
    expect("", "date:   # later", &[r#"empty! "date:""#]);
    expect("", "title: B", &[]);
}

#[test]
fn a_file_that_is_not_read_stops_nothing() {
    let found = |path: &str, line: &str| shown("", path, line);
    assert_eq!(found("_posts/walk.md", "date: +0800"), [r#"unparseable "+0800""#]);
    assert_eq!(found("_posts/walk.md", "date:"), [r#"empty "date:""#]);
    assert_eq!(found("_drafts/walk.md", "date: soon"), [r#"unparseable "soon""#]);
    assert_eq!(found("about.md", "date: soon"), Vec::<String>::new());
    assert_eq!(found("about.md", "date:"), Vec::<String>::new());
}

#[test]
fn a_zone_left_out_is_found_where_it_moves_the_page() {
    expect(SHANGHAI, "date: 2022-01-07 10:46:18", &[r#"no-time-zone "2022-01-07 10:46:18""#]);
    expect(SHANGHAI, "date: 2022-01-07T10:46:18", &[r#"no-time-zone "2022-01-07T10:46:18""#]);
    expect(SHANGHAI, "date: 2022-01-07 20:46:18", &[r#"no-time-zone "2022-01-07 20:46:18""#]);
    for line in ["date: 2022-01-07 10:46", "date: 2022-01-07", "date: '2022-01-07 10:46:18'"] {
        expect(SHANGHAI, line, &[]);
    }
    expect("timezone: UTC\n", "date: 2022-01-07 10:46:18", &[]);
    expect("", "date: 2022-01-07 10:46:18", &[]);
    expect("timezone: Europe/London\n", "date: 2022-01-07 10:46:18", &[]);
    let summer = shown("timezone: Europe/London\n", "_posts/2022-07-07-walk.md", "date: 2022-07-07 10:46:18");
    assert_eq!(summer, [r#"no-time-zone "2022-07-07 10:46:18""#]);
}

#[test]
fn a_fix_adds_the_offset_of_the_time_of_the_year() {
    let text = "---\ntitle: A walk\ndate: 2022-07-07 10:46:18\n---\n";
    let found = findings(NEW_YORK, "_posts/2022-07-07-walk.md", text);
    let edits: Vec<&str> = found
        .iter()
        .filter_map(|one| one.fix.as_ref())
        .flat_map(|fix| &fix.edits)
        .map(|edit| edit.text.as_str())
        .collect();
    assert_eq!(edits, [" -0400"]);
}

#[test]
fn offsets_are_compared_with_the_zone_of_the_site() {
    expect(SHANGHAI, "date: 2022-01-07 10:46:18 +0800", &[]);
    expect(SHANGHAI, "date: 2022-01-07 10:46 +08:00", &[]);
    expect(SHANGHAI, "date: 2022-01-07 10:46:18 +0700", &[r#"time-zone-mismatch "+0700""#]);
    expect(SHANGHAI, "date: 2022-01-07 10:46:18 -0500", &[r#"time-zone-mismatch. "-0500""#]);
    expect(SHANGHAI, "date: 2022-01-07T10:46:18Z", &[r#"time-zone-mismatch. "Z""#]);
    expect(NEW_YORK, "date: 2022-01-07 10:46:18 -0400", &[r#"time-zone-mismatch "-0400""#]);
    expect(NEW_YORK, "date: 2022-01-07 10:46 EST", &[]);
    expect(
        NEW_YORK,
        "date: 2022-01-07 10:46:18 +0800",
        &[r#"day-shift "2022-01-07""#, r#"time-zone-mismatch. "+0800""#],
    );
    expect("", "date: 2022-01-07 01:00:00 +0800", &[r#"day-shift "+0800""#]);
    expect("", "date: 2022-01-07 10:46:18 +0800", &[]);
}

#[test]
fn days_that_do_not_exist_are_moved() {
    let found = |line: &str| shown("", "_posts/2022-03-02-walk.md", line);
    assert_eq!(found("date: 2022-02-30"), [r#"overflow "2022-02-30""#]);
    assert_eq!(found("date: 2022-02-30 08:00:09 +0000"), [r#"overflow "2022-02-30""#]);
    assert_eq!(found("date: 30 February 2022 8:00"), [r#"overflow "30 February 2022""#]);
    assert_eq!(found("date: \"2022-02-30\""), [r#"overflow "2022-02-30""#]);
}

#[test]
fn names_and_dates_are_compared_by_day() {
    expect("", "date: 2022-01-08 08:00:00 +0000", &[r#"file-name-mismatch "2022-01-08""#]);
    expect("", "date: 2021-01-07", &[r#"file-name-mismatch "2021-01-07""#]);
    expect(
        SHANGHAI,
        "date: 2022-01-06 20:00 +0000",
        &[r#"day-shift "2022-01-06""#, r#"time-zone-mismatch. "+0000""#],
    );
    let found = |path: &str| shown("", path, "date: 2022-01-07");
    for path in ["_posts/22-1-7-walk.md", "_posts/2022-1-07-walk.md", "news/_posts/2022-01-07-walk.md"] {
        assert_eq!(found(path), Vec::<String>::new(), "{path}");
    }
    assert_eq!(found("_posts/2022-13-01-walk.md"), [r#"file-name-invalid. """#]);
    assert_eq!(found("_posts/2022-02-30-walk.md"), [r#"file-name-invalid. """#]);
    let name_alone = |path: &str| shown("", path, "layout: post");
    assert_eq!(name_alone("_posts/2022-13-01-walk.md"), [r#"file-name-invalid! """#]);
    assert_eq!(name_alone("_posts/0000-00-00-walk.md"), [r#"file-name-invalid! """#]);
    assert_eq!(name_alone("_posts/2022-02-30-walk.md"), [r#"file-name-invalid """#]);
    assert_eq!(name_alone("_posts/222-01-07-walk.md"), [r#"file-name-invalid """#]);
    assert_eq!(name_alone("_posts/22-01-07-walk.md"), [r#"file-name-invalid. """#]);
}

#[test]
fn a_page_of_the_future_is_not_published() {
    let found = |config: &str, path: &str, line: &str| shown(config, path, line);
    let near = "date: 2026-01-15 12:00:01 +0000";
    assert_eq!(found("", "_posts/2026-01-15-walk.md", near), [r#"future. "2026-01-15 12:00:01 +0000""#]);
    assert_eq!(
        found("", "_posts/2026-01-15-walk.md", "date: 2026-01-15 12:00:00 +0000"),
        Vec::<String>::new()
    );
    assert_eq!(found("future: true\n", "_posts/2026-01-15-walk.md", near), Vec::<String>::new());
    assert_eq!(found("", "_posts/2099-01-01-walk.md", "layout: post"), [r#"future """#]);
    assert_eq!(found("", "about.md", "date: 2099-01-01"), Vec::<String>::new());
}

#[test]
fn numbers_in_any_order_are_ambiguous() {
    let found = |line: &str| shown("", "_posts/2022-07-01-walk.md", line);
    assert_eq!(found("date: 01/07/2022"), [r#"ambiguous-order "01/07/2022""#]);
    assert_eq!(found("date: 1-7-2022 08:00"), [r#"ambiguous-order "1-7-2022""#]);
    for line in ["date: 1.7.2022", "date: 2022/07/01", "date: 1 July 2022"] {
        assert_eq!(found(line), Vec::<String>::new(), "{line}");
    }
    let short = shown("", "_posts/2001-07-22-walk.md", "date: 01/07/22");
    assert_eq!(short, [r#"ambiguous-order "01/07/22""#]);
}

#[test]
fn zones_by_name_and_odd_offsets_are_pointed_at() {
    expect("", "date: 2022-01-07 10:46:18 JST", &[r#"zone-name "JST""#]);
    expect("", "date: 2022-01-07 10:46 GMT+8", &[r#"zone-name "GMT+8""#]);
    expect(SHANGHAI, "date: 2022-01-07 10:46 UTC+08:00", &[r#"zone-name. "UTC+08:00""#]);
    expect("", "date: 2022-01-07 10:46 Asia/Shanghai", &[r#"zone-name "Asia/Shanghai""#]);
    expect(SHANGHAI, "date: 2022-01-07 01:46 CST", &[r#"time-zone-mismatch. "CST""#, r#"zone-name "CST""#]);
    expect("", "date: 2022-01-07 10:46 UTC", &[]);
    expect("", "date: 2022-01-07 10:46:18 +0800 (CST)", &[]);
    expect("", "date: 2022-01-07 10:46:18 +080", &[r#"odd-offset "+080""#]);
    expect("", "date: 2022-01-07 10:46:18 +0860", &[r#"odd-offset "+0860""#]);
    expect("", "date: 2022-01-07 10:46:18 +9999", &[r#"odd-offset "+9999""#]);
    expect("", "date: 2022-01-07 10:46 +8", &[r#"odd-offset "+8""#]);
    expect("", "date: 2022-01-07 10:46:18 +8", &[]);
    expect("", "date: 2022-01-07 20:46:18 +1400", &[]);
}

#[test]
fn what_is_read_otherwise_is_pointed_at() {
    expect("", "date: 2022-01-06 24:00", &[r#"rolls-over "24:00""#]);
    expect("", "date: 2022-01-07 23:59:60 +0000", &[r#"rolls-over "23:59:60""#]);
    expect("", "date: 20220107", &[r#"number. "20220107""#]);
    expect("", "date: 22007", &[r#"number "22007""#]);
    expect("", "date: 2022-01-07 08：04", &["unread-text \"08：04\""]);
    expect("", "date: 2022-01-07 下午8:04", &["unread-text \"下午\""]);
    expect("", "date: 周五 7 January 2022", &["unread-text. \"周五\""]);
    expect("", "date: 2022-01-07 18:30:22 2022 -0800", &["unread-text \"2022 -0800\""]);
    let found = |line: &str| shown("", "_posts/2026-01-15-walk.md", line);
    assert_eq!(found("date: 10:20:30 +0000"), [r#"incomplete "10:20:30 +0000""#]);
    assert_eq!(found("date: -05:00"), [r#"incomplete "-05:00""#]);
    assert_eq!(found("date: 10:20"), [r#"incomplete "10:20""#]);
}
